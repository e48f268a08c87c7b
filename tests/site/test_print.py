"""A guide on paper: A4, nothing that only a screen can use, and the way back to the screen."""

from __future__ import annotations

import re

import pytest
from support.company import Root
from support.drawing import drawn, made_by_segno

_FIGURE = re.compile(r'<figure class="care-print-only".*?</figure>', re.DOTALL)


@pytest.mark.parametrize(
    "path", ["zh/guides/wipe/", "en/faults/leak/", "en/maintenance/window/bolts/", "zh/products/window/", "en/services/promises/glass/"]
)  # fmt: skip
def test_a_page_carries_its_address_as_a_code(small_site: Root, path: str) -> None:
    """One path, small, and it is the code of the page's own address."""
    page = (small_site.path / f"out/site/{path}index.html").read_text("utf-8")
    (figure,) = _FIGURE.findall(page)
    address = f"https://small.example/{path}"
    assert f"<figcaption>{address}</figcaption>" in figure
    box, drawing = re.findall(r'viewBox="([^"]+)".*?<path [^>]*d="([^"]+)"', figure)[0]
    assert drawn(drawing, int(box.split()[-1]) - 4) == made_by_segno(address)
    assert figure.count("<path") == 1
    assert len(figure) < 3_000
    assert len(figure) < len(page) / 10


def test_staff_print_the_public_address_and_nothing_for_internal_pages(small_site: Root) -> None:
    """A printed guide is left with the customer, who has no way into the staff's site."""
    staff = small_site.path / "out/site-staff"
    (figure,) = _FIGURE.findall((staff / "guides/wipe/index.html").read_text("utf-8"))
    assert "https://small.example/zh/guides/wipe/" in figure
    assert not _FIGURE.findall((staff / "services/processes/audit/index.html").read_text("utf-8"))


def test_search_does_not_find_pages_by_their_printed_address(small_site: Root) -> None:
    """The index holds what a reader reads."""
    for part in (small_site.path / "out/site/en/assets/search").glob("*.json"):
        assert "https://small.example" not in part.read_text("utf-8"), part.name
