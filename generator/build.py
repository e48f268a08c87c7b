"""The pipeline from a folder to its outputs: what each command runs, in order, with nothing written on a problem."""

from __future__ import annotations

import gc
import hashlib
import shutil
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import jinja2

from generator.artifacts import Artifact
from generator.assignment import assign, unassigned
from generator.calendars import DEMO_SECRET, address, index_of, readable, render_feeds, sizes
from generator.catalogue import Catalogue
from generator.checks import check, records_lie_in_the_past
from generator.drawing import NotDrawable
from generator.holderpages import render_holder_pages
from generator.intervals import Interval, add
from generator.ledger import Ledger, NotAFeed
from generator.load import load, read_templates
from generator.model import Customer, Technician
from generator.packaged import brought, program_files
from generator.pages import render_chooser, render_pages
from generator.privacy import leaks
from generator.problems import Located, Problem, place
from generator.publish import (
    NotOurs,
    Written,
    check_ours,
    disturbed,
    new_stage,
    publish_folder,
    publish_pages,
    replace_text,
    stage,
    unchanged,
    untouched,
)
from generator.rotation import NotRotatable, rotate
from generator.schedule import Occurrence, occurrences, without_effect
from generator.sharepictures import TEMPLATE as SHARE_TEMPLATE
from generator.signposts import robots, short_links
from generator.site import CONFIGURATIONS, STAFF, SiteError, build_sites, build_with, public_texts
from generator.templating import Templates, failing_template
from generator.visits import Published, Visit, plan_visits

MANIFEST = ".cache/pages.json"
# How far ahead occurrences are reckoned beyond what any feed shows, so that the last visit is planned as any other.
_MARGIN = Interval(months=3)
_SECRET_LENGTH = 32

Tell = Callable[[str], None]


class Stopped(Exception):
    """The build stopped with problems before anything was written."""

    def __init__(self, problems: Sequence[Problem], texts: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
        self.texts = dict(texts or {})

    def located(self) -> list[Located]:
        """The problems with their places, ready to print."""
        return place(self.problems, self.texts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due on a date, and who goes when."""

    as_of: date
    occurrences: tuple[Occurrence, ...]
    visits: tuple[Visit, ...]
    warnings: tuple[Problem, ...] = ()

    def visit_of(self) -> dict[str, Visit]:
        """The visit of each occurrence that has one, by the occurrence's id."""
        return {occurrence.id: visit for visit in self.visits for occurrence in visit.occurrences}


@dataclass(slots=True)
class Report:
    """What a build wrote, part by part."""

    pages: Written | None = None
    site: Written | None = None
    handbook: Written | None = None
    feeds: Written | None = None
    warnings: Sequence[Located] = ()


def read(root: Path, as_of: date | None = None) -> tuple[Catalogue, list[Problem]]:
    """The catalogue below ``root`` and every problem in it; with ``as_of``, also records that lie in the future."""
    catalogue, problems = load(root)
    problems += check(catalogue)
    if as_of is not None:
        problems += records_lie_in_the_past(catalogue, as_of)
    return catalogue, problems


def read_sound(root: Path) -> Catalogue:
    """The catalogue below ``root``. Raises Stopped where it has a problem that is no mere warning."""
    catalogue, problems = read(root)
    if any(problem.level == "error" for problem in problems):
        raise Stopped(problems, catalogue.texts)
    return catalogue


def read_ledger(folder: Path, *, replace: bool = False) -> Ledger:
    """What the feeds in ``folder`` tell; nothing where there is none yet.

    Raises Stopped for a damaged or missing feed, and for a file that is not ours; with ``replace`` they are passed over.
    """
    with _as_problems():
        if not replace:
            check_ours(folder)
            lost = [path for path in disturbed(folder) if path.endswith(".ics")]
            if lost:
                raise Stopped([Problem(code="not_a_feed", file=str(folder / path)) for path in lost])
        files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.ics"))}
        try:
            return Ledger.read(files, forgive=replace)
        except NotAFeed as error:
            raise Stopped([Problem(code="not_a_feed", file=str(folder / str(error)))]) from error


def plan(catalogue: Catalogue, as_of: date, before: Sequence[Published] = (), end: date | None = None) -> Plan:
    """Occurrences and visits as of a date, up to ``end`` or as far as any feed looks ahead.

    ``before`` is the plan that was published last: visits keep their identity from it, and their day and technician
    where they still fit.
    """
    feeds = catalogue.company.feeds
    spans = (feeds.customer.ahead, feeds.technician.ahead)
    horizon = max(add(as_of, span + _MARGIN) or date.max for span in spans)
    with _without_collector():
        found = occurrences(catalogue, as_of, max(end, horizon) if end else horizon)
        visits = assign(catalogue, plan_visits(catalogue, found, as_of, before), as_of, before)
    idle = [
        Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
        for place in without_effect(catalogue, found, as_of)
    ]
    return Plan(as_of, tuple(found), tuple(visits), (*unassigned(visits, catalogue), *idle))


def templates_of(root: Path) -> Templates:
    """The templates below ``root``, or the ones that come with the program where it has none."""
    with _as_problems():
        return Templates(read_templates(brought("templates", root)))


def secret_of(catalogue: Catalogue, environment: Mapping[str, str]) -> str:
    """The secret of the feeds' addresses. Raises Stopped where the company is not the example and it is none or weak."""
    secret = environment.get("AFTERCARE_SECRET", "")
    if catalogue.company.example:
        return secret or DEMO_SECRET
    if not secret:
        raise Stopped([Problem(code="no_secret", file="schedules/customers")])
    if len(secret) < _SECRET_LENGTH or secret == DEMO_SECRET:
        raise Stopped([Problem(code="weak_secret", file="schedules/customers")])
    return secret


def write_pages(root: Path, catalogue: Catalogue, templates: Templates, as_of: date) -> Written:
    """Render and write the Markdown pages and the navigation."""
    with _as_problems():
        artifacts = render_pages(catalogue, templates, as_of)
        texts = (
            (artifact.path, artifact.content.decode("utf-8")) for artifact in artifacts if artifact.path.endswith(".md")
        )
        found = list(leaks(catalogue, texts))
        if found:
            raise Stopped(found, catalogue.texts)
        return publish_pages(root, artifacts, root / MANIFEST)


def write_sites(
    root: Path, catalogue: Catalogue, templates: Templates, public: Path, staff: Path | None, tell: Tell
) -> tuple[Written, Written | None]:
    """Build the site of every language and the staff's handbook, look for customer data in them, and publish them.

    The languages make one folder, ``public``; the handbook is the folder ``staff``, and is left out where that is None
    or ``root`` has no configuration for it.
    """
    if staff is not None and not (root / CONFIGURATIONS[STAFF]).is_file():
        staff = None
    with _as_problems():
        staged = {folder: new_stage(folder) for folder in (public, staff) if folder is not None}
        try:
            tell("sites")
            site = staged[public]
            stage(site, _above_languages(catalogue, templates))
            outputs: dict[str, Path] = {language: site / language for language in catalogue.company.locales}
            if staff is not None:
                outputs[STAFF] = staged[staff]
            build_sites(root, outputs)
            found = [leak for folder in staged.values() for leak in leaks(catalogue, public_texts(folder))]
            if found:
                raise Stopped(found, catalogue.texts)
            written = {folder: publish_folder(stage_, folder) for folder, stage_ in staged.items()}
            return written[public], written[staff] if staff is not None else None
        finally:
            for folder in staged.values():
                shutil.rmtree(folder, ignore_errors=True)


def preview(
    root: Path, catalogue: Catalogue, templates: Templates, site: Path, changed_only: Container[str], pool: Executor
) -> None:
    """The public site for whoever edits, in ``site``; of the languages in ``changed_only``, what changed alone.

    What the pages say of customers was looked for as they were written; a site to publish is looked through as a whole.
    """
    with _as_problems():
        staged = new_stage(site)
        try:
            for language in (language for language in catalogue.company.locales if language in changed_only):
                shutil.copytree(site / language, staged / language)  # no links: MkDocs writes into files
            stage(staged, _above_languages(catalogue, templates))
            build_with(pool, root, {lang: (staged / lang, lang in changed_only) for lang in catalogue.company.locales})
            publish_folder(staged, site)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _above_languages(catalogue: Catalogue, templates: Templates) -> list[Artifact]:
    return [*render_chooser(catalogue, templates), robots(catalogue), *short_links(catalogue, templates)]


def must_be_ours(folder: Path) -> None:
    """Raise Stopped where ``folder`` holds something that this program did not put there."""
    with _as_problems():
        check_ours(folder)


def rotate_feed(root: Path, catalogue: Catalogue, kind: str, holder: str) -> Catalogue:
    """Raise the revision of a customer's or technician's feed in its file; the catalogue as it is then. Raises Stopped."""
    file, keys = catalogue.places[kind, holder].file, catalogue.places[kind, holder].keys
    try:
        text, _ = rotate(catalogue.texts[file], keys)
    except NotRotatable as error:
        raise Stopped([Problem(code="not_rotatable", file=file)], catalogue.texts) from error
    with _as_problems():
        replace_text(root / file, text)
    return read_sound(root)


def address_of(catalogue: Catalogue, kind: str, holder: str, environment: Mapping[str, str]) -> str:
    """Where a customer's or technician's feed is read: its address, or its name in the folder where none is given."""
    people: Mapping[str, Customer | Technician] = {
        **(catalogue.customers if kind == "customer" else catalogue.technicians)
    }
    name = address(secret_of(catalogue, environment), f"{kind}|{holder}", people[holder].feed_revision)
    base = catalogue.company.feeds_url
    return f"{base.rstrip('/')}/{name}.ics" if base else f"{name}.ics"


def write_feeds(
    catalogue: Catalogue,
    planned: Plan,
    templates: Templates,
    output: Path,
    ledger: Ledger,
    environment: Mapping[str, str],
    inputs: str,
) -> tuple[Written, list[Problem]]:
    """Render every feed with the page beside it and publish them as one folder, with the digest of its inputs.

    Also returns what to warn of. Raises Stopped, also for a customer's or technician's feed that no client would read.
    """
    with _as_problems():
        secret = secret_of(catalogue, environment)
        feeds = render_feeds(catalogue, planned.visits, planned.as_of, templates, secret, ledger)
        found = list(sizes(feeds, catalogue))
        if any(problem.level == "error" for problem in found):
            raise Stopped(found, catalogue.texts)
        feeds = readable(feeds)
        base = catalogue.company.feeds_url
        artifacts = [Artifact(feed.path, feed.content) for feed in feeds]
        artifacts.append(index_of(feeds, f"{base.rstrip('/')}/" if base else ""))
        artifacts += render_holder_pages(catalogue, feeds, planned.occurrences, planned.as_of, templates)
        staged = new_stage(output)
        try:
            stage(staged, artifacts)
            warnings = [*planned.warnings, *found]
            about = {"inputs": inputs, "warnings": [asdict(warning) for warning in warnings]}
            return publish_folder(staged, output, about), warnings
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def inputs_of(catalogue: Catalogue, templates: Templates, as_of: date, environment: Mapping[str, str]) -> str:
    """A digest of everything that feeds are made from, the program included; what was published is not among it.

    Planning again from a plan of the same inputs gives that plan, so equal digests mean equal feeds.
    """
    digest = hashlib.sha256(f"{as_of}|{secret_of(catalogue, environment)}".encode())
    for path in program_files():
        digest.update(path.read_bytes())
    for name, text in [*sorted(catalogue.texts.items()), *sorted(templates.sources.items())]:
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def build_feeds(
    catalogue: Catalogue,
    templates: Templates,
    as_of: date,
    output: Path,
    environment: Mapping[str, str],
    *,
    previous: Path | None = None,
    replace: bool = False,
) -> tuple[Written, list[Problem]]:
    """Plan from what was published last, and publish the feeds into ``output``; also what to warn of.

    Where nothing has changed since, nothing is done. ``previous`` is the folder of the feeds published last, if that is
    not ``output``; ``replace`` takes over damaged and foreign files. Raises Stopped.
    """
    inputs = inputs_of(catalogue, templates, as_of, environment)
    about = untouched(output) if previous is None and not replace else None
    if about is not None and about.get("inputs") == inputs:
        must_be_ours(output)
        return unchanged(output), [Problem(**{**w, "keys": tuple(w["keys"])}) for w in about["warnings"]]
    ledger = read_ledger(previous or output, replace=replace)
    if not replace:
        must_be_ours(output)
    planned = plan(catalogue, as_of, ledger.published())
    return write_feeds(catalogue, planned, templates, output, ledger, environment, inputs)


def build_all(
    root: Path,
    output: Path,
    as_of: date,
    environment: Mapping[str, str],
    tell: Tell,
    *,
    previous: Path | None = None,
    replace: bool = False,
) -> Report:
    """Everything: pages, the sites, the staff's handbook, feeds. Raises Stopped with nothing published.

    ``previous`` is the folder of the feeds that were published last, where that is not the output itself; ``replace``
    takes over folders that hold damaged or foreign files.
    """
    tell("check")
    catalogue = read_sound(root)
    secret_of(catalogue, environment)
    templates = templates_of(root)
    report = Report()
    feeds = output / "feeds"
    read_ledger(previous or feeds, replace=replace)  # a damaged one stops the build before anything is written
    for folder in (output / "site", output / "site-staff", feeds):
        if not replace:
            must_be_ours(folder)
    tell("pages")
    report.pages = write_pages(root, catalogue, templates, as_of)
    report.site, report.handbook = write_sites(root, catalogue, templates, output / "site", output / "site-staff", tell)
    tell("feeds")
    report.feeds, warnings = build_feeds(
        catalogue, templates, as_of, feeds, environment, previous=previous, replace=replace
    )
    report.warnings = place(warnings, catalogue.texts)
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the cycle collector rest: a plan makes a million objects and no cycle, and looking took a third of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _as_problems() -> Iterator[None]:
    """Turn what can go wrong outside the YAML into problems."""
    try:
        yield
    except jinja2.TemplateError as error:
        file = f"templates/{failing_template(error)}".rstrip("/")
        raise Stopped([Problem(code="template_error", file=file, params={"found": str(error)})]) from error
    except NotDrawable as error:  # the pictures themselves were checked
        raise Stopped([Problem(code="bad_picture", file=f"templates/{SHARE_TEMPLATE}")]) from error
    except SiteError as error:
        raise Stopped([Problem(code="site_error", file="mkdocs.yml", params={"found": str(error)})]) from error
    except NotOurs as error:
        raise Stopped([Problem(code="not_ours", file=str(error), params={"found": str(error)})]) from error
    except OSError as error:
        found = error.filename or ""
        raise Stopped([Problem(code="unwritable", file=str(found), params={"found": found})]) from error
