"""The drawings of plates, as their templates have them."""

from __future__ import annotations

from functools import cache

import jinja2
from support.company import PROJECT


@cache
def drawings(name: str) -> dict[str, jinja2.runtime.Macro]:
    """The macros of ``templates/plates/NAME.svg.j2``, by what YAML calls them."""
    source = (PROJECT / f"templates/plates/{name}.svg.j2").read_text("utf-8")
    module = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(source).module
    return {macro.replace("_", "-"): getattr(module, macro) for macro in dir(module) if not macro.startswith("_")}
