"""What other programs may ask for: six functions, and no more than they promise."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date

import pytest
from support.company import AS_OF, Root

import generator
from generator import Stopped, build, check, explain, load, plan, words

TODAY = date.fromisoformat(AS_OF)
WINDOW = "definitions/products/window.yaml"


def test_the_public_names_are_these_and_each_says_what_it_does() -> None:
    """A name that is added here is a promise."""
    assert dir(generator) == ["Stopped", "__version__", "build", "check", "explain", "load", "plan", "words"]
    for function in (build, check, explain, load, plan, words):
        assert len(inspect.getdoc(function) or "") > 80
        assert inspect.signature(function).return_annotation != inspect.Signature.empty
    with pytest.raises(AttributeError):
        generator.rebuild  # noqa: B018


def test_importing_the_package_imports_no_mkdocs() -> None:
    """Nor anything else that takes long."""
    said = "import generator, sys; print(sorted({'mkdocs', 'jinja2', 'yaml', 'pydantic', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_sound_company_is_loaded_and_has_no_problems(root: Root) -> None:
    """Definitions and schedules by their ids."""
    definitions, schedules, problems = load(root.path)
    assert (problems, check(definitions, schedules, TODAY)) == ([], [])
    assert list(definitions.products) == ["floor", "window"]
    assert list(schedules.customers) == ["c-001"]


def test_loading_tells_what_one_file_shows_and_checking_the_rest(root: Root) -> None:
    """A mistake is told once, by one of the two; neither raises."""
    root.edit(WINDOW, "line: window", "line: Widnow")
    root.edit("schedules/customers/c-001.yaml", "tier: A", "tier: Z")
    root.edit("schedules/records/2026-10.yaml", "date: 2026-10-09", "date: 2026-12-24")
    definitions, schedules, problems = load(root.path)
    assert [(problem.code, problem.file) for problem in problems] == [("bad_id", WINDOW)]
    assert {problem.code for problem in check(definitions, schedules)} == {"unknown_reference"}
    assert {problem.code for problem in check(definitions, schedules, TODAY)} == {
        "unknown_reference",
        "record_in_future",
    }


def test_a_plan_has_what_is_due_and_each_date_can_be_explained(root: Root) -> None:
    """The window's yearly check, from the acceptance on 2026-08-31."""
    definitions, schedules, _ = load(root.path)
    planned = plan(definitions, schedules, TODAY)
    yearly = next(due for due in planned.occurrences if due.item.task.id == "window/yearly" and due.cycle == 1)
    visit = planned.visit_of()[yearly.id]
    sentences = explain(definitions, schedules, planned, yearly, "en")
    assert "2026-08-31" in sentences[0]
    assert str(visit.day) in " ".join(sentences)
    assert explain(definitions, schedules, planned, yearly) != sentences


def test_a_plan_goes_on_from_what_was_published(root: Root) -> None:
    """Visits keep their identity; a damaged feed stops it."""
    root.feeds()
    definitions, schedules, _ = load(root.path)
    first = plan(definitions, schedules, TODAY)
    assert [visit.uid for visit in plan(definitions, schedules, TODAY, root.path / "feeds").visits] == [
        v.uid for v in first.visits
    ]
    assert plan(definitions, schedules, TODAY, end=date(2036, 1, 1)).visits[: len(first.visits)] != ()
    next((root.path / "feeds").glob("*.ics")).write_bytes(b"no calendar")
    with pytest.raises(Stopped) as stopped:
        plan(definitions, schedules, TODAY, root.path / "feeds")
    assert {problem.code for problem in stopped.value.problems} == {"not_a_feed"}


def test_a_build_that_cannot_be_is_told_with_places_and_writes_nothing(root: Root) -> None:
    """Every problem at once; and a real company's calendars need a secret, which is no matter of the environment."""
    root.edit(WINDOW, "line: window", "line: Widnow")
    before = root.tree()
    with pytest.raises(Stopped) as stopped:
        build(root.path, root.path, TODAY)
    (located,) = stopped.value.located()
    assert (located.problem.code, located.position.line) == ("bad_id", 2)
    root.edit(WINDOW, "line: Widnow", "line: window")
    root.is_real()
    for secret, code in (("", "no_secret"), ("short", "weak_secret")):
        with pytest.raises(Stopped) as stopped:
            build(root.path, root.path, TODAY, secret=secret)
        assert [problem.code for problem in stopped.value.problems] == [code]
    after = root.tree()
    assert sorted(after) == sorted(before)
