"""A site's texts lie packed beside themselves, so that whoever serves them has no command to run."""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import pytest
from support.company import tree_of

from generator.formats.artifacts import Artifact
from generator.publishing.compressed import compress
from generator.publishing.disk import Written, new_stage, publish_folder, stage

# What nothing makes smaller.
SHA = b"".join(sha256(bytes([n])).digest() for n in range(40))
LONG = "<p>窗户漏水怎么办 What if a window leaks</p>\n" * 100


def published(output: Path, files: dict[str, str | bytes]) -> Written:
    """Publish ``files`` with what packs them."""
    staged = new_stage(output)
    stage(staged, [Artifact(path, text.encode() if isinstance(text, str) else text) for path, text in files.items()])
    compress(staged, output)
    return publish_folder(staged, output)


@pytest.mark.parametrize(
    ("name", "content", "packed"),
    [
        ("a/index.html", LONG, True), ("a.css", LONG, True), ("a.js", LONG, True), ("a.json", LONG, True), ("a.ics", LONG, True),
        ("short.html", "<p>short</p>", False), ("a.png", LONG, False), ("a.webp", LONG, False), ("a.js.map", LONG, False),
        ("packed.txt", SHA, False),
    ],
)  # fmt: skip
def test_a_text_that_packing_makes_smaller_lies_packed_beside_itself(
    tmp_path: Path, name: str, content: str | bytes, packed: bool
) -> None:
    """It says the same, and says neither its name nor when it was packed."""
    output = tmp_path / "site"
    published(output, {name: content})
    beside = output / f"{name}.gz"
    assert beside.is_file() == packed
    if packed:
        plain = (output / name).read_bytes()
        assert (gzip.decompress(beside.read_bytes()), beside.read_bytes()[3:8]) == (plain, bytes(5))


def test_what_is_the_same_stays_the_same_file(tmp_path: Path) -> None:
    """Its time stays, by which a server answers 304; what changed is packed anew, and what is gone goes with it."""
    output = tmp_path / "site"
    before = {"same.html": LONG, "other.html": LONG, "gone.html": LONG}
    assert published(output, dict(before)) == Written(6, 6, 0)
    inode = (output / "same.html.gz").stat().st_ino
    assert published(output, {"same.html": LONG, "other.html": LONG + "x"}) == Written(4, 2, 2)
    assert (output / "same.html.gz").stat().st_ino == inode
    assert gzip.decompress((output / "other.html.gz").read_bytes()).decode() == LONG + "x"
    assert sorted(path for path in tree_of(output) if path.endswith(".gz")) == ["other.html.gz", "same.html.gz"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"no gzip", gzip.compress(b"another page", mtime=0), gzip.compress(LONG.encode(), mtime=0)[:-9]],
    ids=["empty", "other", "another", "short"],
)
def test_a_packed_file_that_says_something_else_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Damaged or cut short on the disk, it would be sent in the place of the page for ever."""
    output = tmp_path / "site"
    published(output, {"a.html": LONG})
    (output / "a.html.gz").write_bytes(damage)
    published(output, {"a.html": LONG})
    assert gzip.decompress((output / "a.html.gz").read_bytes()).decode() == LONG
