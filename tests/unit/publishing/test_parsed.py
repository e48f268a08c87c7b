"""What was read before is looked up by its content: the same data, the same problems, whatever became of what is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.company import Root
from support.small import SMALL

from generator.publishing import parsed
from generator.publishing.held import Held
from generator.publishing.parsed import FOLDER, parser_of
from generator.reading.load import load
from generator.text.data import Plain
from generator.text.yaml import parse

RECORDS = "schedules/records/2026-10.yaml"
TWICE = "  - {record: completed, date: 2026-10-01, customer: c-001, site: home, tasks: [floor/polish, floor/polish]}\n"


@pytest.fixture
def kept(root: Root, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A small company of which is kept what was read, as of a large one."""
    monkeypatch.setattr(parsed, "_WORTH", 0)
    parser_of(root.path, Held(root.path))
    return root


def test_what_is_known_is_not_read_again(kept: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file is edited: that one is read."""
    read: list[str] = []
    monkeypatch.setattr(parsed, "parse", lambda text: read.append(text) or parse(text))
    kept.add(RECORDS, "# one more line\n")
    text = (kept.path / RECORDS).read_text("utf-8")
    assert parser_of(kept.path, Held(kept.path))(text) == parse(text)
    assert read == [text]
    assert parser_of(kept.path, Held(kept.path))(text) == parse(text)
    assert read == [text]


@pytest.mark.parametrize("spoiled", ["", "nonsense", "gone", "altered"])
def test_what_is_kept_may_be_lost(kept: Root, spoiled: str) -> None:
    """Then it is read again."""
    for shelf in (kept.path / FOLDER).iterdir():
        if spoiled == "gone":
            shelf.unlink()
        elif spoiled == "altered":
            shelf.write_text(shelf.read_text("utf-8").replace("2026", "2025"), "utf-8")
        else:
            shelf.write_text(spoiled)
    text = (kept.path / RECORDS).read_text("utf-8")
    assert parser_of(kept.path, Held(kept.path))(text) == parse(text)


@pytest.mark.parametrize(
    "wrong", ["records: [", "a: 1\na: 2\n", "", "records:\n  - {record: completed, dat: 2026-10-01}\n"]
)
def test_what_is_wrong_is_told_at_its_place(kept: Root, wrong: str) -> None:
    """The first time and the next."""
    kept.write(RECORDS, wrong)
    told = [kept.run("feeds", "--as-of", "2026-11-02").output for _ in range(2)]
    assert told[0] == told[1]
    assert f"{RECORDS}:" in told[0]


def test_what_is_listed_twice_is_told_as_often_as_it_is_read(kept: Root) -> None:
    """Of a file that is kept as well, and of no other; whoever knows that nothing is does not look for it again."""
    kept.write(RECORDS, SMALL[RECORDS].replace("records:\n", f"records:\n{TWICE}"))
    whole = load(kept.path)
    assert [problem.file for problem in whole[2] if problem.code == "listed_twice"] == [RECORDS]
    assert [load(kept.path, parser_of(kept.path, Held(kept.path)))[1:] == whole[1:] for _ in range(2)] == [True, True]
    company, _ = parser_of(kept.path, Held(kept.path))((kept.path / "definitions/company.yaml").read_text("utf-8"))
    records, _ = parser_of(kept.path, Held(kept.path))((kept.path / RECORDS).read_text("utf-8"))
    assert (isinstance(company, Plain), isinstance(records, Plain)) == (True, False)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(st.text(st.characters(codec="utf-8"), max_size=60) | VALUES.map(repr))
def test_kept_data_are_the_data_that_were_read(text: str) -> None:
    """Numbers, texts and nothing at all come back as they were."""
    said = parsed._said(text.encode())
    data, faults = parse(text)
    assert (said is None) == bool(faults)
    if said is not None:
        assert repr(parsed.json.loads(said)) == repr(data)
