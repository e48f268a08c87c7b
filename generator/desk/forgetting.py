"""A customer who asks to be forgotten: what tells of the person goes, the dates of work stay.

Under China's Personal Information Protection Law (article 47) whoever handles personal data deletes it on request; what the
company must keep as a record of its work names nobody any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.desk.telltale import NewIds, new_ids
from generator.model.cases import cases
from generator.model.forgotten import digest_of
from generator.model.people import GONE, Customer
from generator.model.schedules import Schedules
from generator.reading.secrets import Secrets
from generator.text.data import Data
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.written import NotWritable, dumped, loaded, node
from generator.text.yaml import parse

# What of a record is told in free words, or by whom; the rest are ids and dates.
_TOLD = ("findings", "told", "signed", "signature", "photos", "contact", "name", "phone", "words")
_TOLD_OF_INCIDENT = ("says", "photos")
_KEPT = ("tier", "plan", "contract", "formerly", "former_digests", "feed_revision")
_KEPT_SITE = ("region", "exposure", "milestones", "formerly", "service", "last_done")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The edits, files that go, the id that the customer has then, and what of the person still stands, with its places."""

    edits: tuple[Edit, ...]
    gone: tuple[str, ...]
    id: str
    still: tuple[tuple[str, tuple[str, ...]], ...]


def forgotten(id_: str, schedules: Schedules, texts: Mapping[str, str], notices: str | None, today: date) -> Forgotten:
    """What is to be written so that the files tell nothing of the customer's person. ``texts`` are all files as read.

    Raises Stopped for a file that is written in an unusual way, Refused while an incident of theirs is open: somebody
    would have to come to whom nobody knows any more.
    """
    customer = schedules.customers[id_]
    waits = next((case.id for case in cases(schedules) if case.customer == id_ and case.is_open), None)
    if waits is not None and not customer.is_forgotten:
        raise Refused("still_open", customer=customer.name, found=waits)
    file = schedules.places["customer", id_].file
    ids = new_ids(customer, {id_ for owner in schedules.customers.values() for id_ in (owner.id, *owner.formerly)})
    anew = file if ids.customer == id_ else f"schedules/customers/{ids.customer}.yaml"
    kept = dumped(node(_without_person(customer, texts[file], today, ids)))
    edits = [Edit(anew, _with_ends_of(schedules.texts[file], kept))]
    for records in sorted({place.file for place, record in schedules.records if record.customer == id_}):
        names = {id_, *customer.formerly}
        edit = _records_without(records, schedules.texts[records], names, ids)
        edits += [edit] if edit is not None else []
    if notices is not None:
        theirs = {id_, *customer.formerly}  # what was told before a rename stands under the older id
        others = [
            line for line in notices.splitlines(keepends=True) if line.split(",")[1:2] not in [[i] for i in theirs]
        ]
        edits += [Edit("notices.csv", "".join(others))] if "".join(others) != notices else []
    edits = [edit for edit in edits if edit.text != texts.get(edit.file)]
    gone = (file,) if anew != file else ()
    after = {**{name: text for name, text in texts.items() if name not in gone}, **{e.file: e.text for e in edits}}
    is_known = customer.name != customer.id  # else only ids are left, which tell nothing
    still = tuple(_still_there(customer, schedules, after)) if is_known else ()
    return Forgotten(tuple(edits), gone, ids.customer, still)


def files_ever(id_: str, schedules: Schedules) -> list[str]:
    """The customer's own file, and those that it was under former ids, which older commits hold."""
    own = schedules.places["customer", id_].file
    former = [f"schedules/customers/{former}.yaml" for former in schedules.customers[id_].formerly]
    return list(dict.fromkeys((own, *former)))


def _without_person(customer: Customer, text: str, today: date, ids: NewIds) -> dict[str, Data]:
    """The customer's file anew, remarks and all that tells of the person left out."""
    data, _ = parse(text)
    assert isinstance(data, dict), "it was read before"
    sites = data["sites"]
    assert isinstance(sites, list), "it was read before"
    kept: dict[str, Data] = {"name": ids.customer, **{key: data[key] for key in _KEPT if key in data}}
    if ids.customer != customer.id:
        kept.pop("formerly", None)
        kept["former_digests"] = [*customer.former_digests, *map(digest_of, (*customer.formerly, customer.id))]
    kept["service"] = _ended(data.get("service"), today)
    consents: list[Data] = [
        {"given": str(consent.given), "withdrawn": str(consent.withdrawn or max(today, consent.given))}
        for consent in customer.consent
    ]
    if consents:
        kept["consent"] = consents
    kept["sites"] = [_site(site, ids) for site in sites if isinstance(site, dict)]
    return kept


def _ended(service: Data, today: date) -> dict[str, Data]:
    until = service.get("until") if isinstance(service, dict) else None
    ends = min(str(until), str(today)) if until is not None else str(today)
    start = {"from": service["from"]} if isinstance(service, dict) and "from" in service else {}
    return {**start, "until": ends}


def _site(site: dict[str, Data], ids: NewIds) -> Data:
    old = str(site["id"])
    new, assets = ids.site(old), site.get("assets")
    kept = {key: site[key] for key in _KEPT_SITE if key in site and (key != "formerly" or not ids.drops(old))}
    named = {"id": new, "name": new, "address": GONE}
    without: list[Data] = [
        {
            **{
                key: value
                for key, value in asset.items()
                if key != "paused" and (key != "formerly" or not ids.drops(old))
            },
            "id": ids.asset(old, str(asset["id"])),
            "name": asset["product"],
        }
        for asset in (assets if isinstance(assets, list) else [])
        if isinstance(asset, dict)
    ]
    return {**named, **kept, "assets": without}


def _records_without(file: str, text: str, names: set[str], ids: NewIds) -> Edit | None:
    """A month's records without what is told of one customer in free words; the other records stay as they are.

    Where an id told of the person, the new one stands.
    """
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
        is_changed |= _with_new_ids(record, names, ids)
    if not is_changed:
        return None
    try:
        return Edit(file, _with_ends_of(text, dumped(data)))
    except NotWritable as error:
        raise Stopped([Problem(code="not_changeable", file=file)], {file: text}) from error


def _with_new_ids(record: dict[str, str], names: set[str], ids: NewIds) -> bool:
    """Put the new ids into a record; whether any of them is another."""
    site, before = str(record.get("site")), str(record)
    if ids.customer not in names:
        record["customer"] = ids.customer
    taken_back = record.get("of")
    for named in (record, taken_back if isinstance(taken_back, dict) else {}):
        if "asset" in named:
            named["asset"] = ids.asset(site, str(named["asset"]))
        if "site" in named:
            named["site"] = ids.site(str(named["site"]))
    return str(record) != before


def _with_ends_of(before: str, text: str) -> str:
    """A text with the line ends of what stood there."""
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def _still_there(
    customer: Customer, schedules: Schedules, texts: Mapping[str, str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The customer's name, telephone number, address … where they still stand, each with all lines in which it does."""
    place = schedules.places["customer", customer.id]
    alone = Schedules(customers={customer.id: customer}, places={("customer", customer.id): place})
    secrets = Secrets(alone, "CN")
    standing: dict[str, list[str]] = {}
    for file, text in sorted(texts.items()):
        if not secrets.within(text):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for secret in secrets.within(line):
                standing.setdefault(secret.text, []).append(f"{file}:{number}")
    return ((words, tuple(places)) for words, places in standing.items())
