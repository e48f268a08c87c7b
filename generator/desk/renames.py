"""What is called by an id, and how its own file says so after it was given another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import filterfalse

from generator.desk.adding import folder_of
from generator.desk.likeids import not_renamed
from generator.desk.refusals import Refused
from generator.model.definitions import Definitions
from generator.model.forgotten import nameless_of
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.text.data import inside
from generator.text.positions import Keys
from generator.text.scalars import is_id, is_portable
from generator.text.yaml import locate, parse

# A key ``id`` with its value, in braces, as YAML and as JSON write it.
_ID = re.compile(r"""(["']?)id\1\s*:\s*(?:"[^"]*"|'[^']*'|[^,}\s]+)""")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is renamed: its kind, ids, and its file, moved where the id is the file's name.

    ``keys`` lead to it in its file; ``former`` is the old id as ``formerly`` has it, and ``now`` the new one as others do.
    """

    kind: str
    old: str
    new: str
    file: str
    moved: tuple[str, str] | None
    keys: Keys
    former: str

    @property
    def now(self) -> str:
        return self.new


def renaming(old: str, new: str, definitions: Definitions, schedules: Schedules) -> Renaming:
    """What ``old`` means, by id, by ``KIND/ID`` or, of a site or an asset, by its path. Raises Refused."""
    fits = [*_files_of(old, new, definitions, schedules), *_parts_of(old, new, schedules)]
    if len(fits) > 1:
        raise Refused("which_id", [f"{fit.kind}/{fit.old}" for fit in fits], found=old)
    if not fits:
        raise not_renamed(old, definitions, schedules)
    (meant,) = fits
    is_path = meant.kind in KINDS and KINDS[meant.kind].by_path
    parts = meant.new.split("/") if is_path else [meant.new]
    if not all(is_id(part) and (meant.moved is None or "_" not in part) for part in parts):
        raise Refused("bad_id", found=new)
    for part in filterfalse(is_portable, parts if meant.moved is not None else ()):
        raise Refused("device_id", found=part)
    gone = nameless_of(schedules.customers.values()).id_now(meant.new) if meant.kind == "customer" else None
    if gone is not None and gone not in (meant.old, meant.new):
        raise Refused("of_forgotten", found=meant.new, now=gone)
    return meant


def _files_of(old: str, new: str, definitions: Definitions, schedules: Schedules) -> list[Renaming]:
    """What has a file of its own and that id."""
    known = {"customer": schedules.customers, **{kind: definitions.linked(kind) for kind in KINDS}}
    fits = []
    for kind, entries in known.items():
        for asked in dict.fromkeys((old, old.removeprefix(f"{kind}/"))):
            if asked in entries:
                now = new.removeprefix(f"{kind}/") if asked != old else new
                folder = folder_of(kind)
                moved = (f"{folder}/{asked}.yaml", f"{folder}/{now}.yaml")
                fits.append(Renaming(kind, asked, now, moved[1], moved, (), asked))
    return fits


def _parts_of(old: str, new: str, schedules: Schedules) -> list[Renaming]:
    """A site or an asset by its path from the customer; its new id may be given as a path too."""
    customer, *rest = old.split("/")
    owner = schedules.customers.get(customer)
    if owner is None or len(rest) not in (1, 2):
        return []
    file = schedules.places["customer", customer].file
    place, _, last = new.rpartition("/")
    if place and place != old.rpartition("/")[0]:
        raise Refused("other_place", found=new)
    for i, site in enumerate(owner.sites):
        if site.id != rest[0]:
            continue
        if len(rest) == 1:
            return [Renaming("site", site.id, last, file, None, ("sites", i), old)]
        for j, asset in enumerate(site.assets):
            if asset.id == rest[1]:
                return [Renaming("asset", asset.id, last, file, None, ("sites", i, "assets", j), old)]
    return []


def with_former(text: str, meant: Renaming) -> str | None:
    """The own file of what is renamed, the new id in it and the old one under ``formerly``; None where it cannot be."""
    data, _ = parse(text)
    for key in meant.keys:
        data = inside(data, key)
    assert isinstance(data, dict), "it was read before"
    if meant.keys:
        renamed = _with_id(text, meant)
        if renamed is None:
            return None
        text = renamed
    told = data.get("formerly") or []
    now = f"{meant.former.rpartition('/')[0]}/{meant.new}" if meant.keys else meant.new
    former = [id_ for id_ in (told if isinstance(told, list) else [told]) if id_ != now]  # who gets an old id back
    listed = f"formerly: [{', '.join(map(str, [*former, meant.former]))}]"
    lines = text.split("\n")
    if "formerly" in data:
        _, at = locate(text, (*meant.keys, "formerly"), at_key=True)
        line = lines[at.line - 1]
        written = re.compile(r"formerly:\s*(\[[^\]]*\]|[^\s,}\]]+)")
        if not written.match(line, at.column - 1):
            return None
        lines[at.line - 1] = line[: at.column - 1] + written.sub(listed, line[at.column - 1 :], count=1)
    else:
        key = "id" if meant.keys else next(iter(data))
        _, at = locate(text, (*meant.keys, key), at_key=True)
        line = lines[at.line - 1]
        is_flow = bool(meant.keys) and "{" in line[: at.column - 1]
        if is_flow:
            written_id = _ID.match(line, at.column - 1)
            if written_id is None:
                return None
            lines[at.line - 1] = f"{line[: at.column - 1]}id: {meant.new}, {listed}{line[written_id.end() :]}"
        elif meant.keys:
            lines.insert(at.line, " " * (at.column - 1) + listed)
        else:
            lines.insert(at.line - 1, listed)
    changed = "\n".join(lines)
    return changed if not parse(changed)[1] else None


def _with_id(text: str, meant: Renaming) -> str | None:
    """``text`` with the new id; None where the old one is not written letter by letter."""
    _, at = locate(text, (*meant.keys, "id"))
    lines = text.split("\n")
    line = lines[at.line - 1]
    start = line.find(meant.old, at.column - 1)
    if start < 0:
        return None
    lines[at.line - 1] = line[:start] + meant.new + line[start + len(meant.old) :]
    return "\n".join(lines)
