"""Which of Material's files are published: those that a page may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.theme import Theme

from generator.publishing.themefiles import quicken


@pytest.mark.parametrize(
    ("page", "asks"),
    [
        ('{% extends "base.html" %}{% block scripts %}<script src="own.js"></script>{% endblock %}', False),
        ('{% extends "base.html" %}{%- block scripts -%}{{ super() }}{%- endblock -%}', True),
        ('{% extends "base.html" %}', True),
    ],
)
def test_materials_script_is_published_where_a_companys_own_page_keeps_it(
    tmp_path: Path, page: str, asks: bool
) -> None:
    """With the search that it starts; nobody's page asks for maps of sources, or for an icon beside the company's own."""
    (tmp_path / "main.html").write_text(page, "utf-8")
    theme = Theme(name="material", custom_dir=str(tmp_path), favicon="assets/images/logo.svg")
    quicken(theme)
    listed = theme.get_env().list_templates()
    for start in ("assets/javascripts/bundle.", "assets/javascripts/workers/", "assets/javascripts/lunr/"):
        assert (start, any(path.startswith(start) for path in listed)) == (start, asks)
    assert [path for path in listed if path.endswith(".map") or path == "assets/images/favicon.png"] == []
    assert any(path.startswith("assets/stylesheets/main.") for path in listed)
