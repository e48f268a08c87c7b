"""The days that are off by law in China, whatever a year's notice says: for years whose notice is still out.

State Council, Regulation on Public Holidays, revised 2024: 1 January, 1-2 May and 1-3 October, the eve and the first three
days of the lunar year, Qingming, Dragon Boat and Mid-Autumn. The lunar ones are reckoned by the library ``holidays``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

# A day's name in Chinese and in English.
Names = tuple[str, str]

_NEW_YEAR: Names = ("元旦", "New Year's Day")
_LABOUR: Names = ("劳动节", "Labour Day")
_NATIONAL: Names = ("国庆节", "National Day")

_FIXED: Mapping[tuple[int, int], Names] = {
    (1, 1): _NEW_YEAR, (5, 1): _LABOUR, (5, 2): _LABOUR, (10, 1): _NATIONAL, (10, 2): _NATIONAL, (10, 3): _NATIONAL,
}  # fmt: skip

# What the library calls the lunar ones, and what a notice does.
_LUNAR: Mapping[str, Names] = {
    "农历除夕": ("春节", "Spring Festival"),
    "春节": ("春节", "Spring Festival"),
    "清明节": ("清明节", "Qingming Festival"),
    "端午节": ("端午节", "Dragon Boat Festival"),
    "中秋节": ("中秋节", "Mid-Autumn Festival"),
}


@cache
def statutory_days(year: int) -> Mapping[date, Names]:
    """The days off by law in ``year``, in order, with their names; without the lunar ones beyond 2100."""
    from holidays.countries.china import China  # half of what a short command would take

    days = {date(year, month, day): names for (month, day), names in _FIXED.items()}
    library = China(years=year, observed=False, language="zh_CN")  # type: ignore[no-untyped-call]
    for day, name in library.items():
        lunar = next((_LUNAR[part] for part in name.split("; ") if part in _LUNAR), None)
        if day.year == year and lunar is not None:
            days.setdefault(day, lunar)
    return dict(sorted(days.items()))
