"""What may be given for options: days, times, names for words, folders; and what is said where it cannot be meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from generator.dates.intervals import YEARS
from generator.desk import cells
from generator.desk.columns import folded
from generator.faces.help import words_of_run
from generator.reading.words import own_words
from generator.text.problems import alike, did_you_mean
from generator.text.wholes import in_minutes
from generator.text.words import Words

# What is told of what reads as a date and is none.
_NO_DAY = {"day_of_nothing": "problem_far_date", "impossible_day": "problem_impossible_date"}


class Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(cells.day(str(value)))
        except cells.BadCell as problem:
            code = _NO_DAY.get(problem.code, "no_date")
            self.fail(words_of_run(ctx).say(code, found=value), param, ctx)
        if day.year not in YEARS:
            self.fail(words_of_run(ctx).say("problem_far_date", found=value), param, ctx)
        return day


class Moment(click.ParamType[datetime]):
    """A time of a day; a day alone is its beginning, unless ``by_the_hour``."""

    name = "time"

    def __init__(self, *, by_the_hour: bool = False) -> None:
        self.by_the_hour = by_the_hour

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        day = _day_alone(text)
        if self.by_the_hour and day is not None:
            self.fail(words_of_run(ctx).say("no_time", found=value), param, ctx)
        moment = self._read(text, param, ctx) if day is None else datetime.fromisoformat(day)
        if self.by_the_hour and moment.tzinfo is not None:  # what is agreed is agreed by the clocks of the place
            self.fail(words_of_run(ctx).say("time_of_zone", found=value), param, ctx)
        if moment.year not in YEARS:
            self.fail(words_of_run(ctx).say("problem_far_date", found=value), param, ctx)
        return moment

    def _read(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            try:
                return datetime.fromisoformat(cells.moment(text))
            except cells.BadCell:
                self.fail(words_of_run(ctx).say("no_time", found=text), param, ctx)


def _day_alone(text: str) -> str | None:
    try:
        return cells.day(text)
    except cells.BadCell:
        return None


class DayOrMoment(Moment):
    """A time of a day, or a day alone, which stays one: whoever asked says what is made of it."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        moment = super().convert(value, param, ctx)
        return moment.date() if _day_alone(str(value).strip()) is not None else moment


def chosen(text: str, names: Mapping[str, Sequence[str]], *, by_part: bool = False) -> str | None:
    """Which of several words is meant: that one, or the one of which ``text`` is a name in either language.

    ``names`` are by the word the keys of its names; ``by_part``: a part of a name that no other has will do.
    """
    said, books = folded(text), own_words().words.values()
    if text in names or not said:
        return text if text in names else None
    called = [(folded(words.get(key, "")), word) for words in books for word, keys in names.items() for key in keys]
    fits = {word for name, word in called if name in (said, f"已{said}")}  # 约定 is 已约定
    if by_part and not fits:
        fits = {word for name, word in called if said in name}
    return fits.pop() if len(fits) == 1 else None


class Named(click.Choice[str]):
    """One of several words, each of which may be said by its names in either language.

    ``names`` are the keys of those by the word; the first is shown to whoever reads no English.
    """

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        super().__init__(tuple(names))
        self._names = names

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(chosen(str(value), self._names) or value, param, ctx)

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        words = words_of_run(ctx)
        choices = words.listed(self._shown(choice, words) for choice in self.choices)
        return words.say("click_choices", n=len(self.choices), value=value, choice=choices, choices=choices)

    def _shown(self, choice: str, words: Words) -> str:
        name = words.get(self._names[choice][0], "")
        return repr(choice) if name.isascii() else words.say("glossed", choice=choice, name=name)


class KindOfFile(Named):
    """One of many names: usage tells that one is asked for, and a slip is told the nearest."""

    name = "kind"

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__({kind: (f"thing_{kind}",) for kind in kinds})

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return words_of_run(ctx)["value_kind"]

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        words, near = words_of_run(ctx), alike(str(value), self.choices)
        elsewhere = words.get(f"written_{str(value).strip().lower().replace('-', '_')}", "")
        if elsewhere:
            return words.say("no_file_of_its_own", found=str(value), elsewhere=elsewhere)
        hint = did_you_mean(near, words)
        kinds = (self._shown(choice, words).strip("'") for choice in self.choices)
        return words.say("no_kind", found=str(value), hint=hint, kinds=words.listed(kinds))


class Following(click.types.StringParamType):
    """What stands behind another argument: where it lacks, a whole command is told as an example, with what was given."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        said = ctx.params if ctx is not None else {}
        others = ctx.command.params if ctx is not None else ()
        given = [said[each.name] for each in others if isinstance(each, click.Argument) and each.name in said]
        return words_of_run(ctx).say(f"lacks_{param.name}", given=" ".join(filter(None, given)))


class Minutes(click.IntRange):
    """So many minutes: whoever says hours is told how many that are."""

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        whole = in_minutes(str(value))
        if whole is not None:
            self.fail(words_of_run(ctx).say("minutes_alone", found=str(value), minutes=whole), param, ctx)
        return int(super().convert(value, param, ctx))  # type: ignore[arg-type]


class Folder(click.Path):
    """A folder by its whole path: what a relative one means is settled here, once, and not by whoever opens it."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(exists=exists, file_okay=False, resolve_path=True, path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        try:
            return super().convert(value, param, ctx)
        except OSError:  # the current folder is gone, or links lead in a circle
            self.fail(words_of_run(ctx)["problem_missing_folder" if _is_here() else "here_is_gone"], param, ctx)


def _is_here() -> bool:
    """Whether the current folder is there."""
    try:
        return bool(os.getcwd())
    except OSError:
        return False


class Renamed(click.Option):
    """An option that is taken by an older name as well, of which help says nothing."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0].replace(", ".join(self.opts), self.opts[0]), record[1])
