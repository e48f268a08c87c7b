"""Nothing of any customer gets into a built site."""

from __future__ import annotations

from pathlib import Path

from support.company import AS_OF, PROJECT, Root, tree_of, with_plain_sites

from generator.reading.load import load


def test_a_build_that_would_publish_a_customers_name_stops_and_writes_no_site(tmp_path: Path) -> None:
    """A customer's name in a product's text: the build names file and page, and the old site stays."""
    root = with_plain_sites(Root(tmp_path / "company"))
    root.edit("definitions/products/window.yaml", "summary: {zh: 会开会关", "summary: {zh: 诸葛先生的窗会开会关")
    result = root.run("build", "--as-of", AS_OF, "--output", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "customer data (诸…) turns up on " in result.stderr
    assert "诸葛先生" not in result.stderr
    assert result.stderr.splitlines()[-1] == "nothing was written"
    assert tree_of(tmp_path / "out") == {}


def test_the_examples_site_holds_nothing_of_its_schedules(built: Path) -> None:
    """No name, telephone or address of customers or technicians in any file of the site, nor the address of a feed."""
    schedules = load(PROJECT)[1]
    private = [technician.name for technician in schedules.technicians.values()]
    for customer in schedules.customers.values():
        assert customer.contact is not None
        private += [customer.name, customer.contact.name, customer.contact.phone or ""]
        private += [site.address for site in customer.sites]
    addresses = [path.stem for path in (built / "feeds").glob("*.ics")]
    assert addresses
    for path, content in tree_of(built / "site").items():
        for secret in (*private, *addresses):
            assert not secret or secret.encode() not in content or path.endswith((".js", ".js.map")), (path, secret)


def test_a_hand_written_page_with_a_customers_name_is_not_published(tmp_path: Path) -> None:
    """What somebody writes by hand is looked at too, in the built site, before it takes the old one's place."""
    root = with_plain_sites(Root(tmp_path / "company"))
    root.remove("mkdocs.staff.yml")  # one site is enough to see it
    root.add("docs/zh/about.md", "\nAs we did for 诸葛先生.\n")
    result = root.run("build", "--as-of", AS_OF, "--output", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "customer data (诸…) turns up on 1 public page" in result.stderr
    assert "诸葛先生" not in result.stderr
    assert not (tmp_path / "out/site").exists()
