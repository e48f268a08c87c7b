"""A page as ``serve`` shows it: under the shipped policy nothing of it is refused, and it reloads when the site changes."""

from __future__ import annotations

from typing import Any

import pytest
from support.company import Root
from support.hosting import WATCH
from support.serving import free_port

from generator.faces.guarded import GuardedServer


@pytest.mark.parametrize("path", ["", "en/", "zh/products/window/", "en/nothing/"])
def test_a_page_works_under_the_policy_that_serve_sends(small_site: Root, chromium: Any, path: str) -> None:
    """No script, style or request of its own is refused."""
    port = free_port()
    server = GuardedServer(lambda: None, "127.0.0.1", port, str(small_site.path / "out/site"), "-")
    server.watch(str(small_site.path / "out"))
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    page = chromium.new_page()
    try:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/{path}", wait_until="load")
        assert page.evaluate("refused") == []
        if "nothing" not in path:
            assert said == ["Enabled live reload"]
    finally:
        page.close()
        server.shutdown()
