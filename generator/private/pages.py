"""Each holder's own page beside the feed, as static HTML that loads nothing: what comes and how to subscribe."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.due.items import Occurrence
from generator.formats.artifacts import Artifact
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.people import Customer, Technician
from generator.model.records import Record
from generator.model.services import Form
from generator.private.customer.history import records_by_customer
from generator.private.customer.page import CustomerPage, customer_page
from generator.private.feeds import Feed
from generator.private.frame import Frame, frame_of
from generator.private.holders import Holder
from generator.private.reader import Reader
from generator.private.staff.checklists import Checklists, LaidOut
from generator.private.staff.findings import Findings, findings_by_site, told_by_site
from generator.private.staff.forms import LastReadings, last_readings
from generator.private.staff.lists import ListPage, list_page
from generator.private.staff.paper import Paper, accepting
from generator.private.staff.technician import TechnicianPage, technician_page
from generator.private.subscription import Subscription, page_beside, page_path, subscription_of
from generator.private.texts import Texts
from generator.telling.currency import currency_words
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


@dataclass(frozen=True, slots=True)
class Known:
    """What pages tell beside the visits of their feeds.

    ``waiting`` and ``records`` go by customer, ``findings`` and what was ``told`` by site, the
    ``last`` readings by place.
    """

    customers: Mapping[str, Customer]
    technicians: Mapping[str, Technician]
    waiting: Mapping[str, Sequence[Occurrence]]
    records: Mapping[str, Sequence[Record]]
    findings: Findings
    told: Findings
    last: LastReadings


def known_of(
    customers: Mapping[str, Customer],
    technicians: Mapping[str, Technician],
    theirs: Sequence[Record],
    there: Sequence[Record],
    as_of: date,
) -> Known:
    """What pages tell of some, as of a date, but for what waits: their drafts know that.

    ``theirs`` are the records of these customers, ``there`` those of all to whom these technicians go.
    """
    return Known(
        customers,
        technicians,
        {},
        dict(records_by_customer(theirs, as_of)),
        dict(findings_by_site(there, as_of)),
        dict(told_by_site(there, as_of)),
        dict(last_readings(there, as_of)),
    )


class PageWriter:
    """Writes the pages of one build, one by one; what those of a language share is prepared once."""

    def __init__(self, definitions: Definitions, people: Mapping[str, str], as_of: date, templates: Templates) -> None:
        company = definitions.company
        self._definitions, self._people, self._as_of, self._templates = definitions, people, as_of, templates
        self._base = company.feeds_base
        self._codes, self._texts = QrCodes(), Texts(templates)
        forms = definitions.entries.get("form", {})
        self._accepted_by = accepting(definitions.tasks.values())
        self._forms = {id_: entry for id_, entry in forms.items() if isinstance(entry, Form)}
        self._of_language: dict[Language, _Shared] = {}
        self._checklists: dict[Language, Checklists] = {}

    def page(self, feed: Feed, known: Known) -> Artifact:
        """The page beside ``feed``, by what is ``known``. Raises jinja2.TemplateError."""
        language = feed.holder.language
        if language not in self._of_language:
            self._of_language[language] = self._shared(language)
        shared = self._of_language[language]
        subscription = subscription_of(feed, self._base, self._codes, shared.reader.words)
        page = self._view(feed, subscription, known, shared.reader)
        frame = shared.for_customers if isinstance(page, CustomerPage) else shared.for_staff
        html = self._templates.html(_TEMPLATES[type(page)], w=shared.reader.words, frame=frame, page=page)
        return Artifact.text(page_path(feed), html)

    def _shared(self, language: Language) -> _Shared:
        company, workdays_in = self._definitions.company, self._definitions.workdays_in
        pictures, words = self._definitions.pictures, self._templates.words[language]
        currency = currency_words(self._definitions, self._as_of, words)
        reader = Reader(words, self._as_of, company, workdays_in, self._people, currency)
        return _Shared(
            reader,
            frame_of(reader, self._templates, pictures, for_customer=True),
            frame_of(reader, self._templates, pictures, for_customer=False),
        )

    def _view(self, feed: Feed, subscription: Subscription, known: Known, reader: Reader) -> Page:
        holder = feed.holder
        if holder.kind == "customer":
            return customer_page(
                known.customers[holder.id],
                holder.visits,
                known.waiting.get(holder.id, ()),
                known.records.get(holder.id, ()),
                subscription,
                self._definitions,
                reader,
                self._templates,
                self._texts,
            )
        if holder.kind == "technician":
            return technician_page(
                known.technicians[holder.id],
                holder.visits,
                subscription,
                self._definitions.products,
                self._laid_out(holder, reader),
                known.findings,
                self._paper(subscription, known),
                reader,
            )
        return list_page(holder, feed.listed, subscription, reader)

    def _paper(self, subscription: Subscription, known: Known) -> Paper:
        """What a technician's work orders are made from, with the address of the page."""
        page = page_beside(subscription.address) if subscription.address else ""
        return Paper(self._forms, known.told, known.last, self._templates, self._codes, page, self._accepted_by)

    def _laid_out(self, holder: Holder, reader: Reader) -> Mapping[str, LaidOut]:
        """The checklists of all tasks, laid out once a language, and of the incidents that a technician goes for."""
        language, tasks = reader.language, self._definitions.tasks
        if language not in self._checklists:
            self._checklists[language] = Checklists(tasks, reader, self._templates)
        own = {o.item.task.id: o.item.task for visit in holder.visits for o in visit.occurrences}
        incidents = {id_: task for id_, task in own.items() if id_ not in tasks}
        return ChainMap(Checklists(incidents, reader, self._templates), self._checklists[language])
