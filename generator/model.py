"""What staff define: the company and its vocabulary, products, tasks with their rules, promises, customers, records.

Everything here is frozen and without I/O. Field types come from ``fields`` and say what YAML may hold; unknown keys are
refused everywhere. Ids are file names (a task's id is its path below ``definitions/maintenance``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from generator.fields import (
    Amount,
    Anchor,
    AnyLink,
    Count,
    Day,
    Flag,
    FormLink,
    Id,
    IdPath,
    Milestone,
    Minutes,
    Moment,
    Period,
    Reference,
    RoleLink,
    Slack,
    Span,
    TaskLink,
    Text,
    TimeLimit,
    YearDay,
)
from generator.intervals import Interval, InvalidDate
from generator.problems import Language

T = TypeVar("T")

Grade = Literal["P", "A", "B", "C", "G"]
Basis = Literal["fixed", "floating", "window"]
Adjust = Literal["none", "following", "preceding", "modified_following", "modified_preceding"]
Condition = Literal["traffic", "tier", "exposure", "setting"]
Channel = Literal["onsite", "phone", "notice", "customer"]
Line = Literal["window", "sealant", "stone", "led", "facade"]
Audience = Literal["public", "internal"]
RecordKind = Literal["completed", "skipped", "moved", "appointment"]
MilestoneName = Literal["contract_start", "installed", "acceptance", "move_in"]


def once(values: tuple[T, ...]) -> tuple[T, ...]:
    """``values`` without those that stand there again."""
    return tuple(dict.fromkeys(values))


def as_list(value: Any) -> Any:
    """A lone value as a list of one."""
    return value if isinstance(value, list) else [value]


class Defined:
    """Keys that a model does not name are refused."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  (pydantic's own name for it)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalText(Defined):
    """One text in both languages. What only staff read may be in Chinese alone; a check asks the rest for both."""

    zh: Text
    en: Text | None = None

    def of(self, language: Language) -> str:
        """The text in ``language``, in Chinese where there is no other."""
        return self.zh if language == "zh" or self.en is None else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(LocalText):
    """A sentence for readers. One with a figure carries the grade of its basis and, but for grade G, its sources.

    ``task`` names the maintenance task whose interval the sentence tells; a check holds the two together. Where the
    sentence says ``{interval}``, the page says that of the task's rule.

    Grades: P the company's own promise; A official text; B standard or regulation seen in a reprint; C maker or trade
    guidance; G general knowledge without a source.
    """

    grade: Grade | None = None
    source: tuple[Reference, ...] = ()
    task: TaskLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Defined):
    """The words by which readers look for a page, in each language. The search knows them all; the page shows the first."""

    zh: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()


Statements = tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Defined):
    """A subject by which pages of any kind and product are found together, such as glass or renovation."""

    name: LocalText
    says: LocalText | None = None


MILESTONE_NAMES: Mapping[str, LocalText] = {
    "contract_start": LocalText(zh="合同开始", en="contract start"),
    "installed": LocalText(zh="安装完成", en="installation"),
    "acceptance": LocalText(zh="竣工验收", en="final acceptance"),
    "move_in": LocalText(zh="入住", en="move-in"),
    "warranty_end": LocalText(zh="保修期满", en="end of warranty"),
    "service_done": LocalText(zh="服务完成", en="service done"),
}


# ---------------------------------------------------------------------------------------------------- the company


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Defined):
    """Where the company works; ``seasons`` names a region of the season calendar."""

    name: LocalText
    seasons: Reference
    exposure: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpan(Defined):
    """How far a feed looks back and ahead of the build's date."""

    back: Period
    ahead: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds(Defined):
    """The spans of the two kinds of feed."""

    customer: FeedSpan
    technician: FeedSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning(Defined):
    """``freeze``: a visit closer than this is not moved to make room for another."""

    freeze: Slack = Interval(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Defined):
    """Who publishes, and the vocabularies that other files refer to."""

    name: LocalText
    tagline: LocalText
    hotline: Text
    hours: Statement
    email: Text
    site_url: Text
    uid_domain: Text
    edit_url: Text | None = None
    example: Flag = False
    feeds_url: Text | None = None
    feed_revision: Count = 1
    locales: Annotated[tuple[Language, ...], Field(min_length=1), AfterValidator(once)] = ("zh", "en")
    feeds: Feeds
    planning: Planning = Planning()
    regions: Mapping[Id, Region]
    exposures: Mapping[Id, LocalText]
    traffic: Mapping[Id, LocalText]
    settings: Mapping[Id, LocalText]
    tiers: Mapping[Text, LocalText]
    skills: Mapping[Id, LocalText]

    def vocabulary(self, condition: Condition) -> Mapping[str, LocalText]:
        """The values that ``condition`` may take, with their names."""
        return {
            "traffic": self.traffic,
            "tier": self.tiers,
            "exposure": self.exposures,
            "setting": self.settings,
        }[condition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Defined):
    """A work that figures are taken from."""

    kind: Literal["regulation", "standard", "institute", "maker", "trade"]
    title: LocalText
    url: Text | None = None
    note: LocalText | None = None


# ------------------------------------------------------------------------------------------------------ calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Defined):
    """A block of days off, both ends in it."""

    name: LocalText
    from_: Annotated[Day, Field(alias="from")]
    to: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkYear(Defined):
    """One year's notice of the State Council, or its forecast while the notice is out (``provisional``)."""

    status: Literal["official", "provisional"]
    source: Mapping[Text, Text] | Text | None = None
    statutory: tuple[Day, ...] = ()
    holidays: tuple[Holiday, ...]
    make_up: tuple[Day, ...] = ()


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


# ----------------------------------------------------------------------------------------- products and promises


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Defined):
    """What an owner does, and does not do."""

    do: Statements = ()
    dont: Statements = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warranty(Defined):
    """A warranty of ``period`` from a milestone; its last day counts."""

    id: Id
    name: LocalText
    period: Period
    anchor: MilestoneName = "acceptance"
    covers: LocalText
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Defined):
    """Something the company sells and looks after."""

    id: str
    name: LocalText
    line: Line
    codes: tuple[Text, ...] = ()
    icon: Text
    picture: Reference | None = None
    unit: LocalText
    summary: LocalText
    about: Statements = ()
    care: Care = Care()
    warranty: tuple[Warranty, ...] = ()
    asked: Asked = Asked()
    tags: tuple[Reference, ...] = ()
    related: tuple[AnyLink, ...] = ()
    owner: RoleLink | None = None
    reviewed: Day | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[Reference, ...] = ()
    audience: ClassVar[Audience] = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Defined):
    """What a promise gives, and by when."""

    within: TimeLimit
    from_: Annotated[LocalText, Field(alias="from")]
    action: LocalText
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Defined):
    """A service promise that an event triggers; it never stands on a calendar."""

    id: str
    name: LocalText
    summary: LocalText
    products: tuple[Reference, ...] = ()
    response: Response
    meanwhile: Statements = ()
    covers: Statements = ()
    excludes: Statements = ()
    asked: Asked = Asked()
    tags: tuple[Reference, ...] = ()
    related: tuple[AnyLink, ...] = ()
    owner: RoleLink | None = None
    reviewed: Day | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[Reference, ...] = ()
    audience: ClassVar[Audience] = "public"


# ---------------------------------------------------------------------------------------------- maintenance tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance(Defined):
    """How far before and after the nominal date a visit is still in time."""

    early: Slack = Interval()
    late: Slack = Interval()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRule(Defined):
    """A season, by name for the site's region or by its own dates, and where the due date lies to it.

    ``before``: ``lead`` before the season's first day; ``inside``: from its first day to its last; ``after``: ``lead``
    after its last day.
    """

    name: Reference | None = None
    from_: Annotated[YearDay | None, Field(alias="from")] = None
    to: YearDay | None = None
    when: Literal["before", "inside", "after"]
    lead: Slack = Interval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Defined):
    """When a task falls due: the vocabulary of ARCHITECTURE, in its order of evaluation."""

    name: Id = "main"
    effective_from: Day | None = None
    anchor: Anchor | None = None
    month_day: YearDay | None = None
    threshold: Span | None = None
    interval: Period | None = None
    interval_by: Mapping[Condition, Mapping[str, Period]] | None = None
    basis: Basis = "fixed"
    tolerance: Tolerance = Tolerance()
    invalid_date: InvalidDate = "backward"
    season: SeasonRule | None = None
    until: Anchor | None = None
    at_end: Literal["clamp", "drop"] | None = None
    adjust: Adjust = "none"
    lead: Slack | None = None
    merge: Flag = True
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTime(Defined):
    """Minutes a visit takes: a fixed part and a part for each unit of the asset."""

    fixed: Minutes
    per_unit: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(Defined):
    """Who is needed for a task, and for how long."""

    skills: tuple[Reference, ...] = ()
    duration: WorkTime
    people: Count = 1
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Defined):
    """What a task uses up, for each unit of the asset or for each visit."""

    item: LocalText
    quantity: Amount
    unit: LocalText
    per: Literal["unit", "visit"]
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Defined):
    """A maintenance task: on what, when, how, and what counts as pass."""

    id: str
    name: LocalText
    summary: LocalText
    products: tuple[Reference, ...] = ()
    scope: Literal["asset", "site", "company"] = "asset"
    channel: Channel = "onsite"
    applies_to: Mapping[Condition, tuple[Reference, ...]] | None = None
    schedule: Annotated[tuple[Rule, ...], BeforeValidator(as_list), Field(min_length=1)]
    work: Effort
    prepare: Statements = ()
    steps: Annotated[Statements, Field(min_length=1)]
    passes: Annotated[Statements, Field(alias="pass", min_length=1)]
    tools: tuple[LocalText, ...] = ()
    materials: tuple[Material, ...] = ()
    safety: Statements = ()
    what_if: Statements = ()
    form: FormLink | None = None
    asked: Asked = Asked()
    tags: tuple[Reference, ...] = ()
    related: tuple[AnyLink, ...] = ()
    owner: RoleLink | None = None
    reviewed: Day | None = None
    formerly: tuple[IdPath, ...] = ()
    source: tuple[Reference, ...] = ()

    @property
    def current_rules(self) -> tuple[Rule, ...]:
        """The last revision of each rule, in the order in which they are written: what a reader is told."""
        latest: dict[str, Rule] = {}
        for rule in sorted(self.schedule, key=lambda rule: rule.effective_from or date.min):
            latest[rule.name] = rule
        return tuple(rule for rule in self.schedule if latest[rule.name] is rule)

    @property
    def audience(self) -> Audience:
        """What the office does for itself is nobody else's matter."""
        return "internal" if self.scope == "company" else "public"


# ------------------------------------------------------------------------------------------- who is served, by whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Defined):
    """The customer's recorded consent to a calendar of their own (PIPL articles 6 and 25)."""

    given: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Defined):
    """Whom to call; private, and on no customer's feed."""

    name: Text
    phone: Text | None = None


Milestones = Mapping[MilestoneName, Milestone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Defined):
    """One product at one site; its milestones override the site's."""

    id: Id
    name: Text
    product: Reference
    quantity: Amount = 1
    traffic: Reference | None = None
    setting: Reference | None = None
    milestones: Milestones | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Defined):
    """A place with assets; ``technician`` is the one it prefers, ``exposure`` overrides its region's."""

    id: Id
    name: Text
    region: Reference
    address: Text
    technician: Reference | None = None
    exposure: Reference | None = None
    milestones: Milestones | None = None
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Defined):
    """Someone who is served."""

    id: str
    name: Text
    locale: Language = "zh"
    tier: Reference
    consent: Consent | None = None
    feed_revision: Count = 1
    contact: Contact | None = None
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Technician(Defined):
    """Someone who serves: what they can do, where, and how many minutes a day."""

    id: Id
    name: Text
    locale: Language = "zh"
    skills: Annotated[tuple[Reference, ...], Field(min_length=1)]
    regions: Annotated[tuple[Reference, ...], Field(min_length=1)]
    capacity: Minutes
    days_off: tuple[Day, ...] = ()
    feed_revision: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Defined):
    """What was done, moved, skipped or agreed. ``date`` is the day it was done or decided."""

    record: RecordKind
    date: Day
    customer: Reference
    site: Reference
    asset: Reference | None = None
    task: Reference | None = None
    tasks: tuple[Reference, ...] = ()
    rule: Reference | None = None
    cycle: Count | None = None
    technician: Reference | None = None
    findings: Text | None = None
    measurements: Mapping[Text, float] | None = None
    materials: Mapping[Text, float] | None = None
    reason: Text | None = None
    to: Day | None = None
    at: Moment | None = None
    minutes: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records(Defined):
    """One month's file of records."""

    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Technicians(Defined):
    """The file of technicians."""

    technicians: tuple[Technician, ...]
