"""Which record a void takes back: the one that is meant among all that stand, and none that another void took before."""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.refusals import Refused, Written
from generator.desk.said import Said
from generator.model.people import Asset, Site
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.history import standing_records, where_written

_SEVERAL = 6


def wrong_record(said: Said, schedules: Schedules, site: Site | None, asset: Asset | None) -> Record:
    """The record that a void takes back: the one of that day, else the only one."""
    at = (said.customer if site is not None else "", site.id if site is not None else "")
    here = [
        record
        for _, record in standing_records(schedules)
        if (record.customer, record.site) == at and said.task in (record.task, *record.tasks)
        and (asset is None or record.asset == asset.id)
    ]  # fmt: skip
    fits = [record for record in here if said.wrong in (None, record.date) and said.due in (None, record.due)]
    if not fits or len({(record.record, record.date, record.asset, record.due) for record in fits}) > 1:
        raise Refused("which_wrong" if here else "none_wrong", _described(fits or here))
    if said.wrong is None and said.due is None:
        _is_not_taken_back_again(said, fits[-1], at, asset, schedules)
    return fits[-1]


def _is_not_taken_back_again(
    said: Said, wrong: Record, at: tuple[str, str], asset: Asset | None, schedules: Schedules
) -> None:
    """Refuse a void that was said before on that day, and would take another record this time."""
    for _, void in schedules.records:
        of = void.of
        if (
            of is None
            or (asset is not None and of.asset != asset.id)
            or (void.customer, void.site, void.date, of.task) != (*at, said.on, said.task)
        ):
            continue
        if (of.record, of.date, of.due) != (wrong.record, wrong.date, wrong.due):
            raise Refused("void_before", _described([wrong]), where=where_written(void, schedules))


def _described(records: Sequence[Record]) -> list[Written]:
    latest = sorted(records, key=lambda record: record.date)[-_SEVERAL:]
    return [Written(record.record, record.due, record.date, record.asset) for record in latest]
