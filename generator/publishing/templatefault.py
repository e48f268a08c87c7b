"""A template that cannot be laid out, as the problem of its file: told alike by whoever meets it, here or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import jinja2

from generator.formats.png import NotDrawable
from generator.formats.templating import failing_template
from generator.publishing.troubles import as_problems
from generator.site.ways.share import TEMPLATE as SHARE_TEMPLATE
from generator.text.located import Stopped
from generator.text.problems import Problem


@contextmanager
def layout_as_problems() -> Iterator[None]:
    """Turn what can go wrong in templates and drawings, and then on the disk, into problems."""
    with as_problems():
        try:
            yield
        except jinja2.TemplateError as error:
            raise stopped_by(error) from error
        except NotDrawable as error:  # the pictures themselves were checked
            raise Stopped([Problem(code="bad_picture", file=f"templates/{SHARE_TEMPLATE}")]) from error


def stopped_by(error: jinja2.TemplateError) -> Stopped:
    """What stops the build."""
    file = f"templates/{failing_template(error)}".rstrip("/")
    return Stopped([Problem(code="template_error", file=file, params={"found": str(error)})])
