"""Sites have whom they prefer, as soon as that technician has room: nobody loses a place by it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.visits.requests import Placed
from generator.visits.roster import Roster

# So often at most what frees somebody's time for one site is handed on to the next.
_ROUNDS = 3


def as_wished(roster: Roster, placed: Sequence[Placed]) -> list[Placed]:
    """The visits, each with the technician its site prefers where that one is able and has room after all.

    What is frozen or agreed stays. All of them hold their places while one looks for a better one, so that nobody loses
    theirs.
    """
    visits = list(placed)
    open_to_it = [index for index, visit in enumerate(visits) if _may_change(roster, visit)]
    for _ in range(_ROUNDS):
        left = []
        for index in open_to_it:
            better = _with_preferred(roster, visits[index])
            if better is None:
                left.append(index)
            else:
                visits[index] = better
        if len(left) == len(open_to_it):
            break
        open_to_it = left
        roster.full.clear()  # who was relieved has time again
    return visits


def _may_change(roster: Roster, visit: Placed) -> bool:
    """True for a visit to come whose site prefers somebody else, who could do it."""
    wish, request = visit.of.wish, visit.of
    if wish is None or not visit.crew or wish in visit.crew or request.unconfirmed:
        return False
    if roster.is_frozen(request.old) or visit.is_agreed:
        return False
    return any(technician.id == wish for technician in roster.teams.of(visit, request.parts[0].skills)[0])


def _with_preferred(roster: Roster, visit: Placed) -> Placed | None:
    """The visit with the technician that its site prefers; None where that one has no time."""
    wish, told = roster.technicians[visit.of.wish or ""], visit.crew
    needs = roster.together.needs(visit)
    roster.release(visit, needs)
    for day in roster.days(visit):
        crew = roster.together.on(visit.of, needs, wish, day, told)
        if crew is not None:
            return roster.book(visit, needs, crew, day)
    roster.book(visit, needs, told, visit.day)
    return None
