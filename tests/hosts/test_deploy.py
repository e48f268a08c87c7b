"""The hosting that deploy/ describes: real servers on loopback, run with these very files, and what they answer.

nginx and, where it is installed, Caddy answer the same questions; what ``_headers`` says for hosts that cannot be run here is
compared with what they answer, file by file.
"""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Any

import pytest
from support.chromium import required
from support.company import HANGS
from support.hosting import DEPLOY, WATCH, headers_file, policy
from support.serving import free_port, waited

KEY = re.compile(r"[A-Za-z0-9_-]{22}\.")
UNKNOWN_KEY = "/" + "A" * 22
NAMES = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag", "Cache-Control")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
}
HASHED = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def value(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name."""
        return self.headers.get(name.lower())

    @property
    def content_type(self) -> str:
        """Without the charset where text is no text/…: servers differ there, and JSON and SVG are UTF-8 anyway."""
        found = self.value("Content-Type") or ""
        return found if found.startswith("text/") else found.partition(";")[0]


@dataclass(frozen=True)
class Hosted:
    """The outputs behind one server."""

    name: str
    folder: Path
    ports: Mapping[str, int]
    log: Path

    def ask(self, output: str, target: str, method: str = "GET", **headers: str) -> Answer:
        """Send ``target`` as it stands, with nothing tidied on the way."""
        port = self.ports[output]
        lines = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        with socket.create_connection(("127.0.0.1", port), timeout=HANGS) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
            response = HTTPResponse(connection, method=method)
            response.begin()
            found = response.getheaders()
            assert len({name.lower() for name, _ in found}) == len(found), found
            return Answer(response.status, {name.lower(): value for name, value in found}, response.read())

    def files(self, output: str, pattern: str = "*") -> Iterator[tuple[str, Path]]:
        """(path in the address, file) of everything that a reader may ask for.

        The public calendars' ledger lies among the feeds and is read as part of the public site; what lies packed beside a
        file is that file.
        """
        for path in sorted((self.folder / output).rglob(pattern)):
            is_ledger = output == "feeds" and "public" in path.relative_to(self.folder / output).parts
            if path.is_file() and not path.name.startswith(".") and not is_ledger and path.suffix != ".gz":
                yield "/" + path.relative_to(self.folder / output).as_posix(), path


def program(name: str) -> str:
    """The path of a server's program. Without it tests are skipped; on CI they fail."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        message = f"no {name} on this machine, so hosting was not tried with it; `apt install {name}` brings it"
        if required():
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def hosted(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The example's outputs, served."""
    name = request.param
    path = program(name)
    folder = tmp_path_factory.mktemp(name)
    for output in ("site", "feeds", "site-staff"):
        shutil.copytree(built / output, folder / output)
    (folder / "secret.txt").write_text("kind,holder,address,revision\n")
    (folder / "staff.htpasswd").write_text("staff:{PLAIN}staff only\n")
    ports = {"site": free_port(), "feeds": free_port(), "site-staff": free_port()}
    start = {"nginx": start_nginx, "caddy": start_caddy}[name]
    with (folder / "log").open("wb") as log:
        process = start(path, folder, ports, log)
        try:
            for port in ports.values():
                wait_for(port, process, folder / "log")
            yield Hosted(name, folder, ports, folder / "log")
        finally:
            process.terminate()
            process.wait(timeout=HANGS)


def start_nginx(path: str, folder: Path, ports: Mapping[str, int], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """nginx with deploy/nginx.conf, its ports adapted and the access log that it suggests switched on."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("127.0.0.1:8080", f"127.0.0.1:{ports['site']}"),
        ("127.0.0.1:8081", f"127.0.0.1:{ports['feeds']}"),
        ("127.0.0.1:8082", f"127.0.0.1:{ports['site-staff']}"),
        ("# access_log /var/log/nginx/calendars.log without_keys", "access_log access.log without_keys"),
    ):
        assert f" {old};" in text, old
        text = text.replace(f" {old};", f" {new};")
    (folder / "nginx.conf").write_text(text, "utf-8")
    directives = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")  # pytest's folders are its user's alone
    return subprocess.Popen([path, "-p", folder, "-c", folder / "nginx.conf", "-g", directives], stderr=log)


def start_caddy(path: str, folder: Path, ports: Mapping[str, int], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Caddy with deploy/Caddyfile as it stands, adapted by the variables that it names."""
    command = [path, "run", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    return subprocess.Popen(command, stderr=log, stdout=log, cwd=folder, env=caddy_environment(folder, ports))


def caddy_environment(folder: Path, ports: Mapping[str, int]) -> dict[str, str]:
    """Where Caddy serves what, with a home of its own."""
    return os.environ | {
        "AFTERCARE_OUTPUT": str(folder),
        "AFTERCARE_SITE": f"http://127.0.0.1:{ports['site']}",
        "AFTERCARE_FEEDS": f"http://127.0.0.1:{ports['feeds']}",
        "AFTERCARE_STAFF": f"http://127.0.0.1:{ports['site-staff']}",
        "AFTERCARE_STAFF_HASH": "$2b$04$abcdefghijklmnopqrstuugrocyRbpN4fWicHEQtc/uDRSoMfx9Bq",  # of "staff only"
        "HOME": str(folder / "home"),
        "XDG_CONFIG_HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder / "home"),
    }


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers, or has given up."""
    for _ in waited():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text("utf-8", "replace")
    pytest.fail(f"nothing listens on port {port}: {log.read_text('utf-8', 'replace')}")


# ------------------------------------------------------------------------------------------------------------- the feeds


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("output", ["site", "feeds"])
def test_nothing_can_be_changed_over_the_network(hosted: Hosted, output: str, method: str) -> None:
    """405 for every way of writing, and the file is what it was."""
    target, path = next(hosted.files(output, "*.ics"))
    before = path.read_bytes()
    assert hosted.ask(output, target, method).status == 405
    assert path.read_bytes() == before


def test_caddy_cannot_be_configured_over_the_network(hosted: Hosted) -> None:
    """Its administration listens nowhere."""
    assert "admin off" in (DEPLOY / "Caddyfile").read_text("utf-8")
    if hosted.name == "caddy":
        assert "admin endpoint disabled" in hosted.log.read_text("utf-8")


def test_a_feed_is_served_as_a_calendar_that_is_nobody_elses(hosted: Hosted) -> None:
    """Every calendar and every holder's page: its bytes, its type, and the headers that keep it private."""
    asked = 0
    for target, path in hosted.files("feeds"):
        answer = hosted.ask("feeds", target)
        assert (answer.status, answer.body) == (200, path.read_bytes()), target
        assert answer.content_type == TYPES[path.suffix]
        assert answer.value("Cache-Control") == "private, max-age=3600"
        assert answer.value("X-Robots-Tag") == "noindex"
        assert answer.value("Referrer-Policy") == "no-referrer"
        assert answer.value("X-Content-Type-Options") == "nosniff"
        assert answer.value("ETag")
        assert answer.value("Last-Modified")
        assert answer.value("Set-Cookie") is None
        assert "default-src 'none'" in (answer.value("Content-Security-Policy") or "")
        asked += 1
    assert asked >= 8


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_unchanged_feed_is_not_sent_again(hosted: Hosted, encoding: str) -> None:
    """By ETag and by Last-Modified, plain and compressed; once it changes it is sent with another ETag."""
    target, path = next(hosted.files("feeds", "*.ics"))
    first = hosted.ask("feeds", target, Accept_Encoding=encoding)
    assert first.value("Content-Encoding") == (None if encoding == "identity" else "gzip")
    assert (first.body if encoding == "identity" else gzip.decompress(first.body)) == path.read_bytes()
    etag, modified = first.value("ETag"), first.value("Last-Modified")
    assert etag is not None
    assert modified is not None
    for conditions in ({"If_None_Match": etag}, {"If_Modified_Since": modified}):
        again = hosted.ask("feeds", target, Accept_Encoding=encoding, **conditions)
        assert (again.status, again.body) == (304, b"")
        assert again.value("Cache-Control") == "private, max-age=3600"
    other = hosted.ask("feeds", target, Accept_Encoding=encoding, If_None_Match='"another"')
    assert other.status == 200
    before = path.read_bytes()
    path.write_bytes(before.replace(b"SEQUENCE:0", b"SEQUENCE:10", 1))
    try:
        changed = hosted.ask("feeds", target, Accept_Encoding=encoding, If_None_Match=etag)
        assert changed.status == 200
        assert changed.value("ETag") != etag
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(
    "target",
    [
        "/", "/index.csv", "/INDEX.CSV", "/index.csv/", "//index.csv", "/./index.csv", "/x/../index.csv", "/%69ndex.csv",
        "/index%2Ecsv", "/index.csv?x", "/index.csv%00.ics", "/.aftercare", "/%2eaftercare", "/nginx.conf", "/index.html",
        "/robots.txt", "/sitemap.xml", f"{UNKNOWN_KEY}.ics", f"{UNKNOWN_KEY}.html", f"{UNKNOWN_KEY}.csv", UNKNOWN_KEY,
    ],
)  # fmt: skip
def test_nothing_but_feeds_comes_from_the_feeds(hosted: Hosted, target: str) -> None:
    """No list of them, no table of holders, no marker; and an address that was rotated says no more than any other."""
    answer = hosted.ask("feeds", target)
    assert answer.status in (400, 404)
    assert not KEY.search(answer.body.decode("utf-8"))
    assert b"holder" not in answer.body
    if answer.status == 404:
        assert answer.content_type == "text/plain; charset=utf-8"
        assert "这个地址没有日历" in answer.body.decode("utf-8")
        assert answer.value("X-Robots-Tag") == "noindex"
        assert answer.value("Cache-Control") is None


@pytest.mark.parametrize("output", ["site", "feeds"])
@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/zh/../../secret.txt",
        "/zh/%2e%2e/%2e%2e/secret.txt", "/zh/..%2f..%2fsecret.txt", "/%252e%252e/secret.txt", "/..%5csecret.txt",
        "/..\\secret.txt", "//../secret.txt", "/./../secret.txt", "/.../secret.txt", "/..;/secret.txt", "/%c0%ae%c0%ae/secret.txt",
        "/../feeds-index.csv", "/../feeds/index.csv", "/%2e%2e/feeds/index.csv", "/../feeds/.aftercare", "../secret.txt", "/../../../../etc/passwd",
    ],
)  # fmt: skip
def test_no_way_leads_out_of_an_output(hosted: Hosted, output: str, target: str) -> None:
    """However the way up is written."""
    answer = hosted.ask(output, target)
    assert 400 <= answer.status < 500
    assert b"holder" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_nothing_can_be_written(hosted: Hosted, method: str) -> None:
    """Whatever the method, the files stay as they are."""
    target, path = next(hosted.files("feeds", "*.ics"))
    before = path.read_bytes()
    hosted.ask("feeds", target, method, Content_Length="0")
    assert path.read_bytes() == before


def test_no_key_is_written_down(hosted: Hosted) -> None:
    """Neither that of a feed nor a rotated one, in no log; yet enough of it to find the holder in index.csv."""
    target, _ = next(hosted.files("feeds", "*.ics"))
    assert hosted.ask("feeds", target).status == 200
    assert hosted.ask("feeds", f"{UNKNOWN_KEY}.ics").status == 404
    if hosted.name == "nginx":  # it writes a line down once the answer has gone out
        known = rf'\S+ 200 \d+ {re.escape(target[:7])}\.\.\. "-"'
        unknown = rf'\S+ 404 \d+ {re.escape(UNKNOWN_KEY[:7])}\.\.\. "-"'
        for _ in waited():
            lines = (hosted.folder / "access.log").read_text("utf-8").splitlines()
            if all(any(re.fullmatch(wanted, line) for line in lines) for wanted in (known, unknown)):
                break
        else:
            pytest.fail("nginx never wrote down who asked")
    logs = [path for path in (hosted.log, hosted.folder / "access.log") if path.is_file()]
    for log in logs:
        text = log.read_text("utf-8")
        assert target.removesuffix(".ics") not in text
        assert UNKNOWN_KEY not in text


# -------------------------------------------------------------------------------------------------------------- the site


def test_every_file_of_the_site_is_served_as_what_it_is(hosted: Hosted) -> None:
    """With its type, an ETag, and told to be asked after unless its name changes with its content."""
    for target, path in hosted.files("site"):
        answer = hosted.ask("site", target)
        assert (answer.status, answer.body) == (200, path.read_bytes()), target
        assert path.suffix in (*TYPES, ".xml")
        assert answer.content_type == TYPES.get(path.suffix, answer.content_type), target
        assert answer.value("ETag")
        hashed = re.search(r"\.[0-9a-f]{8}\.min\.(css|js)", path.name)
        assert answer.value("Cache-Control") == (HASHED if hashed else "no-cache"), target


def test_pages_have_addresses_without_file_names(hosted: Hosted) -> None:
    """A folder's page stands at the folder; without the last slash the reader is sent on, wherever the server is."""
    for target in ("/", "/zh/", "/en/", "/zh/products/"):
        answer = hosted.ask("site", target)
        assert answer.status == 200
        assert answer.content_type == TYPES[".html"]
        assert answer.value("Cache-Control") == "no-cache"
        assert hosted.ask("site", target, If_None_Match=answer.value("ETag") or "").status == 304
    sent_on = hosted.ask("site", "/zh/products")
    assert sent_on.status in (301, 308)
    assert sent_on.value("Location") == "/zh/products/"


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/nothing", "404.html"),
        ("/zh/nothing/", "zh/404.html"),
        ("/en/nothing.html", "en/404.html"),
        ("/zh/assets/javascripts/bundle.00000000.min.js", "zh/404.html"),
        ("/zh/assets/", "zh/404.html"),  # a folder without a page: no list of what is in it
        ("/zh/assets/images/", "zh/404.html"),
        ("/.aftercare", "404.html"),
        ("/zh/.hidden", "404.html"),
        ("/.git/config", "404.html"),
    ],
)
def test_what_is_missing_is_a_page_in_the_readers_language(hosted: Hosted, target: str, page: str) -> None:
    """Status 404, the site's own page, and no word on how long that stays true."""
    answer = hosted.ask("site", target)
    assert answer.status == 404
    assert answer.content_type == TYPES[".html"]
    assert answer.value("Cache-Control") is None
    assert answer.value("Content-Security-Policy")
    wanted = {page} if not target.startswith("/zh/.") else {page, "zh/404.html"}
    assert answer.body in [(hosted.folder / "site" / name).read_bytes() for name in wanted]


def test_a_language_that_the_site_does_not_speak_is_missing_as_anything_else(hosted: Hosted) -> None:
    """What answers is the page above the languages, with status 404."""
    spoken, away = hosted.folder / "site/en", hosted.folder / "en"
    spoken.rename(away)
    try:
        answer = hosted.ask("site", "/en/products/")
    finally:
        away.rename(spoken)
    assert (answer.status, answer.body) == (404, (hosted.folder / "site/404.html").read_bytes())


def test_text_is_compressed_and_pictures_are_not(hosted: Hosted) -> None:
    """One file of each kind that is worth it."""
    for suffix in (".html", ".css", ".js", ".json", ".svg", ".ics", ".png"):
        target, path = max(hosted.files("site", f"*{suffix}"), key=lambda found: found[1].stat().st_size)
        answer = hosted.ask("site", target, Accept_Encoding="gzip")
        assert answer.value("Content-Encoding") == (None if suffix == ".png" else "gzip"), target
        if suffix != ".png":
            assert gzip.decompress(answer.body) == path.read_bytes()
            assert answer.value("Vary") == "Accept-Encoding"


@pytest.mark.parametrize("output", ["site", "site-staff"])
def test_what_lies_packed_is_sent_as_it_lies(hosted: Hosted, output: str) -> None:
    """The build packed it once, so that no server packs it for each reader; whoever cannot unpack gets it plain."""
    signed_on = SIGNED_ON if output == "site-staff" else {}
    for target in ("/assets/stylesheets/care.css", "/products/index.html"):
        target = target if output == "site-staff" else f"/en{target}"
        path = hosted.folder / f"{output}{target}"
        packed = hosted.ask(output, target.removesuffix("index.html"), Accept_Encoding="gzip", **signed_on)
        assert (packed.status, packed.body) == (200, path.with_name(f"{path.name}.gz").read_bytes())
        assert (packed.value("Content-Encoding"), packed.content_type) == ("gzip", TYPES[path.suffix])
        again = hosted.ask(
            output,
            target.removesuffix("index.html"),
            Accept_Encoding="gzip",
            If_None_Match=packed.value("ETag") or "",
            **signed_on,
        )
        assert again.status == 304
        plain = hosted.ask(output, target.removesuffix("index.html"), Accept_Encoding="identity", **signed_on)
        assert (plain.body, plain.value("Content-Encoding")) == (path.read_bytes(), None)


# ----------------------------------------------------------------------------------------------------------- the handbook

SIGNED_ON = {"Authorization": f"Basic {base64.b64encode(b'staff:staff only').decode()}"}


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/index.html",
        "/services/",
        "/assets/search/first.json",
        "/assets/javascripts/answers.js",
        "/404.html",
        "/nothing",
        "/.aftercare",
    ],
)
@pytest.mark.parametrize("sign_on", [{}, {"Authorization": f"Basic {base64.b64encode(b'staff:guess').decode()}"}])
def test_nobody_reads_the_handbook_without_signing_on(hosted: Hosted, target: str, sign_on: dict[str, str]) -> None:
    """Not a page, not the index of the search, not whether there is such a page."""
    answer = hosted.ask("site-staff", target, **sign_on)
    assert answer.status == 401
    assert (answer.value("WWW-Authenticate") or "").startswith("Basic ")
    assert "手册" not in answer.body.decode("utf-8")


def test_staff_read_the_handbook(hosted: Hosted) -> None:
    """With the site's policy; kept by no proxy and found by no search. What is missing is a page; nothing is written."""
    pages = [target for target, _ in hosted.files("site-staff", "index.html")]
    assert len(pages) > 80
    for target in ("/", pages[-1], "/assets/search/first.json"):
        answer = hosted.ask("site-staff", target, **SIGNED_ON)
        assert answer.status == 200
        assert answer.value("Cache-Control") == "private, no-cache"
        assert answer.value("X-Robots-Tag") == "noindex"
        site = hosted.ask("site", "/").value("Content-Security-Policy")
        assert answer.value("Content-Security-Policy") == site
    for target in ("/nothing", "/assets/", "/.aftercare"):
        missing = hosted.ask("site-staff", target, **SIGNED_ON)
        assert (missing.status, missing.body) == (404, (hosted.folder / "site-staff/404.html").read_bytes())
    assert hosted.ask("site-staff", "/", "PUT", **SIGNED_ON).status == 405


@pytest.mark.parametrize("hosted", ["nginx"], indirect=True)
def test_without_a_file_of_passwords_nobody_gets_in(hosted: Hosted) -> None:
    """The configuration as it stands refuses everybody."""
    passwords = hosted.folder / "staff.htpasswd"
    passwords.rename(hosted.folder / "away")
    try:
        assert hosted.ask("site-staff", "/", **SIGNED_ON).status in (403, 404, 500)
        assert "手册" not in hosted.ask("site-staff", "/services/", **SIGNED_ON).body.decode("utf-8")
    finally:
        (hosted.folder / "away").rename(passwords)


# ------------------------------------------------------------------------------------------- what the three files say


def test_headers_files_say_what_the_servers_say(hosted: Hosted) -> None:
    """For every file that is served, Netlify and Cloudflare would send the headers that nginx and Caddy send."""
    for output in ("site", "feeds"):
        rules = headers_file(DEPLOY / output / "_headers")
        for target, path in hosted.files(output):
            answer = hosted.ask(output, target, "HEAD")
            says = effective(rules, target)
            kept = says.setdefault("cache-control", "no-cache")  # the hosts' own: public, max-age=0, must-revalidate
            assert kept == answer.value("Cache-Control"), target
            for name in NAMES[:-1]:
                assert policy(says.get(name.lower(), "")) == policy(answer.value(name) or ""), (target, name)
            if path.suffix == ".ics":
                assert says["content-type"] == answer.content_type


def effective(rules: Mapping[str, list[tuple[str, str]]], target: str) -> dict[str, str]:
    """What a host sends for ``target``: the values of all rules that fit it, joined."""
    found: dict[str, str] = {}
    for pattern, headers in rules.items():
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), target):
            for name, value in headers:
                assert name not in found, f"{target} gets {name} twice, and the values would be joined"
                found[name] = value
    return found


def test_the_files_are_sound_as_they_stand(tmp_path: Path, built: Path) -> None:
    """nginx takes deploy/nginx.conf unchanged, with nothing but a folder that holds the outputs."""
    path = program("nginx")
    for output in ("site", "feeds", "site-staff"):
        (tmp_path / output).symlink_to(built / output)
    command = [path, "-t", "-p", tmp_path, "-c", DEPLOY / "nginx.conf", "-g", "daemon off;"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    assert run.returncode == 0, run.stderr
    assert "warn" not in run.stderr.replace("running as root", "")


def test_caddy_finds_the_caddyfile_valid_and_tidy(tmp_path: Path) -> None:
    """As it stands, with the defaults that it names."""
    path = program("caddy")
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    validate = [path, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    run = subprocess.run(validate, env=os.environ | home, capture_output=True, text=True, timeout=HANGS, check=False)
    assert run.returncode == 0, run.stderr
    assert '"level":"warn"' not in run.stderr
    tidy = subprocess.run(
        [path, "fmt", DEPLOY / "Caddyfile"], env=os.environ | home, capture_output=True, timeout=HANGS
    )
    assert tidy.stdout == (DEPLOY / "Caddyfile").read_bytes()


# ---------------------------------------------------------------------------------------------- Content-Security-Policy


# Until the page's worker is at work and keeps the page; waited for in the page, for its policy evaluates nothing.
KEPT = """new Promise(done => { const look = async () => {
  const at_work = (navigator.serviceWorker.controller || {}).state === 'activated';
  at_work && (await caches.keys()).length ? done() : setTimeout(look, 20); }; look(); })"""
one_server = pytest.mark.parametrize("hosted", ["nginx"], indirect=True)  # the policy is the same with the other


@one_server
@pytest.mark.parametrize(
    "target", ["/", "/zh/products/marble-floor/", "/en/maintenance/window/bolt-check/", "/zh/nothing/"]
)
def test_material_works_under_the_policy(hosted: Hosted, chromium: Any, target: str) -> None:
    """Nothing is refused while a page is read, its colours are switched and it is scrolled."""
    page = chromium.new_page()
    try:
        failed: list[str] = []
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"http://127.0.0.1:{hosted.ports['site']}{target}", wait_until="load")
        switch = page.locator("form[data-md-component=palette] label:visible")
        if switch.count():
            before = page.locator("body").get_attribute("data-md-color-scheme")
            switch.first.click()
            page.locator(f"body:not([data-md-color-scheme={before}])").wait_for()
        page.mouse.wheel(0, 900)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("refused") == []
        assert failed == []
    finally:
        page.close()


@one_server
def test_search_works_under_the_policy(hosted: Hosted, chromium: Any) -> None:
    """Its script and its index come, and results appear."""
    page = chromium.new_page()
    try:
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{hosted.ports['site']}/en/maintenance/", wait_until="load")
        page.locator("[data-md-component=search-query]").click()
        page.locator("[data-md-component=search-query]").press_sequentially("bolt", delay=20)
        page.locator(".md-search-result__item").first.wait_for()
        assert page.evaluate("refused") == []
    finally:
        page.close()


@one_server
def test_a_holders_page_works_under_its_policy(hosted: Hosted, chromium: Any) -> None:
    """Style and copy button work, nothing is refused, and no server is asked but for the scripts beside the page."""
    targets = [target for target, _ in hosted.files("feeds", "*.html")]
    targets = sorted(targets, key=lambda target: b"report.js" not in (hosted.folder / f"feeds{target}").read_bytes())
    assert targets
    page = chromium.new_page()
    try:
        asked: list[str] = []
        page.add_init_script(WATCH)
        page.on("request", lambda request: asked.append(request.url))
        for target in targets[:3]:
            asked.clear()
            address = f"http://127.0.0.1:{hosted.ports['feeds']}{target}"
            page.goto(address, wait_until="load")
            assert page.evaluate("refused") == []
            own = (address, *(f"http://127.0.0.1:{hosted.ports['feeds']}/{name}" for name in ("report.js", "sw.js")))
            assert {url.partition("?")[0] for url in asked if not url.startswith("data:")} <= set(own)
            assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
            copy = page.locator("[data-copy]")
            assert all(copy.nth(index).is_visible() for index in range(copy.count()))
    finally:
        page.close()


def test_a_technicians_page_is_there_without_the_line(hosted: Hosted, chromium: Any) -> None:
    """Its worker comes under either server's policy, and answers for the page and its form when the server does not."""
    target = next(target for target, path in hosted.files("feeds", "*.html") if b'id="report-' in path.read_bytes())
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{hosted.ports['feeds']}{target}", wait_until="load")
        page.evaluate(KEPT)
        context.set_offline(True)
        page.reload(wait_until="load")
        page.locator("[id^=report-]").first.wait_for(state="attached")
        assert page.evaluate("navigator.onLine") is False
    finally:
        context.close()
