"""What staff define: the company and its vocabulary, products, tasks with their rules, promises, customers, records.

Everything here is frozen and without I/O. Field types come from ``fields`` and say what YAML may hold; unknown keys are
refused everywhere. Ids are file names (a task's id is its path below ``definitions/maintenance``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar

from pydantic import ConfigDict

from generator.model.links import AnyLink, PromiseLink, RoleLink, TaskLink
from generator.text.days import Day
from generator.text.language import Language
from generator.text.positions import Keys
from generator.text.scalars import Id, Reference, Text, fail

T = TypeVar("T")
Grade = Literal["P", "A", "B", "C", "G"]
Basis = Literal["fixed", "floating", "window"]
Condition = Literal["traffic", "tier", "exposure", "setting"]
Channel = Literal["onsite", "phone", "notice", "customer"]

# Where somebody of ours goes or calls; a notice goes out by itself, and the rest is done by customers.
ATTENDED: frozenset[Channel] = frozenset({"onsite", "phone"})

Audience = Literal["public", "internal"]


def once(values: tuple[T, ...]) -> tuple[T, ...]:
    """``values`` without those that stand there again."""
    return tuple(dict.fromkeys(values))


def as_list(value: object) -> list[object]:
    """A lone value as a list of one."""
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a definition stands: its file, and the keys that lead to it there."""

    file: str
    keys: Keys = ()


class Defined:
    """Keys that a model does not name are refused."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}  # pydantic's own name for it


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalText(Defined):
    """One text in one language or in both. A check asks for those that the company's readers speak."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid", "json_schema_extra": {"minProperties": 1}}

    zh: Text | None = None
    en: Text | None = None

    def __post_init__(self) -> None:
        if self.zh is None and self.en is None:
            raise fail("no_text", "")

    def of(self, language: Language) -> str:
        """The text in ``language``; in the other where there is none."""
        own, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return own or other or ""

    @property
    def every(self) -> tuple[str, ...]:
        """The text in each language that it is in."""
        return tuple(text for text in (self.zh, self.en) if text is not None)

    def said_in(self) -> tuple[Language, ...]:
        """The languages that it is in."""
        said: tuple[tuple[Language, str | None], ...] = (("zh", self.zh), ("en", self.en))
        return tuple(language for language, text in said if text is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(LocalText):
    """A sentence beside something, which needs no basis of its own; ``own`` as with a ``Statement``."""

    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(LocalText):
    """A sentence for readers. One with a figure carries the grade of its basis and, but for grade G, its sources.

    ``task`` names the maintenance task whose interval the sentence tells; a check holds the two together. Where the
    sentence says ``{interval}`` or ``{every}``, the page says that of the task's rule; with ``promise``, ``{within}`` is
    that promise's limit. ``own`` says that its figure follows no rule, promise or warranty, though one says the same.

    Grades: P the company's own promise; A official text; B standard or regulation seen in a reprint; C maker or trade
    guidance; G general knowledge without a source.
    """

    grade: Grade | None = None
    source: tuple[Reference, ...] = ()
    task: TaskLink | None = None
    promise: PromiseLink | None = None
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Defined):
    """The words by which readers look for a page, in each language. The search knows them all; the page shows the first."""

    zh: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """The words in ``language``."""
        return self.zh if language == "zh" else self.en


Statements = tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Defined):
    """A photograph on a page: its file in ``definitions/pictures``, what it shows for those who cannot see it, and more.

    ``credit`` says who took it. What the camera wrote beside the pixels is never published.
    """

    file: Reference
    alt: LocalText
    caption: LocalText | None = None
    credit: LocalText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Defined):
    """What every definition that has a page has, whatever its kind. Its id is the name of its file.

    ``formerly`` are ids that it had before; ``source`` lists the handbook items and works that it carries out as a whole.
    """

    id: str
    name: LocalText
    summary: LocalText
    asked: Asked = Asked()
    tags: tuple[Reference, ...] = ()
    related: tuple[AnyLink, ...] = ()
    photos: tuple[Photo, ...] = ()
    owner: RoleLink | None = None
    reviewed: Day | None = None
    formerly: tuple[Id, ...] = ()
    source: tuple[Reference, ...] = ()

    @property
    def audience(self) -> Audience:
        """Who may read its page; a kind whose definitions differ in that says so of its own."""
        return "public"

    @property
    def concerns(self) -> tuple[str, ...]:
        """The ids of the products that it is about."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutProducts(Definition):
    """A definition that names the products that it is about; where it names none, it is about no product in particular."""

    products: tuple[Reference, ...] = ()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The products that it names."""
        return self.products


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Defined):
    """A subject by which pages of any kind and product are found together, such as glass or renovation."""

    name: LocalText
    says: LocalText | None = None
