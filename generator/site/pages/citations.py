"""The sources that a page cites, numbered in the order in which they come up, and what the marks beside figures mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeGuard

from generator.formats.templating import Text
from generator.model.definition import Grade
from generator.model.walking import walk
from generator.site.names import GRADES
from generator.site.shown import Shown


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbers of a page's sources by their ids, and the grades that its figures have."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    grades: frozenset[Grade] = frozenset()

    def of(self, sources: Sequence[str]) -> tuple[int, ...]:
        """The numbers of ``sources``, each of which the page cites."""
        return tuple(self.numbers[source] for source in sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a page carries out as a whole: no figure of it, so there is no grade."""

    source: tuple[str, ...]
    grade: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source at the foot of a page, with its number."""

    n: int
    title: Text
    kind_words: Text
    url: str
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the letter of a grade means."""

    letter: Grade
    meaning: Text


def citations(*parts: object) -> Citations:
    """What the ``parts`` of definitions cite, in this order: everything inside them that has a grade and sources."""
    based = [inner for part in parts for _, inner in walk(part) if _is_based(inner)]
    sources = dict.fromkeys(source for inner in based for source in inner.source)
    grades = frozenset(inner.grade for inner in based if inner.grade is not None)
    return Citations({source: n for n, source in enumerate(sources, 1)}, grades)


class _Based(Protocol):
    """What says on what it is based."""

    @property
    def grade(self) -> Grade | None: ...

    @property
    def source(self) -> tuple[str, ...]: ...


def _is_based(part: object) -> TypeGuard[_Based]:
    return hasattr(part, "grade")


def sources(cited: Citations, shown: Shown) -> tuple[Source, ...]:
    """The sources that a page cites, by number."""
    return tuple(_source(id_, n, shown) for id_, n in cited.numbers.items())


def meanings(cited: Citations, shown: Shown) -> tuple[Meaning, ...]:
    """What the grades that a page uses mean, the strongest first."""
    return tuple(
        Meaning(letter=grade, meaning=Text(shown.words[f"grade_{grade}"])) for grade in GRADES if grade in cited.grades
    )


def _source(id_: str, n: int, shown: Shown) -> Source:
    work = shown.definitions.works.get(id_)
    if work is None:
        says, kind = shown.definitions.handbook[id_].says, Text(shown.words["work_handbook"])
        return Source(n=n, title=shown.text(says), kind_words=kind, url="", note=Text(id_))
    return Source(
        n=n,
        title=shown.text(work.title),
        kind_words=Text(shown.words[f"work_{work.kind}"]),
        url=work.url or "",
        note=shown.text(work.note) if work.note else None,
    )
