"""What a Python program may ask for, as ``from generator import load, check, plan, explain, build, words``.

Bad data is returned or raised as problems; a day, a language and a secret are given by whoever calls, and nothing is taken
from the clock or the environment. What is not named here may change with any version.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from generator.due.items import Occurrence
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.accepted import Accept, Accepted
from generator.publishing.lock import alone
from generator.publishing.outputs import outputs_of
from generator.publishing.pipeline import build_all
from generator.publishing.published import read_published
from generator.publishing.stages import Report
from generator.reading.checks import check as check_together
from generator.reading.effect import check_on
from generator.reading.load import load as load_files
from generator.reading.words import own_words
from generator.telling.explain import explain as explain_steps
from generator.text.language import Language
from generator.text.problems import Problem
from generator.text.words import Words
from generator.visits.plan import Plan
from generator.visits.plan import plan as plan_from


def load(root: Path | str) -> tuple[Definitions, Schedules, list[Problem]]:
    """Read the YAML below ``root``: what the company knows and promises, whom it serves, and each file's own mistakes.

    ``root`` is the folder with ``definitions/`` and, where somebody is served, ``schedules/``. Never raises for what is in
    the files: one with a mistake is left out and its problem returned. ``Problem.message(words)`` says what to do.
    """
    return load_files(Path(root))


def check(definitions: Definitions, schedules: Schedules, as_of: date | None = None) -> list[Problem]:
    """Every mistake that shows only when files are seen together; none of those that ``load`` told.

    With ``as_of``, also what only that day tells: what is done lies after it, a record concerns no cycle. A problem whose
    ``level`` is ``warning`` stops nothing.
    """
    problems = check_together(definitions, schedules)
    return problems if as_of is None else check_on(definitions, schedules, problems, as_of)


def plan(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    published: Path | str | None = None,
    end: date | None = None,
) -> Plan:
    """What is due on ``as_of``, and who goes when: occurrences and visits, and what to warn of.

    Dates are days where the company is. The plan reaches as far as any calendar shows, or to ``end`` if that is later.
    ``published`` is the folder of the feeds published last: visits keep their identity from it, and their day and
    technician where they still fit. Raises ``Stopped`` where that folder holds a damaged feed. What
    was loaded must be without errors.
    """
    before = read_published(Path(published)).ledger.published() if published is not None else ()
    return plan_from(definitions, schedules, as_of, before, end)


def explain(
    definitions: Definitions, schedules: Schedules, planned: Plan, occurrence: Occurrence, language: Language = "zh"
) -> list[str]:
    """How a date of ``planned`` came about, from its anchor to the planned day: a sentence a step, in ``language``."""
    visit = planned.visit_of().get(occurrence.id)
    return explain_steps(occurrence, visit, definitions, schedules, words(language))


def build(
    root: Path | str,
    output: Path | str,
    as_of: date,
    *,
    secret: str = "",
    previous: Path | str | None = None,
    accept: Collection[Accept] = (),
    first: bool = False,
    replace: bool = False,
    today: date | None = None,
) -> Report:
    """Write everything: pages below ``root/docs``; ``site``, ``site-staff``, ``feeds`` and their table below ``output``.

    ``secret`` is what the addresses of calendars rest on, 32 characters or more; only the example company, and one that
    serves nobody, may do without. ``previous`` is the folder of the feeds published last, where that is not
    ``output/feeds``; ``replace`` takes over folders that hold damaged or foreign files. ``accept`` names what may be taken
    back or lost of what people were told: ``past`` (``as_of`` lies before the last publication), ``future`` (it lies after
    ``today``, where that is given), ``secret`` (another one), ``restored`` (a feed is not as it was left). ``first`` says
    that nothing was published before; a company whose ``example`` is true need not. The report counts the files of each
    part and holds what to warn of.

    Raises ``Stopped`` with all problems, ``Stopped.located()`` telling where in the text; what was published last is
    untouched then. MkDocs runs in processes of its own: a script calls this below ``if __name__ == "__main__"``.
    """
    root, output = Path(root).resolve(), Path(output).resolve()
    before = Path(previous) if previous is not None else None
    environment = {"AFTERCARE_SECRET": secret}
    accepted = Accepted(accept=frozenset(accept), first=first, replace=replace, today=today)
    outputs_of(root, output)
    with alone((root, output), f"generator.build({str(root)!r}, {str(output)!r})"):
        return build_all(root, output, as_of, environment, lambda _: None, previous=before, accepted=accepted)


def words(language: Language = "zh") -> Words:
    """What the program says in ``language``: in these words ``Problem.message`` tells what is wrong."""
    return own_words().words[language]
