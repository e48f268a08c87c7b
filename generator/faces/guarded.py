"""The site on this machine, as its hosting sends it: under the same policy, and to whoever asks for it by its own name."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import socket
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer, _Handler, _timestamp

from generator.reading.packaged import packaged
from generator.text.printed import json_text, printed

_HEADERS = "deploy/site/_headers"
_ASKS_EVERY = 60  # seconds
_LOOKS_EVERY = 0.25
_OPEN = 3  # pages that are taken to be open
_BANNER = "templates/serve/banner.js"
# Where the page asks for what is wrong, and for the script that shows it: no address of a site's own begins so.
_SCRIPT, _PROBLEMS = "/-/banner.js", "/-/problems.json"
_TAG = f'<script src="{_SCRIPT}"></script>'.encode()
Headers = list[tuple[str, str]]


@cache
def shipped_headers() -> Headers:
    """What the hosting that is shipped sends with every file of the public site."""
    lines = packaged(_HEADERS).read_text("utf-8").partition("\n/*\n")[2].partition("\n\n")[0].splitlines()
    pairs = (line.strip().partition(": ") for line in lines)
    return [(name, value) for name, _, value in pairs]


def is_own_name(host: str, served_at: str) -> bool:
    """Whether a request's ``Host`` is this machine's: an address in digits, ``localhost``, its name or what was asked for.

    A page elsewhere can have a name of its own lead to this machine, and would then read the site as if it were its own.
    """
    try:
        name = urlsplit(f"//{host}").hostname or "" if "@" not in host else ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(name) is not None
    except ValueError:
        own = {served_at.lower(), socket.gethostname().lower()}
        return name == "localhost" or name.endswith(".localhost") or (name != "" and name in own)


class GuardedServer(LiveReloadServer):
    """Serves a folder with live reload, under the shipped headers; a request for a foreign name gets ``refusal``.

    ``look`` is called several times a second, to see whether a source has changed, and told whether the site ``is_old``,
    which is asked once a minute. Whoever reads meanwhile has what was there before; ``reload`` shows what is new.
    """

    def __init__(
        self,
        look: Callable[[bool], None],
        host: str,
        port: int,
        root: str,
        refusal: str,
        is_old: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(lambda: None, host=host, port=port, root=root)
        self._watched_paths[root] = (
            1  # nothing is watched but what ``look`` looks at; without one pages would not reload
        )
        self._look = look
        self._looked_at: deque[str] = deque(maxlen=_OPEN)
        self.RequestHandlerClass = _Quiet
        self._served_at, self._refusal = host, refusal
        self._answering = threading.local()
        self._problems = json_text({"title": "", "lines": []}).encode()
        self._is_old, self._asked = is_old, time.monotonic()

    def _build_loop(self) -> None:
        """Look, again and again, until serving ends. MkDocs' own loop has readers wait while it builds."""
        while not self._shutdown:
            asks = time.monotonic() - self._asked >= _ASKS_EVERY
            if asks:
                self._asked = time.monotonic()
            try:
                self._look(asks and self._is_old())
            except Exception:  # a bug must not end what somebody works with
                traceback.print_exc()
            with self._rebuild_cond:
                self._rebuild_cond.wait_for(lambda: self._shutdown, timeout=_LOOKS_EVERY)

    def looked_at(self) -> Sequence[str]:
        """The addresses of the pages that were asked for last, each once."""
        return list(dict.fromkeys(reversed(self._looked_at)))

    def reload(self) -> None:
        """Have every page that is open read again what is served."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = max(_timestamp(), self._visible_epoch + 1)
            self._epoch_cond.notify_all()

    def show(self, title: str, lines: Sequence[str]) -> None:
        """Show ``lines`` above every page that is open; none takes them away."""
        self._problems = json_text({"title": title, "lines": list(lines)}).encode()

    # Any: WSGI's own signature, as MkDocs' server has it.
    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer to one request."""
        self._answering.script = None

        def start(status: str, headers: Headers, *more: object) -> object:
            return start_response(status, [*headers, *self._headers()], *more)

        if not is_own_name(environ.get("HTTP_HOST", ""), self._served_at):
            start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [f"{self._refusal}\n".encode()]
        if environ.get("PATH_INFO") == _PROBLEMS:
            start("200 OK", [("Content-Type", "application/json; charset=utf-8")])
            return [self._problems]
        if environ.get("PATH_INFO") == _SCRIPT:
            start("200 OK", [("Content-Type", "text/javascript; charset=utf-8")])
            return [packaged(_BANNER).read_bytes()]
        if environ.get("PATH_INFO", "").endswith("/"):
            self._looked_at.append(environ["PATH_INFO"])
        answer: Iterable[bytes] = super().serve_request(environ, start)
        return answer

    def _headers(self) -> Headers:
        """The shipped ones; the script that reloads the page is allowed by its hash too."""
        allowed = f" {self._answering.script}" if self._answering.script else ""
        told = [
            (name, value + allowed if name == "Content-Security-Policy" else value) for name, value in shipped_headers()
        ]
        return [*told, ("Cache-Control", "no-cache")]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        close = content.rfind(b"</body>")
        content = content[:close] + _TAG + content[close:] if close >= 0 else content + _TAG
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        end = content.rfind(b"</body>")
        at = end if end >= 0 else len(content)
        script = page[at : at + len(page) - len(content)].removeprefix(b"<script>").removesuffix(b"</script>")
        self._answering.script = f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        return page


class _Quiet(_Handler):
    """Names a request that failed, without what would steer the terminal."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """One line for what was not found or refused."""
        if str(code) not in ("200", "302", "304"):
            sys.stderr.write(f'"{printed(self.requestline)}" {code}\n')
