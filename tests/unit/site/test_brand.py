"""A company's name, colours and logo stand in one place, and nothing of another's is seen anywhere."""

from __future__ import annotations

import io
import re
from itertools import product

import pytest
from PIL import Image
from support.company import PROJECT, Root
from support.looks import drawn_tones, left_over
from support.pages import page_of, pages_of

from generator.formats.colours import contrast
from generator.formats.tones import _ON, _UNDER_WHITE, dark_enough, tones
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.ways.signposts import render_chooser

COMPANY = "definitions/company.yaml"
# Vivid and pale, grey and black; what cannot be read is what a check refuses, so it is darkened first.
COLOURS = [
    dark_enough(colour)
    for colour in [
        "#0f5552",
        "#0057b8",
        "#c2002f",
        "#5b2c83",
        "#ff7f00",
        "#00a040",
        "#ffd400",
        "#777777",
        "#000000",
        "#7a0000",
        "#003322",
        "#ff00ff",
    ]
]


@pytest.mark.parametrize("colour", COLOURS)
def test_all_text_can_be_read_in_any_companys_colours(colour: str) -> None:
    """In light and dark, beside any colour of what stands out (WCAG 2.2, 1.4.3, level AA)."""
    for accent in COLOURS[::3]:
        made = tones(colour, accent)
        assert (made.light["brand"], made.light["accent"], made.dark["primary"]) == (colour, accent, colour)
        for scheme in (made.light, made.dark):
            pairs = [pair for texts, grounds in _ON for pair in product(texts, grounds)]
            pale = [(text, ground) for text, ground in pairs if contrast(scheme[text], scheme[ground]) < 4.5]
            assert (pale, [name for name in _UNDER_WHITE if contrast(scheme[name], "#ffffff") < 4.5]) == ([], [])


def test_the_programs_own_colours_are_as_they_were_drawn() -> None:
    """Every one of them can be read already, so none is moved."""
    made = tones()
    assert {name: (made.light[name], made.dark[name]) for name in made.light} == drawn_tones()


@pytest.mark.parametrize("key", ["colour", "accent"])
def test_a_colour_in_which_nothing_can_be_read_is_named(root: Root, key: str) -> None:
    """With its place, how little it stands out, and the nearest that does, which is taken."""
    root.add(
        COMPANY,
        f'brand:\n  colour: "#003322"\n  {key}: "#FFD400"\n'.replace('  colour: "#003322"\n', "", key == "colour"),
    )
    line = len((root.path / COMPANY).read_text("utf-8").splitlines())
    (said,) = [text for text in root.check() if text.startswith(COMPANY)]
    assert said.startswith(
        f"{COMPANY}:{line}:{len(key) + 5}: brand.{key}: #ffd400 on the pages' ground #f5efe4 has a contrast of 1.2 : 1"
    )
    (other,) = re.findall(r"(#[0-9a-f]{6}) is dark enough", said)
    root.edit(COMPANY, "#FFD400", other)
    assert root.check()[-1].startswith("no problems")


@pytest.mark.parametrize(
    ("brand", "says"),
    [
        ("colour: blue", "28:11: brand.colour: 'blue' is not a colour; write it as #0f5552"),
        ("logo: none.svg", "28:9: brand.logo: unknown picture 'none.svg'"),
        ("color: '#000000'", "28:3: brand.color: unknown key 'color'; did you mean 'colour'?"),
        ("logo: big.svg", "28:9: brand.logo: big.svg has 70 KB; a logo may have 66 KB"),
    ],
)
def test_what_cannot_be_shown_is_told(root: Root, brand: str, says: str) -> None:
    """In its place."""
    root.write("definitions/pictures/big.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><!--{"x" * 70_000}--></svg>')
    root.add(COMPANY, f"brand:\n  {brand}\n")
    (said,) = [text for text in root.check() if text.startswith(COMPANY)]
    assert said.startswith(f"{COMPANY}:{says}")


def test_nothing_of_anothers_is_left(root: Root) -> None:
    """In the sites and the handbook, above the languages, in calendars and in the pages beside them."""
    root.edit(COMPANY, "{zh: 小公司, en: Small Company}", "{zh: 护家, en: Homeward}")
    root.add(COMPANY, 'brand: {colour: "#5b2c83", accent: "#c2002f"}\n')
    made = {path: content.decode("utf-8", "replace") for path, content in pages_of(root).items() if path[-4:] != ".png"}
    made |= {
        page.path: page.content.decode() for page in render_chooser(read_sound(root.path)[0], templates_of(root.path))
    }
    root.feeds()
    private = {path: content.decode() for path, content in root.tree().items() if path.startswith("feeds/")}
    assert "<text" in made["docs/zh/assets/images/logo.svg"]
    assert sum(path.endswith(".html") for path in private) > 2
    assert {
        path: said for path, text in {**made, **private}.items() if (said := left_over(text, "#5b2c83", "#c2002f"))
    } == {}
    assert [path for path, text in {**made, **private}.items() if re.search("小公司|Small Company", text)] == []


def test_no_colour_and_no_name_stands_anywhere_else() -> None:
    """The program's own files take every tone from one place, and the example's name and logo are in its definitions alone."""
    drawn = PROJECT.joinpath("definitions/pictures/logo.svg").read_text("utf-8")
    (shape,) = re.findall(r'd="(M22[^"]{40})', drawn)
    texts = {
        path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
        for place in ("templates", "generator", "deploy")
        for path in (PROJECT / place).rglob("*")
        if path.suffix in {".py", ".j2", ".css", ".js", ".html", ".svg", ".yaml", ".yml"}
    }
    texts |= {path.name: path.read_text("utf-8") for path in PROJECT.glob("mkdocs*.yml")}
    own = {"generator/formats/tones.py", "generator/model/brand.py", "templates/words/problems.yaml"}
    shown = {
        "templates/words/help.yaml",
        "templates/words/desk.yaml",
        "templates/words/keys.yaml",
    }  # how a colour is written
    assert {path for path, text in texts.items() if left_over(text)} <= own | shown
    assert [path for path, text in texts.items() if "安居护" in text or "Anjuhu" in text or shape in text] == []


@pytest.mark.parametrize(
    ("name", "zh", "en"), [("{zh: “护”家, en: 3rd <b>, }", "护", "3"), ("{zh: ☆, en: éclat}", "☆", "É")]
)
def test_without_a_logo_a_mark_is_drawn_from_the_name(root: Root, name: str, zh: str, en: str) -> None:
    """From its first letter or digit, in each language's own name."""
    root.edit(COMPANY, "{zh: 小公司, en: Small Company}", name.replace(", }", "}"))
    marks = [
        re.findall(r">([^<\s]+)</text>", page_of(root, f"{lang}/assets/images/logo.svg"))
        for lang in ("zh", "en", "staff")
    ]
    assert marks == [[zh], [en], [zh]]


def test_a_logo_is_a_picture_without_what_cameras_say(root: Root) -> None:
    """A PNG is named as one wherever it is shown; in private pages it lies small."""
    stream = io.BytesIO()
    image = Image.effect_noise((900, 900), 80)
    image.save(stream, "PNG", pnginfo=_told("taken at home"))
    root.write("definitions/pictures/Sign.PNG", stream.getvalue())
    root.add(COMPANY, "brand: {logo: Sign.PNG}\n")
    logo = pages_of(root)["docs/en/assets/images/logo.png"]
    assert (b"taken at home" in stream.getvalue(), b"taken at home" in logo) == (True, False)
    assert '"logo": "assets/images/logo.png"' in pages_of(root)[".cache/nav.en.yml"].decode()
    assert "/en/assets/images/logo.png" in page_of(root, "en/index.md")
    root.feeds()
    pages = [content for path, content in root.tree().items() if re.match("feeds/.*html", path)]
    assert {page.count(b"data:image/png;base64,") for page in pages} == {2}
    assert max(map(len, pages)) < 200_000


def _told(text: str) -> object:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", text)
    return told
