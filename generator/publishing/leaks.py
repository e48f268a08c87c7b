"""The last look at what will be public: no customer's name, address or number may be in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.schedules import Schedules
from generator.publishing.visible import visible_text
from generator.reading.secrets import Secret, Secrets
from generator.text.problems import Problem


def leaks(schedules: Schedules, country: str, files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each piece of customer data in what will be public; ``files`` are (path, source).

    Case, width, traditional characters, blanks, hyphens and middle dots make no difference, nor does what separates the
    digits of a number. Names count from two characters on (three, where all are ASCII), names of sites from four on,
    unless they are words for a place alone, such as ``Head office``. An address is also found without its province, city
    and district, and without its flat, where six characters or more are left.
    """
    secrets = Secrets(schedules, country)
    pages: dict[Secret, list[str]] = {}
    for path, source in files:
        for secret in secrets.within(visible_text(source, path)):
            pages.setdefault(secret, []).append(path)
    for secret, paths in sorted(pages.items(), key=lambda entry: (entry[0].text, entry[0].file)):
        params = {"page": paths[0], "found": secret.shown, "pages": len(paths)}
        yield Problem(code="privacy_customer", file=secret.file, params=params, unquoted=True)
