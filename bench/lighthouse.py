"""Lighthouse, as a phone, on every kind of page in both languages, from nginx with ``deploy/nginx.conf`` as it stands.

``python -m bench.lighthouse [DIR]`` takes the outputs in ``DIR`` (what ``aftercare build --output DIR`` writes), or builds the
example. It needs nginx, Chromium, Node and Lighthouse (``npm install lighthouse@12.2``, in the folder that LIGHTHOUSE names,
else in ``.cache/lighthouse``). The speed is that of an idle machine or it says nothing; the other three do not depend on it. Each
page is measured three times (TIMES says how often), and the middle one told; LANGUAGES=zh leaves out the others. Status 1 where
a page is below 95, or 100 for accessibility.

The handbook is asked for without its password, for what Chromium's tools fetch beside a page brings none and would wait for ever.
That it asks not to be indexed, and that a wrong address answers 404, cost points of SEO: both are meant.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = {
    "home": "", "product": "products/thermal-break-window/", "products": "products/", "fault": "faults/window-leaks/",
    "faults": "faults/", "task": "maintenance/window/connector-rust/", "guide": "guides/window-drainage/",
    "component": "components/gasket/", "promise": "services/promises/glass-breakage/", "process": "services/processes/repair/",
    "form": "services/forms/service-record/", "policy": "services/policies/warranty/", "prices": "services/prices/service-prices/",
    "season": "seasons/rain/", "month": "this-month/", "subjects": "tags/", "a to z": "index-a-z/", "glossary": "glossary/",
    "missing": "nothing-here/",
}  # fmt: skip
STAFF = {
    "staff: home": "", "staff: task": "maintenance/window/connector-rust/", "staff: process": "services/processes/repair/",
    "staff: phrases": "services/phrases/phone-opening/", "staff: handbook": "handbook/",
}  # fmt: skip
LANGUAGES = ("zh", "en")
BROWSERS = ("chromium", "chromium-browser", "chromium-headless-shell")
GROUPS = ("performance", "accessibility", "best-practices", "seo")
AUDITS = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
LEAST = {"performance": 95, "accessibility": 100}
TIMES = 3


def built(folder: Path) -> Path:
    """The example's outputs."""
    program = "from generator.faces.cli import main; main()"
    subprocess.run([sys.executable, "-c", program, "build", "--output", str(folder), "--first"], cwd=ROOT, check=True)
    return folder


@contextmanager
def hosted(folder: Path) -> Iterator[Mapping[str, int]]:
    """nginx with the file of ``deploy/``, its ports and its password alone adapted."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with tempfile.TemporaryDirectory() as kept:
        text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
        ports = {"site": _port(), "feeds": _port(), "staff": _port()}
        for old, new in zip((8080, 8081, 8082), ports.values(), strict=True):
            text = text.replace(f"127.0.0.1:{old};", f"127.0.0.1:{new};")
        text = re.sub(r'auth_basic\s+"[^"]*";', "auth_basic off;", text)
        (Path(kept) / "nginx.conf").write_text(text, "utf-8")
        directives = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        server = subprocess.Popen([program, "-p", folder, "-c", Path(kept) / "nginx.conf", "-g", directives])
        try:
            while not _answers(ports["site"]):
                if server.poll() is not None:
                    raise SystemExit("nginx did not start")
                time.sleep(0.1)
            yield ports
        finally:
            server.terminate()
            server.wait()


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def audited(address: str) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    at = os.environ.get("LIGHTHOUSE", str(ROOT / ".cache/lighthouse"))
    program = Path(at) / "node_modules/.bin/lighthouse"
    if not program.exists():
        raise SystemExit(f"no Lighthouse: npm install --prefix {at} lighthouse@12.2")
    flags = "--headless=new --no-sandbox --disable-gpu"
    command = [str(program), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    if address.endswith("nothing-here/"):
        command.append("--ignore-status-code")
    chromium = next(filter(None, map(shutil.which, BROWSERS)), "")
    environment = os.environ | {"CHROME_PATH": os.environ.get("CHROME_PATH", chromium)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def scores(report: Mapping[str, Any]) -> dict[str, int]:
    """What a report gives, of 100; Lighthouse leaves out what it could not measure."""
    return {group: round(100 * (report["categories"].get(group, {}).get("score") or 0)) for group in GROUPS}


def told(name: str, reports: list[dict[str, Any]]) -> tuple[str, bool]:
    """A line of the table, and whether the page is good enough; accessibility lists what it lacks."""
    found = {group: round(median(scores(report)[group] for report in reports)) for group in GROUPS}
    first = reports[0]["audits"]
    paint, blocked, shift = (
        median(report["audits"][audit].get("numericValue") or 0 for report in reports) for audit in AUDITS
    )
    asked = [entry["id"] for entry in reports[0]["categories"]["accessibility"]["auditRefs"]]
    lacking = [audit for audit in asked if first[audit]["score"] == 0]
    line = "".join(f"{found[group]:>5}" for group in GROUPS)
    is_good = all(found[group] >= least for group, least in LEAST.items())
    return f"{name:<24}{line}   {paint / 1000:4.1f} s {blocked:5.0f} ms {shift:6.3f}  {' '.join(lacking)}", is_good


def main() -> int:
    """Measure and print; the status for the shell."""
    given = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    times = int(os.environ.get("TIMES", TIMES))
    with tempfile.TemporaryDirectory() as made:
        folder = given or built(Path(made))
        print(f"{'':<24} perf a11y best  seo      LCP      TBT    CLS")
        with hosted(folder) as ports:
            site, staff = (f"http://127.0.0.1:{ports[name]}" for name in ("site", "staff"))
            pages = [
                (f"{name}, {language}", f"{site}/{language}/{at}")
                for name, at in PAGES.items()
                for language in os.environ.get("LANGUAGES", ",".join(LANGUAGES)).split(",")
            ]
            pages += [(name, f"{staff}/{at}") for name, at in STAFF.items()]
            bad = 0
            for name, address in pages:
                line, is_good = told(name, [audited(address) for _ in range(times)])
                bad += not is_good
                print(line, "" if is_good else "<", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
