"""A company of another trade, in English alone, built: style, root and handbook, and no trace of another language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from support.company import AS_OF, Root

TRADES = Path(__file__).parents[1] / "trades"
_HAN = re.compile(r"[\u3400-\u9fff]+")


def test_a_company_of_another_trade_and_country_builds(tmp_path: Path) -> None:
    """One language makes one site; its root has style and leads there; nothing on a page is in another."""
    shutil.copytree(TRADES / "fire-protection", tmp_path / "company")
    root = Root(tmp_path / "company")
    result = root.run("build", "--output", str(tmp_path / "out"), "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    site = tmp_path / "out/site"
    assert sorted(path.name for path in site.iterdir() if path.is_dir()) == ["en", "p"]
    for page in ("index.html", "404.html"):
        text = (site / page).read_text("utf-8")
        styles = re.findall(r'rel="stylesheet" href="/?([^"]+)"', text)
        assert [style for style in styles if not (site / style).is_file()] == []
        assert len(styles) == 2  # the theme's, and the company's colours
        assert re.findall(r'<a href="/?(\w\w)/"', text) == ["en"]
    pages = [
        *site.rglob("*.html"),
        *(tmp_path / "out/site-staff").rglob("*.html"),
        *(tmp_path / "out/feeds").rglob("*.html"),
    ]
    assert {page.name: found for page in pages if (found := _HAN.findall(page.read_text("utf-8")))} == {}
    home = (site / "en/index.html").read_text("utf-8")
    assert 'hreflang="zh"' not in home
    assert "care-language" not in home
