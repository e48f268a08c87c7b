"""A company's life, day by day: customers come and go, technicians leave, rules are edited, records come late, twice or never.

Every day is planned from what was told the day before, and held to what people rely on. Hypothesis drives it and makes
a failure small; ``make soak`` lives longer and oftener.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.engine import World, customer, planned, publish, task, world
from support.soaking import times

from generator.due.items import Occurrence
from generator.visits.visit import Published, Visit

pytestmark = pytest.mark.long

START = date(2026, 3, 2)
DAY = timedelta(days=1)
DAYS = times(90, 730)
INTERVALS = ("1 month", "6 weeks", "3 months")
TASKS = ("window/check", "window/clean")
BASES = ("fixed", "floating")

Happening = tuple[int, str, int]  # after so many days, what, and whom or what it concerns
HAPPENINGS = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1),
        st.sampled_from(
            [
                "done",
                "done late",
                "done twice",
                "skipped",
                "wrong",
                "voided",
                "joins",
                "leaves",
                "quits",
                "edited",
                "corrected",
                "sold",
                "ill",
                "closes",
            ]
        ),
        st.integers(0, 5),
    ),
    max_size=14,
)


# A record that is taken back opens its cycle again; a rule that was always meant to be another has other cycles.
OPENS_AGAIN = {"voided", "corrected"}


@dataclass
class Life:
    """The company as it is on a day: what its YAML would say."""

    joined: int = 2
    left: dict[str, date] = field(default_factory=dict)
    sold: dict[str, date] = field(default_factory=dict)
    quit: date | None = None
    edits: list[tuple[int, date, str]] = field(default_factory=list)
    ill: list[tuple[str, date]] = field(default_factory=list)
    closed: list[tuple[str, date]] = field(default_factory=list)
    interval: str = "1 month"
    voided: set[str] = field(default_factory=set)
    records: list[str] = field(default_factory=list)

    def happen(self, what: str, whom: int, today: date) -> None:
        """One thing that staff write down on ``today``."""
        id_ = f"c-{whom % self.joined + 1}"
        task_id = TASKS[whom % len(TASKS)]
        line = f"date: {today}, customer: {id_}, task: {task_id}, technician: t-2"
        match what:
            case "done":
                self.records.append(f"- {{record: completed, {line}}}")
            case "done late":
                self.records.append(f"- {{record: completed, {line}}}".replace(str(today), str(today - 3 * DAY)))
            case "done twice":
                self.records += [f"- {{record: completed, {line}}}"] * 2
            case "skipped":
                self.records.append(f"- {{record: skipped, {line}, reason: 停业}}")
            case "wrong":  # of the other asset, and a task that nobody knows
                self.records.append(f"- {{record: completed, {line}, asset: v}}".replace(task_id, "window/nothing"))
            case "voided" if self.records:
                self._void(self.records[whom % len(self.records)], today)
            case "joins":
                self.joined = min(self.joined + 1, 5)
            case "leaves":
                self.left.setdefault(id_, today)
            case "sold":
                self.sold.setdefault(id_, today)
            case "ill":
                self.ill.append((f"t-{whom % 3 + 1}", today))
            case "closes":
                self.closed.append((id_, today))
            case "quits":
                self.quit = self.quit or today
            case "corrected":  # without a day from which it holds
                self.interval = INTERVALS[whom % len(INTERVALS)]
            case "edited" if not any(since == today for _, since, _ in self.edits):
                self.edits.append((whom % len(TASKS), today, INTERVALS[whom % len(INTERVALS)]))

    def _void(self, record: str, today: date) -> None:
        """Take a record back, unless that was done already."""
        given = dict(part.split(": ", 1) for part in record.removeprefix("- {").removesuffix("}").split(", "))
        if given["record"] == "void" or record in self.voided:
            return
        self.voided.add(record)
        of = f"record: {given['record']}, date: {given['date']}, task: {given['task']}"
        self.records.append(
            f"- {{record: void, date: {today}, customer: {given['customer']}, task: {given['task']}, of: {{{of}}}, reason: 错}}"
        )

    def world(self) -> World:
        """What the engine reads on this day."""
        tasks = []
        for index, (id_, basis) in enumerate(zip(TASKS, BASES, strict=True)):
            head = f"anchor: acceptance, basis: {basis}, tolerance: {{early: 5 days, late: 5 days}}"
            rules = [f"- {{{head}, interval: {self.interval if not index else '1 month'}}}"]
            rules += [
                f"- {{{head}, interval: {every}, effective_from: {since}}}"
                for at, since, every in self.edits
                if at == index
            ]
            tasks.append(task("\n".join(rules), id_, duration="fixed: 4 hours", people=1 + index))
        served = [self._customer(f"c-{number}") for number in range(1, self.joined + 1)]
        team = [self._technician(id_) for id_ in ("t-1", "t-2", "t-3")]
        return world(*tasks, customers=served, done="\n".join(self.records), technicians="\n".join(team), travel=45)

    def _technician(self, id_: str) -> str:
        gone = f", employed: {{until: {self.quit}}}" if self.quit and id_ == "t-1" else ""
        days = sorted({since for who, since in self.ill if who == id_})
        away = ", ".join(f"{{from: {day}, to: {day + 3 * DAY}}}" for day in days)
        usual = "skills: [window], regions: [shanghai], capacity: 8 hours"
        return f"- {{id: {id_}, name: {id_}, {usual}{gone}, away: [{away}]}}"

    def _customer(self, id_: str):  # type: ignore[no-untyped-def]
        until = f", service: {{until: {self.left[id_]}}}" if id_ in self.left else ""
        sold = f", service: {{until: {self.sold[id_]}}}" if id_ in self.sold else ""
        assets = f"{{id: w, name: 窗, product: window{until or sold}}}, {{id: v, name: 门, product: window{until}}}"
        days = sorted({since for who, since in self.closed if who == id_})
        closed = ", ".join(f"{{from: {day + 5 * DAY}, to: {day + 12 * DAY}}}" for day in days)
        site = "- {id: home, name: 家, region: shanghai, address: 路 1 号, milestones: {acceptance: 2026-02-10}, "
        return customer(id_, sites=f"{site}closed: [{closed}], assets: [{assets}]}}")


def closed_by(occurrences: Iterable[Occurrence]) -> dict[str, date]:
    """The cycles that are closed, with the day of the record."""
    return {one.id: one.closed.date for one in occurrences if one.closed is not None}


def firm(visits: Iterable[Visit], as_of: date) -> dict[str, Visit]:
    """The visits to come that are no mere forecasts, by UID."""
    return {visit.uid: visit for visit in visits if visit.is_open and visit.day >= as_of and not visit.is_forecast}


@pytest.mark.soak
@settings(max_examples=times(5, 200), deadline=None)
@given(HAPPENINGS)
def test_nothing_is_lost_over_a_companys_life(happenings: Sequence[Happening]) -> None:
    """No UID twice, no closed cycle open again, no visit lost and none moved more than once a week without news."""
    life, known = Life(), Life().world()
    by_day: Mapping[int, list[Happening]] = defaultdict(list)
    for happening in happenings:
        by_day[happening[0]].append(happening)
    told: list[Published] = []
    before: dict[str, Visit] = {}
    closed: dict[str, date] = {}
    moved: dict[str, date] = {}
    for offset in range(DAYS):
        as_of = START + offset * DAY
        for _, what, whom in by_day[offset]:
            life.happen(what, whom, as_of)
        if by_day[offset]:
            known, moved = life.world(), {}
        occurrences, visits = planned(known, as_of, as_of + timedelta(days=400), told)
        told = publish(visits)
        assert len({visit.uid for visit in visits}) == len(visits)
        now_closed = closed_by(occurrences)
        if not {what for _, what, _ in by_day[offset]} & OPENS_AGAIN:
            assert closed.keys() <= now_closed.keys()
        now = firm(visits, as_of)
        if not by_day[offset]:
            # The next one is due in its place, or the service has ended.
            missed = {one.id for one in occurrences if one.status in ("missed", "ended")}
            wanted = {
                uid
                for uid, visit in before.items()
                if visit.day >= as_of and not {one.id for one in visit.occurrences} <= missed
            }
            assert wanted <= {visit.uid for visit in visits}
            for uid, visit in now.items():
                if uid in before and before[uid].day != visit.day:
                    assert uid not in moved or as_of - moved[uid] >= 7 * DAY
                    moved[uid] = as_of
        before, closed = now, now_closed
