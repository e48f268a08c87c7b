"""The command that publishes the calendars alone, or gives one of them another address."""

from __future__ import annotations

import os
from datetime import date

import click

from generator.desk.names import KindOfName, called, wholly_meant
from generator.faces.asked import refuse
from generator.faces.console import FIRST, Session, steps, summary
from generator.faces.options import (
    Publication,
    publication_options,
    running,
    with_session,
)
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.holders import key_of
from generator.publishing.asbefore import Asked, Inputs, texts_for
from generator.publishing.cluster import Cluster
from generator.publishing.defined import Definitive
from generator.publishing.feeds import publish_feeds
from generator.publishing.lock import alone
from generator.publishing.next import Next, next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.parsed import parser_of
from generator.publishing.rotation import rotate_feed
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound, texts_of
from generator.text.collector import resting_collector
from generator.text.located import place


@click.command("feeds")
@with_session
@publication_options
@click.option("--rotate", default=None)
@click.option("--scheduler", default=None)
@resting_collector()
def feeds_command(session: Session, asked: Publication, rotate: str | None, scheduler: str | None) -> None:
    """Write the calendars alone."""
    root, day = session.root, asked.as_of
    with steps(session) as step:
        outputs = outputs_of(root, asked.output)
        with alone((root, asked.output) if rotate is not None else [asked.output], running(session), step):
            step("check")
            inputs = Inputs(Asked(root, outputs, day, os.environ))
            before = inputs.as_before(asked.accepted) if rotate is None and asked.previous is None else None
            if before is not None:
                step("feeds")
                written, warnings = before
                texts = texts_for(root, warnings)
            else:
                kept = Definitive(root, lasts=True)
                definitions, schedules = read_sound(root, parser_of(root, kept.held), on=day, kept=kept)
                how = (templates_of(root), day, outputs, os.environ, asked.previous, asked.accepted)
                if rotate is not None:
                    kind, rotate = _holder(session, definitions, schedules, rotate, day)
                    # Whatever can stop the build, before the holder's file is touched.
                    next_feeds(definitions, schedules, *how)
                    definitions, schedules = rotate_feed(root, schedules, kind, rotate)
                step("feeds")
                after = next_feeds(definitions, schedules, *how)
                if rotate is not None:
                    _tell_rotated(session, after, kind, rotate)
                jobs = Cluster(scheduler) if scheduler is not None else None
                written, warnings = publish_feeds(after, jobs=jobs)
                kept.keep()
                inputs.keep()
                texts = texts_of(definitions, schedules)
    told = place(warnings, texts, first=None if asked.every else FIRST)
    session.print_problems(told, session.err, every=asked.every)
    summary(session, [("feeds", outputs.feeds, written)], step.seconds)


def _tell_rotated(session: Session, after: Next, kind: str, holder: str) -> None:
    """Say which address a holder's feed gets, and in which file its revision was raised."""
    schedules = after.schedules
    person = schedules.customers[holder] if kind == "customer" else schedules.technicians[holder]
    edited, address = schedules.places[kind, holder].file, after.address_of(key_of(person))
    session.out.print(session.words.say("rotated", file=edited, address=address), markup=False)


def _holder(
    session: Session, definitions: Definitions, schedules: Schedules, asked: str, as_of: date
) -> tuple[KindOfName, str]:
    """Whose address it is, by id or whole name: a customer's or a technician's.

    Nobody else is suggested for an unknown one, and a part of a name will not do: a feed would change hands.
    """
    language = session.words.language
    kinds: tuple[KindOfName, ...] = ("customer", "technician")
    known = [(kind, one) for kind in kinds for one in called(kind, definitions, schedules, language)]
    fits = wholly_meant(asked, [one for _, one in known])
    if len(fits) > 1:
        refuse(session, "several_meant", found=asked, n=len(fits), choices=session.words.listed(f.shown for f in fits))
    if not fits:
        refuse(session, "no_holder", found=asked)
    kind, holder = next((kind, one.id) for kind, one in known if one is fits[0])
    if kind == "customer" and not schedules.customers[holder].consents_on(as_of):
        refuse(session, "no_consent", found=asked)
    return kind, holder
