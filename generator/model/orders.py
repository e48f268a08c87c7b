"""What the words of work orders ask for: gear that has to be brought, and people who have to come."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.definition import Asked, Defined


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear(Defined):
    """Who names one of the ``named`` in a task's steps, safety or pass has one of ``brings`` among its tools or materials.

    Words are looked for in the language that they are given in, English ones in lower case. ``brings`` is ``named`` where
    it is left out.
    """

    named: Asked
    brings: Asked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Defined):
    """Where a task's pass gives a figure in one of ``units``, one of ``by`` is among its tools or materials."""

    units: Asked
    by: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWords(Defined):
    """The words that work orders are held to.

    ``pairs`` say that two people are needed; ``cured`` that something has cured or dried: another
    visit looks at it; ``own`` that a figure is the company's own, though the handbook asks for what it measures.
    """

    gear: tuple[Gear, ...] = ()
    pairs: Asked = Asked()
    cured: Asked = Asked()
    own: Asked = Asked()
    instruments: tuple[Instrument, ...] = ()
