"""What a message shows of a wrong value: the beginning of a long one, and of what may be somebody's no more than a letter."""

from __future__ import annotations

import pytest
from support.company import Root

CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
LONG = "x" * 200_000


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CUSTOMER, "tier: A\n", f"tier: {LONG}\n"),
        (CUSTOMER, "acceptance: 2026-08-31", f"acceptance: {LONG}"),
        (CUSTOMER, "locale: zh\n", f"locale: {LONG}\n"),
        (RECORDS, "task: window/bolts", f"task: {LONG}"),
        (YEARLY, "interval: 1 year", f"interval: {LONG}"),
        (YEARLY, "adjust: following", f"adjusts: {LONG}"),
        (YEARLY, "adjust: following", f"? {LONG}\n  : following"),
        (YEARLY, "products: [window]", f"products: [window, {LONG}]"),
    ],
)
def test_a_value_of_any_length_is_told_by_its_beginning(root: Root, file: str, old: str, new: str) -> None:
    """No line of what is printed is much longer than a terminal is wide."""
    root.edit(file, old, new)
    lines = root.check()
    assert any(line.startswith(f"{file}:") for line in lines)
    assert max(map(len, lines)) < 500


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        (CUSTOMER, "tier: A\n", "tier: 诸葛先生\n", "unknown tier '诸…'"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: 021-5555-0199", "'0…' is not a date"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: 13800138000", "'1…' is not a date"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: a@b.example", "'a…' is not a date"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: 2026-13-31", "'2026-13-31' is a day that does not exist"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: 20260831", "20260831 is not how dates are written"),
        (RECORDS, "technician: t-01", "technician: 钱师傅", "there is no technician '钱…'"),
        (RECORDS, "customer: c-001", "customer: 诸葛先生", "there is no customer '诸…'"),
        (YEARLY, "interval: 1 year", "interval: 每隔一阵", "'每隔一阵' is not a length of time"),  # nobody's
    ],
)
def test_what_may_be_somebodys_does_not_get_into_a_log(root: Root, file: str, old: str, new: str, shown: str) -> None:
    """Names, numbers and addresses that stand where they should not; a date or an id is told whole."""
    root.edit(file, old, new)
    (told,) = [line for line in root.check() if line.startswith(f"{file}:")]
    assert shown in told
