"""Rules in plain words: when a task falls due, from when it counts, and how far from its date it is still in time."""

from __future__ import annotations

from collections.abc import Mapping

from generator.dates.intervals import Interval
from generator.model.anchors import Anchor, FixedDate, MilestoneName
from generator.model.definition import Condition
from generator.model.definitions import Definitions
from generator.model.tasks import Rule, SeasonRule
from generator.telling.amounts import every_words, interval_words, month_day_words
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
    return span.months < 0 or span.days < 0


def rule_words(rule: Rule, definitions: Definitions, words: Words) -> str:
    """The rule as one would say it to a customer: ``竣工验收后每 6 个月一次``, ``every 6 months from final acceptance``."""
    sentence = _when(rule, definitions, words)
    if rule.basis != "fixed":
        # In brackets, except after a list, whose last entry alone it would seem to belong to.
        sentence += words[f"basis_{rule.basis}_each" if rule.interval_by is not None else f"basis_{rule.basis}"]
    if rule.until is not None:
        sentence += words.say("until_end", end=anchor_words(rule.until, words))
    return capital(sentence)


def _when(rule: Rule, definitions: Definitions, words: Words) -> str:
    if rule.follows_service:
        return words.say("when_after_service", amount=interval_words(rule.threshold or Interval(), words))
    if rule.season is not None:
        return _season_words(rule.season, rule.interval, definitions, words)
    if rule.interval_by is not None:
        return _by_condition(rule, rule.interval_by, definitions, words)
    if rule.interval is not None:
        return _regularly(rule, rule.interval, words)
    if rule.month_day is not None:
        return words.say("when_month_day", day=month_day_words(rule.month_day, words))
    return _once(rule, words)


def _by_condition(
    rule: Rule, by: Mapping[Condition, Mapping[str, Interval]], definitions: Definitions, words: Words
) -> str:
    ((condition, intervals),) = by.items()
    names = definitions.company.vocabulary(condition)
    cases = [
        words.say(
            "when_case",
            name=names[value].of(words.language) if value in names else value,
            every=every_words(interval, words),
        )
        for value, interval in intervals.items()
    ]
    listed = words.listed(cases, "semicolon")
    return words.say("when_by", start=_start_words(rule, words), label=words[f"condition_{condition}"], cases=listed)


def _regularly(rule: Rule, interval: Interval, words: Words) -> str:
    every = every_words(interval, words)
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


def _season_words(season: SeasonRule, interval: Interval | None, definitions: Definitions, words: Words) -> str:
    if season.name is not None:
        names = definitions.seasons.names.get(season.name)
        name = names.of(words.language) if names else season.name
    else:
        first, last = month_day_words(season.from_, words), month_day_words(season.to, words)
        name = words.say("season_span", first=first, last=last)
    is_yearly = interval is None or (interval.months == 12 and not interval.days)
    every = every_words(Interval(months=12) if interval is None else interval, words)
    if season.when == "inside":
        return words.say("season_inside_yearly" if is_yearly else "season_inside", name=name, every=every)
    key = "season_ahead" if season.when == "before" else "season_past"
    if not season.lead:
        return words.say(key, name=name, every=every)
    return words.say(f"{key}_lead", name=name, every=every, lead=interval_words(season.lead, words))


def tolerance_words(rule: Rule, words: Words) -> str:
    """How far from its date the work is still in time."""
    early, late = rule.tolerance.early, rule.tolerance.late
    if rule.season is not None and rule.season.when == "inside" and not early and not late:
        return words["leeway_season"]
    parts = [
        words.say(key, amount=interval_words(amount, words))
        for key, amount in (("leeway_early", early), ("leeway_late", late))
        if amount
    ]
    return words.listed(parts, "clause") or words["leeway_none"]
