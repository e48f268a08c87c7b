"""Whatever stands in the files, the answer is a list of problems or a plan, never a traceback and never silence.

The short run is part of every test run; ``make fuzz`` goes on for minutes (AFTERCARE_FUZZ times as many examples).
"""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.company import Root
from support.small import SMALL

from generator.dates.intervals import Interval, add
from generator.formats.ledger import Ledger
from generator.formats.told import NotAFeed, read_feed
from generator.reading.load import read
from generator.reading.words import own_words
from generator.text.located import place
from generator.text.yaml import parse
from generator.visits.plan import plan

pytestmark = pytest.mark.long

WORDS = own_words().words

TIMES = int(os.environ.get("AFTERCARE_FUZZ", "1"))
AS_OF = date(2026, 11, 23)
fuzz = settings(
    max_examples=60 * TIMES,
    deadline=None,
    derandomize=TIMES == 1,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)

# What people mistype, what other programs write, and what was never meant to be read.
scraps = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["\t", "\n", ": ", "- ", "#", "{", "}", "[", "]", "&a", "*a", "!!x", "---", "\ufeff", "\x00", "\x85", "\u2028", "\ud7ff", "'", '"', "|", ">", "null", "~",
         "true", "0", "-1", "1e308", "1e400", ".inf", ".nan", "0x1F", "12:30", "2026-02-30", "9999-12-31", "0001-01-01", "2026-1-1",
         "-6 months", "0 days", "99999 years", "P", "P1Y2M3D", "半年", "6 个月", "🙂", "\u202e", "a" * 300, "[" * 60, "x: " * 60]
    ),
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """``text`` after a few cuts, slips and insertions."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 1, 3, 20, 200]))
        text = text[:start] + draw(scraps) + text[start + length :]
    return text


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The small company; each example spoils one of its files and puts it right again."""
    root = Root(tmp_path_factory.mktemp("fuzzed"))
    for file, text in SMALL.items():
        root.write(file, text)
    return root


@fuzz
@given(data=st.data(), file=st.sampled_from(sorted(SMALL)))
def test_fuzz_any_text_in_any_file_gives_problems_with_places(company: Root, data: st.DataObject, file: str) -> None:
    """Each has a file, a line, a column and a sentence in both languages; what is sound can be planned."""
    text = data.draw(mangled(SMALL[file]))
    company.write(file, text.encode("utf-8", "surrogatepass"))
    try:
        definitions, schedules, problems = read(company.path, AS_OF)
        for located in place(problems, {**definitions.texts, **schedules.texts}):
            assert located.position.line >= 1
            assert located.position.column >= 1
            for language in ("zh", "en"):
                assert located.heading(WORDS[language])
                assert "None" not in located.heading(WORDS[language]) or "None" in repr(text)
        if all(problem.level == "warning" for problem in problems):
            plan(definitions, schedules, AS_OF)
    finally:
        company.write(file, SMALL[file])


@fuzz
@given(st.one_of(st.text(), st.lists(scraps).map("".join)))
def test_fuzz_any_text_is_yaml_or_faults(text: str) -> None:
    """Data without a fault, or a fault with its place inside the text."""
    data, faults = parse(text)
    assert data is not None or faults
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= fault.position.line <= lines + 1 for fault in faults)


@fuzz
@given(
    st.one_of(st.text(max_size=30), st.lists(scraps, max_size=4).map("".join)),
    st.dates(date(1950, 1, 1), date(2150, 12, 31)),
)
def test_fuzz_any_text_is_an_interval_or_none(text: str, day: date) -> None:
    """An interval that was read can be added, or leads out of the calendar; it is written so that it reads the same."""
    try:
        interval = Interval.parse(text)
    except ValueError:
        return
    if abs(interval.approximate_days) < 10_000 * 366:
        assert Interval.parse(str(interval)) == interval
    later = add(day, interval)
    assert later is None or (later > day) == interval.is_positive or not interval or not interval.is_positive


def _records() -> st.SearchStrategy[dict[str, object]]:
    """Records as staff might write them: of something that is there or not, on any day, complete or not."""
    days = st.dates(date(2026, 8, 1), date(2027, 12, 31)).map(str)
    return st.fixed_dictionaries(
        {
            "record": st.sampled_from(["completed", "skipped", "moved", "appointment"]),
            "date": days,
            "customer": st.sampled_from(["c-001", "c-002"]),
            "site": st.sampled_from(["home", "away"]),
        },
        optional={
            "task": st.sampled_from(["window/bolts", "window/yearly", "floor/polish", "window/none"]),
            "asset": st.sampled_from(["windows", "hall", "attic"]),
            "cycle": st.integers(-1, 400),
            "to": days,
            "at": days.map(lambda day: f"{day} 09:30"),
            "reason": st.just("-"),
            "technician": st.sampled_from(["t-01", "t-02"]),
            "minutes": st.sampled_from(["30 minutes", "9 hours"]),
        },
    )


@fuzz
@given(st.lists(_records(), max_size=12))
def test_fuzz_any_records_give_a_plan_or_problems(company: Root, records: list[dict[str, object]]) -> None:
    """Whatever was written down about the work, in any order and any number of times."""
    file = "schedules/records/2026-10.yaml"
    lines = (f"  - {{{', '.join(f'{key}: {value}' for key, value in record.items())}}}\n" for record in records)
    company.write(file, "records:\n" + ("".join(lines) or "  []\n"))
    try:
        definitions, schedules, problems = read(company.path, AS_OF)
        if all(problem.level == "warning" for problem in problems):
            planned = plan(definitions, schedules, AS_OF)
            ids = [occurrence.id for occurrence in planned.occurrences if occurrence.due is not None]
            assert len(ids) == len(set(ids))
    finally:
        company.write(file, SMALL[file])


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A feed as it is published."""
    root = Root(tmp_path_factory.mktemp("feed"))
    for file, text in SMALL.items():
        root.write(file, text)
    return root.feeds()["customer c-001"]


@fuzz
@given(data=st.data())
def test_fuzz_a_damaged_feed_is_told_or_read_as_it_is(feed: bytes, data: st.DataObject) -> None:
    """The ledger refuses it by name, or everything that it reads from it stands in it."""
    content = feed
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.sampled_from([0, 1, 2, 80, 4000]))
        content = content[:start] + data.draw(st.binary(max_size=6)) + content[start + length :]
    try:
        told = read_feed("feed.ics", content)
        published = Ledger.read({"feed.ics": content}).published()
    except NotAFeed:
        return
    unfolded = content.replace(b"\r\n ", b"")
    assert all(f"UID:{uid}\r\n".encode() in unfolded for uid in told.events)
    assert {visit.uid for visit in published} <= set(told.events)
