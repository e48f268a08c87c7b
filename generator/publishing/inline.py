"""What stands within a line, marked up without looking for what cannot be there.

Python-Markdown tries each of its fifteen patterns on every text. Most texts bear no sign of most of them, which is seen at
once: that takes a quarter off what Markdown takes.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from pymdownx.emoji import RE_EMOJI

# What each match of a pattern holds: one of these.
SIGNS = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("://",),
    inlinepatterns.AUTOMAIL_RE: ("@",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    RE_EMOJI: (":",),
    r"\*|_": ("*", "_"),
}
_Applied = tuple[str, bool, int]  # the text, whether the pattern was there, and from where to look on
_ANY = ("",)  # of a pattern that is not known, which any text may match


class Quick(Extension):
    """Has Markdown look for what may be there alone. What comes of a text stays the same."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put ours in the place of what looks through texts, where that is Markdown's own."""
        if type(md.treeprocessors["inline"]) is InlineProcessor:
            place = next(entry.priority for entry in md.treeprocessors._priority if entry.name == "inline")
            md.treeprocessors.register(_Signed(md), "inline", place)


class _Signed(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        patterns = enumerate(self.inlinePatterns)
        self._signed = [(number, pattern, SIGNS.get(pattern.pattern, _ANY)) for number, pattern in patterns]
        tree_made: Element = super().run(tree, ancestors)
        return tree_made

    def _InlineProcessor__handleInline(self, data: str, first: int = 0) -> str:  # noqa: N802
        """As Markdown's own, which this stands in for: from the pattern of the number ``first`` on."""
        is_done = isinstance(data, AtomicString)
        for number, pattern, signs in () if is_done else self._signed[first:]:
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            is_there, start = True, 0
            while is_there:
                applied: _Applied = self._InlineProcessor__applyPattern(pattern, data, number, start)
                data, is_there, start = applied
        return data
