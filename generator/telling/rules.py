"""Rules in plain words: when a task falls due, from when it counts, and how far from its date it is still in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.dates.intervals import Interval
from generator.model.anchors import Anchor, Done, FixedDate, MilestoneName
from generator.model.definition import Condition
from generator.model.definitions import Definitions
from generator.model.rules import RaisedBy, Rule, SeasonRule
from generator.telling.amounts import every_words, interval_words, month_day_words
from generator.telling.calendardays import on_words
from generator.text.words import Words


def milestone_words(name: MilestoneName, words: Words) -> str:
    """A milestone's name."""
    return words[f"milestone_{name}"]


def anchor_words(anchor: Anchor, words: Words) -> str:
    """What a rule counts from by its name, or a date as it is."""
    return str(anchor) if isinstance(anchor, FixedDate) else words[f"milestone_{anchor.name}"]


def capital(sentence: str) -> str:
    """``sentence`` with its first letter as a capital, where its script has them."""
    return sentence[0].upper() + sentence[1:]


def is_backward(span: Interval) -> bool:
    """True for a span that leads to an earlier date."""
    return span.months < 0 or span.days < 0 or span.workdays < 0


def rule_words(rule: Rule, definitions: Definitions, words: Words, *, for_staff: bool = False) -> str:
    """The rule as one would say it to a customer: ``竣工验收后每 6 个月一次``, ``every 6 months from final acceptance``.

    No customer is told of tiers: what depends on them is as agreed. ``for_staff`` names them.
    """
    if not for_staff and rule.interval_by is not None and "tier" in rule.interval_by:
        sentence = _as_agreed(rule, rule.interval_by["tier"].values(), words)
    else:
        sentence = _when(rule, definitions, words)
    if rule.basis != "fixed":
        # In brackets, except after a list, whose last entry alone it would seem to belong to.
        sentence += words[f"basis_{rule.basis}_each" if rule.interval_by is not None else f"basis_{rule.basis}"]
    if isinstance(rule.until, Interval):
        sentence += words.say("until_length", amount=interval_words(rule.until, words))
    elif rule.until is not None:
        sentence += words.say("until_end", end=anchor_words(rule.until, words))
    return capital(sentence)


def _when(rule: Rule, definitions: Definitions, words: Words) -> str:
    if rule.is_follow_up:
        return _following(rule, definitions, words)
    if rule.raised_by is not None:
        raised = raised_words(rule.raised_by, definitions, words)
        if rule.is_only_raised:
            return raised
        regularly = _regularly_or_once(rule, definitions, words)
        return words.say("when_raised_latest", raised=raised, regularly=regularly)
    return _regularly_or_once(rule, definitions, words)


def _regularly_or_once(rule: Rule, definitions: Definitions, words: Words) -> str:
    if rule.season is not None:
        return _season_words(rule, rule.season, definitions, words)
    if rule.interval_by is not None:
        return _by_condition(rule, rule.interval_by, definitions, words)
    if rule.interval is not None or rule.on is not None:
        return _regularly(rule, rule.interval, words)
    if rule.month_day is not None:
        return words.say("when_month_day", day=month_day_words(rule.month_day, words))
    return _once(rule, words)


def _following(rule: Rule, definitions: Definitions, words: Words) -> str:
    """What follows each service, or each time that another task is done."""
    amount = interval_words(rule.threshold or Interval(), words)
    if not isinstance(rule.anchor, Done):
        return words.say("when_after_service", amount=amount)
    name = task_name(rule.anchor.task, definitions, words)
    return words.say("when_after_done" if rule.threshold else "when_right_after_done", name=name, amount=amount)


def task_name(id_: str, definitions: Definitions, words: Words) -> str:
    """A task's name; its id where it is not defined."""
    task = definitions.tasks.get(id_)
    return task.name.of(words.language) if task is not None else id_


def raised_words(raised_by: RaisedBy, definitions: Definitions, words: Words) -> str:
    """Which reading raises work, and within how long it is done."""
    name, limit = measured(raised_by, definitions, words)
    key = "when_raised_below" if raised_by.below is not None else "when_raised_above"
    return words.say(key, name=name, limit=limit, within=interval_words(raised_by.within, words))


def measured(raised_by: RaisedBy, definitions: Definitions, words: Words) -> tuple[str, str]:
    """The name of what is read, and the limit with its unit."""
    task = definitions.tasks.get(raised_by.task)
    measurement = task.measurements.get(raised_by.measurement) if task is not None else None
    value = f"{raised_by.below if raised_by.below is not None else raised_by.above:g}"
    if measurement is None:
        return raised_by.measurement, value
    unit = measurement.unit.of(words.language) if measurement.unit is not None else ""
    return measurement.name.of(words.language), words.say("limit_with_unit", value=value, unit=unit) if unit else value


def _every(rule: Rule, interval: Interval | None, words: Words) -> str:
    """How often, by ``interval``: on which days of the calendar, or after how long."""
    if rule.on is not None:
        return on_words(rule.on.pattern, interval, words)
    return every_words(Interval(months=12) if interval is None else interval, words)


def _by_condition(
    rule: Rule, by: Mapping[Condition, Mapping[str, Interval]], definitions: Definitions, words: Words
) -> str:
    ((condition, intervals),) = by.items()
    names = definitions.company.vocabulary(condition)
    cases = [
        words.say(
            "when_case",
            name=names[value].of(words.language) if value in names else value,
            every=_every(rule, interval, words),
        )
        for value, interval in intervals.items()
    ]
    listed = words.listed(cases, "semicolon")
    return words.say("when_by", start=_start_words(rule, words), label=words[f"condition_{condition}"], cases=listed)


def _as_agreed(rule: Rule, intervals: Iterable[Interval], words: Words) -> str:
    cases = words.listed((_every(rule, interval, words) for interval in intervals), "semicolon")
    return words.say("when_by", start=_start_words(rule, words), label=words["condition_agreed"], cases=cases)


def _regularly(rule: Rule, interval: Interval | None, words: Words) -> str:
    every = _every(rule, interval, words)
    if not rule.threshold or rule.threshold == interval:
        return words.say("when_every", start=_start_words(rule, words), every=every)
    key = "when_every_first_before" if is_backward(rule.threshold) else "when_every_first_after"
    return words.say(key, every=every, start=_start_name(rule, words), amount=interval_words(rule.threshold, words))


def _once(rule: Rule, words: Words) -> str:
    name = anchor_words(rule.counts_from, words)
    if not rule.threshold:
        return words.say("when_once_on", name=name)
    key = "when_once_before" if is_backward(rule.threshold) else "when_once_after"
    return words.say(key, name=name, amount=interval_words(rule.threshold, words))


def rule_brief(rule: Rule, definitions: Definitions, words: Words) -> str:
    """The rule where room is short: an interval by condition as its shortest and its longest, else as ``rule_words``."""
    if rule.interval_by is None:
        return rule_words(rule, definitions, words)
    ((condition, intervals),) = rule.interval_by.items()
    ordered = sorted(intervals.values(), key=lambda interval: interval.approximate_days)
    shortest, longest = (interval_words(interval, words) for interval in (ordered[0], ordered[-1]))
    return words.say("when_between", label=words[f"condition_{condition}"], shortest=shortest, longest=longest)


def _start_words(rule: Rule, words: Words) -> str:
    is_day = rule.month_day is not None or isinstance(rule.anchor, FixedDate)
    return words.say("from_day" if is_day else "from_milestone", start=_start_name(rule, words))


def _start_name(rule: Rule, words: Words) -> str:
    """What a rule counts from."""
    if rule.month_day is not None:
        return month_day_words(rule.month_day, words)
    if isinstance(rule.anchor, FixedDate):
        return words.say("from_date", date=rule.anchor)
    return anchor_words(rule.counts_from, words)


def _season_words(rule: Rule, season: SeasonRule, definitions: Definitions, words: Words) -> str:
    if season.name is not None:
        names = definitions.seasons.names.get(season.name)
        name = names.of(words.language) if names else season.name
    else:
        first, last = month_day_words(season.from_, words), month_day_words(season.to, words)
        name = words.say("season_span", first=first, last=last)
    interval = rule.interval
    is_yearly = rule.on is None and (interval is None or (interval.months == 12 and not interval.days))
    every = _every(rule, interval, words)
    if rule.begins_each_season and rule.on is None:
        return _from_season_start(rule, name, every, words)
    if season.when == "inside":
        return words.say("season_inside_yearly" if is_yearly else "season_inside", name=name, every=every)
    key = "season_ahead" if season.when == "before" else "season_past"
    if not season.lead:
        return words.say(key, name=name, every=every)
    return words.say(f"{key}_lead", name=name, every=every, lead=interval_words(season.lead, words))


def _from_season_start(rule: Rule, name: str, every: str, words: Words) -> str:
    if rule.interval is not None and not rule.interval.is_whole_years:
        return words.say("season_start", name=name, every=every)
    if not rule.threshold:
        return words.say("season_start_once", name=name, every=every)
    return words.say("season_start_after", name=name, every=every, amount=interval_words(rule.threshold, words))


def rule_title(rule: Rule, others: Iterable[Rule], definitions: Definitions, words: Words) -> str:
    """What tells a rule from the ``others`` of its task where some go by seasons: its own season, or all year."""
    if not any(other.season is not None for other in others):
        return ""
    if rule.season is None:
        return words["title_any"]
    if rule.season.name is None:
        return ""
    names = definitions.seasons.names.get(rule.season.name)
    return words.say(f"title_{rule.season.when}", name=names.of(words.language) if names else rule.season.name)


def tolerance_words(rule: Rule, words: Words) -> str:
    """How far from its date the work is still in time."""
    early, late = rule.tolerance.early, rule.tolerance.late
    if rule.tolerance.period is not None:
        return words[f"leeway_{rule.tolerance.period}"]
    if rule.season is not None and rule.season.when == "inside" and not early and not late:
        return words["leeway_season"]
    parts = [
        words.say(key, amount=interval_words(amount, words))
        for key, amount in (("leeway_early", early), ("leeway_late", late))
        if amount
    ]
    return words.listed(parts, "clause") or words["leeway_none"]
