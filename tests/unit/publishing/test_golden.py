"""The whole pipeline replayed: each folder in ``cases`` holds a company, and every byte that is made of it.

A change of the program shows here as a change of its outputs. Look at the difference; if it is meant,
``pytest tests/unit/publishing/test_golden.py --refresh`` writes the expected folders anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.company import AS_OF, Root, tree_of

pytestmark = pytest.mark.long

CASES = Path(__file__).parents[2] / "cases"
# Of the twelve calendars of each product one is enough to see, and that once; holders' own pages have tests of their own,
# and so have the cards of shared pages, which nobody reads in a difference.
_LEFT_OUT = re.compile(
    r"docs/\w\w/calendars/.*-(?!08)\d\d\.ics|docs/\w\w/assets/.*\.png|docs/\w+/assets/search/.*|\.cache/learnt/.*|\.cache/(?:seen|made|drafts|held|leaves|lists|noted|public|turns)/.*|\.cache/(?:defined|folded|sound)|docs/\.aftercare|feeds/\.aftercare|\.feeds\.last"
    r"|feeds/.*\.html|feeds/\w+\.js|feeds/public/.*"
)


def outputs(root: Root) -> dict[str, bytes]:
    """Pages, navigation, feeds and agenda of the company in ``root``, by path."""
    before = set(root.tree())
    for command in ("pages", "feeds"):
        result = root.run(command, "--as-of", AS_OF)
        assert result.exit_code == 0, result.output
    made = {
        path.removeprefix(".cache/"): content  # Git leaves .cache out
        for path, content in root.tree().items()
        if path not in before and not _LEFT_OUT.match(path)
    }
    for language in ("zh", "en"):
        days = ("--from", "2026-01-01", "--to", "2027-12-31")
        result = root.run("agenda", "--as-of", AS_OF, *days, "--format", "json", "--lang", language)
        assert result.exit_code == 0, result.output
        made[f"agenda.{language}.json"] = result.stdout_bytes
    return made


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if (path / "input").is_dir()))
def test_a_company_in_yaml_gives_pages_feeds_and_agenda(case: str, tmp_path: Path, refresh: bool) -> None:
    """The outputs are those of the last time, file by file."""
    shutil.copytree(CASES / case / "input", tmp_path / "company")
    made = outputs(Root(tmp_path / "company"))
    expected = CASES / case / "expected"
    if refresh:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in made.items():
            Root(expected).write(path, content)
    known = tree_of(expected)
    assert sorted(made) == sorted(known)
    for path, content in made.items():
        assert content.decode() == known[path].decode(), path
