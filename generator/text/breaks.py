"""Lists and mappings on a line of their own or several: where whoever wrote them broke the line, it stays broken.

What writes YAML anew breaks them by a count of characters, which knows nothing of wide ones nor of what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_BLANK = re.compile(r"\s*")
_AT_ENDS = re.compile(r"[ \t]+(?=\n)")


def with_own_breaks(tidy: str, before: str) -> str:
    """``tidy``, with the breaks that ``before`` has between brackets; as it is where the two say other things."""
    given, made = list(_pieces(before)), list(_pieces(tidy))
    if [piece[1] for piece in given] != [piece[1] for piece in made]:
        return tidy
    try:
        inside = _between_brackets(before)
    except yaml.YAMLError:  # it is read by another parser, which takes more
        return tidy
    merged = [
        (_blank(blank, tidied) if place in inside else tidied) + sign
        for (blank, sign, place), (tidied, _, _) in zip(given, made, strict=True)
    ]
    return "".join(merged) + tidy[len(tidy.rstrip()) :]


def _blank(given: str, tidied: str) -> str:
    """What stands between two signs inside brackets: a break where one was, and none where none was."""
    if "\n" in given:
        return _AT_ENDS.sub("", given)
    return " "[: len(given)] if "\n" in tidied else tidied


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    """Each sign that is no blank, with the blanks before it and its place."""
    place = 0
    while place < len(text.rstrip()):
        blank = _BLANK.match(text, place)
        assert blank is not None, "nothing is a blank too"
        place = blank.end()
        yield blank[0], text[place], place
        place += 1


def _between_brackets(text: str) -> set[int]:
    """The places between the brackets of each list and mapping in flow style, the last bracket among them."""
    places: set[int] = set()
    begun: list[int] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        begins, ends = event.start_mark, event.end_mark
        assert begins is not None, "what was parsed has places"
        assert ends is not None, "so has its end"
        if isinstance(event, yaml.CollectionStartEvent):
            begun.append(begins.index if event.flow_style else -1)
        elif isinstance(event, yaml.CollectionEndEvent):
            start = begun.pop()
            if start >= 0 and all(outer < 0 for outer in begun):
                places.update(range(start + 1, ends.index))
    return places
