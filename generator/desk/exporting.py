"""Customers and records as tables that an import reads back without changing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.desk.cells import Vocabulary
from generator.desk.columns import CUSTOMER_COLUMNS, LAST, RECORD_COLUMNS
from generator.formats.tables import plain_number
from generator.model.anchors import MILESTONES
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.history import standing_records
from generator.text.language import Language

Rows = list[dict[str, str]]
LeftOut = dict[str, int]  # how many are in no row, by the words that say why
_KEYS = {"place": "site", "piece": "asset"}
_KINDS = frozenset({"completed", "skipped", "moved", "appointment"})


def customer_rows(schedules: Schedules) -> tuple[tuple[str, ...], Rows, LeftOut]:
    """The columns, a row for each asset, and how many customers were forgotten, of whom there is nothing to fill in."""
    known = [owner for owner in schedules.customers.values() if not owner.is_forgotten]
    rows = rows_of(known)
    tasks = sorted({column for row in rows for column in row if column.startswith(LAST)})
    return (*CUSTOMER_COLUMNS, *tasks), rows, {"export_forgotten": len(schedules.customers) - len(known)}


def rows_of(owners: Iterable[Customer]) -> Rows:
    """A row for each asset of the ``owners``, and for each site that has none."""
    return [
        {**_owner(owner), **_site(site), **_asset(asset, site)}
        for owner in owners
        for site in owner.sites
        for asset in site.assets or (None,)
    ]


def record_rows(schedules: Schedules, definitions: Definitions) -> tuple[tuple[str, ...], Rows, LeftOut]:
    """The columns, a row for each record that stands and is one task's, and how many were taken back or are no task's.

    A table cannot say that a record was taken back: whoever reads it would take the work for done.
    """
    standing = [record for _, record in standing_records(schedules)]
    voids = sum(record.record == "void" for _, record in schedules.records)
    rows = [record_cells(record) for record in standing if is_plain(record) and record.task in definitions.tasks]
    return RECORD_COLUMNS, rows, {
        "export_taken_back": len(schedules.records) - voids - len(standing),
        "export_left_out": len(standing) - len(rows) + voids,
    }  # fmt: skip


def is_plain(record: Record) -> bool:
    """True for a record of which a row can tell all that makes it what it is: of one task, and without readings."""
    more = (record.tasks, record.cycle, record.measurements, record.materials, record.of)
    return record.record in _KINDS and not any(more)


def _owner(owner: Customer) -> dict[str, str]:
    last_consent = owner.consent[-1].given if owner.consent else None
    contact = owner.contact
    return _filled(
        {
            "customer_id": owner.id,
            "name": owner.name,
            "locale": owner.locale,
            "tier": owner.tier.steps[-1][1],
            "plan": owner.plan,
            "contact": contact.name if contact is not None else None,
            "phone": contact.phone if contact is not None else None,
            "consent": last_consent,
            "service_from": owner.service.from_,
            "service_until": owner.service.until,
        }
    )


def _site(site: Site) -> dict[str, str]:
    return _filled(
        {
            "site_id": site.id,
            "site": site.name if site.name != site.address else None,
            "region": site.region,
            "address": site.address,
            "technician": site.technician,
        }
    )


def _asset(asset: Asset | None, site: Site) -> dict[str, str]:
    own = asset.milestones or {} if asset is not None else {}
    given = {**(site.milestones or {}), **own}
    days: dict[str, date | str] = {name: given[name] or "pending" for name in MILESTONES if name in given}
    if asset is None:
        return _filled(days)
    return _filled(
        {
            **days,
            "asset_id": asset.id,
            "asset": asset.name,
            "product": asset.product,
            "quantity": plain_number(asset.quantity),
            "traffic": asset.traffic.steps[-1][1] if asset.traffic is not None else None,
            "setting": asset.setting.steps[-1][1] if asset.setting is not None else None,
            **{f"{LAST}{task}": day for task, day in asset.last_done.items()},
        }
    )


def record_cells(record: Record) -> dict[str, str]:
    """A record by the columns of a table; what it holds beside them (photos, who signed) stays where it is written."""
    given = {column: getattr(record, _KEYS.get(column, column)) for column in RECORD_COLUMNS}
    return _filled({**given, "at": f"{record.at:%Y-%m-%d %H:%M}" if record.at is not None else None})


def _filled(cells: Mapping[str, str | date | None]) -> dict[str, str]:
    return {name: str(cell) for name, cell in cells.items() if cell is not None and cell != ""}


def in_words(rows: Rows, vocabulary: Vocabulary, language: Language) -> Rows:
    """The rows with the names of what the company defines for its ids, as a reader of ``language`` knows it."""
    return [{column: vocabulary.name_of(column, cell, language) for column, cell in row.items()} for row in rows]


def filled_columns(columns: tuple[str, ...], rows: Rows) -> Iterator[str]:
    """The columns in which something stands; all of them where there is no row, as a table to fill in."""
    return (column for column in columns if not rows or any(column in row for row in rows))
