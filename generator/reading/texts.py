"""Files as they were read: those of thousands of customers are not held, but read again for whoever asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b

_SIZE = 16


class Texts(Mapping[str, str]):
    """What stands in some files, by their paths; of some the marks alone are held, and what is there is read ``again``."""

    def __init__(self, again: Callable[[str], str]) -> None:
        self._again = again
        self._held: dict[str, str] = {}
        self._marks: dict[str, str | None] = {}

    def put(self, file: str, text: str) -> None:
        """This stands in ``file``."""
        self._held[file], self._marks[file] = text, None

    def let_go(self, file: str) -> None:
        """Hold no more of ``file`` than what it is called by."""
        self._marks[file] = self.mark(file)
        self._held.pop(file, None)

    def mark(self, file: str) -> str:
        """What the text of ``file`` is called by."""
        return self._marks[file] or mark_of(self._held[file])

    def only(self, wanted: Callable[[str], bool]) -> Texts:
        """The texts of the files that are ``wanted``."""
        some = Texts(self._again)
        some._marks = {file: mark for file, mark in self._marks.items() if wanted(file)}
        some._held = {file: text for file, text in self._held.items() if wanted(file)}
        return some

    def __getitem__(self, file: str) -> str:
        """Where somebody edits a file that is not held, this is what stands there now: nothing where it is gone."""
        return self._held[file] if self._marks[file] is None else self._again(file)

    def __iter__(self) -> Iterator[str]:
        return iter(self._marks)

    def __contains__(self, file: object) -> bool:
        return file in self._marks

    def __len__(self) -> int:
        return len(self._marks)


def only(texts: Mapping[str, str], wanted: Callable[[str], bool]) -> Mapping[str, str]:
    """Of ``texts`` those of the files that are ``wanted``."""
    if isinstance(texts, Texts):
        return texts.only(wanted)
    return {file: text for file, text in texts.items() if wanted(file)}


def beside(texts: Mapping[str, str], others: Mapping[str, str]) -> Mapping[str, str]:
    """``texts``, and those of the ``others``."""
    if not isinstance(others, Texts):
        return {**texts, **others}
    both = others.only(lambda _: True)
    for file in texts:
        both.put(file, texts[file])
    return both


def mark_of(text: str) -> str:
    """What a text is called by."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def marks(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What each of ``texts`` is called by, by their files in order."""
    for file in sorted(texts):
        yield file, texts.mark(file) if isinstance(texts, Texts) else mark_of(texts[file])
