"""How a date was reckoned: what it counts from, by how much, months too short, seasons, ends, days off.

Everything is read off the due date and its terms, so that the words cannot differ from the reckoning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.dates.intervals import ONE_DAY, Interval, add
from generator.dates.patterns import MonthDays
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.due.items import Occurrence
from generator.due.terms import DueDate, Reading, Terms, begins_each_season, is_once_a_season
from generator.model.anchors import Done, FixedDate
from generator.model.definitions import Definitions
from generator.model.rules import RaisedBy
from generator.telling.amounts import every_words, interval_words
from generator.telling.calendardays import on_words
from generator.telling.days import day_words
from generator.telling.rules import anchor_words, capital, is_backward, measured, task_name
from generator.text.words import Words


def revision(due: DueDate, words: Words) -> str:
    """Which revision of the rule holds; nothing for the first."""
    if due.terms.revision == 1:
        return ""
    return words.say("explain_revision", revision=due.terms.revision, since=due.terms.since)


def nominal(due: DueDate, definitions: Definitions, words: Words) -> str:
    """What the date counts from, and by how much."""
    terms = due.terms
    if due.raised:
        return words.say("explain_raised", nominal=due.nominal)
    if due.reading is not None and terms.raised_by is not None:
        return _reading(due.reading, terms.raised_by, definitions, words)
    if due.base_kind != "anchor":
        return _since_last(due, words)
    if terms.month_day is not None and _keeps_month_day(terms):
        return words.say("explain_month_day", cycle=due.cycle, nominal=_by_rule(due))
    start = _start(terms, definitions, words)
    if not due.at_end and (terms.on is not None or begins_each_season(terms)):
        return _on(due, start, words)
    if is_once_a_season(terms):
        return words.say("explain_number", start=start, cycle=due.cycle)
    if due.at_end:
        return words.say("explain_start", start=start)
    return _sum(due, start, words)


def _by_rule(due: DueDate) -> date:
    """The date by the rule, before the service or a pause put it on a later day."""
    return due.by_rule or due.nominal


def _reading(reading: Reading, raised_by: RaisedBy, definitions: Definitions, words: Words) -> str:
    name, limit = measured(raised_by, definitions, words)
    key = "explain_reading_below" if raised_by.below is not None else "explain_reading_above"
    within = interval_words(raised_by.within, words)
    return words.say(key, day=reading.day, name=name, value=f"{reading.value:g}", limit=limit, within=within)


def _on(due: DueDate, start: str, words: Words) -> str:
    """On which days of the calendar, or how often from each season's first day."""
    terms = due.terms
    if terms.on is not None:
        every = on_words(terms.on, terms.interval, words)
    else:
        every = every_words(terms.interval or Interval(months=12), words)
    if begins_each_season(terms):
        return words.say("explain_each_season", every=every, nominal=_by_rule(due))
    return words.say("explain_on", start=start, every=every, cycle=due.cycle, nominal=_by_rule(due))


def _since_last(due: DueDate, words: Words) -> str:
    start = words.say(f"explain_from_{due.base_kind}", day=due.base)
    if due.at_end:
        return words.say("explain_start", start=start)
    amount = interval_words(due.terms.interval or Interval(), words)
    if due.n:
        amount = f"{due.n + 1} × {amount}"
    return words.say("explain_interval", start=start, amount=amount, nominal=_by_rule(due))


def _start(terms: Terms, definitions: Definitions, words: Words) -> str:
    if isinstance(terms.counts_from, Done):
        return words.say(
            "explain_from_done", name=task_name(terms.counts_from.task, definitions, words), day=terms.anchor
        )
    if isinstance(terms.counts_from, FixedDate) or terms.month_day is not None:
        return words.say("explain_from_day", day=terms.anchor)
    return words.say("explain_from_milestone", name=capital(anchor_words(terms.counts_from, words)), day=terms.anchor)


def _sum(due: DueDate, start: str, words: Words) -> str:
    """The threshold and the intervals after it; both in one where they are as long."""
    terms = due.terms
    if terms.interval is not None and due.n and terms.threshold == terms.interval:
        amounts = [f"{due.n + 1} × {interval_words(terms.interval, words)}"]
    else:
        amounts = [interval_words(terms.threshold, words)] if terms.threshold else []
        if due.n and terms.interval is not None:
            amounts.append(f"{due.n} × {interval_words(terms.interval, words)}")
    number = words.say("explain_which", cycle=due.cycle) if terms.interval is not None else ""
    values = {"start": start, "nominal": _by_rule(due), "number": number}
    if not amounts:
        return words.say("explain_same_day", **values)
    if len(amounts) == 1:
        key = "explain_before" if is_backward(terms.threshold) else "explain_after"
        return words.say(key, first=amounts[0], **values)
    key = "explain_before_after" if is_backward(terms.threshold) else "explain_after_both"
    return words.say(key, first=amounts[0], second=amounts[1], **values)


def _keeps_month_day(terms: Terms) -> bool:
    """True where every date is that day of a year: no threshold, and whole years between."""
    whole = terms.interval is None or terms.interval.is_whole_years
    return whole and not terms.threshold


def lifted(due: DueDate, words: Words) -> str:
    """Why the date is later than the rule's: the service begins with it, or goes on; nothing where it is the rule's."""
    return words.say(f"explain_lifted_{due.lifted}", nominal=due.nominal) if due.lifted else ""


def clamp(due: DueDate, words: Words) -> str:
    """What becomes of the 31st in a month of thirty days; nothing for a date that every month has."""
    terms = due.terms
    if isinstance(terms.on, MonthDays) and due.nominal.day not in terms.on.days and not due.at_end and not due.lifted:
        return _clamped(due.nominal, terms.on.days, words)
    if not _is_counted(due):
        return ""
    interval = terms.interval or Interval()
    steps = terms.threshold + interval * due.n if due.base_kind == "anchor" else interval * (due.n + 1)
    months, days = Interval(months=steps.months), Interval(days=steps.days)
    landed = add(due.base, months, terms.invalid_date)
    if landed is None or landed.day == due.base.day or add(landed, days) != due.nominal:
        return ""
    rest = _after_clamp(days, words)
    if terms.invalid_date == "forward":
        return words.say("explain_clamp_first", day=due.base.day, rest=rest)
    return words.say("explain_clamp_last", day=due.base.day, landed=landed, rest=rest)


def _is_counted(due: DueDate) -> bool:
    """True where the date is its base and a length of time, and nothing else has a say in it."""
    terms = due.terms
    by_season = begins_each_season(terms) or is_once_a_season(terms)
    by_day = terms.on is not None or (terms.month_day is not None and _keeps_month_day(terms))
    elsewhere = due.reading is not None or due.raised or due.lifted or due.at_end
    return not (by_season or by_day or elsewhere)


def _after_clamp(days: Interval, words: Words) -> str:
    """The days that are counted from where the months ended; nothing where there are none."""
    if not days:
        return ""
    key = "explain_clamp_more" if days.is_positive else "explain_clamp_back"
    return words.say(key, amount=interval_words(days, words))


def _clamped(nominal: date, days: Sequence[int], words: Words) -> str:
    """What became of a day that the month does not have: the month's last day, or the first of the next."""
    forward = nominal.day == 1
    last = (nominal - ONE_DAY).day if forward else nominal.day
    day = min(number for number in days if number > last)
    if forward:
        return words.say("explain_clamp_first", day=day, rest="")
    return words.say("explain_clamp_last", day=day, landed=nominal, rest="")


def season(due: DueDate, definitions: Definitions, words: Words) -> str:
    """When the season is, and where the date lies to it; nothing for a rule without one."""
    terms = due.terms.season
    span = _span(terms, due) if terms is not None else None
    if terms is None or span is None:
        return ""
    names = definitions.seasons.names.get(terms.name)
    first, last = (f"{day.month:02}-{day.day:02}" for day in (terms.first, terms.last))
    name = names.of(words.language) if names else words.say("explain_season_span", first=first, last=last)
    values = {"name": name, "dates": f"{span.start}–{span.last}"}
    if terms.when == "inside":
        return words.say("explain_season_inside", **values)
    if not terms.lead:
        return words.say(f"explain_season_{terms.when}", nominal=due.nominal, **values)
    lead = interval_words(terms.lead, words)
    return words.say(f"explain_season_{terms.when}_lead", nominal=due.nominal, lead=lead, **values)


def _span(terms: SeasonTerms, due: DueDate) -> DateRange | None:
    """The season that the date belongs to: the one that it is reckoned from, else the one that it lies in."""
    spans = [terms.span(due.nominal.year + years) for years in (-1, 0, 1)]
    return next((span for span in spans if terms.target(span) == due.nominal), None) or terms.span_of(due.nominal)


def end(due: DueDate, words: Words) -> str:
    """Until when the rule holds; nothing for one without an end."""
    if due.terms.until is None:
        return ""
    return words.say("explain_end" if due.at_end else "explain_until", until=due.terms.until)


def latest(due: DueDate, definitions: Definitions, words: Words) -> str:
    """That no reading has brought the date forward; nothing where one has, or where none is asked for."""
    raised_by = due.terms.raised_by
    if raised_by is None or due.reading is not None:
        return ""
    return words.say("explain_latest", name=measured(raised_by, definitions, words)[0])


def adjusted(occurrence: Occurrence, due: DueDate, definitions: Definitions, words: Words) -> str:
    """Why the due day is not the nominal one; nothing where it is."""
    calendar = definitions.workdays_in(occurrence.item.region)
    if due.day == due.nominal:
        day = day_words(due.nominal, words)
        return words.say("explain_make_up_stays", day=day) if calendar.is_make_up(due.nominal) else ""
    holiday = calendar.holiday(due.nominal)
    fixed = occurrence.item.task.schedule[due.terms.rule].basis == "fixed"
    return words.say(
        "explain_moved_on" if due.day > due.nominal else "explain_moved_back",
        day=day_words(due.nominal, words),
        why=words.say("explain_holiday", holiday=holiday.of(words.language))
        if holiday
        else words["explain_no_workday"],
        to=day_words(due.day, words),
        make_up=words["explain_make_up"] if calendar.is_make_up(due.day) else "",
        after=words["explain_grid_stays"] if fixed else "",
    )
