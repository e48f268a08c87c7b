"""The ledger asks before it forgets: what would take back or lose what people were told has to be accepted by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.holders import key_of, serves_anybody
from generator.private.secret import address
from generator.publishing.accepted import Accepted
from generator.publishing.marker import MARKER
from generator.publishing.published import Published
from generator.publishing.remembered import is_last
from generator.reading.contacts import made_up
from generator.reading.files import reading
from generator.text.located import Stopped
from generator.text.problems import Problem

# A key was made for one of a holder's last revisions and consents; so many are tried.
_REVISIONS, _TURNS = 50, 3
# Where the script that publishes builds, beside what a plain build would publish.
_OF_SCRIPT = Path(".care/feeds")


def must_not_be_future(as_of: date, accepted: Accepted) -> None:
    """Raise Stopped for a date after today: events would bear its stamp until that day."""
    if accepted.today is not None and as_of > accepted.today and "future" not in accepted.accept:
        raise Stopped([_asks("future", "--as-of", found=as_of, today=accepted.today)])


def must_be_last(feeds: Path | None, accepted: Accepted) -> None:
    """Raise Stopped where ``feeds`` as a whole is not what was published there last: what came after would be forgotten."""
    if feeds is not None and "restored" not in accepted.accept:
        with reading():
            if not is_last(feeds):
                raise Stopped([_asks("older", str(feeds))])


def must_be_accepted(
    before: Published, definitions: Definitions, schedules: Schedules, as_of: date, secret: str, accepted: Accepted
) -> None:
    """Raise Stopped with everything that is seen and not accepted."""
    company = definitions.company
    seen = [*_seen(before, company, schedules, as_of, secret)]
    if before.is_first and (accepted.first or serves_anybody(schedules)):
        seen += [("placeholders", problem) for problem in _made_up(company, str(before.folder))]
    problems = [
        problem
        for option, problem in seen
        if option not in accepted.accept and not (option == "first" and accepted.first)
    ]
    if problems:
        raise Stopped(problems, definitions.texts)


def _made_up(company: Company, folder: str) -> list[Problem]:
    """What the first feeds would tell people for good, and what a first publication is told of it."""
    problems = [*made_up(company, "error")]
    return [_asks("placeholders", folder, n=len(problems)), *problems] if problems else []


def _seen(
    before: Published, company: Company, schedules: Schedules, as_of: date, secret: str
) -> Iterator[tuple[str, Problem]]:
    folder = str(before.folder)
    if before.is_first and serves_anybody(schedules) and not company.example:
        there = before.folder.parent / _OF_SCRIPT
        is_there = (there / MARKER).is_file()
        yield "first", _asks("of_script", folder, there=str(there)) if is_there else _asks("first", folder)
    published = before.day_in(company.zone)
    if published is not None and as_of < published:
        yield "past", _asks("past", folder, found=as_of, published=published)
    if before.ledger.feeds and not _is_of_secret(before, company, schedules, secret):
        yield "secret", _asks("secret", folder, n=len(before.ledger.feeds))
    customers = sum(holder.startswith("customer|") for holder in before.ledger.feeds)
    if customers and not schedules.customers:
        yield "nobody", _asks("nobody", folder, n=customers)
    for name in before.restored:
        yield "restored", _asks("restored", f"{folder}/{name}")


def _asks(what: str, file: str, **params: object) -> Problem:
    return Problem(code=f"ledger_{what}", file=file, params=params)


def _is_of_secret(before: Published, company: Company, schedules: Schedules, secret: str) -> bool:
    """Whether one of the published addresses was made by ``secret``; by another one none of them was."""
    last = {key_of(customer): customer.feed_revision for customer in schedules.customers.values()}
    last |= {key_of(technician): technician.feed_revision for technician in schedules.technicians.values()}
    for holder in before.ledger.feeds:
        is_personal = holder.startswith(("customer|", "technician|"))
        newest = last.get(holder, 1 if is_personal else company.feed_revision)
        revisions = range(newest, max(newest - _REVISIONS, 0), -1)
        if any(address(secret, holder, n, turn) in before.keys for n in revisions for turn in range(_TURNS)):
            return True
    return False
