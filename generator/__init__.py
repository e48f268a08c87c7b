"""Aftercare: a company's YAML becomes a care knowledge base and inspection calendars.

Six functions are for other programs, and `Stopped`, which they raise; each says what goes in and what comes out::

    from datetime import date
    from pathlib import Path
    from generator import check, load, plan

    definitions, schedules, problems = load(Path("."))
    problems += check(definitions, schedules)
    for visit in plan(definitions, schedules, date(2026, 11, 23)).visits:
        print(visit.day, visit.customer.name, visit.minutes)
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.faces.api import build, check, explain, load, plan, words
    from generator.text.located import Stopped

__all__ = ["Stopped", "__version__", "build", "check", "explain", "load", "plan", "words"]

__version__ = version("aftercare")


def __getattr__(name: str) -> Any:  # Any: a function or an exception, which type checkers know from above
    """Fetch a function when it is asked for: whoever needs a part of the package does not wait for MkDocs."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("generator.text.located" if name == "Stopped" else "generator.faces.api"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
