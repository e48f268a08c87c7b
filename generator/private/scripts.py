"""The two scripts beside the feeds: the forms of technicians' pages, and the worker that keeps such a page off the network.

Neither knows anybody: they are the same for every holder, and what they keep lies under the address of the page alone.
"""

from __future__ import annotations

import hashlib

from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates

WORKER, FORMS = "sw.js", "report.js"
_DIGITS = 8


def scripts(templates: Templates) -> tuple[Artifact, Artifact]:
    """Both scripts, as they lie in the feeds' folder. Raises jinja2.TemplateError."""
    forms, worker = (templates.plain(f"private/{name}.j2") for name in (FORMS, WORKER))
    return Artifact.text(FORMS, forms), Artifact.text(WORKER, worker)


def forms_script(templates: Templates) -> str:
    """The address of the forms' script beside the page: another one with every change, for a page is kept with its own."""
    content = templates.plain(f"private/{FORMS}.j2")
    return f"{FORMS}?{hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]}"
