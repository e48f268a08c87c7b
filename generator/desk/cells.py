"""A cell of a table to what YAML holds: days in any common spelling, and names of what the company defines to their ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from generator.desk.columns import LAST, folded
from generator.desk.names import Called, meant
from generator.model.anchors import MILESTONES
from generator.model.definition import LocalText
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.data import Data
from generator.text.language import Language
from generator.text.problems import alike
from generator.text.wholes import in_minutes

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?\Z")
_MOMENT = re.compile(r"(.+?[\sT日])\s*(\d{1,2})(?::(\d{2})(?::00)?|[点时](?:(\d{1,2})分?|(半)|整)?)\Z")
# A day as spreadsheets count them, of the years in which anybody has a customer: 1954 to 2119.
_SERIAL, _SERIAL_FROM = re.compile(r"([2-7]\d{4})(\.\d+)?\Z"), datetime(1899, 12, 30)
_SINCE_1904 = timedelta(days=1462)  # so much later is the same number in workbooks that count from there
# A cell that has the format of a day and holds 0, a number below it, or a year: no customer is so old.
_OLDEST = 1910
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\Z")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_MOST = 10**9  # of anything that a cell counts
# What spreadsheets show where they could not reckon, or had no room; and a telephone number taken for a figure.
_FAILED = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)\Z|\d(?:\.\d+)?[eE]\+\d+\Z")


# Of these there are so many that a part of a name is enough, as on the command line; the others are a few words.
_BY_PART = frozenset({"technician", "task", "product", "region"})
_LONGEST = 40  # characters of what could be meant


class BadCell(Exception):
    """What is wrong with a cell: ``code`` is the end of its sentence's key, ``table_problem_CODE``."""

    def __init__(self, code: str, choices: Sequence[str] = (), **values: object) -> None:
        super().__init__(code)
        self.code, self.choices, self.values = code, tuple(choices), values


def day(text: str) -> str:
    """A day as YAML has it: of 2026/3/5, 2026.3.5 and 2026年3月5日 as well. Raises BadCell."""
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _DAY.match(plain)
    if parts is None and (serial := _SERIAL.match(plain)):
        raise BadCell("day_as_number", found=text, **_counted(int(serial[1]), "%Y-%m-%d"))
    if parts is None and _TIME.match(plain):
        raise BadCell("time_alone", found=text)
    if parts is None and _MOMENT.match(plain):
        raise BadCell("day_with_time", found=text)
    if parts is None:
        raise BadCell("day", found=text)
    try:
        meant = date(*map(int, parts.groups()))
    except ValueError as error:
        raise BadCell("impossible_day", found=text) from error
    if meant.year < _OLDEST:
        raise BadCell("day_of_nothing", found=text)
    return meant.isoformat()


def _counted(days: float, form: str) -> dict[str, str]:
    """What a spreadsheet's number of days may mean, by where a workbook counts from."""
    meant = _SERIAL_FROM + timedelta(minutes=round(days * 24 * 60))
    return {"day": f"{meant:{form}}", "later": f"{meant + _SINCE_1904:{form}}"}


def moment(text: str) -> str:
    """A day with a time, such as 2026-12-03 9:30 or 2026年12月3日 9点半. Raises BadCell."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if (serial := _SERIAL.match(plain)) and serial[2]:
        raise BadCell("day_as_number", found=text, **_counted(float(plain), "%Y-%m-%d %H:%M"))
    if _TIME.match(plain):
        raise BadCell("time_alone", found=text)
    parts = _MOMENT.match(plain)
    hour, minute = (int(parts[2]), int(parts[3] or parts[4] or 30 * bool(parts[5]))) if parts is not None else (24, 0)
    if parts is None or hour > 23 or minute > 59:
        raise BadCell("moment", found=text)
    return f"{day(parts[1].rstrip(' T'))} {hour:02}:{minute:02}"


def number(text: str) -> int | float:
    """A number; the thousands may be parted by commas. Raises BadCell."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("\u2212", "-")
    if not _NUMBER.match(plain):
        raise BadCell("number", found=_cut(text))
    if abs(float(plain)) > _MOST:
        raise BadCell("too_large", found=_cut(text), most=_MOST)
    return float(plain) if float(plain) % 1 else int(float(plain))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a cell may name, by kind: ids, each with the names that it has; and of each task the products that have it.

    ``spoken`` is the company's first language.
    """

    known: Mapping[str, Mapping[str, tuple[str, ...]]]
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spoken: Language = "zh"

    @classmethod
    def of(cls, definitions: Definitions, schedules: Schedules) -> Vocabulary:
        """What the company defines."""
        company = definitions.company
        return cls(
            known={
                "region": {id_: _names(region.name) for id_, region in company.regions.items()},
                "tier": {id_: _names(name) for id_, name in company.tiers.items()},
                "traffic": {id_: _names(name) for id_, name in company.traffic.items()},
                "setting": {id_: _names(name) for id_, name in company.settings.items()},
                "plan": {id_: _names(plan.name) for id_, plan in company.plans.items()},
                "product": {id_: _names(product.name) for id_, product in definitions.products.items()},
                "task": {id_: _names(task.name) for id_, task in definitions.tasks.items()},
                "technician": {id_: (person.name,) for id_, person in schedules.technicians.items()},
                "locale": {"zh": ("中文", "汉语", "Chinese"), "en": ("英文", "英语", "English")},
                "record": {
                    "completed": ("完成", "已完成", "做完", "done"),
                    "skipped": ("未做", "没做", "不做", "跳过", "已跳过", "skip", "not done"),
                    "moved": ("改期", "已改期", "move"), "appointment": ("约定", "预约", "已约定", "appoint", "agreed"),
                },
            },
            products={id_: task.products for id_, task in definitions.tasks.items()},
            spoken=company.locales[0],
        )  # fmt: skip

    def id_of(self, kind: str, text: str) -> str:
        """The id that a cell means by id or name, or by a part of a name that only one has where there are many.

        Raises BadCell where it is none, or several.
        """
        known = self.known[kind]
        if text in known:
            return text
        said = folded(text)
        fits = [id_ for id_, names in known.items() if said in map(folded, (id_, *names))]
        if kind in _BY_PART and not fits:
            fits = [one.id for one in meant(text, (Called(id_, names) for id_, names in known.items()))]
        if len(fits) == 1:
            return fits[0]
        if fits:
            shown = [Called(id_, known[id_]).shown for id_ in fits]
            raise BadCell("several", shown, found=text, n=len(fits), ids=tuple(fits))
        likely = [name for id_, names in known.items() for name in (*names, id_) if not _is_another(kind, text, name)]
        raise BadCell("unknown", _shown(known), kind=kind, found=text, nearest=alike(text, likely))

    def name_of(self, column: str, id_: str, language: Language) -> str:
        """What a cell says for an id in a reader's language: its name, where that alone leads back to it."""
        if column in MILESTONES and id_ == "pending":
            return _PENDING_IN[language]
        names = self.known.get(column, {}).get(id_, ())
        if not names or (column == "record" and language == "en"):
            return id_
        name = names[0] if language == "zh" else names[-1]
        try:
            return name if self.value(column, name) == id_ else id_
        except BadCell:
            return id_

    def value(self, column: str, text: str) -> Data:
        """What a cell of a column says. Raises BadCell."""
        if _FAILED.match(text):
            raise BadCell("failed", found=text)
        if column in self.known:
            return self.id_of(column, text)
        if column in MILESTONES and folded(text) in _PENDING:
            return "pending"
        if column.startswith(LAST) or column in _DAYS:
            return day(text)
        if column == "minutes" and (whole := in_minutes(text)) is not None:
            raise BadCell("minutes", found=text, minutes=whole)
        if column in ("quantity", "minutes"):
            return number(text)
        return moment(text) if column == "at" else text


def _is_another(kind: str, text: str, name: str) -> bool:
    """Whether a name is somebody else's and no slip: 赵师傅 is nobody who was meant for 王师傅."""
    return kind == "technician" and not text.isascii() and text.strip()[:1] != name[:1]


_PENDING_IN: Mapping[Language, str] = {"zh": "未定", "en": "pending"}
_PENDING = frozenset({*_PENDING_IN.values(), "待定", "尚未"})
_DAYS = frozenset(
    {
        "consent",
        "service_from",
        "service_until",
        "contract_start",
        "installed",
        "acceptance",
        "move_in",
        "date",
        "due",
        "to",
    }
)


def _names(name: LocalText) -> tuple[str, ...]:
    return tuple(text for text in (name.zh, name.en) if text)


def _shown(known: Mapping[str, Iterable[str]]) -> list[str]:
    return [_cut(" ".join(dict.fromkeys((id_, *names)))) for id_, names in known.items()]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
