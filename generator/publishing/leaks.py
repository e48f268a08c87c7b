"""The last look at what will be public: no customer's name, address or number may be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.model.schedules import Schedules
from generator.publishing.escapes import addressed
from generator.publishing.visible import kind_of, pieces, spelled, visible_text
from generator.reading.secrets import Secret, Secrets
from generator.text.folding import BREAK
from generator.text.memory import Forgetful, Memory
from generator.text.problems import Problem

_FORGETFUL = Forgetful()


def leaks(
    schedules: Schedules, country: str, files: Iterable[tuple[str, str]], memory: Memory = _FORGETFUL
) -> Iterator[Problem]:
    """A problem for each piece of customer data in what will be public; ``files`` are (path, source).

    Paths count as what files say. Case, width, accents, traditional characters, blanks, hyphens, full stops, apostrophes
    and middle dots make no difference, nor does what separates the digits of a number, or its area. Names count from two
    characters on (three, where all are ASCII), names of sites from four on, unless they are words for a place alone, such
    as ``Head office``. An address is also found without its province, city and district, and without its flat, where a
    street with the number of a house is left, or six characters; a chat name without the word that says it is one.
    """
    of_whom = (schedules.customers, schedules.technicians, schedules.allowed, schedules.places, country)
    secrets = memory.of("secrets", of_whom, lambda: Secrets(schedules, country))
    pages: dict[Secret, list[str]] = {}
    known: dict[tuple[str, str], list[Secret]] = {}
    for path, source in files:
        told, within = memory.of(("leaks", path), (secrets, source), partial(_of_file, path, source, secrets, known))
        for secret in within:
            pages.setdefault(secret, []).append(told)
    for secret, paths in sorted(pages.items(), key=lambda entry: (entry[0].text, entry[0].file)):
        params = {"page": paths[0], "found": secret.shown, "pages": len(paths)}
        yield Problem(code="privacy_customer", file=secret.file, params=params, unquoted=True)


def _of_file(
    path: str, source: str, secrets: Secrets, known: dict[tuple[str, str], list[Secret]]
) -> tuple[str, set[Secret]]:
    """What a log may hold of the path of a file, and the secrets in both."""
    told, in_name = _named(path, secrets)
    return told, {*in_name, *_within(source, path, secrets, known)}


def _named(path: str, secrets: Secrets) -> tuple[str, set[Secret]]:
    """What a log may hold of a path, and the secrets in it: in a name, or made of whole names that follow each other."""
    names = path.split("/")
    told, plain = list(names), [addressed(name) for name in names]
    found = set(secrets.within(BREAK.join(plain)))
    if found:
        told = [_hidden(name, secrets) for name in names]
    bare = [*plain[:-1], plain[-1].partition(".")[0]]
    for start in range(len(bare) - 1):
        for end in range(start + 2, len(bare) + 1):
            for secret in secrets.named("".join(bare[start:end])):
                found.add(secret)
                told[start:end] = [f"{secret.shown}{Path(names[-1]).suffix}", *["…"] * (end - start - 1)]
    return "/".join(told), found


def _within(source: str, path: str, secrets: Secrets, known: dict[tuple[str, str], list[Secret]]) -> Iterator[Secret]:
    """The secrets in a file; what each piece of it holds is kept in ``known``."""
    kind = kind_of(path)
    for piece in dict.fromkeys(pieces(source, path)):
        secrets_in = known.get((kind, piece))
        if secrets_in is None:
            secrets_in = known[kind, piece] = secrets.within(visible_text(piece, kind))
        yield from secrets_in
    if kind == "markup":
        yield from secrets.within(spelled(source))


def _hidden(name: str, secrets: Secrets) -> str:
    """A name of a file or folder; of one that tells a secret, as much as a log may hold."""
    told = secrets.within(addressed(name))
    return f"{told[0].shown}{Path(name).suffix}" if told else name
