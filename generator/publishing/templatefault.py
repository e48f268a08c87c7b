"""A template that cannot be laid out, as the problem of its file: told alike by whoever meets it, here or elsewhere."""

from __future__ import annotations

import jinja2

from generator.formats.templating import failing_template
from generator.text.located import Stopped
from generator.text.problems import Problem


def stopped_by(error: jinja2.TemplateError) -> Stopped:
    """What stops the build."""
    file = f"templates/{failing_template(error)}".rstrip("/")
    return Stopped([Problem(code="template_error", file=file, params={"found": str(error)})])
