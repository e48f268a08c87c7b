"""What runs the product and what tests it are two lock files that agree."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

from packaging.requirements import Requirement
from support.company import PROJECT


def locked(lock: str) -> dict[str, str]:
    """What ``lock`` pins: from a package's name to its version and the hashes of its files."""
    pinned = re.findall(
        r"^([a-z0-9.-]+)(==\S+(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$",
        (PROJECT / lock).read_text("utf-8"),
        re.MULTILINE,
    )
    return dict(pinned)


def names(requirements: list[str]) -> set[str]:
    """The packages that ``requirements`` name, as a lock spells them."""
    return {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in requirements}


def test_the_two_locks_agree() -> None:
    """What the tests run with is what is run, hash for hash."""
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert run == {name: dev.get(name) for name in run}


def test_running_installs_nothing_that_only_tests_need() -> None:
    """Each lock holds what is asked for in its name, and none of the rest."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    asked = names(project["project"]["dependencies"] + project["build-system"]["requires"])
    tested = names(project["project"]["optional-dependencies"]["dev"])
    run, dev = set(locked("requirements.lock")), set(locked("requirements-dev.lock"))
    assert asked <= run
    assert tested <= dev
    assert (tested - asked) & run == {"python-dateutil"}  # an oracle of the tests that icalendar needs as well


def test_the_locks_hold_versions_that_the_project_allows() -> None:
    """Whoever asks for a newer one also locks it."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    run = project["project"]["dependencies"] + project["build-system"]["requires"]
    dev = run[: len(project["project"]["dependencies"])] + project["project"]["optional-dependencies"]["dev"]
    for lock, asked in (("requirements.lock", run), ("requirements-dev.lock", dev)):
        versions = {name: pinned.removeprefix("==").split()[0] for name, pinned in locked(lock).items()}
        wanted = {one.name.lower().replace("_", "-"): one.specifier for one in map(Requirement, asked)}
        assert [name for name, allowed in wanted.items() if not allowed.contains(versions[name])] == []


def test_nothing_that_runs_is_under_the_gpl() -> None:
    """Who runs the product takes on no such duty; the licence is what each package says of itself."""
    said = {}
    for name in locked("requirements.lock"):
        about = importlib.metadata.metadata(name)
        said[name] = " ".join(
            about.get_all("License-Expression", []) + about.get_all("License", []) + about.get_all("Classifier", [])
        )
    assert [name for name, licence in said.items() if re.search(r"GPL|General Public License", licence)] == []
