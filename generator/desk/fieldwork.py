"""What a handed-on file names, looked for in the company: whose it is, where it was done, and what can be meant by it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.desk.handed import Handed
from generator.desk.handedsteps import doubts_of_step, is_incident
from generator.model.definitions import Definitions
from generator.model.handedon import DoneWork, VisitReport
from generator.model.people import Asset, Customer, Site
from generator.model.renames import Renames, renames_of
from generator.model.schedules import Schedules
from generator.model.tasks import Measurement, Task
from generator.telling.asked import form_of
from generator.text.positions import Keys
from generator.text.problems import Problems, alike, unknown


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of work is said to have been done, by today's ids."""

    customer: Customer
    site: Site
    asset: Asset | None
    task: Task


@dataclass(frozen=True, slots=True)
class Known:
    """The company that files are held to, on a day; ``cancelled`` are the visits that were taken back, by UID."""

    definitions: Definitions
    schedules: Schedules
    cancelled: Container[str]
    as_of: date
    renames: Renames

    @classmethod
    def of(cls, definitions: Definitions, schedules: Schedules, cancelled: Container[str], as_of: date) -> Known:
        """The company with what its things were called before."""
        renames = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
        return cls(definitions, schedules, cancelled, as_of, renames)

    def place(self, report: VisitReport, work: DoneWork) -> Place:
        """Where ``work`` was done; it was looked for before."""
        task = self.definitions.tasks[self.renames.task(work.task)]
        return Place(*self.whereabouts(report, work), task)

    def whereabouts(self, report: VisitReport, work: DoneWork) -> tuple[Customer, Site, Asset | None]:
        """Whose it was, and at which of their sites and assets; it was looked for before."""
        owner, site = self._customer(report), self._site(report)
        assert owner is not None and site is not None, "it was looked for before"  # noqa: PT018
        return owner, site, self._asset(report, work, site)

    def doubts(self, handed: Handed) -> Problems:
        """All that cannot be meant in a file; where it is another company's, that alone."""
        company = handed.content.company
        if company != self.definitions.company.uid_domain:
            params = {"found": company, "known": self.definitions.company.uid_domain}
            yield handed.problem("handed_company", ("company",), params)
            return
        for index, report in enumerate(handed.content.reports):
            yield from self._of_report(handed, report, ("reports", index))

    def _of_report(self, handed: Handed, report: VisitReport, at: Keys) -> Problems:
        if report.visit in self.cancelled:
            yield handed.problem("handed_cancelled", (*at, "visit"), {"found": report.visit, "date": report.date})
            return
        if report.date > self.as_of:
            future = {"found": report.date, "as_of": self.as_of}
            yield handed.problem("record_in_future", (*at, "date"), future)
        if report.technician not in self.schedules.technicians:
            yield unknown("technician", report.technician, (), handed.file, (*at, "technician"))
        owner, site = self._customer(report), self._site(report)
        if owner is None:
            yield unknown("customer", report.customer, self.schedules.customers, handed.file, (*at, "customer"))
        elif not owner.service.holds_on(report.date):
            end = owner.service.until or owner.service.from_
            params: Mapping[str, object] = {"found": owner.id, "date": report.date, "until": end}
            yield handed.problem("handed_left", (*at, "customer"), params)
        elif site is None:
            yield unknown("site", report.site, (s.id for s in owner.sites), handed.file, (*at, "site"))
        else:
            yield from self._of_all_work(handed, report, site, at)

    def _of_all_work(self, handed: Handed, report: VisitReport, site: Site, at: Keys) -> Problems:
        seen: set[tuple[str, str | None, str | None, date]] = set()
        for index, work in enumerate(report.work):
            here = (*at, "work", index)
            named = (work.task, work.asset, work.rule, work.due)
            if named in seen:
                yield handed.problem("handed_again", here, {"task": work.task, "due": work.due})
            seen.add(named)
            yield from self._of_work(handed, report, work, site, here)

    def _of_work(self, handed: Handed, report: VisitReport, work: DoneWork, site: Site, at: Keys) -> Problems:
        task = self.definitions.tasks.get(self.renames.task(work.task))
        if not work.done and not work.reason:
            yield handed.problem("handed_why", (*at, "done"), {"task": work.task})
        if work.asset is not None and self._asset(report, work, site) is None:
            yield unknown("asset", work.asset, (a.id for a in site.assets), handed.file, (*at, "asset"))
        if is_incident(work):
            yield from doubts_of_step(handed, work, self.schedules, at)
            return
        if work.incident is not None:
            yield handed.problem("handed_no_incident", (*at, "incident"), {"task": work.task})
        if task is None:
            yield unknown("task", work.task, self.definitions.tasks, handed.file, (*at, "task"))
            return
        if work.form is not None and work.form != form_of(task):
            params = {"task": work.task, "page": handed.content.page}
            yield handed.problem("handed_older", (*at, "form"), params, level="warning")
        for name, value in work.measurements.items():
            yield from _of_reading(handed, task, name, value, (*at, "measurements", name))
        items = [text for material in task.materials for text in (material.item.zh, material.item.en) if text]
        for name in work.materials:
            if name not in items:
                params = {"task": task.id, "found": name, "nearest": alike(name, items)}
                yield handed.problem("handed_material", (*at, "materials", name), params, level="warning")

    def _customer(self, report: VisitReport) -> Customer | None:
        return self.schedules.customers.get(self.renames.customers.get(report.customer, report.customer))

    def _site(self, report: VisitReport) -> Site | None:
        owner, site = self.renames.site(report.customer, report.site)
        return next((s for s in self._sites_of(owner) if s.id == site), None)

    def _asset(self, report: VisitReport, work: DoneWork, site: Site) -> Asset | None:
        if work.asset is None:
            return None
        id_ = self.renames.asset(report.customer, report.site, work.asset)[-1]
        return next((asset for asset in site.assets if asset.id == id_), None)

    def _sites_of(self, owner: str) -> Iterator[Site]:
        customer = self.schedules.customers.get(owner)
        yield from customer.sites if customer is not None else ()


def _of_reading(handed: Handed, task: Task, name: str, value: float, keys: Keys) -> Problems:
    """A reading that its task does not declare, or that cannot have been read."""
    measurement: Measurement | None = task.measurements.get(name)
    if measurement is None:
        params: Mapping[str, object] = {
            "task": task.id,
            "found": name,
            "nearest": alike(name, task.measurements),
            "choices": list(task.measurements) or ["-"],
        }
        yield replace(handed.problem("handed_reading", keys, params), at_key=True)
    elif not measurement.holds(value):
        least, most = (f"{bound:g}" if bound is not None else "-" for bound in (measurement.from_, measurement.to))
        params = {"found": name, "value": f"{value:g}", "least": least, "most": most}
        yield handed.problem("record_measured", keys, params)
