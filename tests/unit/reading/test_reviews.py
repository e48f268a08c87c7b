"""What nobody has reviewed for a year is noted, and asks for nothing else."""

from __future__ import annotations

import pytest
from support.company import Root


@pytest.mark.parametrize(("as_of", "noted"), [("2026-11-23", 0), ("2026-11-24", 1), ("2026-11-25", 2)])
def test_a_page_is_noted_from_the_day_after_its_year(root: Root, as_of: str, noted: int) -> None:
    """The oldest first; the check is sound all the same."""
    for file, day in (("products/window", "2025-11-23"), ("maintenance/floor/polish", "2025-11-24")):
        root.add(f"definitions/{file}.yaml", f"reviewed: {day}\n")
    result = root.run("check", "--as-of", as_of)
    named = ["definitions/products/window.yaml (2025-11-23)", "definitions/maintenance/floor/polish.yaml (2025-11-24)"]
    said = (
        f"note: pages last reviewed more than a year ago: {noted}, the oldest {', '.join(named[:noted])}; look at them"
    )
    notes = [line for line in result.stderr.splitlines() if "reviewed" in line]
    assert (result.exit_code, [line[: len(said)] for line in notes]) == (0, [said] if noted else [])
