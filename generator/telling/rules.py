"""Rules, dates and durations in plain words, Chinese and English."""

from __future__ import annotations

from generator.dates.intervals import Interval
from generator.model.anchors import Anchor, FixedDate, MilestoneName
from generator.model.definition import MILESTONE_NAMES, Condition, LocalText
from generator.model.definitions import Definitions
from generator.model.tasks import Rule, SeasonRule
from generator.telling.amounts import every_words, interval_words, month_day_words
from generator.text.language import Language

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


def milestone_words(name: MilestoneName, language: Language) -> str:
    """A milestone's name."""
    return MILESTONE_NAMES[name].of(language)


def anchor_words(anchor: Anchor, language: Language) -> str:
    """What a rule counts from by its name, or a date as it is."""
    return str(anchor) if isinstance(anchor, FixedDate) else MILESTONE_NAMES[anchor.name].of(language)


def rule_words(rule: Rule, definitions: Definitions, language: Language) -> str:
    """The rule as one would say it to a customer: ``竣工验收后每 6 个月一次`` / ``every 6 months from final acceptance``."""
    zh = language == "zh"
    start = _start_words(rule, language)
    if rule.follows_service:
        after = interval_words(rule.threshold or Interval(), language)
        sentence = f"每次服务完成后 {after}回访一次" if zh else f"once, {after} after each service"
    elif rule.season is not None:
        sentence = _season_words(rule.season, rule.interval, definitions, language)
    elif rule.interval_by is not None:
        ((condition, intervals),) = rule.interval_by.items()
        names = definitions.company.vocabulary(condition)
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
            f"每年 {month_day_words(rule.month_day, language)}一次"
            if zh
            else f"every year on {month_day_words(rule.month_day, language)}"
        )
    else:
        threshold = rule.threshold or Interval()
        words = interval_words(threshold, language)
        name = anchor_words(rule.counts_from, language)
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


def rule_brief(rule: Rule, definitions: Definitions, language: Language) -> str:
    """The rule where room is short: an interval by condition as its shortest and its longest, else as ``rule_words``."""
    if rule.interval_by is None:
        return rule_words(rule, definitions, language)
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
    return f"从{name}起" if rule.month_day is not None or isinstance(rule.anchor, FixedDate) else f"{name}后"


def _start_name(rule: Rule, language: Language) -> str:
    """What a rule counts from; a date in Chinese stands between blanks."""
    if rule.month_day is not None:
        return month_day_words(rule.month_day, language)
    name = anchor_words(rule.counts_from, language)
    return f" {name} " if isinstance(rule.anchor, FixedDate) and language == "zh" else name


def _season_words(season: SeasonRule, interval: Interval | None, definitions: Definitions, language: Language) -> str:
    zh = language == "zh"
    if season.name is not None:
        names = definitions.seasons.names.get(season.name)
        name = names.of(language) if names else season.name
    else:
        first, last = month_day_words(season.from_, language), month_day_words(season.to, language)
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
