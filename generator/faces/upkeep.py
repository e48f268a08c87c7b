"""The commands that look after the files themselves: fmt, rename, forget."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import click
from rich.text import Text

from generator.desk.edits import Edit
from generator.desk.forgetting import Forgotten, files_ever, forgotten
from generator.desk.names import Called
from generator.desk.refusals import Refused
from generator.desk.tidying import tidied_files
from generator.faces.asked import Company, refuse
from generator.faces.console import Session
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.values import Following
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import editing, keep
from generator.publishing.lettinggo import let_go
from generator.publishing.renaming import give_new_id
from generator.publishing.revisions import commits_of
from generator.publishing.schemas import follow_ids
from generator.publishing.told import FILE
from generator.reading.files import files_below, no_company, text_given, text_of
from generator.reading.load import read_sound, texts_of
from generator.text.located import Stopped
from generator.text.problems import first_of

_TREES = ("definitions", "schedules")
_SEVERAL = 8  # places of one text
_MANY = 8  # files of one folder are told one by one


@click.command("fmt")
@with_session
@click.argument("files", nargs=-1)
@click.option("--check", "is_check", is_flag=True)
def fmt_command(session: Session, files: tuple[str, ...], is_check: bool) -> None:
    """Write YAML files alike throughout, remarks kept."""
    root = session.root
    try:
        nowhere = no_company(root) if not files else None
        if nowhere is not None:
            raise Stopped([nowhere])
        with editing(root, f"aftercare fmt --root {root}"):
            names = files or tuple(_yaml_files(root))
            texts = {name: text_given(name, root) for name in names}
            tidy = tidied_files(texts)
            if tidy.problems:
                raise Stopped(tidy.problems, texts)
            if not is_check:
                keep(root, tidy.edits)
    except Stopped as stopped:
        session.stop(stopped)
    for file in tidy.left:
        session.err.print(Text(session.words.say("fmt_left", file=file)))
    for edit in tidy.edits:
        session.out.print(Text(session.words.say("fmt_would" if is_check else "fmt_done", file=edit.file)))
    session.out.print(Text(session.words.say("fmt_count", n=len(tidy.edits), total=len(names))))
    if is_check and tidy.edits:
        raise SystemExit(1)


def _yaml_files(root: Path) -> list[str]:
    found = []
    for tree in _TREES:
        if (root / tree).exists():
            paths = files_below(root / tree, tree)
            found += [path.relative_to(root).as_posix() for path in paths if path.suffix == ".yaml"]
    return found


@click.command("rename")
@with_session
@click.argument("old_id")
@click.argument("new_id", type=Following())
@click.option("--dry-run", is_flag=True)
def rename_command(session: Session, old_id: str, new_id: str, dry_run: bool) -> None:
    """Give something another id wherever it stands; the old one goes under formerly."""
    try:
        renamed = give_new_id(session.root, old_id, new_id, f"aftercare rename --root {session.root}", dry_run=dry_run)
        follow_ids(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    if dry_run:
        session.out.print(Text(session.words["rename_would"]))
    if renamed.moved is not None:
        session.out.print(Text(session.words.say("rename_moved", old=renamed.moved[0], new=renamed.moved[1])))
    _print_changed([file for file in renamed.files if renamed.moved is None or file != renamed.moved[1]], session)
    session.out.print(Text(session.words.say("rename_done", n=renamed.places)))
    if renamed.is_untold:
        session.err.print(Text(session.words["rename_untold"]))


def _print_changed(files: Iterable[str], session: Session) -> None:
    """A line for each file, and one for a folder of which many are changed, as a product's customers are."""
    for folder, there in groupby(files, key=lambda file: file.rpartition("/")[0]):
        names = list(there)
        if len(names) > _MANY:
            session.out.print(Text(session.words.say("rename_files", folder=folder, n=len(names))))
        else:
            for file in names:
                session.out.print(Text(session.words.say("rename_file", file=file)))


@click.command("forget")
@with_session
@as_of_option
@click.argument("customer")
@click.option("--dry-run", is_flag=True)
def forget_command(session: Session, as_of: date | None, customer: str, dry_run: bool) -> None:
    """Delete a customer's personal data from the files; the dates of work stay."""
    root = session.root
    today = as_of or current_day(root)

    def edited(
        definitions: Definitions, schedules: Schedules
    ) -> tuple[list[Edit], tuple[Called, list[str], Forgotten]]:
        meant = Company(session, definitions, schedules, today).wholly_named("customer", customer)
        notices = text_of(root / FILE, FILE) if (root / FILE).exists() else None
        result = forgotten(meant.id, schedules, texts_of(definitions, schedules), notices, today)
        return ([] if dry_run else list(result.edits)), (meant, files_ever(meant.id, schedules), result)

    try:
        with editing(root, f"aftercare forget --root {root}"):
            edits, (meant, own, result) = edited(*read_sound(root))
            keep(root, edits, () if dry_run else result.gone)
            if edits:
                let_go(root)
        follow_ids(root)
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    words = session.words
    if not result.edits:
        session.out.print(Text(words.say("forget_already", customer=meant.id)))
    else:
        session.out.print(Text(words.say("forget_would" if dry_run else "forget_done", customer=meant.shown)))
    for edit in result.edits:
        session.out.print(Text(f"  {edit.file}"))
    if result.id != meant.id:
        session.out.print(Text(words.say("forget_id", old=meant.id, new=result.id)))
    for still, places in result.still:
        session.out.print(Text(words.say("forget_still", found=still, places=first_of(places, words, _SEVERAL))))
    if result.edits:
        _tell_of_history(session, [edit.file for edit in result.edits], own)
    session.out.print(Text(words["forget_next"]))
    if (root / "reports").is_dir():
        session.out.print(Text(words["forget_reports"]))


def _tell_of_history(session: Session, files: list[str], own: list[str]) -> None:
    """What Git's history still holds, and how it is cleaned; ``own`` are the customer's files of today and before."""
    try:
        commits = commits_of(session.root, sorted({*files, *own}))
    except (Stopped, subprocess.SubprocessError):
        return
    if commits:
        paths = " ".join(f"--path {file}" for file in own)
        session.out.print(Text(session.words.say("forget_history", n=commits, paths=paths)))
