"""A feed gets a new address, and the customer's file stays as it was written."""

from __future__ import annotations

import pytest
from conftest import Root

from generator.rotation import NotRotatable, rotate

CUSTOMER = "schedules/customers/c-001.yaml"


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
    old = {path.name for path in (root.path / "feeds").glob("*.ics")}
    after = root.feeds("--rotate", "c-001")
    new = {path.name for path in (root.path / "feeds").glob("*.ics")}
    assert len(old - new) == len(new - old) == 1
    assert before["customer c-001"] == after["customer c-001"]
    assert "feed_revision: 2" in (root.path / CUSTOMER).read_text("utf-8")


def test_rotating_an_unknown_customer_changes_nothing(root: Root) -> None:
    """A slip of the key is met with the nearest name."""
    before = root.tree()
    result = root.run("feeds", "--rotate", "c-01")
    assert result.exit_code == 1
    assert "there is no customer 'c-01'; did you mean 'c-001'?" in result.stderr
    assert root.tree() == before
