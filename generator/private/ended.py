"""The page beside a calendar that ended: the same for all, so it tells of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.formats.artifacts import Artifact
from generator.formats.endings import Ending
from generator.formats.templating import Templates
from generator.private.frame import frame_of
from generator.private.reader import Reader
from generator.private.subscription import page_beside


@dataclass(frozen=True, slots=True)
class EndedText:
    """What is said in one language."""

    html_lang: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EndedPage:
    """The view of ``private/ended.html.j2``: the same in every language, for nobody knows who reads it."""

    title: str
    texts: tuple[EndedText, ...]


def ended_pages(
    endings: Sequence[Ending], reader: Reader, templates: Templates, pictures: Mapping[str, bytes]
) -> Iterator[Artifact]:
    """A page beside each of ``endings``; ``pictures`` holds the company's logo. Raises jinja2.TemplateError."""
    if not endings:
        return
    spoken = [templates.words[language] for language in reader.company.locales]
    texts = tuple(
        EndedText(words["html_lang"], words["ended_title"], words.say("ended_text", hotline=reader.company.hotline))
        for words in spoken
    )
    page = EndedPage(" / ".join(text.title for text in texts), texts)
    frame = frame_of(reader, templates, pictures, for_customer=True)
    content = templates.html("private/ended.html.j2", frame=frame, page=page)
    for ending in endings:
        yield Artifact.text(page_beside(ending.path), content)
