"""A small company to begin with: its files, which pass ``check`` and build as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.desk.bilingual import filled
from generator.desk.editor import SETTINGS, settings
from generator.desk.edits import Edit
from generator.formats.workyear import provisional_year
from generator.model.brand import ACCENT, COLOUR
from generator.model.company import Company
from generator.model.zones import zones_of
from generator.reading.brand import low_contrast
from generator.reading.schema import validate
from generator.text.language import LANGUAGES
from generator.text.located import Stopped
from generator.text.yaml import parse

_ICON = "material/home-variant-outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What whoever begins says of the company: its name, and the names of its product lines and regions.

    ``colour`` and ``accent`` are its colours, ``logo`` the name of its picture; each None where it has none of its own.
    """

    name: str
    lines: tuple[str, ...]
    regions: tuple[str, ...]
    country: str
    locales: tuple[str, ...]
    colour: str | None = None
    accent: str | None = None
    logo: str | None = None


def id_of(name: str, taken: Iterable[str] = ()) -> str:
    """An id for a name, which is not ``taken``: ``断桥窗`` is ``duan-qiao-chuang``, ``Roof & walls`` is ``roof-walls``."""
    from pypinyin import lazy_pinyin  # its tables take longer to read than the rest of a command that needs none

    said = "-".join(lazy_pinyin(name)).lower()
    base = re.sub(r"[^a-z0-9]+", "-", said).strip("-") or "x"
    known, id_, number = set(taken), base, 2
    while id_ in known:
        id_, number = f"{base}-{number}", number + 1
    return id_


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """An id for each of several names."""
    ids: dict[str, str] = {}
    for name in names:
        ids[id_of(name, ids)] = name
    return ids


def company_files(beginning: Beginning, sources: Mapping[str, str], today: date) -> list[Edit]:
    """The files of a new company; ``sources`` are those that come with the program, by their path."""
    lines, regions = ids_of(beginning.lines), ids_of(beginning.regions)
    said = {
        "name": json.dumps(beginning.name, ensure_ascii=False),
        "brand": _brand(beginning),
        "country": json.dumps(beginning.country),
        "zone": zones_of(beginning.country)[0],
        "locales": ", ".join(beginning.locales),
        "regions": _table(regions, "{{name: {name}, seasons: temperate, exposure: inland}}"),
        "skills": _table(lines, "{name}"),
        "lines": _table(lines, f"{{{{name: {{name}}, icon: {_ICON}}}}}"),
    }
    # Another language than ours is told as what is wrong with company.yaml.
    spoken = tuple(language for language in LANGUAGES if language in beginning.locales) or LANGUAGES
    spoken = tuple(sorted(spoken, key=[*beginning.locales, *LANGUAGES].index))
    edits = []
    for path, text in sorted(sources.items()):
        file = re.sub(r"(^|/)dot-", r"\1.", path)
        if not path.startswith("definitions/"):  # a script has placeholders of its own
            edits.append(Edit(file, text))
        elif "LINE" not in file:
            edits.append(Edit(file, filled(text, said, spoken)))
        for id_, name in lines.items() if "LINE" in file else ():
            of_line = {**said, "line": id_, "line_name": json.dumps(name, ensure_ascii=False), **_regular(name)}
            edits.append(Edit(file.replace("LINE", id_), filled(text, of_line, spoken)))
    if beginning.country == "CN":
        years = "".join(provisional_year(year) for year in (today.year, today.year + 1))
        edits.append(Edit("definitions/calendars/workdays-cn.yaml", years))
    edits.append(Edit(SETTINGS, settings()))
    return edits


def _brand(beginning: Beginning) -> str:
    """Name a colour in any case, so that everybody sees where it stands."""
    colours = {"colour": COLOUR, "accent": ACCENT}
    if beginning.colour not in (None, COLOUR):
        colours = {"colour": beginning.colour}
    if beginning.accent is not None:
        colours["accent"] = beginning.accent
    said = {**colours, **({"logo": beginning.logo} if beginning.logo is not None else {})}
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()) + "}"


def must_be_sound(edits: Iterable[Edit]) -> None:
    """Raise Stopped where what was said makes no company, such as a country that there is not, or a colour too pale."""
    for edit in edits:
        if edit.file == "definitions/company.yaml":
            data, faults = parse(edit.text)
            assert not faults, "names are quoted"
            company, problems = validate(Company, data, edit.file)
            if company is not None:
                problems = [*problems, *low_contrast(company.brand)]
            if problems:
                raise Stopped(problems, {edit.file: edit.text})


def _regular(name: str) -> dict[str, str]:
    """What the check of a line is called: each line's otherwise, and so that another interval does not belie it."""
    named = {"regular_zh": f"{name}定期检查", "regular_en": f"{name}: regular check"}
    return {key: json.dumps(text, ensure_ascii=False) for key, text in named.items()}


def _table(names: Mapping[str, str], value: str) -> str:
    """A line for each id, with its name in both languages inside ``value``."""
    rows = []
    for id_, name in names.items():
        quoted = json.dumps(name, ensure_ascii=False)
        rows.append(f"  {id_}: " + value.format(name=f"{{zh: {quoted}, en: {quoted}}}"))
    return "\n".join(rows)
