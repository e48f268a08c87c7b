"""A technician's own page: this week and next by day, what to load, and a work order to print for each visit.

It carries what the technician's feed carries, what colleagues noted at the site, the customer's telephone number, a form
for each visit, and the paper that comes back signed. No name of a person stands in it, unless somebody noted it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.people import Technician
from generator.model.products import Product
from generator.private.reader import Reader
from generator.private.staff.checklists import LaidOut
from generator.private.staff.findings import Findings
from generator.private.staff.forms import VisitForm, forms_of
from generator.private.staff.late import LateWork, late_of, late_work
from generator.private.staff.orders import Order, drawings_of, order_of
from generator.private.staff.paper import Paper
from generator.private.staff.stops import Stop, unconfirmed_stops
from generator.private.staff.weeks import Week, week_of, weeks_of
from generator.private.subscription import Subscription
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class TechnicianPage:
    """The view of ``private/technician.html.j2``; the company's files are known by ``domain``.

    ``drawings`` are those of the orders' plates, each once.
    """

    title: str
    unconfirmed: tuple[Stop, ...]
    overdue: tuple[LateWork, ...]
    weeks: tuple[Week, Week]
    forms: tuple[VisitForm, ...]
    orders: tuple[Order, ...]
    drawings: tuple[Markup, ...]
    domain: str
    email: str
    subscription: Subscription


def technician_page(
    technician: Technician,
    visits: Sequence[Visit],
    subscription: Subscription,
    products: Mapping[str, Product],
    laid_out: Mapping[str, LaidOut],
    findings: Findings,
    paper: Paper,
    reader: Reader,
) -> TechnicianPage:
    """The page of one technician, from the visits of the feed, the checklists of their tasks and what was found before."""
    words, (this_week, following) = reader.words, weeks_of(reader.as_of)
    on_site = [visit for visit in visits if visit.is_open and visit.channel == "onsite"]
    with_order = [visit for visit in on_site if visit.day in this_week or visit.day in following]
    telling = [visit for visit in visits if visit.unconfirmed or visit.day in this_week or visit.day in following]
    numbers = {visit.uid: number for number, visit in enumerate(with_order, 1)}
    orders = tuple(order_of(visit, numbers[visit.uid], products, laid_out, paper, reader) for visit in with_order)
    return TechnicianPage(
        title=words["work_title"],
        unconfirmed=unconfirmed_stops(visits, reader),
        overdue=late_work(late for visit in visits for late in late_of(visit, reader)),
        weeks=(
            week_of(this_week, words["work_this_week"], visits, numbers, technician, laid_out, findings, reader),
            week_of(following, words["work_next_week"], visits, numbers, technician, laid_out, findings, reader),
        ),
        forms=forms_of(telling, technician.id, paper.last, reader),
        orders=orders,
        drawings=drawings_of(orders),
        domain=reader.company.uid_domain,
        email=reader.company.email,
        subscription=subscription,
    )
