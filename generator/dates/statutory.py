"""The days that are off by law in China, whatever a year's notice says: for years whose notice is still out.

State Council, Regulation on Public Holidays, revised 2024: 1 January, 1-2 May and 1-3 October, the eve and the first three
days of the lunar year, Qingming, Dragon Boat and Mid-Autumn. The lunar ones are reckoned by the library ``holidays``, and
so are those of the years before, for which earlier versions of the regulation held.
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

_REVISED = 2025  # the first year of the revision

# What the library calls the days, and what a notice does.
_KNOWN: Mapping[str, Names] = {
    "元旦": _NEW_YEAR,
    "劳动节": _LABOUR,
    "国庆节": _NATIONAL,
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

    fixed = _FIXED if year >= _REVISED else {}
    days = {date(year, month, day): names for (month, day), names in fixed.items()}
    library = China(years=year, observed=False, language="zh_CN")  # type: ignore[no-untyped-call]
    for day, name in library.items():
        known = next((_KNOWN[part] for part in name.split("; ") if part in _KNOWN), None)
        if day.year == year and known is not None:
            days.setdefault(day, known)
    return dict(sorted(days.items()))
