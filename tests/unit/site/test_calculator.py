"""The date calculator of a product's page: what stands in the page before a script runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from support import engine
from support.calculating import data_in
from support.company import Root
from support.handbook import HANDBOOK
from support.pages import page_of

from generator.reading.words import own_words
from generator.site.pages.calculator import calculator, data_block

WORDS = own_words().words


def form_of(root: Root, language: str = "en", product: str = "window") -> str:
    """The Markdown of a product's page."""
    return page_of(root, f"{language}/products/{product}.md")


def test_the_page_holds_form_and_rules_and_hides_them_until_a_script_runs(root: Root) -> None:
    """What is asked for is what the product's tasks need: the small company's windows depend on no place."""
    page = form_of(root)
    assert '<div class="care-calc__body" data-search-exclude="true" markdown="0" hidden>' in page
    assert re.findall(r'<(?:input|select) id="calc-(\w+)"', page) == ["acceptance", "move_in"]
    assert re.findall(r'<label class="care-field__label" for="calc-(\w+)"', page) == ["acceptance", "move_in"]
    assert [task["id"] for task in data_in(page)["tasks"]] == ["window/bolts", "window/yearly"]
    assert re.findall(r'<select id="calc-(\w+)"', form_of(root, product="floor")) == ["traffic"]
    assert "calculator: true" in page


def test_staff_and_products_without_work_have_no_calculator(root: Root) -> None:
    """The staff's handbook is not a place for a customer's dates; and without rules there is nothing to reckon."""
    for file, text in HANDBOOK.items():
        root.write(file, text)
    root.remove("definitions/maintenance/floor")
    assert "care-calc" in form_of(root)
    assert "care-calc" not in form_of(root, "staff")
    assert "care-calc" not in form_of(root, product="floor")


def test_the_offices_work_and_what_follows_a_service_stay_out() -> None:
    """Neither is a date that a reader could know; the tasks of a whole site are in, and say so."""
    yearly = "{anchor: acceptance, interval: 1 year}"
    known = engine.world(
        engine.task(yearly, "window/own"),
        engine.task(yearly, "window/whole", scope="site", channel="customer"),
        engine.task(yearly, "window/office", scope="company"),
        engine.task("{anchor: service_done, threshold: 3 days}", "window/call", scope="site"),
    ).definitions
    reckoning = calculator(known, known.products["window"], "en", WORDS["en"], "../../maintenance/")
    assert reckoning is not None
    assert [(task.id, task.site, task.channel) for task in reckoning.data.tasks] == [
        ("window/own", False, "visit"),
        ("window/whole", True, "by yourself"),
    ]


def test_data_can_not_end_its_script() -> None:
    """A name with a tag in it stays a name."""
    name = "</script><b>&\u2028"
    known = engine.world(engine.task("{anchor: acceptance, interval: 1 year}", "window/own")).definitions
    reckoning = calculator(known, known.products["window"], "en", WORDS["en"], "../../maintenance/")
    assert reckoning is not None
    block = data_block(replace(reckoning.data, company=name))
    assert not set(block) & set("<>&\u2028")
    assert json.loads(block)["company"] == name


def test_the_calculator_knows_when_work_is_given_up(root: Root) -> None:
    """The task's last day or the product's, whichever comes first."""
    root.add("definitions/products/window.yaml", "retired: 2028-06-30\n")
    root.add("definitions/maintenance/window/bolts.yaml", "retired: 2027-01-31\n")
    last_days = {task["id"]: task["retired"] for task in data_in(form_of(root))["tasks"]}
    assert last_days == {"window/bolts": "2027-01-31", "window/yearly": "2028-06-30"}
    assert [task["retired"] for task in data_in(form_of(root, product="floor"))["tasks"]] == [None]


def test_the_calculator_says_what_it_cannot_reckon_and_whose_dates_are_the_latest() -> None:
    """What follows a service or a reading alone; and what a reading may bring forward."""
    raised = "raised_by: {task: window/read, measurement: gloss, below: 55, within: 10 days}"
    known = engine.world(
        engine.task("{anchor: acceptance, interval: 1 month}", "window/read"),
        engine.task("{anchor: {done: window/read}, threshold: 3 days}", "window/call"),
        engine.task(f"{{{raised}}}", "window/treat"),
        engine.task(f"{{{raised}, anchor: acceptance, interval: 1 year, basis: floating}}", "window/polish"),
    ).definitions
    reckoning = calculator(known, known.products["window"], "en", WORDS["en"], "")
    assert reckoning is not None
    assert [task.id for task in reckoning.data.tasks] == ["window/polish", "window/read"]
    assert [str(note) for note in reckoning.notes] == [
        "These follow what was done or read and cannot be reckoned here: window/call, window/treat.",
        "A reading may bring these forward, and here stand their latest dates: window/polish.",
    ]
