"""Each holder's own page beside the feed, as static HTML that loads nothing: what comes and how to subscribe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.due.items import Occurrence
from generator.formats.artifacts import Artifact
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.services import Form
from generator.private.customer.history import records_by_customer
from generator.private.customer.page import CustomerPage, customer_page, waiting_by_customer
from generator.private.feeds import Feed
from generator.private.frame import Frame, frame_of
from generator.private.reader import Reader, names_of
from generator.private.staff.checklists import LaidOut, checklists
from generator.private.staff.findings import Findings, findings_by_site
from generator.private.staff.forms import LastReadings, last_readings
from generator.private.staff.lists import ListPage, list_page
from generator.private.staff.technician import TechnicianPage, technician_page
from generator.private.subscription import Subscription, page_path, subscription_of
from generator.text.language import Language

Page = CustomerPage | TechnicianPage | ListPage

_TEMPLATES: Mapping[type[Page], str] = {
    CustomerPage: "private/customer.html.j2",
    TechnicianPage: "private/technician.html.j2",
    ListPage: "private/list.html.j2",
}


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the pages of one language share, prepared once."""

    reader: Reader
    for_customers: Frame
    for_staff: Frame
    checklists: Mapping[str, LaidOut]


@dataclass(frozen=True, slots=True)
class _Known:
    """What pages tell beside the visits of their feeds; ``waiting`` and ``records`` by customer,
    ``findings`` by site, ``last`` readings by place.
    """

    definitions: Definitions
    schedules: Schedules
    waiting: Mapping[str, Sequence[Occurrence]]
    records: Mapping[str, Sequence[Record]]
    findings: Findings
    last: LastReadings


def render_holder_pages(
    definitions: Definitions,
    schedules: Schedules,
    feeds: Sequence[Feed],
    occurrences: Iterable[Occurrence],
    as_of: date,
    templates: Templates,
) -> list[Artifact]:
    """A page beside each feed, as of a date. Paths are below the feeds' folder. Raises jinja2.TemplateError."""
    records = records_by_customer((record for _, record in schedules.records), as_of)
    findings = findings_by_site((record for _, record in schedules.records), as_of)
    last = last_readings((record for _, record in schedules.records), as_of)
    known = _Known(definitions, schedules, waiting_by_customer(occurrences), records, findings, last)
    people = names_of(schedules)
    languages = dict.fromkeys(feed.holder.language for feed in feeds)
    shared = {language: _shared(language, definitions, people, as_of, templates) for language in languages}
    base = f"{definitions.company.feeds_url.rstrip('/')}/" if definitions.company.feeds_url else ""
    codes = QrCodes()
    artifacts = []
    for feed in feeds:
        with_language = shared[feed.holder.language]
        page = _page(
            feed, subscription_of(feed, base, codes, with_language.reader.words), known, with_language, templates
        )
        artifacts.append(Artifact.text(page_path(feed), _html(page, with_language, templates)))
    return artifacts


def _shared(
    language: Language, definitions: Definitions, people: Mapping[str, str], as_of: date, templates: Templates
) -> _Shared:
    reader = Reader(templates.words[language], as_of, definitions.company, definitions.workdays_in, people)
    return _Shared(
        reader,
        frame_of(reader, templates, for_customer=True),
        frame_of(reader, templates, for_customer=False),
        checklists(definitions.tasks.values(), reader, templates),
    )


def _page(feed: Feed, subscription: Subscription, known: _Known, shared: _Shared, templates: Templates) -> Page:
    holder, definitions, reader = feed.holder, known.definitions, shared.reader
    if holder.kind == "customer":
        return customer_page(
            known.schedules.customers[holder.id],
            holder.visits,
            known.waiting.get(holder.id, ()),
            known.records.get(holder.id, ()),
            subscription,
            definitions,
            reader,
            templates,
        )
    if holder.kind == "technician":
        technician = known.schedules.technicians[holder.id]
        incidents = {o.item.task.id: o.item.task for visit in holder.visits for o in visit.occurrences}
        own = [task for id_, task in incidents.items() if id_ not in shared.checklists]
        laid_out, products = {**shared.checklists, **checklists(own, reader, templates)}, definitions.products
        forms = {id_: form for id_, form in definitions.linked("form").items() if isinstance(form, Form)}
        found, last = known.findings, known.last
        return technician_page(technician, holder.visits, subscription, products, laid_out, forms, found, last, reader)
    return list_page(holder, subscription, reader)


def _html(page: Page, shared: _Shared, templates: Templates) -> str:
    frame = shared.for_customers if isinstance(page, CustomerPage) else shared.for_staff
    return templates.html(_TEMPLATES[type(page)], w=shared.reader.words, frame=frame, page=page)
