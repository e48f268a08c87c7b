"""Jinja2 as this project uses it: nothing undefined, nothing computed, text from definitions escaped when printed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial

import jinja2

from generator.formats.compiled import Compiled
from generator.text.words import Book

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^&$]")
_BLOCK_START = re.compile(r"^([-+=:])(?=\s|$|\+|-|=)|^(\d+)([.)])(?=\s)")
_SHORTCODE = re.compile(r":(?=[\w+-]+:)")

# What is plainly of the other language: Han characters in English, a phrase of three Latin words or more in Chinese. One
# or two are names and terms that Chinese takes as they are, such as LED and Low-E.
_OTHER = {
    "en": ("zh", re.compile(r"[\u3400-\u9fff](?:[\u3000-\u303f\uff00-\uffef\u3400-\u9fff\d ]*[\u3400-\u9fff])?")),
    "zh": ("en", re.compile(r"\b[A-Za-z][a-z'’-]+(?:,? [A-Za-z]?[a-z'’-]+){2,}\b", re.ASCII)),
}


class Text(str):
    """Text that somebody wrote in YAML; it means itself, whatever characters of Markdown it holds."""

    __slots__ = ()


def markdown(text: str) -> str:
    """``text`` so that Markdown shows just that: its special characters as character references, on one line."""
    line = " ".join(text.split())
    line = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", line)
    line = _SHORTCODE.sub("&#58;", line)
    return _BLOCK_START.sub(lambda match: f"&#{ord(match[1])};" if match[1] else f"{match[2]}&#{ord(match[3])};", line)


def attribute(text: str) -> str:
    """``text`` as the value of an attribute between quotes: it ends neither the attribute nor its element."""
    return markdown(text).replace('"', "&#34;").replace("'", "&#39;")


def spoken(text: str, language: str) -> str:
    """``text``, escaped already, with what is of the other language marked, so that it is read out in its own voice."""
    other, phrase = _OTHER[language]
    return phrase.sub(lambda match: f'<span lang="{other}">{match[0]}</span>', text)


@jinja2.pass_context
def _printed(context: jinja2.runtime.Context, value: object) -> object:
    return spoken(markdown(value), context["lang"]) if isinstance(value, Text) else value


def failing_template(error: jinja2.TemplateError) -> str:
    """The path below ``templates/`` of the template in which ``error`` came up; empty where none is to blame."""
    template = getattr(error, "filename", None) or getattr(error, "name", None) or ""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            template = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return template


class Templates:
    """Templates by their path below ``templates/``, and the words that they print."""

    def __init__(self, sources: Mapping[str, str], words: Book) -> None:
        self.sources = sources
        self.words = words
        loader = jinja2.FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None)
        environment = partial(
            jinja2.Environment,
            loader=loader,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._plain = environment(autoescape=False, bytecode_cache=Compiled("plain"))
        self._html = environment(autoescape=True, bytecode_cache=Compiled("html"))
        self._markdown = environment(autoescape=False, finalize=_printed, bytecode_cache=Compiled("markdown"))
        self._markdown.filters["yaml"] = lambda value: json.dumps(str(value), ensure_ascii=False)
        self._markdown.filters["bare"] = attribute  # for attributes, which hold no other language's mark

    def __reduce__(self) -> tuple[type[Templates], tuple[Mapping[str, str], Book]]:
        """What another process makes the same templates of."""
        return Templates, (self.sources, self.words)

    def markdown(self, name: str, **view: object) -> str:
        """The Markdown template ``name`` with this view. Raises jinja2.TemplateError."""
        return _tidy(self._markdown.get_template(name).render(**view))

    def plain(self, name: str, **view: object) -> str:
        """The plain-text template ``name`` with this view, nothing escaped. Raises jinja2.TemplateError."""
        return _tidy(self._plain.get_template(name).render(**view))

    def html(self, name: str, **view: object) -> str:
        """The HTML template ``name`` with this view, everything escaped. Raises jinja2.TemplateError."""
        return self._html.get_template(name).render(**view)


def _tidy(text: str) -> str:
    """Without blank lines at the start or in rows, for front matter must come first."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
