"""What is written quickly is what the library would write."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.text.laidout import laid_out
from generator.text.written import dumped, node
from generator.text.yaml import parse

_TEXTS = st.sampled_from(
    ["王女士", "c-001", "13800000001", "2026-03-05", "no", "null", "1.50", "1e3", "路 1 号", "a: b", "a #b", "- x", "-", "", " x",
     "x ", "'q'", '"q"', "[x", "{x}", "?", "x,y", "x:", "a\nb", "\\q", "é", "窗" * 60, "0x1f", ".5", "x" * 90, "a/b", "a · b", "+86 1"]
) | st.text(max_size=6)  # fmt: skip
_VALUES: st.SearchStrategy[Any] = st.recursive(
    _TEXTS | st.integers(-5, 10**6) | st.floats(0, 9, allow_nan=False) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "contact", "product", "floor/polish", "no"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "tier", "contact", "sites"]), _VALUES, min_size=1))
def test_a_new_file_is_as_the_library_writes_it(data: dict[str, Any]) -> None:
    """Whatever stands in it: long, strange, empty, or plain."""

    def is_short(key: str, of: object) -> bool:
        return key == "contact" or (isinstance(of, dict) and "product" in of)

    assert laid_out(data, short=is_short) == dumped(node(data, short=is_short))


def test_a_plain_customer_is_written_quickly() -> None:
    """One line for what is short, quotes where a number would be read."""
    data = {
        "name": "王女士",
        "contact": {"phone": "13800000001"},
        "sites": [{"id": "site-1", "assets": [{"product": "窗"}]}],
    }
    text = laid_out(data, short=lambda key, of: key == "contact" or (isinstance(of, dict) and "product" in of))
    assert text == (
        'name: 王女士\ncontact: {phone: "13800000001"}\nsites:\n  - id: site-1\n    assets:\n      - {product: 窗}\n'
    )
    assert parse(text) == (data, [])
