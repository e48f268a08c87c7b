"""The staff handbook and the holders' pages as they were built last, for whoever sits at this machine.

On loopback alone, below an address that is made anew at each start: nothing of it is guessed, and nobody else reaches it.
"""

from __future__ import annotations

import csv
import html
import secrets
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.faces.guarded import is_own_name

_LOOPBACK = "127.0.0.1"
_INDEX = "feeds-index.csv"


class PrivateServer:
    """Serves ``root``'s handbook and feeds meanwhile; ``url`` is where. ``said`` are the words of its first page."""

    def __init__(self, root: Path, said: Mapping[str, str]) -> None:
        token = secrets.token_urlsafe(16)
        handler = partial(_Handler, root=root, token=token, said=said)
        self._server = ThreadingHTTPServer((_LOOPBACK, 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://{_LOOPBACK}:{self._server.server_address[1]}/{token}/"

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    """Files below the handbook and the feeds; any other address, and any other name of this machine, is not found."""

    def __init__(self, *request: object, root: Path, token: str, said: Mapping[str, str]) -> None:
        self.root, self.token, self.said = root, token, said
        super().__init__(*request)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """The first page, or a file."""
        if self._is_allowed() and self.path == f"/{self.token}/":
            self._send(_first_page(self.root, self.said))
        elif self._is_allowed():
            super().do_GET()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        """As GET, without the file."""
        if self._is_allowed():
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_allowed(self) -> bool:
        given = self.path.split("/")[1:2]
        is_known = len(given) == 1 and secrets.compare_digest(given[0].encode(), self.token.encode())
        return is_known and is_own_name(self.headers.get("Host", ""), _LOOPBACK)

    def _send(self, page: str) -> None:
        content = page.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path: str) -> str:
        """``/TOKEN/staff/…`` below the handbook, ``/TOKEN/feeds/FILE`` in the feeds; nothing that begins with a dot."""
        parts = [part for part in unquote(urlsplit(path).path).split("/")[2:] if part not in ("", ".")]
        places = {"staff": "site-staff", "feeds": "feeds"}
        if not parts or parts[0] not in places or any(part.startswith(".") for part in parts):
            return str(self.root / ".none")
        return str(self.root.joinpath(places[parts[0]], *parts[1:]))

    def list_directory(self, path: object) -> None:
        """No folder is listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Nobody keeps what is private, nor tells where it was."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: an address here is a secret."""


def _first_page(root: Path, said: Mapping[str, str]) -> str:
    """The handbook, and a line for each holder, by the table beside the feeds."""
    rows = []
    if (root / _INDEX).is_file():
        with (root / _INDEX).open(encoding="utf-8", newline="") as stream:
            for row in list(csv.reader(stream))[1:]:
                name = row[2].rpartition("/")[2].removesuffix(".ics")
                rows.append(f'<li><a href="feeds/{html.escape(name)}.html">{html.escape(" ".join(row[:2]))}</a></li>')
    staff = f'<p><a href="staff/">{html.escape(said["staff"])}</a></p>' if (root / "site-staff").is_dir() else ""
    nothing = "" if rows or staff else f"<p>{html.escape(said['nothing'])}</p>"
    title = html.escape(said["title"])
    head = f'<!doctype html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>'
    return f"{head}{staff}<ul>{''.join(rows)}</ul>{nothing}"
