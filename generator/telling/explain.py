"""How one date came about, a sentence for each step, Chinese and English.

Everything is read off the due date and its terms, so that the words cannot differ from the reckoning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.items import Occurrence
from generator.due.terms import DueDate, Terms, is_once_a_season
from generator.model.anchors import FixedDate
from generator.model.definitions import Definitions
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.telling.amounts import interval_words
from generator.telling.days import day_words
from generator.telling.rules import anchor_words
from generator.text.language import Language
from generator.visits.roster import REASONS
from generator.visits.visit import Visit


def explain(
    occurrence: Occurrence, visit: Visit | None, definitions: Definitions, schedules: Schedules, language: Language
) -> list[str]:
    """Each step from the anchor to the planned day, a sentence each, in the order of evaluation."""
    say = _Say(language)
    due = occurrence.due
    if due is None:
        assert occurrence.waiting_for is not None, "what has no date waits for one"
        name = anchor_words(occurrence.waiting_for, language)
        return [
            say(
                f"“{name}”的日期尚未确定，确定后才能排期。",
                f"The date of {name} is not known yet; the task waits for it.",
            )
        ]
    terms = due.terms
    sentences = [
        _revision(due, say),
        *_nominal(due, occurrence, definitions, say),
        _clamp(due, say),
        _season(due, definitions, say),
        _end(due, say),
        _adjusted(occurrence, due, definitions, say),
        say(
            f"容许期从 {due.window.start} 到 {due.window.last}。",
            f"It is in time from {due.window.start} to {due.window.last}.",
        ),
        _override(occurrence, say),
        _closed(occurrence, say),
        _status(occurrence, say),
        *(_visit(occurrence, visit, schedules, say) if visit is not None else ()),
        _reliance(terms, due, visit, definitions, say),
    ]
    return [sentence for sentence in sentences if sentence]


class _Say:
    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en


def _revision(due: DueDate, say: _Say) -> str:
    if due.terms.revision == 1:
        return ""
    return say(
        f"按规则第 {due.terms.revision} 版（自 {due.terms.since} 起施行）。",
        f"By revision {due.terms.revision} of the rule, in force from {due.terms.since}.",
    )


def _nominal(due: DueDate, occurrence: Occurrence, definitions: Definitions, say: _Say) -> list[str]:
    terms, language = due.terms, say.language
    if due.raised:
        return [
            say(
                f"原应更早，新规则自 {due.nominal} 起施行，故为当天。",
                f"It would be earlier; the new rule starts on {due.nominal}, so it is due then.",
            )
        ]
    if due.base_kind != "anchor":
        base = {
            "completed": say(f"上次完成于 {due.base}", f"Last done on {due.base}"),
            "skipped": say(f"上次应做而跳过的日期是 {due.base}", f"The cycle skipped last was due on {due.base}"),
            "expected": say(
                f"假定此前各次都按期完成（自 {due.base} 起）",
                f"Taking it that the ones before are done in time (from {due.base})",
            ),
        }[due.base_kind]
        if due.at_end:
            return [f"{base}{say('。', '.')}"]
        words = interval_words(terms.interval or Interval(), language)
        if due.n:
            words = f"{due.n + 1} × {words}"
        return [say(f"{base}，加 {words}，得 {due.nominal}。", f"{base}; {words} later is {due.nominal}.")]
    if terms.month_day is not None and _keeps_month_day(terms):
        return [
            say(
                f"固定在每年的日期，第 {due.cycle} 次是 {due.nominal}。",
                f"A fixed day of the year; number {due.cycle} is {due.nominal}.",
            )
        ]
    name = anchor_words(terms.counts_from, language)
    if isinstance(terms.counts_from, FixedDate) or terms.month_day is not None:
        start = say(f"起算日 {terms.anchor}", f"Counted from {terms.anchor}")
    else:
        start = say(f"{name}日 {terms.anchor}", f"{name[0].upper()}{name[1:]}: {terms.anchor}")
    if is_once_a_season(terms):
        return [say(f"{start}，此后第 {due.cycle} 次。", f"{start}; this is number {due.cycle} since.")]
    if due.at_end:
        return [f"{start}{say('。', '.')}"]
    if terms.interval is not None and due.n and terms.threshold == terms.interval:
        sums = [f"{due.n + 1} × {interval_words(terms.interval, language)}"]
    else:
        sums = [interval_words(terms.threshold, language)] if terms.threshold else []
        if due.n and terms.interval is not None:
            sums.append(f"{due.n} × {interval_words(terms.interval, language)}")
    minus = terms.threshold.months < 0 or terms.threshold.days < 0
    if not sums:
        return [say(f"{start}，当天到期：{due.nominal}。", f"{start}, and it is due that day: {due.nominal}.")]
    verb = say("减" if minus else "加", "before" if minus and len(sums) == 1 else "later")
    total = say(" 加 ", " before, then " if minus else " and ").join(sums)
    return [
        say(
            f"{start}，{verb} {total}，得 {due.nominal}（n = {due.n}）。",
            f"{start}; {total} {verb} is {due.nominal} (n = {due.n}).",
        )
    ]


def _keeps_month_day(terms: Terms) -> bool:
    """True where every date is that day of a year: no threshold, and whole years between."""
    whole = terms.interval is None or (terms.interval.months % 12 == 0 and not terms.interval.days)
    return whole and not terms.threshold


def _clamp(due: DueDate, say: _Say) -> str:
    terms = due.terms
    if due.at_end or due.raised or is_once_a_season(terms) or (terms.month_day and _keeps_month_day(terms)):
        return ""
    interval = terms.interval or Interval()
    steps = terms.threshold + interval * due.n if due.base_kind == "anchor" else interval * (due.n + 1)
    months, days = Interval(months=steps.months), Interval(days=steps.days)
    landed = add(due.base, months, terms.invalid_date)
    if landed is None or landed.day == due.base.day or add(landed, days) != due.nominal:
        return ""
    rest_zh = rest_en = ""
    if days:
        rest_zh = f"，再{'加' if days.is_positive else '减'} {interval_words(days, 'zh')}"
        rest_en = f"; then {interval_words(days, 'en')} {'more' if days.is_positive else 'back'}"
    if terms.invalid_date == "forward":
        return say(
            f"该月没有 {due.base.day} 日，取下月 1 日{rest_zh}。",
            f"That month has no day {due.base.day}, so it is the first of the next{rest_en}.",
        )
    return say(
        f"该月没有 {due.base.day} 日，取月末 {landed}{rest_zh}。",
        f"That month has no day {due.base.day}, so it is the month's last day, {landed}{rest_en}.",
    )


def _season(due: DueDate, definitions: Definitions, say: _Say) -> str:
    season = due.terms.season
    if season is None:
        return ""
    names = definitions.seasons.names.get(season.name)
    first, last = (f"{day.month:02}-{day.day:02}" for day in (season.first, season.last))
    name = names.of(say.language) if names else say(f"从 {first} 到 {last} 的时段", f"time from {first} to {last}")
    years = (due.nominal.year - 1, due.nominal.year, due.nominal.year + 1)
    spans = [season.span(year) for year in years]
    span = next((s for s in spans if season.target(s) == due.nominal), None) or season.span_of(due.nominal)
    if span is None:
        return ""
    dates = f"{span.start}–{span.last}"
    lead = interval_words(season.lead, say.language) if season.lead else ""
    if season.when == "before":
        return say(
            f"{name}为 {dates}，须在开始前{f' {lead}' if lead else ''}完成：{due.nominal}。",
            f"The {name} is {dates}; it is due {f'{lead} ' if lead else ''}before: {due.nominal}.",
        )
    if season.when == "after":
        return say(
            f"{name}为 {dates}，结束后{f' {lead}' if lead else ''}进行：{due.nominal}。",
            f"The {name} is {dates}; it is due {f'{lead} ' if lead else ''}after: {due.nominal}.",
        )
    return say(f"{name}为 {dates}，在此期间进行。", f"The {name} is {dates}; it is due inside it.")


def _end(due: DueDate, say: _Say) -> str:
    if due.terms.until is None:
        return ""
    if due.at_end:
        return say(
            f"下一个日期超出规则的终点 {due.terms.until}，收在终点当天。",
            f"The next date lies beyond the rule's end, so it is put on that day, {due.terms.until}.",
        )
    return say(f"规则到 {due.terms.until} 为止（含当天）。", f"The rule ends on {due.terms.until}, that day included.")


def _adjusted(occurrence: Occurrence, due: DueDate, definitions: Definitions, say: _Say) -> str:
    nominal, day, calendar = due.nominal, due.day, definitions.workdays
    if day == nominal:
        if calendar.is_make_up(nominal):
            return say(
                f"{day_words(nominal, 'zh')}是调休上班日，照常进行。",
                f"{day_words(nominal, 'en')} is a make-up working day, so it stays.",
            )
        return ""
    holiday = calendar.holiday(nominal)
    why = (
        say(f"遇{holiday.zh}假期", f"is inside the {holiday.en} holiday")
        if holiday
        else say("不是工作日", "is no working day")
    )
    where = say("顺延" if day > nominal else "提前", "moved on" if day > nominal else "brought forward")
    extra = say("（调休上班日）", ", a make-up working day") if calendar.is_make_up(day) else ""
    fixed = occurrence.item.task.schedule[due.terms.rule].basis == "fixed"
    after = say("；下一次仍从原日期算", "; the next one is not affected") if fixed else ""
    return say(
        f"{day_words(nominal, 'zh')}{why}，{where}到 {day_words(day, 'zh')}{extra}{after}。",
        f"{day_words(nominal, 'en')} {why}, so it is {where} to {day_words(day, 'en')}{extra}{after}.",
    )


def _override(occurrence: Occurrence, say: _Say) -> str:
    record, day = occurrence.override, fixed_day(occurrence.override)
    if record is None or day is None:
        return ""
    if record.at is not None:
        return say(
            f"{record.date} 与客户约定：{record.at:%Y-%m-%d %H:%M}。",
            f"Agreed with the customer on {record.date}: {record.at:%Y-%m-%d %H:%M}.",
        )
    return say(
        f"{record.date} 改期到 {day}；规则的日期不变。", f"Moved on {record.date} to {day}; the rule's dates stay."
    )


def _closed(occurrence: Occurrence, say: _Say) -> str:
    record = occurrence.closed
    if record is None:
        return ""
    if record.record == "completed":
        return say(f"已于 {record.date} 完成。", f"Done on {record.date}.")
    reason = (record.reason or "").rstrip("。. ")
    return say(f"{record.date} 记录为跳过：{reason}。", f"Recorded on {record.date} as skipped: {reason}.")


def _status(occurrence: Occurrence, say: _Say) -> str:
    if occurrence.status == "overdue":
        return say(
            f"{occurrence.deadline} 已过，尚未完成：逾期。",
            f"{occurrence.deadline} has passed and it is not done: overdue.",
        )
    if occurrence.status == "missed":
        return say(
            "未做，而下一次已经到期，或季节已过：错过。",
            "It was not done, and the next one is due or the season over: missed.",
        )
    if occurrence.expected and occurrence.due is not None and occurrence.due.base_kind != "expected":
        return say("预计日期。", "An expected date.")
    return ""


def _visit(occurrence: Occurrence, visit: Visit, schedules: Schedules, say: _Say) -> list[str]:
    if occurrence.closed is not None:
        return []
    sentences = []
    others = [o for o in visit.occurrences if o is not occurrence]
    day = day_words(visit.day, say.language)
    if others:
        names = sorted({o.item.task.name.of(say.language) for o in others if o.item.task is not occurrence.item.task})
        listed = say("、".join(names), ", ".join(names))
        if names:
            sentences.append(say(f"与{listed}合并为一次上门。", f"Shares a visit with: {listed}."))
    if visit.day != (occurrence.due.day if occurrence.due else visit.day):
        sentences.append(say(f"计划日期 {day}。", f"Planned for {day}."))
    if visit.technician:
        technician = schedules.technicians.get(visit.technician)
        name = technician.name if technician else visit.technician
        preferred = visit.site.technician == visit.technician
        sentences.append(
            say(
                f"派给{name}{'（客户指定）' if preferred else ''}。",
                f"Assigned to {name}{', whom the site prefers' if preferred else ''}.",
            )
        )
    elif visit.reason:
        reason = REASONS[visit.reason].of(say.language)
        sentences.append(say(f"未派工：{reason}。", f"Not assigned: {reason}."))
    return sentences


def _reliance(terms: Terms, due: DueDate, visit: Visit | None, definitions: Definitions, say: _Say) -> str:
    """A date that rests on a year whose holidays are not official says so."""
    depends = terms.adjust != "none" or (visit is not None and visit.channel in ("onsite", "phone"))
    days: Sequence[date] = [due.day, visit.day] if visit is not None else [due.day]
    years = sorted({day.year for day in days if definitions.workdays.status(day.year) != "official"})
    if not depends or not years:
        return ""
    listed = ", ".join(map(str, years))
    return say(
        f"{listed} 年的放假安排尚未公布，暂按预计排期，公布后可能调整。",
        f"The holidays of {listed} are not official yet; the date is provisional.",
    )
