"""The company, its vocabulary and its calendars of working days and seasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from generator.dates.intervals import Interval, as_written
from generator.model.brand import Brand
from generator.model.countries import country_meant
from generator.model.definition import Condition, Defined, Grade, LocalText, Statement, once
from generator.model.hours import Hours
from generator.model.incidents import Incidents
from generator.model.lines import Line
from generator.model.links import AnyLink
from generator.model.service import Plans
from generator.model.zones import is_zone, zones_of
from generator.text.days import Month, YearDay
from generator.text.language import LANGUAGES, Language
from generator.text.lengths import Period, Slack
from generator.text.limits import Minutes, WorkingDays
from generator.text.scalars import Count, Flag, Id, Reference, Text, fail, from_text, pattern


def _country(text: str) -> str:
    if text not in phonenumbers.SUPPORTED_REGIONS:
        meant = country_meant(text)
        raise fail("bad_country", text, nearest=meant if meant in phonenumbers.SUPPORTED_REGIONS else None)
    return text


def _zone(text: str) -> str:
    if not is_zone(text):
        raise fail("bad_zone", text)
    return text


def _domain(text: str) -> str:
    if not _DOMAIN.match(text):
        raise fail("bad_domain", text)
    return text


_DOMAIN = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*\Z")


def _locale(text: str) -> Language:
    spoken = next((language for language in LANGUAGES if language == text), None)
    if spoken is None:
        raise fail("unknown_locale", text, choices=LANGUAGES)
    return spoken


Country = Annotated[str, PlainValidator(from_text("bad_country", _country)), pattern("CN", r"^[A-Z]{2}$")]
Domain = Annotated[str, PlainValidator(from_text("bad_domain", _domain)), pattern("care.example", r"^[^\s@/:]+$")]
Locale = Annotated[
    Language,
    PlainValidator(from_text("unknown_locale", _locale)),
    WithJsonSchema({"type": "string", "enum": list(LANGUAGES)}),
]
Zone = Annotated[str, PlainValidator(from_text("bad_zone", _zone)), pattern("Asia/Shanghai", r"^[A-Za-z_+\-/0-9]+$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Defined):
    """Where the company works; ``seasons`` names a region of the season calendar, ``workdays`` a working calendar."""

    name: LocalText
    seasons: Reference | None = None
    exposure: Reference | None = None
    workdays: Id | None = None


def _reach(span: Interval) -> Interval:
    if span.approximate_days > 3653:
        raise fail("span_too_long", as_written(span))
    return span


Reach = Annotated[Period, AfterValidator(_reach)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpan(Defined):
    """How far a feed looks back and ahead of the build's date."""

    back: Reach
    ahead: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds(Defined):
    """The spans of the two kinds of feed."""

    customer: FeedSpan
    technician: FeedSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning(Defined):
    """``freeze``: a visit closer than this is not moved to make room for another.

    ``backlog``: over so long what is overdue is made up for. ``travel``: the way between two sites of a day; ``hours``:
    when people go out, where a site says nothing else. ``unconfirmed``: for so many working days a visit whose day passed
    without a record keeps that day; ``expected``: so many forecasts of a floating rule are published.
    """

    freeze: Slack = Interval(days=28)
    backlog: Period = Interval(days=56)
    travel: Minutes = 0
    hours: Hours = Hours(from_=8 * 60, to=20 * 60)
    unconfirmed: WorkingDays = 5
    expected: Count = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCalendars(Defined):
    """``since``: the month of acceptance from which on the site has calendars; twelve months back where it is not said."""

    since: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Defined):
    """Who publishes, and the vocabularies that other files refer to.

    ``country`` is that of telephone numbers that name none, and of days off where ``workdays`` names no calendar; ``zone``
    that of days and of times of day. ``locales`` are the languages of its readers, the first the one where nobody chooses.
    ``lines`` are the product lines, in the order in which they are shown; ``fields`` what else the glossary's terms are of.
    ``brand`` is how it looks. ``newcomers`` are the pages that the staff's first page names before all others.
    """

    name: LocalText
    brand: Brand = Brand()
    tagline: LocalText
    hotline: Text
    hours: Statement
    email: Text
    site_url: Text
    uid_domain: Domain
    edit_url: Text | None = None
    example: Flag = False
    country: Country = "CN"
    own_zone: Annotated[Zone | None, Field(alias="zone")] = None
    feeds_url: Text | None = None
    feed_revision: Count = 1
    locales: Annotated[tuple[Locale, ...], Field(min_length=1), AfterValidator(once)] = ("zh", "en")
    feeds: Feeds
    calendars: PublicCalendars = PublicCalendars()
    planning: Planning = Planning()
    incidents: Incidents = Incidents()
    regions: Mapping[Id, Region]
    exposures: Mapping[Id, LocalText] = field(default_factory=dict)
    traffic: Mapping[Id, LocalText] = field(default_factory=dict)
    settings: Mapping[Id, LocalText] = field(default_factory=dict)
    tiers: Mapping[Text, LocalText]
    skills: Mapping[Id, LocalText]
    plans: Plans = field(default_factory=dict)
    lines: Mapping[Id, Line] = field(default_factory=dict)
    fields: Mapping[Id, LocalText] = field(default_factory=dict)
    newcomers: tuple[AnyLink, ...] = ()
    workdays: Id | None = None

    @property
    def zone(self) -> str:
        """The zone that the company names, else its country's; the most peopled one where that has several."""
        return self.own_zone if self.own_zone is not None else zones_of(self.country)[0]

    @property
    def feeds_base(self) -> str:
        """What stands before a feed's name in its address; empty where nobody said where feeds are served."""
        return f"{self.feeds_url.rstrip('/')}/" if self.feeds_url else ""

    @property
    def work_calendar(self) -> str:
        """The name of the working calendar of regions that name none: the country's where the company names none."""
        return self.workdays if self.workdays is not None else self.country.lower()

    def vocabulary(self, condition: Condition) -> Mapping[str, LocalText]:
        """The values that ``condition`` may take, with their names."""
        return {
            "traffic": self.traffic,
            "tier": self.tiers,
            "exposure": self.exposures,
            "setting": self.settings,
        }[condition]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonWindow(Defined):
    """A season of one region, both ends in it; it wraps over New Year where ``to`` comes before ``from``."""

    from_: Annotated[YearDay, Field(alias="from")]
    to: YearDay
    grade: Grade | None = None
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRegion(Defined):
    """The seasons of one climate region."""

    name: LocalText
    windows: Mapping[Id, SeasonWindow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons(Defined):
    """The season calendar: the seasons' names, and their windows by region."""

    names: Mapping[Id, LocalText]
    regions: Mapping[Id, SeasonRegion]
