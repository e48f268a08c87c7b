"""Rules and dates in plain words, Chinese and English: what a rule says, and how one date came about.

Everything is read off the due date and its terms, so that the words cannot differ from the reckoning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.assignment import REASONS
from generator.catalogue import Catalogue
from generator.duedates import DueDate, Terms
from generator.fields import SERVICE_DONE, Limit, MonthDay
from generator.intervals import Interval
from generator.model import MILESTONE_NAMES, Condition, LocalText, Rule, SeasonRule
from generator.problems import Language
from generator.schedule import Occurrence, fixed_day
from generator.visits import Visit

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
            listed = "; ".join(f"{name}: {every}" for name, every in cases)
            sentence = f"{start}at intervals set by {label} ({listed})"
    elif rule.interval is not None:
        every = every_words(rule.interval, language)
        first = ""
        if rule.threshold is not None and rule.threshold != rule.interval and rule.threshold:
            words = interval_words(rule.threshold, language)
            first = f"，首次在 {words}时" if zh else f", the first after {words}"
        sentence = f"{start}{every}一次{first}" if zh else f"{every} {start}{first}".strip()
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
        sentence += "（从上次完成之日算起）" if zh else " (counted from the last time it was done)"
    elif rule.basis == "window":
        sentence += (
            "（超出容许期完成的，从完成之日重新算起）" if zh else " (counted anew when done outside the tolerance)"
        )
    if rule.until is not None:
        end = anchor_words(rule.until, language)
        sentence += f"，到{end}为止" if zh else f", until {end}"
    return sentence if zh else sentence[0].upper() + sentence[1:]


def _start_words(rule: Rule, language: Language) -> str:
    if rule.month_day is not None:
        day = _month_day(rule.month_day, language)
        return f"从{day}起" if language == "zh" else f"from {day} "
    name = anchor_words(rule.anchor or "acceptance", language)
    if isinstance(rule.anchor, date):
        return f"从 {name} 起" if language == "zh" else f"from {name} "
    return f"{name}后" if language == "zh" else f"from {name} "


def _season_words(season: SeasonRule, interval: Interval | None, catalogue: Catalogue, language: Language) -> str:
    zh = language == "zh"
    if season.name is not None:
        names = catalogue.seasons.names.get(season.name)
        name = names.of(language) if names else season.name
    else:
        name = f"{_month_day(season.from_, language)}–{_month_day(season.to, language)}"
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
    side = {"before": ("前", "before"), "after": ("后", "after")}[season.when]
    if zh:
        return f"{years}{name}{side[0]}{f' {lead}' if lead else ''}一次"
    return f"{years}, {f'{lead} ' if lead else ''}{side[1]} the {name}"


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


# ---------------------------------------------------------------------------------------------- how a date came about


def explain(occurrence: Occurrence, visit: Visit | None, catalogue: Catalogue, language: Language) -> list[str]:
    """Each step from the anchor to the planned day, a sentence each, in the order of evaluation."""
    say = _Say(language)
    due = occurrence.due
    if due is None:
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
        *_nominal(due, occurrence, catalogue, say),
        _clamp(due, say),
        _season(due, catalogue, say),
        _end(due, say),
        _adjusted(due, catalogue, say),
        say(
            f"容许期从 {due.window.start} 到 {due.window.last}。",
            f"It is in time from {due.window.start} to {due.window.last}.",
        ),
        _override(occurrence, say),
        _closed(occurrence, say),
        _status(occurrence, say),
        *(_visit(occurrence, visit, catalogue, say) if visit is not None else ()),
        _reliance(terms, due, visit, catalogue, say),
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


def _nominal(due: DueDate, occurrence: Occurrence, catalogue: Catalogue, say: _Say) -> list[str]:
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
                f"假定上一次按期于 {due.base} 完成", f"Taking it that the one before is done in time on {due.base}"
            ),
        }[due.base_kind]
        steps = (terms.interval or Interval()) * (due.n + 1)
        words = interval_words(steps, language)
        return [say(f"{base}，加 {words}，得 {due.nominal}。", f"{base}; {words} later is {due.nominal}.")]
    if terms.anchor_name == "month_day":
        return [
            say(
                f"固定在每年的日期，第 {due.cycle} 次是 {due.nominal}。",
                f"A fixed day of the year; number {due.cycle} is {due.nominal}.",
            )
        ]
    name = anchor_words(terms.anchor_name, language)
    if _is_iso(terms.anchor_name):
        start = say(f"起算日 {terms.anchor}", f"Counted from {terms.anchor}")
    else:
        start = say(f"{name}日 {terms.anchor}", f"{name[0].upper()}{name[1:]} was on {terms.anchor}")
    if terms.season is not None and (terms.interval is None or terms.interval.months % 12 == 0):
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
    verb = say("减" if minus else "加", "before" if minus else "later")
    total = (say(" 加 ", " and ")).join(sums)
    return [
        say(
            f"{start}，{verb} {total}，得 {due.nominal}（n = {due.n}）。",
            f"{start}; {total} {verb} is {due.nominal} (n = {due.n}).",
        )
    ]


def _is_iso(name: str) -> bool:
    return name[:4].isdigit()


def _clamp(due: DueDate, say: _Say) -> str:
    terms = due.terms
    if due.at_end or due.raised or terms.month_day is not None:
        return ""
    if terms.season is not None and (terms.interval is None or terms.interval.months % 12 == 0):
        return ""
    interval = terms.interval or Interval()
    steps = terms.threshold + interval * due.n if due.base_kind == "anchor" else interval * (due.n + 1)
    if steps.days or not steps.months or due.nominal.day == due.base.day:
        return ""
    if due.nominal < due.base:
        return ""
    if terms.invalid_date == "forward":
        return say(
            f"该月没有 {due.base.day} 日，取下月 1 日。",
            f"That month has no day {due.base.day}, so it is the first of the next.",
        )
    return say(
        f"该月没有 {due.base.day} 日，取月末 {due.nominal}。",
        f"That month has no day {due.base.day}, so it is the month's last day, {due.nominal}.",
    )


def _season(due: DueDate, catalogue: Catalogue, say: _Say) -> str:
    season = due.terms.season
    if season is None:
        return ""
    names = catalogue.seasons.names.get(season.name)
    name = names.of(say.language) if names else f"{season.first}–{season.last}"
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


def _adjusted(due: DueDate, catalogue: Catalogue, say: _Say) -> str:
    nominal, day, calendar = due.nominal, due.day, catalogue.workdays
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
    return say(
        f"{day_words(nominal, 'zh')}{why}，{where}到 {day_words(day, 'zh')}{extra}；下一次仍从原日期算。",
        f"{day_words(nominal, 'en')} {why}, so it is {where} to {day_words(day, 'en')}{extra}; the next one is not affected.",
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
    return say(
        f"{record.date} 记录为跳过：{record.reason}。", f"Recorded on {record.date} as skipped: {record.reason}."
    )


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


def _visit(occurrence: Occurrence, visit: Visit, catalogue: Catalogue, say: _Say) -> list[str]:
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
        technician = catalogue.technicians.get(visit.technician)
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


def _reliance(terms: Terms, due: DueDate, visit: Visit | None, catalogue: Catalogue, say: _Say) -> str:
    """A date that rests on a year whose holidays are not official says so."""
    depends = terms.adjust != "none" or (visit is not None and visit.channel in ("onsite", "phone"))
    days: Sequence[date] = [due.day, visit.day] if visit is not None else [due.day]
    years = sorted({day.year for day in days if catalogue.workdays.status(day.year) != "official"})
    if not depends or not years:
        return ""
    listed = ", ".join(map(str, years))
    return say(
        f"{listed} 年的放假安排尚未公布，暂按预计排期，公布后可能调整。",
        f"The holidays of {listed} are not official yet; the date is provisional.",
    )
