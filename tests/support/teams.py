"""Technicians for tests of who goes when, and the two rules most of those tests are about."""

from __future__ import annotations

WEEK = "anchor: 2026-03-11\nthreshold: 0 days\ntolerance: {early: 2 days, late: 2 days}"  # Monday 9 to Friday 13 March
DAY = "anchor: 2026-03-11\nthreshold: 0 days"


def team(*lines: str) -> str:
    """Technicians who do windows in Shanghai, eight hours a day, unless a line says otherwise."""
    usual = {"skills": "[window]", "regions": "[shanghai]", "capacity": "8 hours"}
    people = [dict(part.split(": ", 1) for part in line.split("; ")) for line in lines]
    return "\n".join(
        "- {" + ", ".join(f"{key}: {value}" for key, value in ({"name": said["id"]} | usual | said).items()) + "}"
        for said in people
    )
