"""Text of definitions in templates: it means itself, wherever it is printed."""

from __future__ import annotations

import html

import pytest

from generator.formats.templating import attribute, markdown


@pytest.mark.parametrize("text", ['a" onclick="b', "a' onclick='b", "<b>&amp;", "*a* `b` [c](d)", "x\ny"])
def test_a_text_ends_no_attribute(text: str) -> None:
    """Nor the element; and it is read back as it was written, on one line."""
    written = attribute(text)
    assert not set(written) & set("\"'<>`")
    assert html.unescape(written) == " ".join(text.split())
    assert html.unescape(markdown(text)) == " ".join(text.split())
