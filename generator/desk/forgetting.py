"""A customer who asks to be forgotten: what tells of the person goes, the dates of work stay.

Under China's Personal Information Protection Law (article 47) whoever handles personal data deletes it on request; what the
company must keep as a record of its work names nobody any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.desk.edits import Edit
from generator.model.people import Customer
from generator.model.schedules import Schedules
from generator.reading.secrets import Secrets
from generator.text.data import Data
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.written import NotWritable, dumped, loaded, node
from generator.text.yaml import parse

GONE = "-"
# What of a record is told in free words, or by whom; the rest are ids and dates.
_TOLD = ("findings", "told", "signed", "signature", "photos", "contact", "name", "phone", "words")
_TOLD_OF_INCIDENT = ("says", "photos")
_KEPT = ("tier", "plan", "contract", "formerly", "feed_revision")
_KEPT_SITE = ("region", "exposure", "milestones", "formerly", "service", "last_done")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The edits, and where something of the person still stands afterwards: file and line."""

    edits: tuple[Edit, ...]
    still: tuple[tuple[str, int], ...]


def forgotten(id_: str, schedules: Schedules, texts: dict[str, str], notices: str | None, today: date) -> Forgotten:
    """What is to be written so that the files tell nothing of the customer's person. ``texts`` are all files as read.

    Raises Stopped for a file that is written in an unusual way.
    """
    customer = schedules.customers[id_]
    file = schedules.places["customer", id_].file
    edits = [
        Edit(file, _with_ends_of(schedules.texts[file], dumped(node(_without_person(customer, texts[file], today)))))
    ]
    for records in sorted({place.file for place, record in schedules.records if record.customer == id_}):
        names = {id_, *customer.formerly}
        edit = _records_without(records, schedules.texts[records], names)
        edits += [edit] if edit is not None else []
    if notices is not None:
        kept = [line for line in notices.splitlines(keepends=True) if line.split(",")[1:2] != [id_]]
        edits += [Edit("notices.csv", "".join(kept))] if "".join(kept) != notices else []
    edits = [edit for edit in edits if edit.text != texts.get(edit.file)]
    after = {**texts, **{edit.file: edit.text for edit in edits}}
    is_known = customer.name != customer.id  # else only ids are left, which tell nothing
    return Forgotten(tuple(edits), tuple(_still_there(customer, schedules, after)) if is_known else ())


def _without_person(customer: Customer, text: str, today: date) -> dict[str, Data]:
    """The customer's file anew, remarks and all that tells of the person left out."""
    data, _ = parse(text)
    assert isinstance(data, dict), "it was read before"
    sites = data["sites"]
    assert isinstance(sites, list), "it was read before"
    kept: dict[str, Data] = {"name": customer.id, **{key: data[key] for key in _KEPT if key in data}}
    kept["service"] = _ended(data.get("service"), today)
    consents: list[Data] = [
        {"given": str(consent.given), "withdrawn": str(consent.withdrawn or max(today, consent.given))}
        for consent in customer.consent
    ]
    if consents:
        kept["consent"] = consents
    kept["sites"] = [_site(site) for site in sites if isinstance(site, dict)]
    return kept


def _ended(service: Data, today: date) -> dict[str, Data]:
    until = service.get("until") if isinstance(service, dict) else None
    ends = min(str(until), str(today)) if until is not None else str(today)
    start = {"from": service["from"]} if isinstance(service, dict) and "from" in service else {}
    return {**start, "until": ends}


def _site(site: dict[str, Data]) -> Data:
    assets = site.get("assets")
    kept = {key: site[key] for key in _KEPT_SITE if key in site}
    named = {"id": site["id"], "name": site["id"], "address": GONE}
    without: list[Data] = [
        {**{key: value for key, value in asset.items() if key != "paused"}, "name": asset["product"]}
        for asset in (assets if isinstance(assets, list) else [])
        if isinstance(asset, dict)
    ]
    return {**named, **kept, "assets": without}


def _records_without(file: str, text: str, names: set[str]) -> Edit | None:
    """A month's records without what is told of one customer in free words; the other records stay as they are."""
    try:
        data = loaded(text)
    except NotWritable as error:
        raise Stopped([Problem(code="not_changeable", file=file)], {file: text}) from error
    is_changed = False
    for record in data.get("records", []):
        if not isinstance(record, dict) or record.get("customer") not in names:
            continue
        incident = record.get("incident")
        for told, keys in ((record, _TOLD), (incident if isinstance(incident, dict) else {}, _TOLD_OF_INCIDENT)):
            for key in [key for key in keys if key in told]:
                del told[key]
                is_changed = True
        if record.get("reason", GONE) != GONE:
            record["reason"] = GONE
            is_changed = True
    if not is_changed:
        return None
    try:
        return Edit(file, _with_ends_of(text, dumped(data)))
    except NotWritable as error:
        raise Stopped([Problem(code="not_changeable", file=file)], {file: text}) from error


def _with_ends_of(before: str, text: str) -> str:
    """A text with the line ends of what stood there."""
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def _still_there(customer: Customer, schedules: Schedules, texts: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Lines in which the customer's name, telephone number or address still stand."""
    place = schedules.places["customer", customer.id]
    alone = Schedules(customers={customer.id: customer}, places={("customer", customer.id): place})
    secrets = Secrets(alone, "CN")
    for file, text in sorted(texts.items()):
        if not secrets.within(text):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if secrets.within(line):
                yield file, number
