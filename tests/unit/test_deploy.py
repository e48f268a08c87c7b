"""What the files of deploy/ say, read as they are written."""

from __future__ import annotations

import pytest
from support.hosting import DEPLOY, caddy_headers, headers_file, nginx_headers, policy

from generator.private.frame import COPY_SCRIPT_HASH

NAMES = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag", "Cache-Control")


def test_the_three_files_say_the_same() -> None:
    """Read as they are written, so that this holds on a machine without any server."""
    nginx, caddy = nginx_headers(), caddy_headers()
    for output in ("site", "feeds"):
        everywhere = dict(headers_file(DEPLOY / output / "_headers")["/*"])
        for name in NAMES:
            said = {policy(found.get(name.lower(), "")) for found in (nginx[output], caddy[output], everywhere)}
            if output == "site" and name == "Cache-Control":
                said = {policy(nginx["site"]["cache-control"]), policy("$freshness")}
            assert len(said) == 1, (output, name, said)


def test_the_servers_allow_the_script_of_the_holders_pages() -> None:
    """The page names its own script, and the server's policy, which holds beside it, names the same."""
    for read in (nginx_headers(), caddy_headers()):
        assert COPY_SCRIPT_HASH in read["feeds"]["content-security-policy"]
    assert COPY_SCRIPT_HASH in (DEPLOY / "feeds/_headers").read_text("utf-8")


def test_the_handbook_has_what_the_site_has_and_is_for_staff_alone() -> None:
    """The same pages under the same policy, kept by no proxy and found by no search, behind a sign-on."""
    for read, told in ((nginx_headers(), "auth_basic_user_file"), (caddy_headers(), "basicauth")):
        staff, site = read["site-staff"], read["site"]
        assert staff["content-security-policy"] == site["content-security-policy"]
        assert staff["x-content-type-options"] == "nosniff"
        assert staff["referrer-policy"] == "no-referrer"
        assert staff["x-robots-tag"] == "noindex"
        assert staff["cache-control"] == "private, no-cache"
        assert any(told in (DEPLOY / name).read_text("utf-8") for name in ("nginx.conf", "Caddyfile"))


@pytest.mark.parametrize("output", ["site", "feeds"])
def test_headers_files_keep_within_what_their_hosts_allow(output: str) -> None:
    """Cloudflare: 100 rules, 2,000 characters a line, one asterisk a pattern."""
    path = DEPLOY / output / "_headers"
    assert len(headers_file(path)) <= 100
    assert all(pattern.count("*") <= 1 for pattern in headers_file(path))
    assert max(map(len, path.read_text("utf-8").splitlines())) <= 2_000
