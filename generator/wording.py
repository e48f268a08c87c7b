"""Rules, dates and durations in plain words, Chinese and English."""

from __future__ import annotations

from datetime import date

from generator.catalogue import Catalogue
from generator.fields import SERVICE_DONE, Limit, MonthDay
from generator.intervals import Interval
from generator.model import MILESTONE_NAMES, Condition, LocalText, Rule, SeasonRule
from generator.problems import Language

STATUS_WORDS: dict[str, LocalText] = {
    "waiting": LocalText(zh="待定", en="waiting"),
    "upcoming": LocalText(zh="未到期", en="upcoming"),
    "due": LocalText(zh="到期", en="due"),
    "overdue": LocalText(zh="逾期", en="overdue"),
    "missed": LocalText(zh="错过", en="missed"),
    "done": LocalText(zh="已完成", en="done"),
    "skipped": LocalText(zh="已跳过", en="skipped"),
}

CONDITION_WORDS: dict[Condition, LocalText] = {
    "traffic": LocalText(zh="人流", en="traffic"),
    "tier": LocalText(zh="客户等级", en="customer tier"),
    "exposure": LocalText(zh="所在环境", en="exposure"),
    "setting": LocalText(zh="安装位置", en="setting"),
}

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


# ------------------------------------------------------------------------------------------------------- small words


def interval_words(interval: Interval, language: Language) -> str:
    """``6 个月`` or ``6 months``; years where it is whole years, weeks where whole weeks."""
    parts: list[str] = []
    for n, zh, en in _units(interval):
        parts.append(f"{n} {zh}" if language == "zh" else f"{n} {en}{'' if n == 1 else 's'}")
    return (" ".join(parts)) or ("0 天" if language == "zh" else "0 days")


def _units(interval: Interval) -> list[tuple[int, str, str]]:
    months, days = abs(interval.months), abs(interval.days)
    units: list[tuple[int, str, str]] = []
    if months and months % 12 == 0:
        units.append((months // 12, "年", "year"))
    elif months:
        units.append((months, "个月", "month"))
    if days and days % 7 == 0 and not months:
        units.append((days // 7, "周", "week"))
    elif days:
        units.append((days, "天", "day"))
    return units


def every_words(interval: Interval, language: Language) -> str:
    """``每 6 个月`` or ``every 6 months``; ``每年``, ``every month`` for one."""
    words = interval_words(interval, language)
    if language == "zh":
        return {"1 年": "每年", "1 个月": "每月", "1 周": "每周", "1 天": "每天"}.get(words, f"每 {words}")
    number, _, unit = words.partition(" ")
    return f"every {unit}" if number == "1" and " " not in unit else f"every {words}"


def limit_words(limit: Limit, language: Language) -> str:
    """``24 小时`` or ``5 working days``."""
    zh, en = {"hours": ("小时", "hour"), "days": ("天", "day"), "working_days": ("个工作日", "working day")}[limit.unit]
    return f"{limit.amount} {zh}" if language == "zh" else f"{limit.amount} {en}{'' if limit.amount == 1 else 's'}"


def day_words(day: date, language: Language) -> str:
    """The ISO date with its weekday: ``2026-11-30（周一）``."""
    weekday = _WEEKDAYS[language][day.weekday()]
    return f"{day}（周{weekday}）" if language == "zh" else f"{day} ({weekday})"


def minutes_words(minutes: int, language: Language) -> str:
    """``1 小时 30 分钟`` or ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if language == "zh":
        return " ".join([f"{hours} 小时"] * bool(hours) + [f"{rest} 分钟"] * bool(rest or not hours))
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def anchor_words(anchor: str | date, language: Language) -> str:
    """A milestone's name, or a date as it is."""
    if isinstance(anchor, date):
        return str(anchor)
    name = anchor.partition(":")[0]
    words = MILESTONE_NAMES.get(name)
    return words.of(language) if words else anchor


# ------------------------------------------------------------------------------------------------- a rule in a sentence


def rule_words(rule: Rule, catalogue: Catalogue, language: Language) -> str:
    """The rule as one would say it to a customer: ``竣工验收后每 6 个月一次`` / ``every 6 months from final acceptance``."""
    zh = language == "zh"
    start = _start_words(rule, language)
    if rule.anchor == SERVICE_DONE:
        after = interval_words(rule.threshold or Interval(), language)
        sentence = f"每次服务完成后 {after}回访一次" if zh else f"once, {after} after each service"
    elif rule.season is not None:
        sentence = _season_words(rule.season, rule.interval, catalogue, language)
    elif rule.interval_by is not None:
        ((condition, intervals),) = rule.interval_by.items()
        names = catalogue.company.vocabulary(condition)
        label = CONDITION_WORDS[condition].of(language)
        cases = [
            (names[value].of(language) if value in names else value, every_words(interval, language))
            for value, interval in intervals.items()
        ]
        if zh:
            listed = "；".join(f"{name}{every}一次" for name, every in cases)
            sentence = f"{start}按{label}定期进行：{listed}"
        else:
            listed = "; ".join(f"{name}, {every}" for name, every in cases)
            sentence = f"{start}, by {label}: {listed}"
    elif rule.interval is not None:
        every = every_words(rule.interval, language)
        if rule.threshold and rule.threshold != rule.interval:
            words = interval_words(rule.threshold, language)
            before = rule.threshold.months < 0 or rule.threshold.days < 0
            if zh:
                sentence = f"{every}一次，首次在{_start_name(rule, 'zh')}{'前' if before else '后'} {words}"
            else:
                sentence = f"{every} {start}, the first {f'{words} before' if before else f'after {words}'}"
        else:
            sentence = f"{start}{every}一次" if zh else f"{every} {start}"
    elif rule.month_day is not None:
        sentence = (
            f"每年 {_month_day(rule.month_day, language)}一次"
            if zh
            else f"every year on {_month_day(rule.month_day, language)}"
        )
    else:
        threshold = rule.threshold or Interval()
        words = interval_words(threshold, language)
        name = anchor_words(rule.anchor or "acceptance", language)
        before = threshold.months < 0 or threshold.days < 0
        if zh:
            sentence = (
                f"{name}{'前' if before else '满'} {words}{'' if before else '时'}一次"
                if threshold
                else f"{name}当天一次"
            )
        else:
            sentence = f"once, {words} {'before' if before else 'after'} {name}" if threshold else f"once, on {name}"
    if rule.basis == "floating":
        sentence += "（从上次完成之日算起）" if zh else _aside(rule, "counted from the last time it was done")
    elif rule.basis == "window":
        sentence += (
            "（超出容许期完成的，从完成之日重新算起）"
            if zh
            else _aside(rule, "counted anew when done outside the tolerance")
        )
    if rule.until is not None:
        end = anchor_words(rule.until, language)
        sentence += f"，到{end}为止" if zh else f", until {end}"
    return sentence if zh else sentence[0].upper() + sentence[1:]


def _aside(rule: Rule, words: str) -> str:
    """In brackets, except after a list, whose last entry alone it would seem to belong to."""
    return f"; each {words}" if rule.interval_by is not None else f" ({words})"


def rule_brief(rule: Rule, catalogue: Catalogue, language: Language) -> str:
    """The rule where room is short: an interval by condition as its shortest and its longest, else as ``rule_words``."""
    if rule.interval_by is None:
        return rule_words(rule, catalogue, language)
    ((condition, intervals),) = rule.interval_by.items()
    label = CONDITION_WORDS[condition].of(language)
    ordered = sorted(intervals.values(), key=lambda interval: interval.approximate_days)
    shortest, longest = (interval_words(interval, language) for interval in (ordered[0], ordered[-1]))
    if language == "zh":
        return f"按{label}，每 {shortest}至 {longest}一次"
    return f"Every {shortest} to {longest}, by {label}"


def _start_words(rule: Rule, language: Language) -> str:
    name = _start_name(rule, language)
    if language == "en":
        return f"from {name}"
    return f"从{name}起" if rule.month_day is not None or isinstance(rule.anchor, date) else f"{name}后"


def _start_name(rule: Rule, language: Language) -> str:
    """What a rule counts from; a date in Chinese stands between blanks."""
    if rule.month_day is not None:
        return _month_day(rule.month_day, language)
    name = anchor_words(rule.anchor or "acceptance", language)
    return f" {name} " if isinstance(rule.anchor, date) and language == "zh" else name


def _season_words(season: SeasonRule, interval: Interval | None, catalogue: Catalogue, language: Language) -> str:
    zh = language == "zh"
    if season.name is not None:
        names = catalogue.seasons.names.get(season.name)
        name = names.of(language) if names else season.name
    else:
        first, last = _month_day(season.from_, language), _month_day(season.to, language)
        name = f"从{first}到{last}的时段" if zh else f"time from {first} to {last}"
    lead = interval_words(season.lead, language) if season.lead else ""
    years = "每年" if zh else "every year"
    if interval is not None and (interval.months != 12 or interval.days):
        years = every_words(interval, language)
    if season.when == "inside":
        return (
            f"{years}{name}内一次"
            if zh and years == "每年"
            else f"{name}内{years}一次"
            if zh
            else f"{years}, inside the {name}"
        )
    if season.when == "before":
        if zh:
            return f"{years}{name}开始前完成{f'（最迟提前 {lead}）' if lead else ''}"
        return f"{years} before the {name}{f', at least {lead} ahead' if lead else ''}"
    if zh:
        return f"{years}{name}后{f' {lead}' if lead else ''}一次"
    return f"{years}, {f'{lead} ' if lead else ''}after the {name}"


def _month_day(day: MonthDay | None, language: Language) -> str:
    if day is None:
        return ""
    if language == "zh":
        return f" {day.month} 月 {day.day} 日"
    return f"{date(2024, day.month, day.day):%-d %B}"


def tolerance_words(rule: Rule, language: Language) -> str:
    """How far from its date the work is still in time."""
    early, late = rule.tolerance.early, rule.tolerance.late
    zh = language == "zh"
    if rule.season is not None and rule.season.when == "inside" and not early and not late:
        return "季节内任一工作日" if zh else "any working day of the season"
    parts = []
    if early:
        parts.append(
            f"最多提前 {interval_words(early, language)}" if zh else f"up to {interval_words(early, language)} early"
        )
    if late:
        parts.append(
            f"最多推后 {interval_words(late, language)}" if zh else f"up to {interval_words(late, language)} late"
        )
    if not parts:
        return "当天" if zh else "on the day"
    return "，".join(parts) if zh else ", ".join(parts)


ADJUST_WORDS: dict[str, LocalText] = {
    "none": LocalText(zh="不顺延", en="kept as it is"),
    "following": LocalText(zh="顺延到下一个工作日", en="moved to the next working day"),
    "preceding": LocalText(zh="提前到上一个工作日", en="moved to the working day before"),
    "modified_following": LocalText(
        zh="顺延到下一个工作日，但不跨月", en="moved to the next working day inside the month"
    ),
    "modified_preceding": LocalText(
        zh="提前到上一个工作日，但不跨月", en="moved to the working day before, inside the month"
    ),
}
