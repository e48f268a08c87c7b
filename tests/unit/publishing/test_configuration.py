"""What MkDocs is told: words and frame in the edition's language, whichever files of the configuration a folder brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import AS_OF, Root

from generator.publishing.configuration import configured
from generator.reading.words import own_words


@pytest.mark.parametrize(
    ("locales", "language", "toggle"), [("zh, en", "zh", "切换到深色"), ("en", "en", "Switch to dark")]
)
def test_the_handbooks_frame_speaks_the_companys_first_language(
    root: Root, tmp_path: Path, locales: str, language: str, toggle: str
) -> None:
    """Where the folder brings no mkdocs.staff.yml of its own: theme, no plugin, and what the theme says."""
    root.edit("definitions/company.yaml", "locales: [zh, en]", f"locales: [{locales}]")
    root.edit("schedules/customers/c-001.yaml", "locale: zh\n", "")
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    staff = configured(root.path, "staff", tmp_path / "out")
    assert staff.theme["language"] == language
    assert staff.theme["palette"][0]["toggle"]["name"] == toggle
    assert list(staff.plugins) == []
    assert staff.extra["words"]["internal"] == own_words().words[language]["theme_internal"]  # type: ignore[index]
    assert staff.extra["staff"] is True


def test_what_the_theme_says_is_words_and_a_companys_configuration_says_it_otherwise(
    root: Root, tmp_path: Path
) -> None:
    """By the words of the program, by those of the folder, and last by its mkdocs.en.yml."""
    root.write(
        "templates/words/own.yaml", "theme_hotline: {zh: 电话, en: Ring us}\ntheme_email: {zh: 邮箱, en: Write us}\n"
    )
    root.write("mkdocs.en.yml", "INHERIT: .cache/nav.en.yml\ndocs_dir: docs/en\nextra: {words: {email: Post}}\n")
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    said = configured(root.path, "en", tmp_path / "out").extra["words"]
    assert (said["call"], said["hotline"], said["email"]) == ("Call the service line", "Ring us", "Post")
