"""What a command was asked about: the company as it is planned, and whom a name on the command line means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NoReturn

import click
from rich.text import Text

from generator.desk.columns import folded
from generator.desk.names import Called, KindOfName, called, meant, near
from generator.due.incidents import INCIDENT
from generator.faces.console import Session
from generator.faces.options import current_day
from generator.model.cases import cases
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.publishing.defined import Definitive
from generator.publishing.published import read_published
from generator.reading.load import read_sound
from generator.text.located import Stopped
from generator.text.problems import did_you_mean, first_of
from generator.visits.plan import Plan, plan

# What writes when it is not refused; `export` says so in its own words.
_WRITING = frozenset({"record", "incident", "import", "new", "rename", "forget"})
_NOTHING = "nothing_written"
_EQUALS = re.compile(r"\s*[=＝]\s*")
_NUMBERED = re.compile(r"\d+-\d+")  # as incidents are, and hardly anybody
_SEVERAL = 8  # so many candidates are named


@dataclass(frozen=True, slots=True)
class Company:
    """What a root holds, on which day it is asked about, and in whose words."""

    session: Session
    definitions: Definitions
    schedules: Schedules
    as_of: date

    def planned(self, end: date | None = None) -> Plan:
        """Who goes when, going on from what was published last."""
        try:
            before = read_published(self.session.root / "feeds").ledger.published()
        except Stopped as stopped:
            self.session.stop(stopped)
        return plan(self.definitions, self.schedules, self.as_of, before, end)

    def id_of(self, kind: KindOfName, asked: str | None, of: str | None = None) -> str | None:
        """The id of whom or what was ``asked`` for by id or name; nobody and several end the run, with candidates.

        Where nothing is like it, the first that there are, of tasks those that the customer ``of`` this id has.
        """
        if asked is None:
            return None
        words = self.session.words
        known = called(kind, self.definitions, self.schedules, words.language)
        fits = meant(asked, known)
        if kind == "task" and len(fits) > 1:  # of one name, those that the customer has
            theirs = {task.id for task in self._tasks_of(of)}
            fits = [fit for fit in fits if fit.id in theirs] or fits
        if len(fits) == 1:
            return fits[0].id
        if fits:
            self._ask_which(asked, fits)
        likely = near(asked, known)
        hint = did_you_mean(likely, words) or self._there(kind, known, of)
        hint = hint or words.say("there_are_none", kind=kind)
        return refuse(self.session, f"no_{kind}", found=asked, hint=hint)

    def work(self, asked: str | None, of: str | None = None) -> str | None:
        """The id of the task that was asked for, as ``id_of`` has it, or of the incident of that number."""
        number = (asked or "").strip().removeprefix(INCIDENT)
        if any(case.id == number for case in cases(self.schedules)):
            return f"{INCIDENT}{number}"
        return asked if asked is not None and asked.startswith(INCIDENT) else self.id_of("task", asked, of)

    def of_incident(self, asked: str) -> tuple[str, str] | None:
        """The customer and the work of the incident of that number, None where none has it."""
        number = asked.strip().removeprefix(INCIDENT)
        whose = (case.customer or "*" for case in cases(self.schedules) if case.id == number)
        return next(((customer, f"{INCIDENT}{number}") for customer in whose), None)

    def ask_which_task(self, asked: str) -> NoReturn:
        """Say that of a customer alone (``*``: the company itself) a task lacks, of a task alone a customer."""
        words, known = self.session.words, partial(called, definitions=self.definitions, schedules=self.schedules)
        if not meant(asked, known("customer", language=words.language)) and asked != "*":
            for work in meant(asked, known("task", language=words.language)):
                refuse(self.session, "which_customer", found=asked, task=work.id)
            if _NUMBERED.fullmatch(asked.strip()):
                numbers = [case.id for case in cases(self.schedules)]
                hint = words.say("there_are", choices=first_of(numbers, words, _SEVERAL)) if numbers else ""
                refuse(self.session, "no_incident_numbered", found=asked.strip(), hint=hint)
        customer = "" if asked == "*" else self.id_of("customer", asked)
        owner = self.schedules.customers.get(customer or "")
        tasks = self.definitions.tasks.values() if owner is None else self._tasks_of(customer)
        there = [task for task in tasks if not task.retired and (task.scope == "company") == (owner is None)]
        numbers = [case.id for case in cases(self.schedules) if owner is not None and case.customer == owner.id]
        named = [f"{task.id} {task.name.of(words.language)}" for task in there] + numbers
        whose = owner.name if owner is not None else words["own_company"]
        refuse(
            self.session,
            "which_task" if named else "which_task_none",
            whose=whose,
            choices=first_of(named, words, _SEVERAL),
        )

    def titled(self, title: str, ids: Mapping[KindOfName, str | None], others: Iterable[str] = ()) -> str:
        """The ``title`` of a list, with whom and what alone it is of, by their names."""
        language = self.session.words.language
        known = {
            "customer": {id_: owner.name for id_, owner in self.schedules.customers.items()},
            "technician": {id_: person.name for id_, person in self.schedules.technicians.items()},
            "task": {id_: task.name.of(language) for id_, task in self.definitions.tasks.items()},
        }
        incident = ids.get("task") or ""
        if incident.startswith(INCIDENT):
            number = incident.removeprefix(INCIDENT)
            known["task"][incident] = self.session.words.say("incident_numbered", id=number)
        whom = [*(known[kind][id_] for kind, id_ in ids.items() if id_ is not None), *others]
        return self.session.words.say("list_only", title=title, whom=self.session.words.listed(whom)) if whom else title

    def wholly_named(self, kind: KindOfName, asked: str) -> Called:
        """Who is meant by their id or whole name, for what cannot be taken back: whoever has a part of it is named only."""
        known = called(kind, self.definitions, self.schedules, self.session.words.language)
        id_ = self.id_of(kind, asked)
        found = next(entry for entry in known if entry.id == id_)
        if found.id != asked.strip().casefold() and folded(asked) not in map(folded, found.names):
            refuse(self.session, "not_whole_name", found=asked, choices=found.shown, id=found.id)
        return found

    def id_or_as_said(self, kind: KindOfName, asked: str) -> str:
        """The same, but what nobody is called stays as it was said, for whoever looks at it next."""
        fits = meant(asked, called(kind, self.definitions, self.schedules, self.session.words.language))
        if len(fits) > 1:
            self._ask_which(asked, fits)
        return fits[0].id if fits else asked

    def _ask_which(self, asked: str, fits: Sequence[Called]) -> NoReturn:
        choices = first_of([entry.shown for entry in fits], self.session.words, _SEVERAL)
        refuse(self.session, "several_meant", found=asked, n=len(fits), choices=choices)

    def _there(self, kind: KindOfName, known: Sequence[Called], of: str | None) -> str:
        """Who or what there is, as a hint."""
        there = (self._theirs(of) if kind == "task" else []) or [entry.shown for entry in known]
        words = self.session.words
        return words.say("there_are", choices=first_of(there, words, _SEVERAL)) if there else ""

    def _theirs(self, customer: str | None) -> list[str]:
        """The tasks that a customer has, by name."""
        return list(dict.fromkeys(task.name.of(self.session.words.language) for task in self._tasks_of(customer)))

    def _tasks_of(self, customer: str | None) -> list[Task]:
        """The tasks that a customer has."""
        owner = self.schedules.customers.get(customer or "")
        products = [asset.product for site in owner.sites for asset in site.assets] if owner is not None else []
        return [task for task in self.definitions.tasks.values() if not set(products).isdisjoint(task.products)]


def company_of(session: Session, as_of: date | None) -> Company:
    """The company below the session's root, on ``as_of`` or today. Its problems end the run."""
    today = as_of or current_day(session.root)
    try:
        definitions, schedules = read_sound(session.root, kept=Definitive(session.root))
    except Stopped as stopped:
        session.stop(stopped)
    return Company(session, definitions, schedules, today)


def in_two(text: str) -> tuple[str, str | None]:
    """``NAME=VALUE`` in its two parts, the sign as a Chinese keyboard types it too; None where there is none."""
    parts = _EQUALS.split(text.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else None


def refuse(session: Session, key: str, **values: object) -> NoReturn:
    """Say why not, and end the run with status 1; where a command would write, that it has not."""
    session.err.print(Text(session.words.say(key, **values)))
    context = click.get_current_context(silent=True)
    if context is not None and context.info_name in _WRITING and key != _NOTHING:
        session.err.print(Text(session.words[_NOTHING]))
    raise SystemExit(1)
