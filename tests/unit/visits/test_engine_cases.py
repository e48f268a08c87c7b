"""The engine replayed: each folder in ``engine_cases`` holds a small company, and the plan that is made of it.

A case's ``input`` is laid over ``base``; its file ``as_of`` lists the days on which it is planned, each time from what was
planned the time before, and ``edits`` holds by day what staff have changed by then. ``expected/plan.txt`` was read and reckoned by hand before it was frozen. Look at what changes; if
it is meant, ``pytest tests/unit/visits/test_engine_cases.py --refresh`` writes it anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.engine import WORDS, World, day, listed, months_after, planned, publish

from generator.due.items import Occurrence
from generator.reading.checks import check
from generator.reading.effect import check_on
from generator.reading.load import load
from generator.telling.explain import explain
from generator.visits.visit import Published, Visit

CASES = Path(__file__).parents[2] / "engine_cases"


def report(known: World, as_of: str, published: list[Published]) -> Iterator[str]:
    """Every occurrence with its explanation, then the visits; ``published`` is replaced by what is planned now."""
    ahead = known.definitions.company.feeds.customer.ahead.months + 3
    found, visits = planned(known, as_of, months_after(day(as_of), ahead), published)
    visit_of = {one.id: visit for visit in visits for one in visit.occurrences}
    yield f"==== as of {as_of}"
    for one in found:
        yield ""
        yield from _told(one, visit_of.get(one.id), known)
    yield ""
    names = {old.uid for old in published}
    for visit, line in zip(visits, listed(visits), strict=True):
        mark = "kept" if visit.uid in names else "new "
        yield f"{mark} {visit.customer.id} {line}" + ("" if visit.is_open else " (closed)")
    yield ""
    published[:] = publish(visits)


def _told(one: Occurrence, visit: Visit | None, known: World) -> Iterator[str]:
    if one.due is None:
        yield f"{one.id}  {one.status} for {one.waiting_for}"
    else:
        moved = "" if one.due.day == one.due.nominal else f" -> {one.due.day}"
        expected = "?" if one.expected else ""
        yield f"{one.id}  {one.due.nominal}{moved} [{one.due.window.start}, {one.due.window.last}]  {one.status}{expected}"
    yield "  " + "".join(explain(one, visit, *known, WORDS["zh"]))
    yield "  " + " ".join(explain(one, visit, *known, WORDS["en"]))


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if (path / "input").is_dir()))
def test_a_small_company_is_planned_as_reckoned_by_hand(case: str, tmp_path: Path, refresh: bool) -> None:
    """The plan is that of the last time, line by line, and the input has no mistake."""
    shutil.copytree(CASES / "base", tmp_path, dirs_exist_ok=True)
    if list((CASES / case / "input").glob("schedules/customers/*.yaml")):
        shutil.rmtree(tmp_path / "schedules/customers")
    shutil.copytree(CASES / case / "input", tmp_path, dirs_exist_ok=True)
    published: list[Published] = []
    lines: list[str] = []
    for as_of in (tmp_path / "as_of").read_text("utf-8").split():
        edits = CASES / case / "edits" / as_of
        if edits.is_dir():
            shutil.copytree(edits, tmp_path, dirs_exist_ok=True)
        definitions, schedules, problems = load(tmp_path)
        known = World(definitions, schedules)
        problems += check(*known)
        problems = check_on(*known, problems, day(as_of))
        assert [problem.message(WORDS["en"]) for problem in problems if problem.level == "error"] == []
        problems = [
            problem for problem in problems if problem.code not in ("record_in_future", "record_not_yet")
        ]  # it is known when its day has come
        lines += [f"warning: {problem.file}: {problem.message(WORDS['en'])}" for problem in problems]
        lines += report(known, as_of, published)
    made = "\n".join(lines)
    expected = CASES / case / "expected/plan.txt"
    if refresh:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")
