"""Which calendars are not made, for nobody could read them."""

from __future__ import annotations

import pytest

from generator.private.holders import Holder, HolderKind
from generator.private.sizes import MOST_BYTES, is_hopeless, least_size


@pytest.mark.parametrize(
    ("kind", "events", "is_left_out"),
    [
        ("region", 3333, False),
        ("region", 3334, True),
        ("company", 3334, True),
        ("customer", 3334, False),  # who is told of it as of an error, by its true size
        ("technician", 9999, False),
    ],
)
def test_a_list_that_nobody_could_read_is_not_made(kind: HolderKind, events: int, *, is_left_out: bool) -> None:
    """Above so many events a region's and the dispatch's are too large however short each is; a person's is always made."""
    assert is_hopeless(Holder(kind, "one", 1, "zh", ()), events) is is_left_out
    assert (least_size(events) >= MOST_BYTES) is (events > 3333)
