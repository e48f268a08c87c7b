"""What all commands share: options, the language, and the one reading of the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

import click

from generator.dates.intervals import YEARS
from generator.faces.console import Session
from generator.faces.help import words_of_run
from generator.text.language import Language

_ZONE = ZoneInfo("Asia/Shanghai")
Command = TypeVar("Command", bound=Callable[..., Any])


def current_day() -> date:
    """Today, where the company is."""
    return datetime.now(_ZONE).date()


class Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
            if day.isoformat() != value:  # ISO 8601 has other ways to write a date
                raise ValueError(value)
        except ValueError:
            self.fail(words_of_run(ctx).say("no_date", found=value), param, ctx)
        if day.year not in YEARS:
            self.fail(words_of_run(ctx).say("problem_far_date", found=value), param, ctx)
        return day


class Moment(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(words_of_run(ctx).say("no_time", found=value), param, ctx)
        if moment.year not in YEARS:
            self.fail(words_of_run(ctx).say("problem_far_date", found=value), param, ctx)
        return moment.astimezone(_ZONE).replace(tzinfo=None) if moment.tzinfo else moment


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
)

lang_option = click.option(
    "--lang",
    type=click.Choice(get_args(Language)),
    default=None,
)

as_of_option = click.option(
    "--as-of",
    type=Day(),
    default=None,
)

output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
)

previous_option = click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=None,
)

replace_option = click.option("--replace", is_flag=True)


def with_session(command: Command) -> Command:
    """Every command takes --root and --lang, before its name or after it, and gets a Session."""

    @click.pass_context
    def run(context: click.Context, /, root: Path | None, lang: Language | None, **options: Any) -> Any:
        given = context.find_root().params
        chosen = root or given.get("root") or Path()
        return command(Session(chosen, words_of_run(context).language), **options)

    run.__name__ = command.__name__
    wrapped: Any = run
    wrapped.__click_params__ = getattr(command, "__click_params__", [])
    return root_option(lang_option(wrapped))  # type: ignore[no-any-return]
