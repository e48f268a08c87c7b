"""The example goes on under other ids from what was built of it: every event and every link follows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from support.company import AS_OF, Root, example_in, feeds_in

CUSTOMER = "schedules/customers/c-001.yaml"


def moved(root: Root, old: str, new: str, formerly: str) -> None:
    """A definition or customer under another file name, with its old id."""
    text = (root.path / old).read_text("utf-8")
    root.remove(old)
    root.write(new, f"{text}formerly: {formerly}\n")


def uids(feeds: Mapping[str, bytes]) -> set[str]:
    return {uid for feed in feeds.values() for uid in re.findall(r"^UID:(.*)\r$", feed.decode(), re.MULTILINE)}


def test_the_example_is_renamed_from_top_to_bottom(
    built: Path, example_feeds: dict[str, bytes], tmp_path: Path
) -> None:
    """Villa, floor, customer, bolt check and marble floor get other ids: nothing is taken back, and no address is new."""
    root, out = example_in(tmp_path / "company"), tmp_path / "out"
    shutil.copytree(built.parent / ".cache", root.path / ".cache")
    shutil.copytree(built / "feeds", out / "feeds")
    shutil.copy2(built / "feeds-index.csv", out)
    root.edit(CUSTOMER, "  - id: villa\n", "  - id: house\n    formerly: [c-001/villa]\n")
    root.edit(CUSTOMER, "{id: floor,", "{id: marble, formerly: [c-001/villa/floor],")
    moved(root, CUSTOMER, "schedules/customers/wang.yaml", "[c-001]")
    bolts, renamed = "definitions/maintenance/window/bolt-check.yaml", "definitions/maintenance/window/bolts.yaml"
    moved(root, bolts, renamed, "[window/bolt-check]")
    moved(root, "definitions/products/marble-floor.yaml", "definitions/products/stone.yaml", "[marble-floor]")
    warnings = [line.split(": ", 1)[1] for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert all(line.startswith("warning: ") and "is called" in line for line in warnings), warnings
    assert any(line.startswith("warning: related[") for line in warnings)
    result = root.run("feeds", "--as-of", AS_OF, "--output", str(out))
    assert result.exit_code == 0, result.output
    after = feeds_in(out / "feeds")
    calendars = [{path.name for path in folder.rglob("*.ics")} for folder in (out / "feeds", built / "feeds")]
    assert calendars[0] == calendars[1]
    assert uids(after) == uids(example_feeds)
    assert not any(b"STATUS:CANCELLED" in feed for feed in after.values())
