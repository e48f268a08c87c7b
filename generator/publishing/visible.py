"""What a published file says to whoever reads, hears or searches it: text, attributes, data, drawings, calendars."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from generator.text.folding import BREAK

_SAYING = {".html", ".json", ".xml", ".txt", ".svg", ".ics", ".js", ".css", ".md"}
_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
# Every attribute but those that only lay out or draw.
_ATTRIBUTE = re.compile(
    r"""\s(?!(?:class|id|style|d|points|viewBox|transform|fill|stroke|width|height|rel|for|type|media)\s*=)"""
    r"""[A-Za-z_:][\w:.-]*\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|tspan|u|wbr)(?:\s[^>]*)?>", re.IGNORECASE
)
_TAG = re.compile(r"<!--|-->|<[^>]*>")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_NEW_BLOCK = re.compile(r"\n[ \t]*(?=\n|[-*+#|>]|\d+\.)")
_FOLD = re.compile(r"\r?\n[ \t]")


def published_texts(output: Path) -> Iterator[tuple[str, str]]:
    """(path, source) of every file of a built site that says something in characters.

    What the theme brings under names that tell their content, and maps of its scripts, say nothing of ours.
    """
    for path in sorted(output.rglob("*")):
        if path.suffix in _SAYING and not path.name.endswith((".min.js", ".min.css", ".map")):
            yield path.relative_to(output).as_posix(), path.read_text("utf-8", "replace")


def visible_text(source: str, path: str = "page.html") -> str:
    """What a file says: its text, also in pictures, comments and data, and what its attributes tell.

    Styles and JavaScript inside a page are left out. What stands in different blocks is kept apart.
    """
    if path.endswith(".ics"):
        return _FOLD.sub("", source)
    source = _CODE.sub(_data_alone, source)
    if "\\u" in source:
        source = _ESCAPED.sub(_unescaped, source)
    told = [next(filter(None, values), "") for values in _ATTRIBUTE.findall(source)]
    text = _TAG.sub(BREAK, _INLINE.sub("", _NEW_BLOCK.sub(f"\n{BREAK}", source)))
    return html.unescape(BREAK.join([text, *told]))


def _data_alone(found: re.Match[str]) -> str:
    is_data = found[1].lower() == "script" and "json" in found[2].lower()
    return f"{BREAK}{found[3]}{BREAK}" if is_data else BREAK


def _unescaped(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")
