"""A year of the working calendar as YAML: by its notice where that is known, else as far as the law tells it."""

from __future__ import annotations

import re
from datetime import date

from generator.dates.intervals import ONE_DAY
from generator.dates.statutory import Names, statutory_days


def year_known(year: int, known: str) -> str:
    """The entry of ``year`` as the calendar ``known`` has it, else that of the law alone."""
    entries = re.split(r"(?m)^(?=\"\d{4}\":)", known)
    ours = next((entry for entry in entries if entry.startswith(f'"{year}":')), None)
    return ours if ours is not None else provisional_year(year)


def provisional_year(year: int) -> str:
    """The entry of ``year`` for ``workdays-cn.yaml``: the days off by law, in blocks of those that follow one another."""
    blocks: list[tuple[Names, date, date]] = []
    for day, names in statutory_days(year).items():
        if blocks and blocks[-1][0] == names and blocks[-1][2] + ONE_DAY == day:
            blocks[-1] = (names, blocks[-1][1], day)
        else:
            blocks.append((names, day, day))
    lines = [
        f'"{year}":',
        "  # 只按法律推算；通知公布后写上连休、make_up 和 status: official。 | "
        "Reckoned from the law alone. Set the blocks, make_up and status: official when the notice is out.",
        "  status: provisional",
        "  source:",
        "    zh: 《全国年节及纪念日放假办法》（2024 年修订）推算，待国务院办公厅通知",
        "    en: Reckoned from the Regulation on Public Holidays (revised 2024), until the State Council's notice is out",
        f"  statutory: [{', '.join(map(str, statutory_days(year)))}]",
        "  holidays:",
        *(f"    - {{name: {{zh: {zh}, en: {en}}}, from: {start}, to: {end}}}" for (zh, en), start, end in blocks),
        "  make_up: []",
    ]
    return "".join(f"{line}\n" for line in lines)
