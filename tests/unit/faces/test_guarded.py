"""What ``serve`` sends and to whom: the shipped headers, and nothing to a page that had its own name lead here."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.company import Root
from support.hosting import DEPLOY, headers_file, policy

from generator.faces.guarded import GuardedServer, is_own_name, shipped_headers
from generator.faces.serve import Served

REFUSAL = "not here"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GuardedServer]:
    """One that listens nowhere; it watches a folder, so that its pages reload."""
    (tmp_path / "index.html").write_text("<html><body>hello</body></html>", "utf-8")
    (tmp_path / "a.js").write_text("x()", "utf-8")
    made = GuardedServer(lambda _: None, "care.test", 8000, str(tmp_path), REFUSAL)
    made.watch(str(tmp_path))
    yield made
    made.server_close()


def asked(server: GuardedServer, path: str, host: str | None) -> tuple[str, dict[str, str], str]:
    """Status, headers and body of an answer."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"} | ({"HTTP_HOST": host} if host is not None else {})
    answer = server.serve_request(environ, lambda status, headers, *_: told.append((status, headers)))
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    ((status, headers),) = told
    assert len({name for name, _ in headers}) == len(headers)
    return status, dict(headers), body.decode("utf-8")


@pytest.mark.parametrize("path", ["/", "/index.html", "/a.js", "/nothing"])
def test_every_answer_has_the_headers_of_the_shipped_configuration(server: GuardedServer, path: str) -> None:
    """Those that deploy/ has its hosts send; the script that reloads a page is allowed by its hash."""
    _, headers, body = asked(server, path, "localhost:8000")
    shipped = {name.lower(): value for name, value in headers_file(DEPLOY / "site/_headers")["/*"]}
    assert {name.lower(): value for name, value in shipped_headers()} == shipped
    for name in ("X-Content-Type-Options", "Referrer-Policy"):
        assert headers[name] == shipped[name.lower()]
    more = policy(headers["Content-Security-Policy"]) - policy(shipped["content-security-policy"])
    scripts = [
        base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()
        for s in re.findall(r"<script>(.*?)</script>", body, re.DOTALL)
    ]
    added = {source for part in more for source in part} - {
        source for part in policy(shipped["content-security-policy"]) for source in part
    }
    assert added == {f"'sha256-{digest}'" for digest in scripts}
    assert bool(added) is (path in ("/", "/index.html"))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
        "192.168.1.5:8000",
        "care.test",
        "CARE.TEST:8000",
        "a.localhost",
        socket.gethostname(),
    ],
)
def test_its_own_names_are_served(server: GuardedServer, host: str) -> None:
    """An address in digits, this machine's name, and the one that was asked for."""
    assert asked(server, "/", host)[0] == "200 OK"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "care.test.evil.example",
        "",
        None,
        "[",
        "x y",
        "notlocalhost",
        "care.test@evil.example",
        "evil.example@care.test",
        ":8000",
    ],
)
@pytest.mark.parametrize("path", ["/", "/a.js", "/livereload/1/1", "/nothing"])
def test_a_foreign_name_is_refused(server: GuardedServer, host: str | None, path: str) -> None:
    """Whatever it asks for, with a sentence that says why."""
    status, headers, body = asked(server, path, host)
    assert (status, body) == ("421 Misdirected Request", f"{REFUSAL}\n")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_name_is_own_whatever_its_case() -> None:
    """Names of hosts have none."""
    assert is_own_name("LOCALHOST", "127.0.0.1")
    assert not is_own_name("care.test", "127.0.0.1")


def test_a_site_of_another_day_is_built_anew(root: Root) -> None:
    """Once: it is the new day's then, whatever came of it; nothing is built while neither day nor files are others."""
    days = [date(2026, 11, 30)]
    built: list[date] = []

    class Counted(Served):
        def _build(self) -> None:
            self._seen, self.as_of = self._sources(), self._today()
            built.append(self.as_of)

    served = Counted(root.path, lambda: days[-1])
    served.build()
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 1)):
        days.append(day)
        assert served.is_of_yesterday() == (day != built[-1])
        served.rebuild(lambda _seconds, stopped: None, served.is_of_yesterday())
    assert built == [date(2026, 11, 30), date(2026, 12, 1)]
    served.close()


def test_a_bug_in_a_build_does_not_end_the_server(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told, and the next look comes; whoever waits for news hears of the next ones."""
    looks: list[bool] = []

    def look(is_old: bool) -> None:
        looks.append(is_old)
        if len(looks) == 1:
            raise RuntimeError("a bug")
        server.reload()
        server._shutdown = True

    server = GuardedServer(look, "127.0.0.1", 0, str(tmp_path), REFUSAL)
    before = server._visible_epoch
    server._build_loop()
    assert looks == [False, False]
    assert "a bug" in capfd.readouterr().err
    assert (server._visible_epoch > before, server._visible_epoch == server._wanted_epoch) == (True, True)
    server.server_close()
