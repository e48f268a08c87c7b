"""By when a promise must be kept: the latest time, and how it was reckoned.

Hours are clock hours from the moment of the report (Civil Code article 201, second paragraph). Days and working days do not
count the day of the report (article 201); where the last calendar day is a rest day the period ends on the day after the
rest (article 203). A day ends at 24:00.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.due.milestones import warranties
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.products import Promise
from generator.telling.amounts import limit_words
from generator.telling.days import day_words
from generator.text.language import Language


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a promise must be kept; ``end_of_day`` when it is the end of a day rather than a time."""

    latest: datetime
    end_of_day: bool
    reported: datetime

    def words(self) -> str:
        """``2026-10-01 17:20``, or ``2026-10-10 24:00`` for the end of a day."""
        if self.end_of_day:
            return f"{self.latest.date() - ONE_DAY} 24:00"
        return f"{self.latest:%Y-%m-%d %H:%M}"

    @property
    def last_day(self) -> date:
        """The day on which it runs out."""
        return self.latest.date() - ONE_DAY if self.end_of_day else self.latest.date()


def deadline(promise: Promise, reported: datetime, definitions: Definitions) -> Deadline:
    """The latest time to keep ``promise`` after a report at ``reported`` (local time)."""
    within = promise.response.within
    if within.unit == "hours":
        return Deadline(reported + timedelta(hours=within.amount), False, reported)
    if within.unit == "working_days":
        last = definitions.workdays.add_workdays(reported.date(), within.amount)
    else:
        last = definitions.workdays.following(reported.date() + timedelta(days=within.amount))
    return Deadline(datetime.combine(last + ONE_DAY, time()), True, reported)


def reasoning(
    promise: Promise, found: Deadline, customer: Customer | None, definitions: Definitions, language: Language
) -> list[str]:
    """How the deadline came about, a sentence each; with a customer, what it owns and whether a warranty still runs."""
    zh = language == "zh"
    response = promise.response
    limit = limit_words(response.within, language)
    action = response.action.of(language)
    sentences = [
        f"{promise.name.zh}：{response.from_.zh}起 {limit}内{action}。"
        if zh
        else f"{promise.name.en}: {action} within {limit} of {response.from_.en}.",
        f"收到报告：{found.reported:%Y-%m-%d %H:%M}。" if zh else f"Reported: {found.reported:%Y-%m-%d %H:%M}.",
        *_counting(promise, found, definitions, language),
        f"最迟 {found.words()}。" if zh else f"At the latest {found.words()}.",
    ]
    if customer is not None:
        sentences += _warranties(promise, customer, found.reported.date(), definitions, language)
    return sentences


def _counting(promise: Promise, found: Deadline, definitions: Definitions, language: Language) -> Iterator[str]:
    zh = language == "zh"
    unit = promise.response.within.unit
    if unit == "hours":
        yield (
            "按钟点连续计算，夜间、周末和节假日都算。"
            if zh
            else "Counted in clock hours; nights, weekends and holidays are included."
        )
        return
    yield "报告当天不算。" if zh else "The day of the report is not counted."
    if unit == "days":
        promised = found.reported.date() + timedelta(days=promise.response.within.amount)
        if promised != found.last_day:
            yield _after_rest(promised, definitions, language)
        yield from _forecast(DateRange.inclusive(promised, found.last_day), definitions, language)
        return
    days = DateRange.inclusive(found.reported.date() + ONE_DAY, found.last_day)
    named: dict[str, list[date]] = {}
    for day in days:
        holiday = definitions.workdays.holiday(day)
        if holiday is not None:
            named.setdefault(holiday.of(language), []).append(day)
        elif definitions.workdays.is_make_up(day):
            yield (
                f"{day_words(day, language)}是调休上班日，算工作日。"
                if zh
                else f"{day_words(day, language)} is a make-up working day and counts."
            )
    for name, off in named.items():
        yield f"{name}假期 {off[0]} 至 {off[-1]} 不算。" if zh else f"{name}, {off[0]} to {off[-1]}, does not count."
    if any(
        day.weekday() >= 5 and not definitions.workdays.is_workday(day) and definitions.workdays.holiday(day) is None
        for day in days
    ):
        yield "周末不算。" if zh else "Weekends do not count."
    yield from _forecast(days, definitions, language)


def _after_rest(promised: date, definitions: Definitions, language: Language) -> str:
    """Rest days inside a period of calendar days count; one at its end moves the end (Civil Code article 203)."""
    holiday = definitions.workdays.holiday(promised)
    if language == "zh":
        rest = f"在{holiday.zh}假期内" if holiday else "是休息日"
        return f"最后一天 {day_words(promised, 'zh')}{rest}，顺延到休息日结束后的次日（《民法典》第二百零三条）。"
    rest = f"is inside the {holiday.en} holiday" if holiday else "is a rest day"
    return (
        f"The last day, {day_words(promised, 'en')}, {rest}, "
        "so it runs to the day after the rest (Civil Code article 203)."
    )


def _forecast(days: DateRange, definitions: Definitions, language: Language) -> Iterator[str]:
    """An answer that rests on a year whose holidays are not official says so."""
    years = sorted({day.year for day in days if definitions.workdays.status(day.year) != "official"})
    if years:
        listed = ", ".join(map(str, years))
        yield (
            f"{listed} 年的放假安排尚未公布，结果可能变化。"
            if language == "zh"
            else f"The holidays of {listed} are not official yet; the answer may change."
        )


def _warranties(
    promise: Promise, customer: Customer, day: date, definitions: Definitions, language: Language
) -> Iterator[str]:
    zh = language == "zh"
    covered = False
    for site in customer.sites:
        for asset in site.assets:
            product = definitions.products.get(asset.product)
            if product is None or asset.product not in promise.products:
                continue
            covered = True
            for state in warranties(product, site, asset):
                end = state.end
                if end is None:
                    continue
                name = state.warranty.name.of(language)
                if day <= end:
                    yield (
                        f"{asset.name}：{name}到 {end}，在保修期内。" if zh else f"{asset.name}: {name} runs to {end}."
                    )
                else:
                    yield f"{asset.name}：{name}已于 {end} 到期。" if zh else f"{asset.name}: {name} ended on {end}."
    if promise.products and not covered:
        yield (
            f"注意：{customer.id} 没有这项承诺所指的产品。"
            if zh
            else f"Note: {customer.id} has no product that this promise is about."
        )
