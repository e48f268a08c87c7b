"""Debian's Chromium for the tests that need a browser; a plugin of pytest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

# In milliseconds. What is waited for comes, however busy the machine is; only what never comes is an error.
PATIENCE = 300_000

# What a browser does for somebody who sits before it: most of what opening a page costs is a process in which the popup of
# the address bar is made ready. Of several such switches the last holds, so those that playwright turns off are named too.
_OFF = (
    "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin", "ThirdPartyStoragePartitioning",
    "AimEnabled", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup",
)  # fmt: skip
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(_OFF)}",
)  # fmt: skip


def required() -> bool:
    """Whether a program that a test needs has to be there, as on CI; elsewhere the test is skipped without it."""
    return os.environ.get("CI") == "true" or os.environ.get("AFTERCARE_BROWSER") == "required"


def program() -> str | None:
    """Chromium as Debian has it. The build without windows opens a page in two thirds of the processor time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright. Without it browser tests are skipped; on CI they fail."""
    path = program()
    if path is None:
        message = "no Chromium on this machine, so browser tests were not run; `apt install chromium-headless-shell` brings it"
        if required():
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, headless=True, timeout=PATIENCE)
        browser.new_context, browser.new_page = patient(browser.new_context), patient(browser.new_page)
        yield browser
        browser.close()


def open_quiet(page: Any, address: str) -> None:
    """Open ``address``, and go on once all that the page names has come and it asks for nothing more.

    Either alone is not enough: on a busy machine a page asks for nothing for a while before it has read itself.
    """
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")


def icons_of(page: Any) -> set[str]:
    """The addresses of a page's icons: the browser fetches one for the tab when it has time, be the page ready or not."""
    return set(page.locator("link[rel~=icon]").evaluate_all("links => links.map(link => link.href)"))


def patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """``make``, whose contexts or pages wait patiently."""

    def made(**options: Any) -> Any:
        found = make(**options)
        found.set_default_timeout(PATIENCE)
        return found

    return made
