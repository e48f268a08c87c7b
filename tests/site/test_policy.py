"""The policy of deploy/ fits the site that is built: no script, style or handler inside a page that it does not know."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from support.hosting import nginx_headers, policy


def inline_scripts(folder: Path) -> dict[str, str]:
    """Every script inside a page, by the hash that allows it, with a page that has it."""
    found = {}
    for page in sorted(folder.rglob("*.html")):
        for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", page.read_text("utf-8"), re.DOTALL):
            if "src=" not in attributes and "json" not in attributes:
                digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
                found[f"'sha256-{digest}'"] = f"{page.relative_to(folder).as_posix()}: {script[:60]}"
    return found


@pytest.mark.parametrize("output", ["site", "feeds", "site-staff"])
def test_every_script_inside_a_page_is_allowed_by_its_hash(built: Path, output: str) -> None:
    """After an upgrade of Material this names what has to be added in deploy/, and what it is."""
    allowed = next(
        part for part in policy(nginx_headers()[output]["content-security-policy"]) if part[0] == "script-src"
    )
    missing = {digest: where for digest, where in inline_scripts(built / output).items() if digest not in allowed}
    assert not missing
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed


def test_no_page_of_the_site_carries_a_style_or_a_handler(built: Path) -> None:
    """So the policy can do without unsafe-inline for styles too."""
    for page in (page for output in ("site", "site-staff") for page in (built / output).rglob("*.html")):
        assert not re.search(r"<style|<[^>]+\s(?:style|on[a-z]+)=", page.read_text("utf-8")), page
