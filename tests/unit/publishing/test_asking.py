"""The ledger asks before it forgets: each thing stops the build, says what it saw, and passes once it is accepted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.company import AS_OF, Root, written
from support.small import SMALL

from generator import Stopped
from generator import build as build_from_python
from generator.faces import options
from generator.faces.cli import main
from generator.publishing.remembered import is_last

pytestmark = pytest.mark.long

TODAY = "2026-12-01"
SECRET = "kJ8dQ2mXr5TzWv9sLb3NfHc7GyPa4E-u"
OTHER = "Zx1Cv2Bn3Mq4We5Rt6Yu7Io8Pa9Sd0Fg"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "current_moment", lambda root, now: datetime.fromisoformat(f"{TODAY}T12:00+08:00"))


@pytest.fixture(scope="module")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A company whose people are real, with feeds of 2026-11-23."""
    root = written(SMALL, tmp_path_factory.mktemp("real") / "company")
    root.is_real()
    options = ["--root", str(root.path), "--as-of", AS_OF, "--now", f"{TODAY} 12:00", "--first"]
    assert CliRunner().invoke(main, ["feeds", *options], env={"AFTERCARE_SECRET": SECRET}).exit_code == 0
    return root


@pytest.fixture
def real(_published: Root, tmp_path: Path) -> Root:
    """A copy of it to go on from."""
    shutil.copytree(_published.path, tmp_path / "company")
    return Root(tmp_path / "company")


def ask(root: Root, *arguments: str, as_of: str = AS_OF, secret: str = SECRET, command: str = "feeds") -> Result:
    options = ["--root", str(root.path), "--as-of", as_of, "--lang", "en", *arguments]
    return CliRunner().invoke(main, [command, *options], env={"AFTERCARE_SECRET": secret or None})


def feed_of(root: Root, customer: str = "c-001") -> Path:
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()]
    return root.path / "feeds" / next(row[2] for row in rows if row[1] == customer)


def an_older_copy(root: Root) -> None:
    """The customer's feed as it was before, with the size and the time of what is there now."""
    path = feed_of(root)
    older = path.read_bytes()
    root.edit("schedules/customers/c-001.yaml", "name: 六合苑", "name: 八合苑")
    assert ask(root).exit_code == 0
    status = path.stat()
    assert status.st_size == len(older)
    assert path.read_bytes() != older
    path.write_bytes(older)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def an_older_folder(root: Root) -> None:
    """All of ``feeds/`` as it was before, consistent in itself."""
    shutil.copytree(root.path / "feeds", root.path.with_name("copy"))
    root.edit("schedules/customers/c-001.yaml", "name: 六合苑", "name: 八合苑")
    assert ask(root).exit_code == 0
    shutil.rmtree(root.path / "feeds")
    shutil.copytree(root.path.with_name("copy"), root.path / "feeds")


Spoil = Callable[[Root], object]
QUESTIONS: dict[str, tuple[Spoil, dict[str, str], str, str]] = {
    "a date before the last publication": (
        lambda root: None,
        {"as_of": "2025-11-23"},
        "the last publication was of 2026-11-23, and 2025-11-23 lies before it",
        "--accept past",
    ),
    "the day before the last publication": (
        lambda root: None,
        {"as_of": "2026-11-22"},
        "the last publication was of 2026-11-23, and 2026-11-22 lies before it",
        "--accept past",
    ),
    "a date before it, when our list of what is there says no date": (
        lambda root: drop_day(root),
        {"as_of": "2026-01-01"},
        "the last publication was of 2026-11-23, and 2026-01-01 lies before it",
        "--accept past",
    ),
    "a date years ahead": (
        lambda root: None,
        {"as_of": "2099-01-01"},
        "2099-01-01 lies after today, 2026-12-01",
        "--accept future",
    ),
    "tomorrow": (
        lambda root: None,
        {"as_of": "2026-12-02"},
        "2026-12-02 lies after today, 2026-12-01",
        "--accept future",
    ),
    "another secret": (
        lambda root: None,
        {"secret": OTHER},
        "published addresses was made with this AFTERCARE_SECRET: every address would change",
        "--accept secret",
    ),
    "an older feed with the same size and time": (
        an_older_copy,
        {},
        "this is not the calendar that was published last",
        "--accept restored",
    ),
    "the whole folder from an older copy": (
        lambda root: an_older_folder(root),
        {"as_of": "2026-11-24"},
        "the folder as a whole is not what was published here last",
        "--accept restored",
    ),
    "the whole folder from an older copy, and what was told since taken back": (
        lambda root: (an_older_folder(root), root.edit("schedules/customers/c-001.yaml", "八合苑", "六合苑")),
        {},
        "the folder as a whole is not what was published here last",
        "--accept restored",
    ),
    "no customer at all, where there was one": (
        lambda root: (root.remove("schedules/customers"), root.remove("schedules/records")),
        {},
        "calendars of customers were published last (1), and now there is no customer at all",
        "--accept nobody",
    ),
    "no ledger": (
        lambda root: shutil.rmtree(root.path / "feeds"),
        {},
        "no calendars were published here",
        "--first",
    ),
    "an empty folder in its place": (
        lambda root: (shutil.rmtree(root.path / "feeds"), (root.path / "feeds").mkdir()),
        {},
        "no calendars were published here",
        "--first",
    ),
}  # fmt: skip


def drop_day(root: Root) -> None:
    (root.path / ".feeds.last").unlink()
    marker = root.path / "feeds/.aftercare"
    marker.write_text(marker.read_text("utf-8").replace('"as_of": "2026-11-23",', ""), "utf-8")


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("command", ["feeds", "build"])
def test_it_stops_and_says_what_it_saw_and_which_option_accepts_it(real: Root, question: str, command: str) -> None:
    """Exit status 1, nothing written, whatever else is accepted."""
    spoil, how, saw, option = QUESTIONS[question]
    spoil(real)
    before = real.tree()
    others = [word for word in ("past", "future", "secret", "restored", "nobody") if not option.endswith(word)]
    anything_else = [word for other in others for word in ("--accept", other)]
    for accepted in ([], anything_else, ["--replace"]) if command == "feeds" else (anything_else,):
        result = ask(real, *accepted, command=command, **how)
        assert result.exit_code == 1
        (line,) = [line for line in result.stderr.splitlines() if saw in line]
        assert option in line
        assert result.stderr.splitlines()[-1] == "nothing was written"
        assert real.tree() == before


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_goes_on_once_that_is_accepted(real: Root, question: str) -> None:
    """By the option that it named; and it does not ask the same again."""
    spoil, how, _, option = QUESTIONS[question]
    spoil(real)
    result = ask(real, *option.split(), **how)
    assert result.exit_code == 0, result.stderr
    again = ask(real, *(option.split() if "future" in option else []), **how)
    assert again.exit_code == 0, again.stderr
    assert "changed 0, removed 0" in again.stdout


def test_who_publishes_by_the_script_is_sent_there(real: Root) -> None:
    """What it published lies beside: begun anew here, there would be two ledgers of what people were told."""
    (real.path / ".care").mkdir()
    (real.path / "feeds").rename(real.path / ".care/feeds")
    result = ask(real)
    assert result.exit_code == 1
    assert f"lie in {real.path / '.care/feeds'}; publish with sh care.sh publish" in result.stderr
    assert "--first" not in result.stderr


def test_everything_that_is_seen_is_told_at_once(real: Root) -> None:
    """Another secret and a date a year back."""
    result = ask(real, as_of="2025-11-23", secret=OTHER)
    assert result.exit_code == 1
    assert "--accept past" in result.stderr
    assert "--accept secret" in result.stderr


def test_the_example_loses_its_secret_only_when_that_is_accepted(root: Root) -> None:
    """It has one of its own; where none is set any more, each address would change."""
    assert ask(root).exit_code == 0
    result = ask(root, secret="")
    assert result.exit_code == 1
    assert "--accept secret" in result.stderr
    assert ask(root, "--accept", "secret", secret="").exit_code == 0


def test_a_later_day_and_a_rotated_address_need_no_permission(real: Root) -> None:
    """What happens every day is not asked about."""
    assert ask(real, as_of="2026-11-24").exit_code == 0
    for holder in ("c-001", "t-01", "c-001"):
        assert ask(real, "--rotate", holder, as_of="2026-11-24").exit_code == 0
    assert ask(real, as_of=TODAY).exit_code == 0


def test_a_question_comes_before_a_holders_address_is_changed(real: Root) -> None:
    """Else the revision would be raised, and no feed be at the new address."""
    before = real.tree()
    for how in ({"as_of": "2025-01-01"}, {"as_of": "2027-01-01"}, {"secret": OTHER}):
        assert ask(real, "--rotate", "c-001", **how).exit_code == 1
        assert real.tree() == before


def test_the_example_company_needs_no_first(root: Root) -> None:
    """``example: true`` in company.yaml says that nobody in it is real: so ``make site`` needs no option."""
    assert ask(root).exit_code == 0


def test_a_ledger_elsewhere_is_one(real: Root, tmp_path: Path) -> None:
    """With ``--previous`` it is that folder which is asked about."""
    (real.path / "feeds").rename(tmp_path / "last")
    assert ask(real, "--previous", str(tmp_path / "last")).exit_code == 0
    (tmp_path / "empty").mkdir()
    result = ask(real, "--previous", str(tmp_path / "empty"), "--output", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "--first" in result.stderr


def test_a_copy_taken_elsewhere_is_gone_on_from(real: Root, tmp_path: Path) -> None:
    """On a new machine nothing says which was the last; with ``--previous`` whoever builds says so."""
    shutil.copytree(real.path / "feeds", tmp_path / "out/feeds")
    assert ask(real, "--output", str(tmp_path / "out"), as_of="2026-11-24").exit_code == 0
    an_older_folder(real)
    assert ask(real, "--previous", str(real.path / "feeds")).exit_code == 0


def test_a_publication_that_broke_off_may_be_the_old_one_or_the_new(real: Root) -> None:
    """Between the two nobody knows which will stand: neither is taken for a copy."""
    real.write(".feeds.last", "{}")
    assert ask(real, as_of="2026-11-24").exit_code == 0
    assert is_last(real.path / "feeds")


def test_a_page_that_was_restored_is_simply_written_again(real: Root) -> None:
    """Holders' pages are no ledger: whatever is there gives way to what is true."""
    page = feed_of(real).with_suffix(".html")
    content = page.read_bytes()
    page.write_bytes(content.replace(b"<html", b"<HTML", 1))
    result = ask(real)
    assert result.exit_code == 0
    assert "changed 1, removed 0" in result.stdout
    assert page.read_bytes() == content


def test_a_ledger_of_the_version_before_is_read(real: Root) -> None:
    """It lists sizes and no day, and no public calendars; what it can tell it does, and the next one has digests."""
    shutil.rmtree(real.path / "feeds/public")
    (real.path / ".feeds.last").unlink()
    marker = real.path / "feeds/.aftercare"
    sizes = {path.name: path.stat().st_size for path in (real.path / "feeds").iterdir() if path != marker}
    listed = ",".join(f'"{name}": {size}' for name, size in sizes.items())
    marker.write_text(f'{{"files": {{{listed}}}, "about": {{"inputs": "old", "warnings": []}}}}', "utf-8")
    assert ask(real, as_of="2026-11-24").exit_code == 0
    assert ask(real, as_of="2026-11-20").exit_code == 1


def test_who_only_asks_is_answered_for_any_day(real: Root) -> None:
    """``agenda`` and ``explain`` write nothing, so they forget nothing."""
    an_older_copy(real)
    for as_of in ("2020-01-01", "2099-01-01"):
        for arguments in (["agenda"], ["explain", "c-001", "window/yearly"]):
            options = ["--root", str(real.path), "--as-of", as_of, "--lang", "en"]
            result = CliRunner().invoke(main, [*arguments, *options])
            assert "--accept" not in result.output
            assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_program_is_asked_the_same(real: Root) -> None:
    """``generator.build`` takes the same words, and knows of today what it is told."""
    with pytest.raises(Stopped) as stopped:
        build_from_python(
            real.path, real.path, date(2026, 11, 20), secret=OTHER, accept=["restored"], today=date(2026, 12, 1)
        )
    assert [problem.code for problem in stopped.value.problems] == ["ledger_past", "ledger_secret"]
    with pytest.raises(Stopped) as stopped:
        build_from_python(real.path, real.path, date(2026, 12, 2), secret=SECRET, today=date(2026, 12, 1))
    assert [problem.code for problem in stopped.value.problems] == ["ledger_future"]


INVENTED = [
    ("hotline: 021-6688 7766", "hotline: 400-000-0000", "hotline: 400-000-0000 is made up, and nobody answers there; write the number at which readers reach you"),
    ("hotline: 021-6688 7766", "hotline: +1 212 555 0142", "hotline: +1 212 555 0142 is made up, and nobody answers there; write the number at which readers reach you"),
    ("email: care@small.cn", "email: care@example.com", "email: care@example.com lies in a domain kept for examples, where no mail arrives; write your own address"),
    ("site_url: https://small.cn/", "site_url: https://care.example.org/", "site_url: https://care.example.org/ is an address kept for examples; write where the site will be, such as https://care.YOUR-DOMAIN/"),
    ("site_url: https://small.cn/", "site_url: https://small.cn/\nfeeds_url: http://localhost:8081/", "feeds_url: http://localhost:8081/ is an address kept for examples, where nobody can subscribe; write where the calendars will be, such as https://feeds.YOUR-DOMAIN/"),
    ("uid_domain: small.cn", "uid_domain: Care.Example", "uid_domain: Care.Example is a domain kept for examples, and every calendar entry bears it; write a domain of your own before calendars are first published, and leave it where they were"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "invented", "says"), INVENTED)
def test_what_is_made_up_is_not_published_the_first_time(tmp_path: Path, own: str, invented: str, says: str) -> None:
    """`check` warns, with the line; the first feeds wait until it is mended or accepted; later ones do not stop for it."""
    root = written(SMALL, tmp_path / "company")
    root.is_real()
    company = "definitions/company.yaml"
    root.edit(company, own, invented)
    line = (root.path / company).read_text("utf-8").splitlines().index(invented.splitlines()[-1]) + 1
    key = invented.splitlines()[-1].partition(": ")[0]
    place = f"{company}:{line}:{len(key) + 3}: "
    assert [entry for entry in root.check() if entry.startswith(company)] == [f"{place}warning: {says}"]
    before = root.tree()
    stopped = ask(root, "--first")
    assert (stopped.exit_code, root.tree()) == (1, before)
    told = [entry for entry in stopped.stderr.splitlines() if entry.startswith(("/", company))]
    asks = "a first publication would tell people numbers and addresses that are made up, which definitions/company.yaml still has (each is listed: 1); write your own first, or --accept placeholders if that is meant"
    assert told == [f"{root.path}/feeds: {asks}", f"{place}{says}"]
    assert ask(root, "--first", "--accept", "placeholders").exit_code == 0
    assert ask(root).exit_code == 0


def test_where_nobody_is_served_a_first_publication_asks_as_well(tmp_path: Path) -> None:
    """A site that is only built is sound with what `init` put in; one that is said to be published is not."""
    root = written(SMALL, tmp_path / "company")
    root.remove("schedules")
    root.is_real()
    root.edit("definitions/company.yaml", "hotline: 021-6688 7766", "hotline: 400-000-0000")
    assert ask(root, "--first").exit_code == 1
    assert ask(root).exit_code == 0


def test_an_example_may_be_made_up(root: Root) -> None:
    """Nobody in it is real, and it says so."""
    assert [entry for entry in root.check() if "made up" in entry or "kept for examples" in entry] == []
    assert ask(root, "--first").exit_code == 0
