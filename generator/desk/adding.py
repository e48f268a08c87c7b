"""A file for one more customer or definition: with remarks, and sound as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import filterfalse

from generator.desk.bilingual import chosen, filled, quoted
from generator.desk.editor import line_of
from generator.desk.edits import Edit, NotEditable, entered
from generator.desk.formerids import holder_of
from generator.desk.refusals import Refused
from generator.desk.samples import known_of, said_of
from generator.model.definitions import Definitions
from generator.model.forgotten import nameless_of
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.text.scalars import is_id, is_portable
from generator.text.yaml import parse

# Whoever serves customers says by whom, so this comes with the first of them.
TEAM = "schedules/technicians.yaml"
_NOTHING: Mapping[str, str] = {}
# What somebody may add; each has a template of that name in templates/new.
ADDABLE = ("customer", "technician", *KINDS)


def added(
    kind: str,
    id_: str,
    name: str,
    sources: Mapping[str, str],
    definitions: Definitions,
    schedules: Schedules,
    today: date,
    *,
    given: Mapping[str, str] = _NOTHING,
    has_schemas: bool = False,
) -> list[Edit]:
    """The new file, made of its template among ``sources`` with the company's own ids; what it needs beside it follows.

    What is ``given``, by the names in templates, stands there; what is not, and could be one or the other, is marked as to
    be filled in. An empty ``name`` is none.

    Where the folder ``has_schemas``, the file names its own to editors.

    Raises Refused for an id that is none, is taken or was another's before a rename, and where the company has nothing that
    the file must name.
    """
    parts = id_.split("/")
    by_path = kind in KINDS and KINDS[kind].by_path
    if not all(is_id(part) and "_" not in part for part in parts) or (len(parts) > 1 and not by_path):
        raise Refused("bad_id", found=id_)
    for part in filterfalse(is_portable, parts):
        raise Refused("device_id", found=part)
    if kind == "technician":
        return [_with_technician(id_, name, sources, definitions, schedules, today, given)]
    file = f"{folder_of(kind)}/{id_}.yaml"
    if id_ in (schedules.customers if kind == "customer" else definitions.linked(kind)):
        raise Refused("taken", found=id_, file=file)
    if (holder := holder_of(kind, id_, definitions, schedules)) is not None:
        where = (schedules if kind == "customer" else definitions).places[kind, holder.id]
        raise Refused("taken_before", found=id_, now=holder.id, file=where.file)
    if kind == "customer" and (gone := nameless_of(schedules.customers.values()).id_now(id_)) is not None:
        raise Refused("of_forgotten", found=id_, now=gone)
    if kind == "season" and not definitions.seasons.names:
        raise Refused("no_seasons")
    said, locales = said_of(id_, name or id_, definitions, today, given), definitions.company.locales
    first = line_of(kind, file) if has_schemas else ""
    edits = [Edit(file, first + filled(chosen(sources[kind], known_of(name, definitions, given)), said, locales))]
    if kind == "customer" and TEAM not in schedules.texts:
        edits.append(team_file(sources["technicians"], definitions, today))
    if kind == "process" and not definitions.entries.get("role"):
        role = {**said, **quoted({locales[0]: said["role"]}, "name")}
        edits.append(Edit(f"{folder_of('role')}/{said['role']}.yaml", filled(sources["role"], role, locales)))
    return edits


def _with_technician(
    id_: str,
    name: str,
    sources: Mapping[str, str],
    definitions: Definitions,
    schedules: Schedules,
    today: date,
    given: Mapping[str, str],
) -> Edit:
    """The file of who goes out with one more in it, what stands there as it was."""
    if id_ in schedules.technicians:
        raise Refused("taken", found=id_, file=TEAM)
    said = {**said_of(id_, name or id_, definitions, today, given), "id": id_}
    source = chosen(sources["technician"], known_of(name, definitions, given))
    entry = filled(source, said, definitions.company.locales)
    team = schedules.texts.get(TEAM) or team_file(sources["technicians"], definitions, today).text
    meant, faults = parse(entry)
    assert isinstance(meant, list), "the template is a list of one"
    assert not faults, "names are quoted"
    try:
        return entered(team, TEAM, "technicians", entry, meant[0])
    except NotEditable as error:
        raise Refused("unusual", file=TEAM) from error


def team_file(source: str, definitions: Definitions, today: date) -> Edit:
    """The file of who goes out, for a company that has none yet."""
    return Edit(TEAM, filled(source, said_of("", "", definitions, today, _NOTHING), definitions.company.locales))


def folder_of(kind: str) -> str:
    """The folder, below the root, of a kind that has a file for each."""
    return "schedules/customers" if kind == "customer" else f"definitions/{KINDS[kind].folder}"


def takes(kind: str, source: str, key: str) -> bool:
    """Whether what a ``kind`` is begun with has a place for what somebody gives: its template ``source`` says so."""
    return f"${key}" in source if key != "acceptance" else kind == "customer"
