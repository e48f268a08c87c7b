"""What templates, scripts and the style sheet expect of one another."""

from __future__ import annotations

import re

from support.company import PROJECT

from generator.model.plates import SPOTS

_THEME = PROJECT / "templates/theme/assets"
_CALL = re.compile(r'classList\.(?:add|toggle)\("([\w-]+)"')
# A link that stands for a main action is styled as one.
_LINKS = re.compile(r'<a class="(care-calc__[\w-]+)"')


def test_every_state_that_a_script_sets_is_seen() -> None:
    """A class that no rule knows changes nothing for anybody."""
    styled = set(re.findall(r"\.([\w-]+)", (_THEME / "stylesheets/care.css").read_text("utf-8")))
    scripts = [path.read_text("utf-8") for path in sorted((_THEME / "javascripts").glob("*.js"))]
    product = (PROJECT / "templates/pages/product.md.j2").read_text("utf-8")
    wanted = {*(name for script in scripts for name in _CALL.findall(script)), *_LINKS.findall(product)}
    assert {"care-calc__save--second", "care-calc__subscribe"} <= wanted
    assert {name for name in wanted - styled if not name.startswith("md-")} == set()  # those are Material's own


def test_every_part_of_a_drawing_has_its_colour_on_the_page_and_its_grey_on_paper() -> None:
    """A class that neither style knows would be black."""
    drawn = "".join(path.read_text("utf-8") for path in sorted((PROJECT / "templates/plates").glob("*.svg.j2")))
    classes = {name for names in re.findall(r'class="([\w -]+)"', drawn) for name in names.split()}
    screen = (_THEME / "stylesheets/care.css").read_text("utf-8")
    paper = "".join(
        re.findall(r"^symbol [^{]+", (PROJECT / "templates/private/staff.css.j2").read_text("utf-8"), re.MULTILINE)
    )
    white = {"plain", "white", "skin", "glass", "cloth-a", "fog", "gleam-wide"}
    tools = {"foam-edge"}  # what no place and no close-up has is on no work order
    assert classes - set(re.findall(r"\.([\w-]+)", screen)) == set()
    assert classes - set(re.findall(r"\.([\w-]+)", paper)) - white - tools == set()


def test_what_a_fold_is_called_is_found_once() -> None:
    """Its heading says it to the search; the summary, said again, would stand in the excerpt of the section before."""
    for path in sorted((PROJECT / "templates/pages").glob("*.j2")):
        for summary in re.findall(r"<summary[^>]*>(?=(?:(?!</summary>).)*</summary>\n\n## )", path.read_text("utf-8")):
            assert "data-search-exclude" in summary, path.name


def test_no_two_parts_of_a_plate_lie_on_each_other() -> None:
    """Two numbers would hide one another; rain that passes a gasket is drawn at the gasket."""
    for place, spots in SPOTS.items():
        assert (place, len(set(spots.values()))) == (place, len(spots))
    sill = SPOTS["window-sill"]
    assert sill["water"][0] > sill["drain"][0] + 40
