"""The table of addresses: for staff alone, beside the folder that is served, written last and never read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.company import AS_OF, Root

from generator.publishing import addresses as addresses_room


def table(root: Root) -> list[list[str]]:
    return [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()]


def test_it_lies_beside_the_feeds_for_its_owner_alone(root: Root) -> None:
    """Whatever the process' mask is, and whoever could read the one before."""
    (root.path / "feeds-index.csv").write_text("old")
    (root.path / "feeds-index.csv").chmod(0o666)
    mask = os.umask(0)
    try:
        root.feeds()
    finally:
        os.umask(mask)
    assert (root.path / "feeds-index.csv").stat().st_mode & 0o777 == 0o600
    assert not list((root.path / "feeds").glob("*.csv"))
    head, *rows = table(root)
    assert head == ["kind", "holder", "address", "revision"]
    assert [row[:2] for row in rows] == [
        ["customer", "c-001"], ["technician", "t-01"], ["region", "shanghai"], ["company", "dispatch"],
    ]  # fmt: skip
    assert {row[2] for row in rows} == {path.name for path in (root.path / "feeds").glob("*.ics")}


@pytest.mark.parametrize("left", ["", "customer,c-009,nonsense,7\n", "\xff\x00"])
def test_what_it_says_is_never_believed(root: Root, left: str) -> None:
    """It is written anew, also when the feeds themselves have nothing new to say."""
    root.feeds()
    told = table(root)
    (root.path / "feeds-index.csv").write_bytes(left.encode("latin-1"))
    result = root.run("feeds", "--as-of", AS_OF)
    assert "changed 0, removed 0" in result.stdout
    assert table(root) == told


def test_a_pipe_in_its_place_is_not_waited_for(root: Root) -> None:
    """Nor a link followed: what it leads to stays as it is."""
    os.mkfifo(root.path / "feeds-index.csv")
    root.feeds()
    told = table(root)
    (root.path / "feeds-index.csv").unlink()
    root.write("mine.csv", "mine")
    (root.path / "feeds-index.csv").symlink_to("mine.csv")
    root.feeds()
    assert table(root) == told
    assert (root.path / "mine.csv").read_text() == "mine"


def test_a_folder_in_its_place_stops_the_build_before_anything_is_published(root: Root) -> None:
    """It is somebody else's."""
    root.write("feeds-index.csv/notes.txt", "mine")
    before = root.tree()
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert f"{root.path}/feeds-index.csv was not made by this program" in result.stderr
    assert root.tree() == before


def test_the_one_inside_the_folder_goes_with_the_next_build(root: Root) -> None:
    """Versions before this one had it there, where a server might hand it out."""
    root.feeds()
    marker = root.path / "feeds/.aftercare"
    root.write("feeds/index.csv", "kind,holder,address,revision\n")
    root.remove(".feeds.last")
    marker.write_text(
        marker.read_text("utf-8").replace('"files": {', '"files": {"index.csv": 29,', 1).replace('"inputs": "', '"inputs": "old'),
        "utf-8",
    )  # fmt: skip
    root.feeds()
    assert not (root.path / "feeds/index.csv").exists()


def test_it_comes_last(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds an address in it finds the feed there."""

    def ended(path: Path, content: bytes, **_: object) -> None:
        assert path == root.path / "feeds-index.csv"
        for row in content.decode().splitlines()[1:]:
            assert (root.path / "feeds" / row.split(",")[2]).is_file()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(addresses_room, "replace", ended)
        root.run("feeds", "--as-of", AS_OF)
    assert not (root.path / "feeds-index.csv").exists()
    root.feeds()  # nothing new to say, and yet the table is there now
    assert len(table(root)) == 5


@pytest.mark.parametrize(
    ("now", "formerly"), [("c-001", "[villa-7]"), ("c-009", "[villa-7, c-001]"), ("c-009", "[c-001, villa-7]")]
)
def test_an_address_outlives_a_second_name_and_the_way_back(root: Root, now: str, formerly: str) -> None:
    """Whatever the order in which the old ids stand, and where the oldest is today's again; the table says it as well."""
    folder = "schedules/customers"
    text = (root.path / f"{folder}/c-001.yaml").read_text("utf-8")
    root.feeds()
    before = {row[1]: row[2] for row in table(root)}
    root.remove(f"{folder}/c-001.yaml")
    root.write(f"{folder}/villa-7.yaml", f"{text}formerly: [c-001]\n")
    root.feeds()
    root.remove(f"{folder}/villa-7.yaml")
    root.write(f"{folder}/{now}.yaml", f"{text}formerly: {formerly}\n")
    for _ in range(2):  # the second time with nothing new to say
        root.feeds()
        after = {row[1]: row[2] for row in table(root)}
        assert after == {now if holder == "c-001" else holder: address for holder, address in before.items()}
    events = (root.path / "feeds" / after[now]).read_text("utf-8")
    assert "STATUS:CANCELLED" not in events
    assert "X-AFTERCARE-ENDED" not in events
