"""Handbook and holders' pages beside ``serve``: for this machine alone, under an address that nobody guesses."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.faces.privately import PrivateServer

SAID = {"title": "T", "staff": "S", "nothing": "N"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PrivateServer]:
    """A root with a handbook and one holder, served."""
    for file, text in {
        "site-staff/index.html": "handbook", "feeds/KEY.html": "holder", "feeds/.aftercare": "marker",
        "feeds-index.csv": "kind,holder,address,x\ncustomer,c-001,https://x.example/KEY.ics,1\n", "definitions/company.yaml": "x",
    }.items():  # fmt: skip
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    serving = PrivateServer(tmp_path, SAID)
    serving.start()
    yield serving
    serving.close()


def answer(server: PrivateServer, path: str, host: str | None = None) -> tuple[int, str]:
    """Status and text at ``path`` below the server's address; one that begins with ``/`` is meant whole."""
    parts = urlsplit(server.url)
    connection = HTTPConnection(parts.netloc)
    where = path if path.startswith("/") else parts.path + path
    connection.request("GET", where, headers={"Host": host or parts.netloc})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def test_who_knows_the_address_reads_handbook_and_pages(server: PrivateServer) -> None:
    """A first page leads to both."""
    status, page = answer(server, "")
    assert (status, 'href="staff/"' in page, '<a href="feeds/KEY.html">customer c-001</a>' in page) == (200, True, True)
    assert answer(server, "staff/index.html") == (200, "handbook")
    assert answer(server, "feeds/KEY.html") == (200, "holder")


@pytest.mark.parametrize(
    "path",
    ["/", "/staff/index.html", "/x/feeds/KEY.html", "feeds/", "feeds/.aftercare", "feeds/../definitions/company.yaml",
     "feeds/%2e%2e/definitions/company.yaml", "definitions/company.yaml", "feeds-index.csv"],
)  # fmt: skip
def test_nothing_else_is_found(server: PrivateServer, path: str) -> None:
    """Without the address, outside of both folders, hidden, or a folder itself."""
    assert answer(server, path)[0] == 404


def test_a_name_that_leads_here_from_elsewhere_is_refused(server: PrivateServer) -> None:
    """And the address is another at each start."""
    assert answer(server, "feeds/KEY.html", host="evil.example")[0] == 404
    other = PrivateServer(Path("."), SAID)
    other.close()
    assert other.url.rpartition("/")[0].rpartition("/")[2] != server.url.rpartition("/")[0].rpartition("/")[2]
