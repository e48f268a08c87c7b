"""The program's words are read once, for as many processes as there will be; of words that were edited nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.reading import keptwords
from generator.reading.keptwords import Looks, are_kept, recalled, to_keep
from generator.reading.packaged import stamps
from generator.reading.words import own_words

LOOKS = stamps("templates/words")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept, with them."""
    kept = tmp_path / "words.bin"
    monkeypatch.setattr(keptwords, "FILE", kept)
    own = own_words()
    kept.write_bytes(to_keep(LOOKS, own.words, own.texts))
    return kept


def test_words_that_are_kept_are_those_that_were_read(file: Path) -> None:
    """Sentences, forms by number and lists of names, and the files by which their mistakes are told."""
    assert recalled(LOOKS) == (own_words().words, own_words().texts)


@pytest.mark.parametrize(
    "looks", [LOOKS[1:], (*LOOKS[1:], (LOOKS[0][0], LOOKS[0][1], LOOKS[0][2] + 1))], ids=["gone", "touched"]
)
def test_words_that_were_edited_are_read_anew(file: Path, looks: Looks) -> None:
    """Whatever was kept of them."""
    assert recalled(looks) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-5]),
        lambda file: file.write_bytes(file.read_bytes()[:-5] + b"other"),
        lambda file: file.unlink(),
    ],
    ids=["empty", "short", "other", "none"],
)
def test_what_is_not_as_it_was_written_is_not_known(file: Path, spoil: Callable[[Path], object]) -> None:
    """The words are read as ever."""
    spoil(file)
    assert recalled(LOOKS) is None


def test_what_took_the_place_of_what_was_read_is_looked_at(file: Path, tmp_path: Path) -> None:
    """A process that knows that they are kept sees when another one kept something else, and when they are gone."""
    assert are_kept(LOOKS)
    assert not are_kept(LOOKS[1:])
    content = file.read_bytes()
    (tmp_path / "other").write_bytes(content[:-5] + b"other")
    (tmp_path / "other").replace(file)
    assert not are_kept(LOOKS)
    file.unlink()
    assert not are_kept(LOOKS)
    file.write_bytes(content)
    assert are_kept(LOOKS)
