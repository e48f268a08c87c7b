"""Texts within a line come out as Python-Markdown has them, though what cannot be there is not looked for."""

from __future__ import annotations

import random

import pytest
from markdown import Markdown

from generator.publishing.configuration import configured
from generator.publishing.inline import SIGNS, Quick

# What means something within a line, whole and torn.
PIECES = [
    "`", "``", "`a`", "\\", "\\*", "\\\\`", "[", "]", "[a](b.md)", "[a](b \"c\")", "[a][b]", "[b]", "![a](b.png)", "![a][b]", "![b]", "!", "<b>", "</b>",
    "<", ">", "<br/>", "<!-- c -->", "<https://a.example/x>", "<a@b.example>", "https://a.example", "&", "&amp;", "&#60;", "  \n", "\n", " ", "*", "**", "***",
    "_", "__", "*a*", "_a_", "**a**", ":", ":smile:", ":material-home:", "{ .c }", "{: #i }", "漏水", "a", "1", "'", '"', "\u2060",
]  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], dict[str, object]]:
    """The extensions that every edition has, and how they are set."""
    root = tmp_path_factory.mktemp("root")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("INHERIT: mkdocs.base.yml\nsite_name: Care\n", "utf-8")
    config = configured(root, "zh", root / "out")
    return config.markdown_extensions, config.mdx_configs


def test_no_sign_is_missed(settings: tuple[list[object], dict[str, object]]) -> None:
    """Of a thousand texts put together at random, none comes out otherwise."""
    given, configs = settings
    dice = random.Random(20261123)
    texts = ["".join(dice.choices(PIECES, k=dice.randrange(1, 9))).strip() for _ in range(1000)]
    source = "\n\n".join([*(f"a{text}" for text in texts), '[b]: c.md "d"'])
    plain = [extension for extension in given if not isinstance(extension, Quick)]
    assert len(plain) == len(given) - 1
    ours, theirs = (Markdown(extensions=some, extension_configs=configs) for some in (given, plain))
    assert ours.convert(source) == theirs.convert(source)


def test_every_pattern_has_its_signs(settings: tuple[list[object], dict[str, object]]) -> None:
    """One that has none is tried on every text, which takes its time."""
    given, configs = settings
    markdown = Markdown(extensions=given, extension_configs=configs)
    assert {pattern.pattern for pattern in markdown.inlinePatterns} == set(SIGNS)
