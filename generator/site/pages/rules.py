"""A task's rules on its page: each in words, and at work in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.due.samples import Sample, samples
from generator.formats.templating import Text
from generator.model.definition import Grade
from generator.model.rules import Rule
from generator.model.tasks import Task
from generator.site.pages.page import Page
from generator.site.shown import Shown
from generator.telling.amounts import interval_words
from generator.telling.rules import anchor_words, rule_title, rule_words, tolerance_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """A rule at work: a row of cells for each of its first dates, or for each case. No rows where it has no date."""

    caption: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label and what it says."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule in words; with a title where the task has several."""

    title: Text
    words: Text
    rows: tuple[Pair, ...]
    grade: Grade
    cites: tuple[int, ...]
    examples: Examples


def rule_views(task: Task, page: Page) -> tuple[RuleView, ...]:
    """The rules as they stand now, each with its sample."""
    sampled = {sample.rule: sample for sample in samples(page.shown.definitions, task)}
    current = task.current_rules
    return tuple(
        _rule(rule, sampled.get(index), current if len(current) > 1 else (), page)
        for index, rule in enumerate(task.schedule)
        if rule in current
    )


def _rule(rule: Rule, sample: Sample | None, among: Sequence[Rule], page: Page) -> RuleView:
    words, is_staff = page.shown.words, page.shown.edition.staff
    by_tier = rule.interval_by is not None and "tier" in rule.interval_by
    rows = [(words["rule_window"], tolerance_words(rule, words))]
    if rule.expires is not None:
        rows.append((words["rule_expires"], words.say("expires_after", amount=interval_words(rule.expires, words))))
    rows.append((words["rule_adjust"], words[f"adjust_{rule.adjust}"]))
    if rule.effective_from is not None:
        rows.append((words["rule_since"], str(rule.effective_from)))
    return RuleView(
        title=Text(rule_title(rule, among, page.shown.definitions, words)),
        words=Text(rule_words(rule, page.shown.definitions, words, for_staff=is_staff)),
        rows=tuple(Pair(label=Text(label), value=Text(value)) for label, value in rows),
        grade=rule.grade,
        cites=page.cited.of(rule.source),
        examples=_examples(sample if is_staff or not by_tier else None, page.shown),
    )


def _examples(sample: Sample | None, shown: Shown) -> Examples:
    if sample is None:
        return Examples(caption=Text(""), columns=(), rows=())
    w, name = shown.words, anchor_words(sample.counts_from, shown.words)
    caption = w.say("example_caption", name=name, day=sample.anchor)
    first = "example_case" if sample.by_case else "example_number"
    return Examples(
        caption=Text(caption),
        columns=tuple(w[key] for key in (first, "example_nominal", "example_day", "example_window")),
        rows=tuple(_cells(sample, shown)),
    )


def _cells(sample: Sample, shown: Shown) -> Iterator[tuple[Text, ...]]:
    for label, due in sample.rows:
        first = label.of(shown.language) if label is not None else str(due.cycle)
        years = shown.definitions.workdays
        is_provisional = years.awaits_notice(due.day.year) and due.terms.adjust != "none"
        day = f"{due.day}{shown.words['provisional'] if is_provisional else ''}"
        yield tuple(map(Text, (first, str(due.nominal), day, f"{due.window.start} – {due.window.last}")))
