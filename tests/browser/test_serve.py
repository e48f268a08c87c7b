"""A page as ``serve`` shows it: under the shipped policy nothing of it is refused, and it reloads when the site changes."""

from __future__ import annotations

from typing import Any

import pytest
from support.company import Root
from support.hosting import WATCH

from generator.faces.guarded import GuardedServer


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("", "en/"), ("en/", "en/"), ("zh/products/window/", "zh/products/window/"), ("en/nothing/", "en/nothing/")],
)
def test_a_page_works_under_the_policy_that_serve_sends(
    small_site: Root, chromium: Any, path: str, leads_to: str
) -> None:
    """No script, style or request of its own is refused, neither on the page that is asked for nor where that leads."""
    server = GuardedServer(lambda _: None, "127.0.0.1", 0, str(small_site.path / "out/site"), "-")
    server.watch(str(small_site.path / "out"))
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    page = chromium.new_page()
    try:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.add_init_script(WATCH)
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(f"{address}{path}", wait_until="commit")
        page.wait_for_url(f"{address}{leads_to}")
        assert page.evaluate("refused") == []
        # The page above the languages may have led on before its own end, which says so too.
        assert [line for line in said if "nothing" not in path and line != "Enabled live reload"] == []
        assert said or "nothing" in path
    finally:
        page.close()
        server.shutdown()


def test_a_mistake_stands_above_the_page_until_it_is_mended(small_site: Root, chromium: Any) -> None:
    """File, line and message, under the same policy; the page below stays as it is."""
    server = GuardedServer(lambda _: None, "127.0.0.1", 0, str(small_site.path / "out/site"), "-")
    server.watch(str(small_site.path / "out"))  # without, no page is given a script
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    page = chromium.new_page()
    try:
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{server.server_port}/zh/products/window/", wait_until="load")
        heading = page.locator("h1").inner_text()
        server.show("Still up.", ["definitions/products/window.yaml:3:1: unknown key <b>'x'</b>"])
        page.wait_for_selector("#care-serve-banner:not([hidden])")
        assert page.locator("#care-serve-banner p").all_inner_texts() == [
            "Still up.", "definitions/products/window.yaml:3:1: unknown key <b>'x'</b>",
        ]  # fmt: skip
        server.show("", [])
        page.wait_for_selector("#care-serve-banner", state="hidden")
        assert (page.locator("h1").inner_text(), page.evaluate("refused")) == (heading, [])
    finally:
        page.close()
        server.shutdown()
