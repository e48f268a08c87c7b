"""Renamed definitions: whoever has the old address is led to the new one."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root
from support.handbook import HANDBOOK
from support.pages import page_of
from support.small import SMALL

pytestmark = pytest.mark.long

RENAMED = {
    "products/window": ("formerly: [casement]", "products/casement"),
    "maintenance/window/bolts": ("formerly: [window/screws]", "maintenance/window/screws"),
    "services/promises/glass": ("formerly: [pane]", "services/promises/pane"),
    "faults/leak": ("formerly: [drip]", "faults/drip"),
}


@pytest.mark.parametrize("name", RENAMED)
def test_an_old_address_leads_to_the_new_one(handbook: Root, name: str) -> None:
    """A page without content in each language: it sends on, names the new address, and stays out of indexes."""
    line, old = RENAMED[name]
    handbook.add(f"definitions/{name}.yaml", f"{line}\n")
    new = name.rpartition("/")[2]
    for language in ("zh", "en"):
        page = page_of(handbook, f"{language}/{old}/index.html")
        assert f'<meta http-equiv="refresh" content="0; url=../{new}/">' in page
        assert f'<link rel="canonical" href="https://small.example/{language}/{name}/">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert f'<a href="../{new}/">' in page
    assert 'rel="canonical"' not in page_of(handbook, f"staff/{old}/index.html")


def test_an_internal_page_leaves_no_trace_in_public_when_it_is_renamed(handbook: Root) -> None:
    """Its old address is known to the staff's edition alone."""
    handbook.add("definitions/services/processes/audit.yaml", "formerly: [spot-check]\n")
    assert handbook.run("pages", "--as-of", AS_OF).exit_code == 0
    found = sorted(path.relative_to(handbook.path / "docs").parts[0] for path in handbook.path.rglob("spot-check"))
    assert found == ["staff"]


def test_a_former_address_goes_when_its_key_goes(handbook: Root) -> None:
    """The next run removes the page."""
    file = "definitions/faults/leak.yaml"
    handbook.add(file, "formerly: [drip]\n")
    assert handbook.run("pages", "--as-of", AS_OF).exit_code == 0
    handbook.edit(file, "formerly: [drip]\n", "")
    assert handbook.run("pages", "--as-of", AS_OF).exit_code == 0
    assert not list(handbook.path.rglob("drip"))


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("products/window", "formerly: [floor]", "formerly[0]: the id 'floor' is used already"),
        ("products/window", "formerly: [window]", "formerly[0]: the id 'window' is used already"),
        ("maintenance/window/bolts", "formerly: [window/yearly]", "the id 'window/yearly' is used already"),
        ("maintenance/window/bolts", "formerly: [Window/x]", "formerly[0]: 'Window/x' cannot serve as an id"),
        ("maintenance/window/bolts", "formerly: [../x]", "formerly[0]: '../x' cannot serve as an id"),
        ("services/promises/glass", "formerly: [a, a]", "formerly[1]: the id 'a' is used already"),
        ("services/promises/glass", "formerly: [a/b]", "formerly[0]: 'a/b' cannot serve as an id"),
    ],
)
def test_a_former_id_is_nobody_elses(handbook: Root, file: str, line: str, says: str) -> None:
    """Now or before, of products, tasks and promises as of entries."""
    handbook.add(f"definitions/{file}.yaml", f"{line}\n")
    assert [told for told in handbook.check() if says in told and told.startswith(f"definitions/{file}.yaml:")]


def test_kinds_have_former_ids_of_their_own(handbook: Root) -> None:
    """A guide may have been called what a product is called: their addresses differ."""
    handbook.add("definitions/guides/wipe.yaml", "formerly: [window]\n")
    assert handbook.check() == [f"no problems in {len({**SMALL, **HANDBOOK})} files"]
