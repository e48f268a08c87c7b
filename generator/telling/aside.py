"""Which records of an item count for nothing, and why: they were taken back, or speak of what stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.due.items import Item
from generator.due.settle import concerns
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.voids import taken_back
from generator.text.words import Words


def set_aside(item: Item, schedules: Schedules, as_of: date, words: Words) -> list[str]:
    """A sentence for each record of ``item``, known on ``as_of``, that closes and moves nothing; oldest first."""
    records = [record for _, record in schedules.records if _is_of_place(record, item) and record.date <= as_of]
    void_of = {taken: void for void, taken in taken_back(records).void.items()}
    return [
        sentence
        for index, record in enumerate(records)
        if record.record != "void" and concerns(record, item)
        for sentence in _why(record, records[void_of[index]] if index in void_of else None, item, words)
    ]


def _is_of_place(record: Record, item: Item) -> bool:
    place = (item.customer.id, item.site.id) if item.customer and item.site else ("", "")
    return (record.customer, record.site) == place


def _why(record: Record, void: Record | None, item: Item, words: Words) -> Iterator[str]:
    kind = words[f"record_{record.record}"]
    if void is not None:
        reason = words.say("explain_taken_back_why", reason=void.reason.rstrip("。. ")) if void.reason else ""
        yield words.say("explain_taken_back", kind=kind, date=record.date, on=void.date, reason=reason)
    elif record.date < item.served.made:
        yield words.say("explain_before_made", kind=kind, date=record.date, made=item.served.made)
