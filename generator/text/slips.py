"""Slips of the hand that YAML takes for something else: what was meant, and where, rather than where it fell over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.positions import Position, position_of

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?: .*)?$", re.MULTILINE)
# A key at the beginning of a line, of an entry of a list or in braces, behind it no colon that YAML knows.
_KEY = r"(?:^\s*(?:- +)*|[{{,，]\s*)([a-z][a-z0-9_-]*)\s*{colon}"
_WIDE_COLON = re.compile(_KEY.format(colon="："))
_TIGHT_COLON = re.compile(_KEY.format(colon=r":(?=[^\s/,}\]])"))
_WIDE_SIGN = re.compile(r"[｛｝［］]|(?<=[^\s])，(?=\s*[a-z][a-z0-9_-]*\s*[:：])")
# Ids between brackets that are none to YAML: a list, or a mapping.
_WIDE_LIST = re.compile(r"[【［〔｛]\s*[a-z0-9][a-z0-9_/.:：,，、 -]*[】］〕｝]\Z")
# A text in braces that holds a tie, without quotes around it: braces begin a mapping there.
_BARE_TIE = re.compile(r"[{,]\s*\w+: *(?![\"'\s])[^\"',{}]*(\{(?:every|interval|within|warranty)\b[^{}]*\}?)")
# Blanks that an input method or a web page makes, where YAML takes a plain one for a blank.
_WIDE_BLANK = re.compile(r"^[ ]*([\u00a0\u2002-\u200a\u202f\u205f\u3000])|:([\u00a0\u2002-\u200a\u202f\u205f\u3000])")
_TIGHT_DASH = re.compile(r"^\s*-(?=[{\[\"'\u4e00-\u9fff]|[a-z_]+:(?:\s|$))")
# A text in quotes, with a quote of the same kind within: there it ends, and what follows is none.
_INNER_QUOTE = re.compile(r"""(?:^\s*|[:{\[,]\s*|- +)(?:'(?:[^'\n]|'')*(')|"(?:[^"\\\n]|\\.)*("))(?=[^\s'",\]}:#])""")
# A text in braces or brackets with a colon and a blank in it, which begin a value there.
_INNER_COLON = re.compile(r"""[{,]\s*[\w-]+: +(?!["'{\[])[^,，{}\[\]"']*?\w(:) """)
_EQUALS = re.compile(r"^\s*(?:- +)*([a-z][a-z0-9_]*)\s*=(?!=)")
_HALF_CONFLICT = re.compile(r"^(={7})$")
_REMARK = re.compile(r"( +)#(.?)")
_SAYS = re.compile(r"[^\x00-\x7f]| ")
_FIRST = (
    ("yaml_conflict", _HALF_CONFLICT),
    ("yaml_wide_blank", _WIDE_BLANK),
    ("yaml_tight_dash", _TIGHT_DASH),
    ("yaml_equals", _EQUALS),
    ("yaml_bare_tie", _BARE_TIE),
    ("yaml_inner_quote", _INNER_QUOTE),
    ("yaml_inner_colon", _INNER_COLON),
)
# A value that begins with one of these means something to YAML.
SIGNS = "*&!%@`|>"

Slip = tuple[str, Position, str]


def conflict(text: str) -> Slip | None:
    """The first mark by which Git says that two edits of a file meet."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    mark = _CONFLICT.search(text)
    return ("yaml_conflict", position_of(text, mark.start()), mark[0][:7]) if mark is not None else None


def cause_before(text: str, position: Position) -> Slip | None:
    """The slip in the line where reading stopped or in the last ones before it, for reading stops behind the cause."""
    lines = text.splitlines()
    seen = 0
    for number in range(min(position.line, len(lines)), 0, -1):
        line = lines[number - 1]
        if not line.strip():
            continue
        slip = next(_slips(line, number), None)
        if slip is not None:
            return slip
        seen += 1
        if seen == 3:
            break
    return None


def _slips(line: str, number: int) -> Iterator[Slip]:
    said = line.lstrip()
    if said.startswith("#"):
        return
    for code, pattern in _FIRST:
        slip = pattern.search(line)
        if slip is not None:
            at = next((n for n in range(1, len(slip.groups()) + 1) if slip[n]), 0)
            yield code, Position(number, slip.start(at) + 1 if at else slip.end()), slip[at]
    for code, pattern in (("yaml_wide_colon", _WIDE_COLON), ("yaml_tight_colon", _TIGHT_COLON)):
        slip = pattern.search(line)
        if slip is not None:
            yield code, Position(number, slip.end()), slip[1]
    sign = _WIDE_SIGN.search(line)
    if sign is not None and ("{" in line or "[" in line or sign[0] != "，"):
        yield "yaml_wide_sign", Position(number, sign.start() + 1), sign[0]
    for remark in re.finditer(r"(?<=[^\s]) #(?=[^\s#])", line):
        yield "yaml_cut", Position(number, remark.start() + 2), line[remark.start() + 1 :].strip()


def is_wide_list(value: str) -> bool:
    """Whether a value is a list of ids but for its brackets, as in ``【doors, gates】``."""
    return _WIDE_LIST.match(value) is not None


def colon_meant(key: str) -> str | None:
    """The code of the slip that made a key of ``key`` and its value, as in ``zh：门窗`` or ``acceptance:2026-03-15``."""
    if _WIDE_COLON.match(key):
        return "yaml_wide_colon"
    return "yaml_tight_colon" if _TIGHT_COLON.match(key) else None


def cut_off(value: str, rest: str) -> str | None:
    """What ``#`` cuts off from a text: it is behind one blank; a remark stands behind two, or behind what is no text."""
    remark = _REMARK.match(rest)
    if remark is None or len(remark[1]) > 1:
        return None
    is_remark = remark[2] in ("", " ", "#")
    return None if is_remark and not _SAYS.search(value) else rest[1:].rstrip()
