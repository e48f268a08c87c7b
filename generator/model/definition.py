"""What staff define: the company and its vocabulary, products, tasks with their rules, promises, customers, records.

Everything here is frozen and without I/O. Field types come from ``fields`` and say what YAML may hold; unknown keys are
refused everywhere. Ids are file names (a task's id is its path below ``definitions/maintenance``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar, Literal, TypeVar, get_origin, get_type_hints

from pydantic import ConfigDict
from pydantic.fields import FieldInfo

from generator.model.links import AnyLink, PromiseLink, RoleLink, TaskLink
from generator.text.days import Day
from generator.text.language import Language
from generator.text.memory import Same
from generator.text.positions import Key, Keys
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


@cache
def yaml_keys(model: type) -> Mapping[str, object]:
    """Key in YAML → type, for each field of ``model``."""
    keys = {}
    for name, hint in _hints(model).items():
        aliases = [data.alias for data in getattr(hint, "__metadata__", ()) if isinstance(data, FieldInfo)]
        keys[next((alias for alias in aliases if alias), name)] = hint
    return keys


@cache
def aliases(model: type) -> Mapping[str, str]:
    """Field → key in YAML, for the fields of ``model`` that are written otherwise, such as ``from_``."""
    return {name: key for name, key in zip(_hints(model), yaml_keys(model), strict=True) if name != key}


def _hints(model: type) -> Mapping[str, object]:
    """The type of each field; what belongs to the class is none."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def walk(whole: object, keys: Keys = ()) -> Sequence[tuple[Keys, object]]:
    """Every dataclass inside ``whole``, itself included, with the keys that lead to it in YAML.

    Many ask for the same definition, one after the other, so it is gone through once.
    """
    return _walked(Same(whole), keys)


@lru_cache(maxsize=20_000)
def _walked(whole: Same[object], keys: Keys) -> Sequence[tuple[Keys, object]]:
    parts: list[tuple[Keys, object]] = []
    _gather(whole.it, keys, parts)
    return parts


def _gather(value: object, keys: Keys, parts: list[tuple[Keys, object]]) -> None:
    """Add what ``walk`` finds in ``value``: texts are many and looked at often, so a type is looked at once."""
    fields = _fields_of(type(value))  # type: ignore[arg-type]
    if fields is None:
        return
    inside: Iterable[tuple[Key, object]]
    if isinstance(value, tuple):
        inside = enumerate(value)
    elif isinstance(value, Mapping):
        inside = value.items()
    else:
        parts.append((keys, value))
        inside = ((key, getattr(value, name)) for name, key in fields)
    for key, part in inside:
        if _fields_of(type(part)) is not None:  # type: ignore[arg-type]
            _gather(part, (*keys, key), parts)


@cache
def _fields_of(model: type) -> tuple[tuple[str, str], ...] | None:
    """The fields of a dataclass with their keys in YAML; none of what holds others; None of what has nothing inside."""
    if dataclasses.is_dataclass(model):
        names = aliases(model)
        return tuple((field.name, names.get(field.name, field.name)) for field in dataclasses.fields(model))
    return () if issubclass(model, tuple | Mapping) else None
