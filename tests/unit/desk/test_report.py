"""What a report tells, each figure reckoned by hand on a small month; and what repeats, named with its incidents."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from support.company import Root, written
from support.small import SMALL

from generator.desk.report.figures import Figure, figures
from generator.desk.report.gaps import gaps_of
from generator.desk.report.known import Known, known
from generator.desk.report.repeats import repeats
from generator.desk.report.report import report
from generator.desk.report.spans import last_whole, named
from generator.reading.load import read

AS_OF = date(2026, 11, 23)
OCTOBER = named("month", "2026-10")
assert OCTOBER is not None

Step = tuple[str, str]

# Mended at once; mended on the second visit, late, and looked at by nobody since; written down late; asked and answered.
MONTH: tuple[Step, ...] = (
    ("2026-10-12", "id: r-1, kind: repair, received: 2026-10-12 17:20, promise: glass, channel: phone, cause: wear"),
    ("2026-10-12", "id: r-1, agreed: 2026-10-13 09:10"),
    ("2026-10-13", "id: r-1, arrived: 2026-10-13 09:00, done: 2026-10-13 11:00, cost: {amount: 80, by: company}"),
    ("2026-10-15", "id: r-1, rechecked: 2026-10-15, fed_back: 2026-10-15, satisfaction: {attitude: 5, quality: 4, result: 5}"),
    ("2026-10-14", "id: r-2, kind: repair, received: 2026-10-14 08:00, promise: glass, channel: phone, cause: works"),
    ("2026-10-15", "id: r-2, arrived: 2026-10-15 09:00"),
    ("2026-10-20", "id: r-2, arrived: 2026-10-20 09:00, done: 2026-10-20 10:00, cost: {amount: 200, by: customer}"),
    ("2026-10-21", "id: r-2, satisfaction: {attitude: 3, quality: 4, result: 4}"),
    ("2026-10-27", "id: r-3, kind: complaint, received: 2026-10-22 10:00, channel: letter, cause: works"),
    ("2026-10-28", "id: r-3, done: 2026-10-28 10:00"),
    ("2026-10-30", "id: r-3, rechecked: 2026-10-29, fed_back: 2026-10-30"),
    ("2026-10-30", "id: r-4, kind: enquiry, received: 2026-10-30 09:00, channel: web, done: 2026-10-30 09:05"),
)  # fmt: skip
CAUSES = "incidents: {causes: {wear: {zh: 老化, en: wear}, works: {zh: 施工, en: works}}, grace: 15 minutes}\n"


def company(folder: Path, steps: Iterable[Step]) -> Root:
    """The small company with these steps of incidents at its windows among the records of October."""
    root = written(SMALL, folder)
    root.add("definitions/company.yaml", CAUSES)
    root.edit(
        "definitions/services/promises/glass.yaml",
        "{zh: 到现场, en: on site}",
        "{zh: 到现场, en: on site}\n  met_by: arrived",
    )
    for day, told in steps:
        place = "" if "enquiry" in told else "customer: c-001, site: home, asset: windows, "
        owner = "" if "r-4" in told else place
        root.add(
            "schedules/records/2026-10.yaml", f"  - {{record: incident, date: {day}, {owner}incident: {{{told}}}}}\n"
        )
    return root


def known_of(root: Root, as_of: date = AS_OF) -> Known:
    """What is known of a company without a problem."""
    definitions, schedules, problems = read(root.path)
    assert [problem for problem in problems if problem.level == "error"] == []
    return known(definitions, schedules, as_of)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """The small month."""
    return known_of(company(tmp_path_factory.mktemp("month"), MONTH))


BY_HAND = {
    "complaint_rate": (1, 4, ["r-3"]),  # a visit of the 9th, and what was dealt with on the 13th, 20th and 28th
    "omission_rate": (2, 4, ["r-2", "r-3"]),
    "dissatisfaction_rate": (1, 2, ["r-2"]),
    "satisfaction": (25, 6, []),
    "promises_kept": (1, 2, ["r-2"]),  # on site an hour after the twenty-four
    "on_time": (1, 1, []),  # ten minutes early
    "in_window": (1, 2, ["c-001 floor/polish 2026-09-30"]),  # the bolts; nobody polished
    "first_time_fix": (1, 2, ["r-2"]),
    "repeat_rate": (0, 2, []),
    "warranty_cost": (80, 1, ["r-1"]),
}


def test_each_figure_of_a_small_month_is_as_reckoned_by_hand(month: Known) -> None:
    """Part, whole, and what fell short."""
    told = {
        figure.name: (figure.part, figure.whole, [behind.id for behind in figure.behind])
        for figure in figures(month, OCTOBER.days)
    }
    assert told == BY_HAND


def test_a_month_without_anything_has_no_rate(month: Known) -> None:
    """Nothing divided by nothing is no nought."""
    (empty,) = [f for f in figures(month, named("month", "2025-10").days) if f.name == "promises_kept"]  # type: ignore[union-attr]
    assert empty == Figure("promises_kept", 0, 0)
    assert empty.value is None


def test_what_was_left_out_is_named_by_its_stage(month: Known) -> None:
    """With the day by which it should have been there."""
    gaps = [(gap.case.id, gap.stage, str(gap.since)) for case in month.cases for gap in gaps_of(case, month)]
    assert gaps == [
        ("r-2", "rechecked", "2026-10-27"),
        ("r-2", "fed_back", "2026-10-27"),
        ("r-3", "recorded", "2026-10-23"),
    ]


def test_what_is_still_in_time_is_no_gap(month: Known) -> None:
    """On the day after it was done nobody had to be back yet."""
    early = known(month.definitions, month.schedules, date(2026, 10, 21))
    assert [gap.stage for case in early.cases for gap in gaps_of(case, early)] == []


def test_the_month_counts_what_came_by_kind_and_inlet(month: Known) -> None:
    """Enquiries are counted among what came in, and not among what was wrong."""
    told = report(month, OCTOBER)
    assert [(tally.key, len(tally.cases)) for tally in told.kinds] == [("repair", 2), ("complaint", 1), ("enquiry", 1)]
    assert [(tally.key, len(tally.cases)) for tally in told.channels] == [("phone", 2), ("letter", 1), ("web", 1)]
    assert [(tally.key, len(tally.cases)) for tally in told.causes] == [("works", 2), ("wear", 1)]
    assert [(problem.product, problem.part) for problem in told.problems] == [("window", "")]
    assert dict(told.costs) == {"company": 80, "customer": 200}


def planted(*days: str) -> list[Step]:
    """An incident a day, each of another house's: the customer alone would be warning enough else."""
    return [(day, f"id: p-{n}, kind: repair, received: {day} 08:00, cause: wear") for n, day in enumerate(days, 1)]


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (("2026-10-12", "2026-10-19", "2026-10-28"), "month"),
        (("2026-07-20", "2026-08-19", "2026-09-28"), "quarter"),
        (("2026-01-20", "2026-04-19", "2026-09-28"), "year"),
    ],
)
def test_what_repeats_raises_each_level_once_and_names_its_incidents(
    tmp_path: Path, days: tuple[str, ...], level: str
) -> None:
    """Three in a month, over the months of a quarter, over the quarters of a year; two are no warning."""
    until = named("month", days[-1][:7])
    assert until is not None
    root = company(tmp_path, planted(*days))
    root.edit("definitions/company.yaml", "grace: 15 minutes", "grace: 15 minutes, repeats: {customer: 9}")
    found = known_of(root)
    raised = [
        (repeat.level, repeat.product, repeat.part, [case.id for case in repeat.cases])
        for repeat in repeats(found, until)
    ]
    assert raised == [(level, "window", "wear", ["p-1", "p-2", "p-3"])]
    root.edit("definitions/company.yaml", "repeats: {customer: 9}", f"repeats: {{customer: 9, {level}: 4}}")
    assert repeats(known_of(root), until) == []


def test_twice_at_one_customers_within_a_month_is_enough(tmp_path: Path) -> None:
    """The same place need not be broken three times."""
    found = known_of(company(tmp_path, planted("2026-10-12", "2026-10-28")))
    assert [(repeat.level, repeat.reason) for repeat in repeats(found, OCTOBER)] == [("month", "customer")]


def test_a_report_is_of_the_last_whole_week_or_month() -> None:
    """And of any other by its name."""
    assert (last_whole("week", AS_OF).name, last_whole("month", AS_OF).name) == ("2026-W47", "2026-10")
    assert [named(kind, text) for kind, text in (("month", "2026-13"), ("week", "2026-10"), ("month", "x"))] == [
        None
    ] * 3


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The company of the small month, in a folder."""
    return company(tmp_path_factory.mktemp("office"), MONTH)


def test_the_command_tells_the_last_whole_month_with_its_records(office: Root) -> None:
    """As JSON for programs: numbers as numbers, and where each record stands."""
    told = json.loads(run(office, "month", "--format", "json"))
    assert (told["kind"], told["name"], told["from"], told["to"]) == ("month", "2026-10", "2026-10-01", "2026-10-31")
    (late,) = [line for line in told["lines"] if line["name"] == "promises_kept"]
    assert (late["value"], late["shown"], late["behind"]) == (50.0, "50.0% (1/2)", ["r-2"])
    place, _, number = late["where"][0].partition(":")
    assert "id: r-2, kind: repair" in (office.path / place).read_text("utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize(
    ("language", "says"),
    [("zh", ["报修  2", "承诺守时率", "没有反馈"]), ("en", ["repairs     2", "Promises kept", "not fed back"])],
)
def test_the_tables_fit_a_narrow_terminal_in_each_language(office: Root, language: str, says: list[str]) -> None:
    """Nothing is wider than eighty columns."""
    text = run(office, "month", "--lang", language)
    assert [part for part in says if part not in text] == []
    assert max(map(cells, text.splitlines())) <= 80


def cells(line: str) -> int:
    """How many columns of a terminal a line takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def run(root: Root, *arguments: str) -> str:
    """What ``aftercare report`` prints."""
    result = root.run("report", *arguments, "--as-of", str(AS_OF), COLUMNS="80")
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(("kind", "name"), [("month", "2026-13"), ("week", "2026-10"), ("month", "x")])
def test_a_span_that_is_none_is_refused(office: Root, kind: str, name: str) -> None:
    """With how it is written, and no traceback."""
    result = office.run("report", kind, name, "--as-of", str(AS_OF))
    assert (result.exit_code, "write it as 2026-" in result.output) == (1, True)


def test_the_pages_lie_in_a_folder_of_their_own_and_load_nothing(office: Root, tmp_path: Path) -> None:
    """In each language a list, twelve months and eight weeks; a page allows itself its one style, and no other host."""
    for _ in range(2):
        result = office.run("report", "pages", "--as-of", str(AS_OF), "--output", str(tmp_path / "out"))
        assert result.exit_code == 0, result.output
    assert "changed 0" in result.stdout
    pages = {
        path.relative_to(tmp_path / "out/reports").as_posix(): path.read_text("utf-8")
        for path in (tmp_path / "out/reports").rglob("*.html")
    }
    assert len(pages) == 2 * (1 + 12 + 8)
    october = pages["zh/month-2026-10.html"]
    assert "default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-" in october
    assert (
        re.findall(r'(?:src|href)="(?!https://small.example/zh/|data:|tel:|index.html|month-)([^"]*)"', october) == []
    )
    assert [word for word in ("诸葛先生", '<svg class="chart"', "承诺守时率", "r-2") if word not in october] == []
    said = {language: _said_of_drawings(pages, language) for language in ("zh", "en")}
    assert [text for text in said["zh"] if re.search("[:;,] ", text)] == []
    assert [text for text in said["en"] if re.search("[：；、]", text)] == []
    assert "每月收到的事项：投诉：" in said["zh"][0]
    assert "Incidents received each month: complaints: " in said["en"][0]


def _said_of_drawings(pages: dict[str, str], language: str) -> list[str]:
    """What the drawings of October tell those who cannot see them."""
    return re.findall(r'role="img" aria-label="([^"]*)"', pages[f"{language}/month-2026-10.html"])


def test_reports_never_lie_where_something_is_served(office: Root) -> None:
    """Neither in the site nor among what staff write."""
    for place in ("definitions", "docs"):
        result = office.run("report", "pages", "--as-of", str(AS_OF), "--output", str(office.path / place))
        assert (result.exit_code, list((office.path / place).rglob("reports"))) == (1, [])


def test_work_that_fell_short_is_named_as_people_call_it(tmp_path: Path) -> None:
    """Whose, what and when; for programs by ids."""
    root = company(tmp_path, MONTH)
    for language, named_ in (("zh", "诸葛先生 抛光 2026-09-30"), ("en", "诸葛先生 Polishing 2026-09-30")):
        told = root.run("report", "month", "2026-10", "--as-of", str(AS_OF), "--lang", language, COLUMNS="200")
        assert told.exit_code == 0, told.output
        assert named_ in told.stdout
        assert "floor/polish" not in told.stdout
    told = root.run("report", "month", "2026-10", "--as-of", str(AS_OF), "--format", "csv")
    assert "c-001 floor/polish 2026-09-30" in told.stdout


POLISHED = "  - {{record: completed, date: {}, customer: c-001, site: home, asset: hall, task: floor/polish}}\n"


@pytest.mark.parametrize(
    ("days", "counted"),
    [
        (("2026-10-20", "2026-11-02"), {"2026-10": (1, 2, ["09-30"]), "2026-11": (1, 1, [])}),
        # done in the days before its date, with that date still to come; nobody came for those before it
        (("2026-11-28",), {"2026-10": (1, 2, ["09-30"]), "2026-11": (1, 2, ["10-31"])}),
        (("2026-11-28, due: 2027-01-31",), {"2026-10": (1, 2, ["09-30"]), "2026-11": (1, 2, ["10-31"])}),
    ],
)  # fmt: skip
def test_each_cycle_is_counted_once_when_it_was_done_or_its_time_was_over(
    tmp_path: Path, days: tuple[str, ...], counted: dict[str, tuple[int, int, list[str]]]
) -> None:
    """With the bolts of October; as ``record`` and ``explain`` have it, and in whichever month one asks."""
    root = written(SMALL, tmp_path)
    root.add("schedules/records/2026-10.yaml", "".join(map(POLISHED.format, days)))
    company_then = known_of(root, date(2026, 11, 28))
    told = {}
    for month in range(8, 13):
        span = named("month", f"2026-{month:02}")
        assert span is not None
        (figure,) = (each for each in figures(company_then, span.days) if each.name == "in_window")
        if figure.whole:
            told[span.name] = (
                figure.part,
                figure.whole,
                [each.id.partition("polish 2026-")[2] for each in figure.behind],
            )
    assert told == counted


def test_what_was_done_before_we_came_is_not_counted_as_ours(tmp_path: Path) -> None:
    """It closes its cycle, and says nothing of how we keep our days."""
    root = written(SMALL, tmp_path)
    root.edit(
        "schedules/customers/c-001.yaml", "traffic: heavy}", "traffic: heavy, last_done: {floor/polish: 2026-10-01}}"
    )
    (figure,) = (each for each in figures(known_of(root), OCTOBER.days) if each.name == "in_window")
    assert figure == Figure("in_window", 1, 1)
