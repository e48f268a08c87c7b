"""A small company to begin with: its files, which pass ``check`` and build as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.desk.bilingual import Names, chosen, filled, may_be_two, name_in, quoted, remarked, tidy
from generator.desk.editor import SETTINGS, settings
from generator.desk.edits import Edit
from generator.formats.workyear import year_known
from generator.model.brand import ACCENT, COLOUR
from generator.model.company import Company
from generator.model.zones import is_southern, zones_of
from generator.reading.brand import low_contrast
from generator.reading.contacts import COMPANY, unreal
from generator.reading.schema import validate
from generator.text.language import LANGUAGES, Language
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.scalars import is_portable
from generator.text.written import scalar
from generator.text.yaml import parse

CALENDAR = "definitions/calendars/workdays-cn.yaml"
# What else a company is asked for: how people reach it, and where what it publishes will be.
CONTACTS = ("hotline", "email", "site_url", "feeds_url", "uid_domain")
_LONGEST_ID = 40
_SOON = timedelta(minutes=10)  # behind midnight
_ICON = "material/home-variant-outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What whoever begins says of the company: its name, and the names of its product lines and regions.

    ``contacts`` are those of CONTACTS that are known; ``colour`` and ``accent`` its colours, ``logo`` the name of its
    picture, each None where it has none of its own.
    """

    name: Names
    lines: tuple[Names, ...]
    regions: tuple[Names, ...]
    country: str
    locales: tuple[str, ...]
    contacts: Mapping[str, str]
    colour: str | None = None
    accent: str | None = None
    logo: str | None = None

    @property
    def known(self) -> Mapping[str, str]:
        """The contacts; entries are of the site's domain where no other is given."""
        domain = (urlsplit(self.contacts.get("site_url", "")).hostname or "") if self.contacts.get("site_url") else ""
        return {
            **({"uid_domain": domain} if domain else {}),
            **{key: said for key, said in self.contacts.items() if said},
        }

    @property
    def spoken(self) -> tuple[Language, ...]:
        """Its locales; another language than ours is told as what is wrong with company.yaml."""
        spoken = tuple(language for language in LANGUAGES if language in self.locales) or LANGUAGES
        return tuple(sorted(spoken, key=[*self.locales, *LANGUAGES].index))

    def untold(self) -> list[str]:
        """The names that somebody still has to write in one of its languages."""
        return [next(iter(given.values())) for given in self._names if not set(self.spoken) <= set(given)]

    def undivided(self) -> list[str]:
        """The names that stand as one, and may be meant as two."""
        return [next(iter(given.values())) for given in self._names if may_be_two(given)]

    @property
    def _names(self) -> tuple[Names, ...]:
        return (self.name, *self.lines, *self.regions)


def id_of(name: str, taken: Iterable[str] = ()) -> str:
    """An id for a name, not ``taken``, that a file may have: ``断桥窗`` is ``duan-qiao-chuang``, ``A & co`` is ``a-co``."""
    from pypinyin import lazy_pinyin  # its tables take longer to read than the rest of a command that needs none

    said = "-".join(lazy_pinyin(name)).lower()
    base = re.sub(r"[^a-z0-9]+", "-", said)[:_LONGEST_ID].strip("-") or "x"
    known, id_, number = set(taken), base, 2
    while id_ in known or not is_portable(id_):
        id_, number = f"{base}-{number}", number + 1
    return id_


def ids_of(names: Iterable[Names]) -> dict[str, Names]:
    """An id for each of several names: by the English one where there is one."""
    ids: dict[str, Names] = {}
    for name in names:
        ids[id_of(name_in(name, "en"), ids)] = name
    return ids


def company_files(beginning: Beginning, sources: Mapping[str, str], today: date) -> list[Edit]:
    """The files of a new company; ``sources`` are those that come with the program, by their path."""
    lines, spoken = ids_of(beginning.lines), beginning.spoken
    edits = []
    for path, text in sorted(sources.items()):
        file = re.sub(r"(^|/)dot-", r"\1.", path)
        if not path.startswith("definitions/"):  # a script has placeholders of its own
            edits.append(Edit(file, _by_its_clock(text, beginning.country, today)))
        elif path == COMPANY:
            edits.append(company_file(beginning, text))
        elif path != CALENDAR and "LINE" not in file:
            edits.append(Edit(file, filled(text, {"winter": _winter(beginning.country)}, spoken)))
        for id_, name in lines.items() if "LINE" in file else ():
            of_line = {"line": id_, **quoted(name, "line"), **_regular(name)}
            edits.append(Edit(file.replace("LINE", id_), filled(text, of_line, spoken)))
    if beginning.country == "CN":
        edits.append(Edit(CALENDAR, remarked(_years(sources.get(CALENDAR, ""), today), spoken[0])))
    edits.append(Edit(SETTINGS, settings()))
    return edits


def company_file(beginning: Beginning, source: str) -> Edit:
    """The file of the company itself, of which whatever is not known yet says that it is still to be filled in."""
    lines, known = ids_of(beginning.lines), beginning.known

    said = {
        **quoted(beginning.name, "name"),
        "brand": _brand(beginning),
        "country": json.dumps(beginning.country),
        "zone": zones_of(beginning.country)[0],
        "made_up": "400-000-0000" if beginning.country == "CN" else "000 000 0000",
        "locales": ", ".join(map(scalar, beginning.locales)),
        "regions": _table(ids_of(beginning.regions), "{{name: {name}, seasons: temperate, exposure: inland}}"),
        "skills": _table(lines, "{name}"),
        "lines": _table(lines, f"{{{{name: {{name}}, icon: {_ICON}}}}}"),
        **{key: json.dumps(text, ensure_ascii=False) for key, text in known.items()},
    }
    return Edit(COMPANY, filled(chosen(source, known), said, beginning.spoken))


def faults_of(edit: Edit) -> list[Problem]:
    """What is wrong with the file of a company, such as a country that there is not, or a colour too pale."""
    data, faults = parse(edit.text)
    assert not faults, "what somebody said is quoted"
    company, problems = validate(Company, data, edit.file)
    doubts = () if company is None else (*low_contrast(company.brand), *unreal(company))
    return [*problems, *(replace(doubt, level="error") for doubt in doubts)]  # who begins can still leave it open


def must_be_sound(edits: Iterable[Edit]) -> None:
    """Raise Stopped where what was said makes no company."""
    for edit in edits:
        if edit.file == COMPANY and (problems := faults_of(edit)):
            raise Stopped(problems, {edit.file: edit.text})


def _by_its_clock(text: str, country: str, today: date) -> str:
    """A file of a script with the minute, in UTC, at which a day has begun where the company is, in summer and winter."""
    zone = zones_of(country)[0]
    noons = (datetime(today.year, month, 15, 12, tzinfo=ZoneInfo(zone)) for month in range(1, 13))
    least = min(noon.utcoffset() or timedelta(0) for noon in noons)
    begins = datetime(today.year, 1, 2) + _SOON - least
    return text.replace("CARE_CRON", f"{begins.minute} {begins.hour} * * *").replace("CARE_ZONE", zone)


def _winter(country: str) -> str:
    """From when to when it is winter in a country, as a season's window says it."""
    first, last = ("06-01", "08-31") if is_southern(country) else ("12-01", "02-28")
    return f'from: "{first}", to: "{last}"'


def _years(known: str, today: date) -> str:
    """This year and the next, by notices as far as the ``known`` calendar goes, and last year where it has that."""
    head, is_known = known.partition('"')[0], f'"{today.year - 1}":' in known
    return tidy(head + "".join(year_known(year, known) for year in range(today.year - is_known, today.year + 2)))


def _brand(beginning: Beginning) -> str:
    """Name a colour in any case, so that everybody sees where it stands."""
    colours = {"colour": COLOUR, "accent": ACCENT}
    if beginning.colour not in (None, COLOUR):
        colours = {"colour": beginning.colour}
    if beginning.accent is not None:
        colours["accent"] = beginning.accent
    said = {**colours, **({"logo": beginning.logo} if beginning.logo is not None else {})}
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()) + "}"


def _regular(name: Names) -> dict[str, str]:
    """What the check of a line is called: each line's otherwise, and so that another interval does not belie it."""
    named = {"zh": f"{name_in(name, 'zh')}定期检查", "en": f"{name_in(name, 'en')}: regular check"}
    return {f"regular_{language}": json.dumps(text, ensure_ascii=False) for language, text in named.items()}


def _table(names: Mapping[str, Names], value: str) -> str:
    """A line for each id, with its name in both languages inside ``value``."""
    rows = []
    for id_, given in names.items():
        in_each = quoted(given, "name")
        rows.append(f"  {id_}: " + value.format(name=f"{{zh: {in_each['name_zh']}, en: {in_each['name_en']}}}"))
    return "\n".join(rows)
