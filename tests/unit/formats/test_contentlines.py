"""A text is written as icalendar writes it, whatever is in it; folding is by octets and can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from icalendar.prop import vText

from generator.formats.contentlines import fold, text_line, unfold

# What stands in texts of ours: controls but the line break are refused when YAML is read, and so is a literal \\N.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")).filter(
    lambda t: "\\N" not in t
)


@given(TEXTS)
def test_a_text_is_escaped_as_another_library_does_it(text: str) -> None:
    """Commas, semicolons, backslashes and line breaks."""
    written = unfold(text_line("SUMMARY", text))
    assert written == b"SUMMARY:" + bytes(vText(text).to_ical()) + b"\r\n"


@given(TEXTS)
def test_a_line_is_folded_at_75_octets_and_no_character_is_split(text: str) -> None:
    """Each piece is as long as it can be."""
    line = text.replace("\n", "").encode()
    pieces = fold(line).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 and piece.decode() is not None for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert all(len(piece) > 75 - 4 for piece in pieces[:-1])
    assert unfold(fold(line)) == line + b"\r\n"
