"""A feed gets a new address, and the customer's file stays as it was written."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root, files_of

from generator.text.edits import NotRotatable, rotate

CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: a\nfeed_revision: 1\n", "name: a\nfeed_revision: 2\n"),
        (
            "name: a\nfeed_revision:   9   # leaked in May\ntier: A",
            "name: a\nfeed_revision:   10   # leaked in May\ntier: A",
        ),
        ("# who\nname: a", "# who\nname: a\nfeed_revision: 2\n"),
        ("name: a\r\ntier: A\r\n", "name: a\r\ntier: A\r\nfeed_revision: 2\r\n"),
    ],
)
def test_only_the_revision_changes(before: str, after: str) -> None:
    """Comments, spacing and line ends are left alone."""
    assert rotate(before)[0] == after


@pytest.mark.parametrize("text", ["{name: a}", "- a\n", "a: [\n", "feed_revision: one\n"])
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    """A file that is not an ordinary block of keys is for a person to edit."""
    with pytest.raises(NotRotatable):
        rotate(text)


def test_rotating_moves_the_feed_and_keeps_its_events(root: Root) -> None:
    """The old address is gone, the new one holds the same events, stamps and all."""
    before = root.feeds()
    old = files_of(root.path / "feeds")
    after = root.feeds("--rotate", "c-001")
    new = files_of(root.path / "feeds")
    assert len(old - new) == len(new - old) == 1
    assert before["customer c-001"] == after["customer c-001"]
    assert "feed_revision: 2" in (root.path / CUSTOMER).read_text("utf-8")


@pytest.mark.parametrize("said", ["c-01", "钱"])
def test_rotating_what_is_not_wholly_named_changes_nothing_and_suggests_nobody_else(root: Root, said: str) -> None:
    """A slip of the key, or a part of a name, must not give another holder's feed a new address."""
    before = root.tree()
    result = root.run("feeds", "--rotate", said)
    assert result.exit_code == 1
    assert f"no customer and no technician has the id or the whole name '{said}'\n" in result.stderr
    assert root.tree() == before


def test_rotating_tells_which_file_was_edited_and_the_new_address(root: Root) -> None:
    """The file's name in the folder, or the whole address where the company says where feeds are served."""
    result = root.run("feeds", "--as-of", AS_OF, "--rotate", "c-001")
    (told,) = re.findall(rf"edited {CUSTOMER}; the new address: (\S+)\n", result.stdout)
    assert (root.path / "feeds" / told).is_file()
    root.edit("definitions/company.yaml", "example: true", "example: true\nfeeds_url: https://feeds.small.example")
    result = root.run("feeds", "--as-of", AS_OF, "--rotate", "c-001")
    (told,) = re.findall(r"the new address: https://feeds.small.example/(\S+)\n", result.stdout)
    assert (root.path / "feeds" / told).is_file()


def test_a_technicians_feed_gets_a_new_address_too(root: Root) -> None:
    """By id or by the whole name; the revision is raised inside the list of technicians, again the next time."""
    root.feeds()
    for revision, said in (("2", "t-01"), ("3", "钱 师傅")):
        old = files_of(root.path / "feeds")
        result = root.run("feeds", "--as-of", AS_OF, "--rotate", said)
        assert f"edited {TEAM}; the new address: " in result.stdout
        new = files_of(root.path / "feeds")
        assert len(old - new) == len(new - old) == 1
        assert f"\n  - id: t-01\n    feed_revision: {revision}\n    name: " in (root.path / TEAM).read_text("utf-8")


@pytest.mark.parametrize("consent", ["", "consent: {given: 2026-12-24}\n"])
def test_a_customer_without_consent_has_no_feed_to_rotate(root: Root, consent: str) -> None:
    """Nothing is changed, also where the consent is yet to be given."""
    root.edit(CUSTOMER, "consent: {given: 2026-03-01}\n", consent)
    before = root.tree()
    result = root.run("feeds", "--as-of", AS_OF, "--rotate", "c-001")
    assert result.exit_code == 1
    assert "customer 'c-001' has not consented to a calendar, so there is no address to change" in result.stderr
    assert root.tree() == before


def test_nothing_is_rotated_where_the_secret_is_too_weak_to_build(root: Root) -> None:
    """What would stop the build is found before the holder's file is touched."""
    root.edit("definitions/company.yaml", "example: true\n", "")
    before = root.tree()
    assert root.run("feeds", "--as-of", AS_OF, "--rotate", "c-001", AFTERCARE_SECRET="short").exit_code == 1
    assert root.tree() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "team:\n  - id: a # first\n    # of him\n    name: x\n  - id: b\n",
            "team:\n  - id: a # first\n    feed_revision: 2\n    # of him\n    name: x\n  - id: b\n",
        ),
        ("team:\n- name: x\n  id: a", "team:\n- name: x\n  id: a\n  feed_revision: 2"),
        ("team:\r\n- id: a\r\n", "team:\r\n- id: a\r\n  feed_revision: 2\r\n"),
        ("team:\n- {id: a, s: [x, 'y}']}  # him\n", "team:\n- {id: a, s: [x, 'y}'], feed_revision: 2}  # him\n"),
        ("team:\n- { id: a,\n    name: x }\n", "team:\n- { id: a,\n    name: x, feed_revision: 2 }\n"),
        ("team:\n- {id: a, feed_revision: 9}\n", "team:\n- {id: a, feed_revision: 10}\n"),
    ],
)
def test_only_the_revision_of_one_in_a_list_changes(before: str, after: str) -> None:
    """In block style and in flow style, wherever the id stands, comments left alone."""
    assert rotate(before, ("team", 0)) == (after, int(after.partition("feed_revision: ")[2].split("}")[0].split()[0]))


@pytest.mark.parametrize("text", ["team: [a]\n", "team:\n- {name: it's, id: a}\n", "team:\n- id: >\n    a\n"])
def test_one_in_a_list_that_cannot_be_edited_safely_is_refused(text: str) -> None:
    """What does not read as before, the revision apart, is never written."""
    with pytest.raises(NotRotatable):
        rotate(text, ("team", 0))
