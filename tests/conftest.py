"""What tests share: a small sound company in YAML that a test edits by replacing text, and the example data, built once."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from handbook import HANDBOOK

from generator.faces.cli import main
from generator.site.pages.render import GENERATED

PROJECT = Path(__file__).parent.parent
AS_OF = "2026-11-23"

# A company as small as can be that still has one of each kind of thing. No test here depends on the example data.
SMALL: Mapping[str, str] = {
    "definitions/company.yaml": """\
name: {zh: 小公司, en: Small Company}
tagline: {zh: 装好只是开始, en: Only the beginning}
hotline: 400-000-0000
hours: {zh: 全天接听, en: Always answered}
email: care@small.example
site_url: https://small.example/
uid_domain: small.example
example: true
locales: [zh, en]
feeds:
  customer: {back: 3 months, ahead: 24 months}
  technician: {back: 1 month, ahead: 6 months}
regions:
  shanghai: {name: {zh: 上海, en: Shanghai}, seasons: east, exposure: coast}
exposures:
  coast: {zh: 沿海, en: coast}
traffic:
  heavy: {zh: 人流大, en: heavy}
  light: {zh: 人流小, en: light}
settings:
  indoor: {zh: 室内, en: indoor}
tiers:
  A: {zh: 重点客户, en: key customer}
skills:
  window: {zh: 门窗, en: windows}
  stone: {zh: 石材, en: stone}
""",
    "definitions/calendars/workdays-cn.yaml": """\
"2026":
  status: official
  holidays:
    - {name: {zh: 国庆节, en: National Day}, from: 2026-10-01, to: 2026-10-07}
  make_up: [2026-10-10]
"2027":
  status: provisional
  holidays: []
""",
    "definitions/calendars/seasons.yaml": """\
names:
  rain: {zh: 雨季, en: rainy season}
regions:
  east:
    name: {zh: 华东, en: East China}
    windows:
      rain: {from: "06-01", to: "07-15"}
""",
    "definitions/products/window.yaml": """\
name: {zh: 窗, en: Window}
line: window
icon: material/window-closed-variant
unit: {zh: 樘, en: unit}
summary: {zh: 会开会关, en: It opens and it shuts}
care:
  do:
    - {zh: 每季清洁, en: Clean it every season}
  dont:
    - {zh: 不要硬拉, en: Do not force it}
warranty:
  - id: general
    name: {zh: 整窗保修, en: General warranty}
    period: 2 years
    covers: {zh: 制造缺陷, en: Faults in manufacture}
    grade: P
    source: [promise-001]
""",
    "definitions/products/floor.yaml": """\
name: {zh: 石材地面, en: Stone floor}
line: stone
icon: material/floor-plan
unit: {zh: 平方米, en: m²}
summary: {zh: 光亮如镜, en: It shines}
""",
    "definitions/maintenance/window/bolts.yaml": """\
name: {zh: 螺栓检查, en: Bolt check}
summary: {zh: 入住一个月后拧紧螺栓, en: We tighten the bolts a month after move-in}
products: [window]
schedule:
  anchor: move_in
  threshold: 1 month
  tolerance: {early: 7 days, late: 14 days}
  adjust: following
  grade: P
  source: [promise-001]
work:
  skills: [window]
  duration: {fixed: 30 minutes, per_unit: 2 minutes}
  grade: G
prepare:
  - {zh: 请移开窗前的家具, en: Please clear the window}
steps:
  - {zh: 逐个拧紧, en: Tighten each bolt}
pass:
  - {zh: 没有松动, en: Nothing is loose}
tools:
  - {zh: 扳手, en: Wrench}
materials:
  - {item: {zh: 螺栓, en: Bolt}, quantity: 2, unit: {zh: 颗, en: pcs}, per: unit, grade: G}
safety:
  - {zh: 系好安全带, en: Wear a harness}
""",
    "definitions/maintenance/window/yearly.yaml": """\
name: {zh: 年度检查, en: Yearly check}
summary: {zh: 每年检查一次, en: Once a year we check everything}
products: [window]
schedule:
  anchor: acceptance
  interval: 1 year
  tolerance: {early: 30 days, late: 30 days}
  adjust: following
  grade: P
  source: [promise-001]
work:
  skills: [window]
  duration: {fixed: 1 hour}
  grade: G
steps:
  - {zh: 看一遍, en: Look at everything}
pass:
  - {zh: 完好, en: All is well}
""",
    "definitions/maintenance/floor/polish.yaml": """\
name: {zh: 抛光, en: Polishing}
summary: {zh: 按人流定期抛光, en: We polish as often as people walk on it}
products: [floor]
schedule:
  anchor: acceptance
  interval_by:
    traffic: {heavy: 1 month, light: 6 months}
  tolerance: {early: 3 days, late: 10 days}
  adjust: following
  grade: G
work:
  skills: [stone]
  duration: {fixed: 45 minutes, per_unit: 1 minute}
  grade: G
steps:
  - {zh: 磨光, en: Polish}
pass:
  - {zh: 光亮, en: It shines}
""",
    "definitions/services/promises/glass.yaml": """\
name: {zh: 玻璃破损, en: Broken glass}
summary: {zh: 玻璃坏了马上来, en: We come at once when glass breaks}
products: [window]
response:
  within: 24 hours
  from: {zh: 收到消息, en: your message}
  action: {zh: 到现场, en: on site}
  grade: P
  source: [promise-001]
meanwhile:
  - {zh: 不要靠近, en: Keep away from it}
""",
    "definitions/sources/article.yaml": """\
sections: {promise: 1}
items:
  promise-001:
    says: {zh: 公司的承诺, en: What the company promises}
    became: [promise/glass]
""",
    "schedules/technicians.yaml": """\
technicians:
  - id: t-01
    name: 钱师傅
    skills: [window, stone]
    regions: [shanghai]
    capacity: 7 hours
""",
    "schedules/customers/c-001.yaml": """\
name: 诸葛先生
locale: zh
tier: A
consent: {given: 2026-03-01}
contact: {name: 司马女士, phone: "021-5555-0199"}
sites:
  - id: home
    name: 六合苑
    region: shanghai
    address: 上海市六合路 8 号
    technician: t-01
    milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}
    assets:
      - {id: windows, name: 全屋外窗, product: window, quantity: 12}
      - {id: hall, name: 门厅地面, product: floor, quantity: 40, traffic: heavy}
""",
    "schedules/records/2026-10.yaml": """\
records:
  - record: completed
    date: 2026-10-09
    customer: c-001
    site: home
    asset: windows
    task: window/bolts
    technician: t-01
""",
}


# A picture as products have them.
PANE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400">'
    '<path d="M0 0h640v400H0z" fill="#d5eae8"/><circle cx="320" cy="200" r="90" fill="#f2b765"/></svg>\n'
)


@dataclass(frozen=True)
class Root:
    """A folder with definitions and schedules, and the command line run on it."""

    path: Path

    def write(self, file: str, content: str | bytes) -> None:
        """Put ``content`` into ``file``."""
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the one ``old`` in ``file`` by ``new``."""
        text = (self.path / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.path / file).write_text(text.replace(old, new), "utf-8")

    def add(self, file: str, text: str) -> None:
        """Append ``text`` to ``file``."""
        with (self.path / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def remove(self, file: str) -> None:
        """Delete ``file``, or the folder of that name."""
        target = self.path / file
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    def run(self, *arguments: str, **environment: str | None) -> Result:
        """Run ``aftercare ARGUMENTS --root …`` in this process, in English where no language is given."""
        language = () if "--lang" in arguments else ("--lang", "en")
        surroundings = {"AFTERCARE_SECRET": None, **environment}
        return CliRunner().invoke(main, [*arguments, "--root", str(self.path), *language], env=surroundings)

    def check(self, *arguments: str) -> list[str]:
        """What ``aftercare check`` prints, line by line."""
        result = self.run("check", "--as-of", AS_OF, *arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.stdout.splitlines()

    def agenda(self, *arguments: str) -> list[dict[str, Any]]:
        """The rows of ``aftercare agenda --format json``."""
        result = self.run("agenda", "--as-of", AS_OF, "--format", "json", *arguments)
        assert result.exit_code == 0, result.output
        rows: list[dict[str, Any]] = json.loads(result.stdout)
        return rows

    def feeds(self, *arguments: str, **environment: str | None) -> dict[str, bytes]:
        """The feeds that ``aftercare feeds`` writes, by ``kind holder``."""
        result = self.run("feeds", "--as-of", AS_OF, *arguments, **environment)
        assert result.exit_code == 0, result.output
        return feeds_in(self.path / "feeds")

    def tree(self) -> dict[str, bytes]:
        """Every file below the root with its bytes."""
        return tree_of(self.path)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def feeds_in(folder: Path) -> dict[str, bytes]:
    """The feeds in ``folder``, by ``kind holder`` as its index has them."""
    rows = [line.split(",") for line in (folder / "index.csv").read_text("utf-8").splitlines()[1:]]
    return {f"{kind} {holder}": (folder / address.rpartition("/")[2]).read_bytes() for kind, holder, address, _ in rows}


def example_in(target: Path) -> Root:
    """A copy of the example company in ``target``, without anything that was generated."""
    for name in ("definitions", "schedules", "templates"):
        shutil.copytree(PROJECT / name, target / name)
    for path in sorted(PROJECT.glob("docs/*/**/*")):
        relative = path.relative_to(PROJECT)
        if path.is_file() and relative.parts[2] not in GENERATED:
            (target / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / relative)
    for path in PROJECT.glob("mkdocs*.yml"):
        shutil.copy(path, target)
    (target / "generator/faces").mkdir(parents=True)
    shutil.copy(PROJECT / "generator/faces/mkdocs_hook.py", target / "generator/faces")
    return Root(target)


def aftercare(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own, with a plain environment."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("AFTERCARE", "LC_", "LANG"))}
    command = [Path(sys.executable).with_name("aftercare"), *arguments]
    return subprocess.run(command, env=plain | environment, capture_output=True, text=True, timeout=120, check=False)


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files and says nothing; with a ``policy``, under that Content-Security-Policy."""

    policy = ""

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """With the policy, if there is one."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """The address on this machine at which ``folder`` is served meanwhile."""
    handler = type("Handler", (Quiet,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """The small sound company."""
    small = Root(tmp_path / "company")
    for file, text in SMALL.items():
        small.write(file, text)
    return small


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The example company. Tests share it, so they do not edit it."""
    return example_in(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``aftercare build`` makes of the example: a folder with ``site`` and ``feeds``."""
    source = example_in(tmp_path_factory.mktemp("built-from"))
    output = tmp_path_factory.mktemp("built")
    result = source.run("build", "--as-of", AS_OF, "--output", str(output))
    assert result.exit_code == 0, result.output
    return output


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The small company with one definition of every kind, built: ``site``, ``site-staff`` and ``feeds`` lie in its ``out``.

    One guide is renamed, and the window has a picture. Tests share it, so they do not edit it.
    """
    small = with_sites(Root(tmp_path_factory.mktemp("small")))
    small.write("definitions/pictures/pane.svg", PANE)
    small.write("definitions/pictures.yaml", "pane.svg: {alt: {zh: 一片玻璃, en: A pane}}\n")
    small.add("definitions/products/window.yaml", "picture: pane.svg\n")
    small.add("definitions/guides/wipe.yaml", "formerly: [dust]\nreviewed: 2026-11-01\n")
    result = small.run("build", "--as-of", AS_OF, "--output", str(small.path / "out"))
    assert result.exit_code == 0, result.output
    return small


def with_sites(target: Root) -> Root:
    """The small company and its handbook in ``target``, with all that building its sites needs."""
    for file, text in {**SMALL, **HANDBOOK}.items():
        target.write(file, text)
    for path in [*PROJECT.glob("mkdocs*.yml"), *PROJECT.glob("docs/*/about.md")]:
        target.write(path.relative_to(PROJECT).as_posix(), path.read_bytes())
    shutil.copytree(PROJECT / "templates", target.path / "templates")
    return target


@pytest.fixture(scope="session")
def example_feeds(built: Path) -> dict[str, bytes]:
    """The example's feeds by ``kind holder``."""
    return feeds_in(built / "feeds")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden cases' expected folders anew")


_MEASURED: list[str] = []


@pytest.fixture(scope="session")
def report() -> list[str]:
    """Lines that are printed after the run: what a test measured beside passing."""
    return _MEASURED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _MEASURED:
        terminalreporter.section("measured")
        for line in _MEASURED:
            terminalreporter.write_line(line)


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be written rather than compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright. Without it browser tests are skipped; on CI they fail."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "no Chromium on this machine, so browser tests were not run; `apt install chromium` brings it"
        if os.environ.get("CI") == "true" or os.environ.get("AFTERCARE_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet, headless=True)
        yield browser
        browser.close()
