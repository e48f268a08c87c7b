"""What subscribers ask of a web server: nginx with ``deploy/nginx.conf``, calendars of sixty visits, three kinds of question.

``python -m bench.serving`` tells how many answers a second of one core gives, and their bytes. What is counted is nginx's
own processor time, so that neither who asks nor what else the machine does is measured.
"""

from __future__ import annotations

import base64
import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from bench.feeds import ours, rows

CONF = Path(__file__).parent.parent / "deploy/nginx.conf"
FILES, EVENTS, ASKED = 200, 60, 6_000
# A phone asks as often as REFRESH-INTERVAL says, and a million of them spread over the day.
SUBSCRIBERS, A_DAY = 1_000_000, 2


def ticks(of: int) -> float:
    """The seconds that the children of a process have had of the processor."""
    listed = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    fields = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in listed]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def ask(names: list[str], headers: Mapping[str, str], tags: Mapping[str, str]) -> tuple[int, float]:
    """Status and mean length of the answers to ``ASKED`` questions on one connection; ``tags`` are known ETags."""
    connection = http.client.HTTPConnection("127.0.0.1", 8081)
    length, status = 0, 0
    for number in range(ASKED):
        name = names[number % len(names)]
        known = {"If-None-Match": tags[name]} if tags else {}
        connection.request("GET", f"/{name}", headers={**headers, **known})
        answer = connection.getresponse()
        length += len(answer.read())
        status = answer.status
    return status, length / ASKED


def tag(name: str, headers: Mapping[str, str]) -> str:
    """The ETag of a file."""
    connection = http.client.HTTPConnection("127.0.0.1", 8081)
    connection.request("HEAD", f"/{name}", headers=dict(headers))
    return connection.getresponse().headers["ETag"]


def main() -> None:
    """Print a line for each kind of question, and what a million subscribers come to."""
    with tempfile.TemporaryDirectory() as folder:
        feeds = Path(folder, "feeds")
        feeds.mkdir()
        names = [
            f"{base64.urlsafe_b64encode(sha256(bytes([n])).digest()[:16]).rstrip(b'=').decode()}.ics"
            for n in range(FILES)
        ]
        content = ours(rows(EVENTS, shared=False))
        for name in names:
            (feeds / name).write_bytes(content)
        also = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        nginx = subprocess.Popen(["nginx", "-p", folder, "-c", str(CONF), "-g", also], stderr=subprocess.DEVNULL)
        try:
            while not _answers():
                time.sleep(0.05)
            packed = {"Accept-Encoding": "gzip"}
            kinds = (
                ("as it is", {}, {}),
                ("compressed", packed, {}),
                ("unchanged (304)", packed, {name: tag(name, packed) for name in names}),
            )
            print(f"a calendar of {EVENTS} visits, {len(content):,} bytes, by nginx")
            for kind, headers, tags in kinds:
                before = ticks(nginx.pid)
                status, length = ask(names, headers, tags)
                spent = ticks(nginx.pid) - before
                print(f"  {kind:<17}{status}  {length:9,.0f} bytes  {ASKED / spent:9,.0f} answers a second of one core")
        finally:
            nginx.terminate()
            nginx.wait()
    print(
        f"{SUBSCRIBERS:,} subscribers who ask {A_DAY} times a day: {SUBSCRIBERS * A_DAY / 86_400:,.0f} questions a second"
    )


def _answers() -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", 8081)
        connection.request("GET", "/")
        return connection.getresponse().status == 404
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
