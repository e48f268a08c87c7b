"""What all commands share: options, the language, and the one reading of the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

import click

from generator.dates.intervals import YEARS
from generator.faces.console import Session
from generator.text.language import Language

_ZONE = ZoneInfo("Asia/Shanghai")


Command = TypeVar("Command", bound=Callable[..., Any])


def reader_language() -> Language:
    """The language of whoever looks at the terminal, as its environment tells it."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "zh"
    return "en" if said.lower().startswith("en") else "zh"


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
            if day.isoformat() != value or day.year not in YEARS:  # ISO 8601 has other ways to write a date
                raise ValueError(value)
            return day
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-11-23 / 日期请写成 2026-11-23", param, ctx)


class Moment(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
            if moment.year not in YEARS:
                raise ValueError(value)
        except ValueError:
            self.fail(
                f"{value!r} is not a time; write it as 2026-09-30T17:20 / 时间请写成 2026-09-30T17:20", param, ctx
            )
        return moment.astimezone(_ZONE).replace(tzinfo=None) if moment.tzinfo else moment


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The folder with definitions/ and schedules/.  [default: the current folder]",
)


lang_option = click.option(
    "--lang", type=click.Choice(get_args(Language)), default=None, help="zh or en; by LANG if not given."
)


as_of_option = click.option(
    "--as-of", type=Day(), default=None, help="The day that counts as today, such as 2026-11-23."
)


output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where site/ and feeds/ go.  [default: the root]",
)


previous_option = click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=None,
    help="The folder of the feeds that were published last.  [default: the output's own]",
)


replace_option = click.option("--replace", is_flag=True, help="Take over a folder that holds damaged or foreign files.")


def with_session(command: Command) -> Command:
    """Every command takes --root and --lang, before its name or after it, and gets a Session."""

    @click.pass_context
    def run(context: click.Context, /, root: Path | None, lang: Language | None, **options: Any) -> Any:
        given = context.find_root().params
        chosen = root or given.get("root") or Path()
        language = lang or given.get("lang") or reader_language()
        return command(Session(chosen, language), **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    wrapped: Any = run
    wrapped.__click_params__ = getattr(command, "__click_params__", [])
    return root_option(lang_option(wrapped))  # type: ignore[no-any-return]
