"""The headers that deploy/ has its servers send, and what a browser refuses because of them."""

from __future__ import annotations

import re
from pathlib import Path

from support.company import PROJECT

DEPLOY = PROJECT / "deploy"

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", e => refused.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""


def nginx_headers() -> dict[str, dict[str, str]]:
    """The add_header lines of each server, by its root."""
    text = re.sub(r"^\s*#.*$", "", (DEPLOY / "nginx.conf").read_text("utf-8"), flags=re.MULTILINE)
    found = {}
    for server in text.split("server {")[1:]:
        root = re.search(r"\broot +([\w-]+);", server)
        assert root is not None
        value = ""
        for part in re.findall(r'set \$policy "(.*)";', server):
            value = part.replace("$policy", value)
        headers = re.findall(
            r'add_header ([\w-]+) (?:"([^"]*)"|(\S+?))(?: always)?;', server.split("# ---- What all")[0]
        )
        found[root[1]] = {name.lower(): (long or short).replace("$policy", value) for name, long, short in headers}
    return found


def headers_file(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The rules of a ``_headers`` file: pattern of paths to headers."""
    rules: dict[str, list[tuple[str, str]]] = {}
    pattern = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("/"):
            pattern = line
            assert pattern not in rules
            rules[pattern] = []
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[pattern].append((name.lower(), value))
        else:
            assert not line or line.startswith("#"), line
    return rules


def policy(value: str) -> frozenset[tuple[str, ...]]:
    """A Content-Security-Policy whose order does not matter; any other value is one thing."""
    parts = (part.split() for part in value.split(";"))
    return frozenset((part[0], *sorted(part[1:])) for part in parts if part)


def caddy_headers() -> dict[str, dict[str, str]]:
    """The header lines of each site that stand for every path, by its folder."""
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    shared, *sites = re.split(r"^\{\$AFTERCARE_\w+:.*\{$", text, flags=re.MULTILINE)
    found = {}
    for site in sites:
        output = re.search(r"import output ([\w-]+)", site)
        assert output is not None
        lines = re.findall(r'^\theader ([A-Z][\w-]+) (?:"([^"]*)"|(\S+))$', shared + site, flags=re.MULTILINE)
        found[output[1]] = {name.lower(): long or short for name, long, short in lines}
    return found
