"""What lies among the sources and is no file of text: told at once, by name, and nothing waits for it."""

from __future__ import annotations

import os

import pytest
from support.company import Root

WHAT = "not a plain file (a folder, a pipe, a device, or a link that leads back); move it away"


@pytest.mark.parametrize(
    "file",
    ["definitions/company.yaml", "definitions/products/pipe.yaml", "schedules/customers/c-009.yaml", "definitions/glossary.yaml"],
)  # fmt: skip
def test_a_pipe_is_told_and_not_waited_for(root: Root, file: str) -> None:
    """Nobody ever writes into it, so whoever opened it would wait for ever."""
    (root.path / file).unlink(missing_ok=True)
    os.mkfifo(root.path / file)
    assert f"{file}: {WHAT}" in root.check()


def test_a_device_is_told_and_not_read(root: Root) -> None:
    """It has no end."""
    (root.path / "definitions/products/zero.yaml").symlink_to("/dev/zero")
    assert f"definitions/products/zero.yaml: {WHAT}" in root.check()


@pytest.mark.parametrize("back", [".", "..", "../maintenance/window", "loop"])
def test_a_link_that_leads_back_is_told_once(root: Root, back: str) -> None:
    """A folder inside itself has no bottom."""
    (root.path / "definitions/maintenance/window/loop").symlink_to(back)
    told = [line for line in root.check() if "loop" in line]
    assert len(told) == 1
    assert told[0].startswith("definitions/maintenance/window/loop: ")


def test_a_folder_by_the_name_of_a_file_is_told(root: Root) -> None:
    """It cannot be read as one."""
    (root.path / "definitions/glossary.yaml").mkdir()
    assert f"definitions/glossary.yaml: {WHAT}" in root.check()


def test_a_character_beyond_the_plane_reaches_the_page(root: Root) -> None:
    """A file that JSON's writer made is read as one made by hand."""
    root.edit(
        "definitions/products/window.yaml",
        "{zh: 会开会关, en: It opens and it shuts}",
        r'{zh: "开\uD83D\uDE00", en: "Opens \uD83D\uDE00"}',
    )
    assert root.check() == ["no problems in 13 files"]
    assert root.run("pages", "--as-of", "2026-11-23").exit_code == 0
    assert "Opens 😀" in (root.path / "docs/en/products/window.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("schedules/customers/c-001.yaml", "quantity: 12", "quantity: 1e308", "must be 1000000 or less"),
        ("schedules/customers/c-001.yaml", "quantity: 12", "quantity: 1000001", "must be 1000000 or less"),
        ("definitions/maintenance/window/yearly.yaml", "interval: 1 year", "interval: 9999 years", "above 200 years"),
        ("definitions/maintenance/window/bolts.yaml", "threshold: 1 month", "threshold: -300 years", "above 200 years"),
        ("definitions/maintenance/window/yearly.yaml", "late: 30 days", "late: 99999 days", "above 200 years"),
        ("definitions/products/window.yaml", "period: 2 years", "period: P201Y", "above 200 years"),
        ("definitions/company.yaml", "ahead: 24 months", "ahead: 9999 years", "above 200 years"),
        ("definitions/company.yaml", "ahead: 24 months", "ahead: 11 years", "ten years at the most, '11 years' is too long"),
        ("definitions/company.yaml", "back: 3 months", "back: 121 months", "ten years at the most"),
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_is_no_plan_for_centuries(root: Root, file: str, old: str, new: str, says: str) -> None:
    """It is told at once, and not reckoned until the memory is full."""
    root.edit(file, old, new)
    told = [line for line in root.check() if says in line]
    assert len(told) == 1
    assert told[0].startswith(f"{file}:")


@pytest.mark.parametrize("target", ["/nonexistent", "schedules"])
def test_schedules_that_lead_nowhere_are_no_reason_to_forget_everybody(root: Root, target: str) -> None:
    """A link that broke would take every customer's calendar away; it is told, and what was published stays."""
    root.feeds()
    before = sorted(path.name for path in (root.path / "feeds").iterdir())
    root.remove("schedules")
    (root.path / "schedules").symlink_to(target)
    assert [line for line in root.check() if line.startswith("schedules/")]
    assert root.run("feeds", "--as-of", "2026-11-23").exit_code == 1
    assert sorted(path.name for path in (root.path / "feeds").iterdir()) == before


@pytest.mark.parametrize("url", ["https://[::1/", "https://small.example:99999999/", "https:///x", "https://"])
def test_an_address_that_is_none_is_told(root: Root, url: str) -> None:
    """It would stand in every calendar."""
    root.edit("definitions/company.yaml", "https://small.example/", url)
    assert [line for line in root.check() if "site_url" in line]


def test_a_long_text_is_looked_through_in_one_go(root: Root) -> None:
    """Sixty thousand letters without a blank are no mail address, and are not tried from each letter anew."""
    root.edit("definitions/products/window.yaml", "{zh: 窗, en: Window}", f"{{zh: 窗, en: {'a' * 60_000}}}")
    assert root.check() == ["no problems in 13 files"]


@pytest.mark.parametrize(
    "form", ["{files:zz}", "{files:{files.__class__}}", "{files:{other}}", "{files:99999999}", "{files!x}"]
)
def test_a_word_shows_a_value_as_it_is(root: Root, form: str) -> None:
    """Any other form could fail for the value that comes, or fill the memory."""
    root.write("templates/words/console.yaml", f'sound: {{zh: "{form}", en: "{form}"}}\n')
    assert [line for line in root.check() if line.startswith("templates/words/console.yaml:1:")]


def test_a_value_that_a_language_leaves_out_may_be_a_number(root: Root) -> None:
    """As the advice says."""
    root.write("templates/words/console.yaml", 'sound: {zh: "{files} 个", en: "fine{files:.0}"}\n')
    assert root.check() == ["fine"]
