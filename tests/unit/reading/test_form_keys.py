"""The forms of the article's second half are views of one record: what is written in a field has its key there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from support.company import Root

from generator.model.records import keys_of_incidents
from generator.model.services import Form
from generator.reading.schema import validate
from generator.text.yaml import parse

FORMS = Path(__file__).parents[3] / "definitions/services/forms"
FIVE = ("phone-service-record", "quality-opinion", "quality-handling", "after-sales-feedback", "service-handling")
# What no form asks: these say which day the record is of, come of the key beside them, or are for the office alone.
UNASKED = {"date", "asset", "signature", "incident.part", "incident.fault", "incident.channel", "incident.reopened"}


@cache
def keys_of(form: str) -> frozenset[str]:
    """The keys that the fields of a form name."""
    data, _ = parse((FORMS / f"{form}.yaml").read_text("utf-8"))
    read, problems = validate(Form, {"id": form, **data} if isinstance(data, dict) else data, form)
    assert read is not None, problems
    return frozenset(field.key for group in read.groups for field in group.fields if field.key is not None)


def test_the_five_forms_hold_what_records_of_incidents_do() -> None:
    """Each field that a record can hold names its key, and between them they ask for all that there is."""
    asked = frozenset[str]().union(*(keys_of(form) for form in FIVE))
    assert asked - set(keys_of_incidents()) == set()
    assert set(keys_of_incidents()) - asked == UNASKED


@pytest.mark.parametrize("form", [form for form in FIVE if form != "after-sales-feedback"])
def test_a_form_is_of_the_incident_that_it_numbers(form: str) -> None:
    """The trip's form numbers several, a row each."""
    assert "incident.id" in keys_of(form)


def test_a_key_that_records_do_not_have_is_told(handbook: Root) -> None:
    """With the nearest one."""
    handbook.edit("definitions/services/forms/slip.yaml", "kind: date, ", "kind: date, key: incident.arived, ")
    told = [line for line in handbook.check() if "records of incidents" in line]
    assert [line.partition(": groups")[2] for line in told] == [
        "[0].fields[0].key: records of incidents have no key 'incident.arived'; did you mean 'incident.arrived'?"
    ]
