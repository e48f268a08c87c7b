"""An address that ended answers for a year: one event that says so and whom to ask, and nothing else.

A program that asks and gets nothing keeps what it had, often by intent; so what was told is taken back by a calendar that
holds no more than its end. The file is its own memory: it says since when, and not whose it was.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.dates.intervals import Interval, add
from generator.formats.addresses import public_address
from generator.formats.contentlines import date_line, plain_line
from generator.formats.continuing import Taken, continue_feed
from generator.formats.events import calendar_header, event_body
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.formats.told import ENDED, Event, Leaf, ToldFeed, read_feed
from generator.model.company import Company

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ended.aftercare")
_ANSWERS = Interval(months=12)
# So many days it stands in the calendar of whoever asks next, so that somebody sees it.
_SEEN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Ending:
    """What a calendar that ended says; ``path`` is where it lay, below the folder of its ledger."""

    path: str
    content: bytes


def ended_feeds(
    ledger: Ledger, alive: Collection[str], company: Company, templates: Templates, stamping: Stamping
) -> Iterator[Ending]:
    """What every address that is not ``alive`` any more answers, for a year from the day on which it ended.

    It is told in every language of the company, for it does not say who held it.
    """
    for feed in (*ledger.feeds.values(), *ledger.ended.values()):
        on = feed.ended or stamping.as_of
        if feed.name not in alive and stamping.as_of < (add(on, _ANSWERS) or date.max):
            yield Ending(feed.name, _content(feed, on, company, templates, stamping, ledger.doubted))


def _content(
    feed: ToldFeed | Leaf,
    on: date,
    company: Company,
    templates: Templates,
    stamping: Stamping,
    doubted: bool,
) -> bytes:
    spoken = [templates.words[language] for language in company.locales]
    summary = " / ".join(words["ended_title"] for words in spoken)
    body = event_body(
        when=date_line("DTSTART", on) + date_line("DTEND", on + _SEEN),
        summary=summary,
        description="\n".join(words.say("ended_text", hotline=company.hotline) for words in spoken),
        url=public_address(company, ""),
        category=summary,
        status="CONFIRMED",
        access="PRIVATE",
        trigger="",
    )
    uid = f"{uuid.uuid5(_NAMESPACE, feed.name)}@{company.uid_domain}"
    mark, header = plain_line(ENDED, f"{on:%Y%m%d}"), calendar_header(summary, company.zone, timed=False)
    # Nothing of what it told is taken back one by one.
    told = read_feed(feed.name, feed.content) if isinstance(feed, Leaf) else feed
    before = told if feed.ended is not None else replace(told, events={})
    return continue_feed(mark, header, [Event(uid, on, body)], before, stamping, Taken(""), forgotten=doubted)
