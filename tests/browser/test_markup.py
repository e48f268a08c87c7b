"""No page carries somebody's markup: whatever stands in any text of any kind, a browser shows it as it was written.

With the policy of the shipped configuration and without: what a policy would stop must not be there in the first place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.hostile import Hostile, hostile_files, text_fields, whole_models
from support.hosting import WATCH, nginx_headers
from support.serving import served
from support.shared import built_once
from support.soaking import times

INLINE = (
    """ <script>window.pwned=1</script><img src=evil onerror="window.pwned=1"><b id="evil" onclick="pwned=1">b</b> "><meta """
    """http-equiv="refresh" content="0;url=https://evil.example/"> x"><base href="//evil.example/"> </title><script>pwned=1</script>"""
    """ '"`</textarea></style></noscript></svg></p></a><svg onload=pwned=1><a href="javascript:pwned=1">c</a> {{ config }} {% raw %}"""
    """ {# c #} ${x} %s [x](javascript:pwned) ![x](evil) *a* _b_ **c** ~~d~~ ==e== ^^f^^ ``g`` <evil-el> &lt;b&gt; &amp;amp; &#60;"""
    """ --> ]]> </script> :smile: :material-home: $h$ ++i++ [^j] [[k]] <https://evil.example/x> https://evil.example/y {: id=evil }"""
    """ <!-- evil --> \\* \\\\ | # {{ "evil" | safe }} <iframe src="//evil.example"></iframe> <style>*{display:none}</style>"""
)
OPENINGS = [
    '--8<-- "zh/about.md"', "--8<--\nzh/about.md\n--8<--", ";--8<-- \"x\"", "# evil", "evil\n====", '!!! danger "evil"\n    evil', "??? note", "- [x] evil",
    "1. evil", "> evil", "```\n</code></pre><script>pwned=1</script>\n```", "~~~", "| a | b |\n|---|---|\n| evil | <b id=evil> |",
    "[evil]: javascript:pwned", "*[HTML]: evil", "[TOC]", "[^1]: evil", '=== "evil"', ":   evil", "---\ntitle: evil\n---", "...",
    "<div markdown id=evil>evil</div>", "{: onclick=pwned id=evil }", "&", "%}", "}}", "{%", "/// evil", "::: evil", "@evil", "+++", "***", "___",
    "<!-- evil", "<![CDATA[ evil", "<?php evil", "*evil", "_evil", "\\", "'", '"', "<script>", "</head>", "=evil", "$$evil$$",
]  # fmt: skip
# What a document holds that its author did not mean, and every text in it: ``document`` as it was opened, or as it came.
LOOKED_AT = """document => {
  const evil = ['#evil', 'evil-el', '[onclick]', '[onerror]', '[onload]', 'base', 'iframe', 'meta[http-equiv=refresh]',
    'a[href^="javascript:" i]', 'a[href^="https://evil"]', 'a[href^="//evil"]', 'img[src$="evil"]', '[class~=evil]', 'h1 ~ h1', 'b[onclick]']
  const found = evil.filter(selector => document.querySelector(selector))
  const scripts = document.querySelectorAll('script:not([type]), script[type="text/javascript" i], script[type=module i]')
  if ([...scripts].some(script => script.textContent.includes('pwned'))) found.push('a script')
  if ([...document.querySelectorAll('style')].some(style => style.textContent.includes('*{display'))) found.push('a style')
  const hidden = document.defaultView && getComputedStyle(document.body).display === 'none'
  const structured = [...document.querySelectorAll('script[type="application/ld+json"]')].map(script => script.textContent)
  const shown = document.body.cloneNode(true)
  shown.querySelectorAll('script, style, template').forEach(element => element.remove())
  const texts = [shown.textContent, document.title, ...[...document.querySelectorAll('*')].flatMap(
    element => ['alt', 'title', 'aria-label', 'content', 'placeholder', 'summary', 'data-label'].map(name => element.getAttribute(name)))]
  return {found, hidden, pwned: document.defaultView?.pwned, structured, texts: texts.filter(Boolean)}
}"""
FOUND = f"() => JSON.stringify(({LOOKED_AT})(document))"
READ = f"pages => JSON.stringify(pages.map(page => ({LOOKED_AT})(new DOMParser().parseFromString(page, 'text/html'))))"


def inline(mark: str) -> str:
    """What breaks out of a line, an attribute, a template or a script."""
    return f"{mark}{INLINE}"


def opening(mark: str) -> str:
    """What means something at the beginning of a block, and lines that follow it: by turns, the same for the same mark."""
    number = 0
    for letter in mark.removeprefix("Qz"):
        number = 25 * number + ord(letter) - ord("a")
    begun = OPENINGS[number % len(OPENINGS)]
    return f"{begun}\n\n{mark} tail\n\n# evil\n\n<script>pwned=1</script>\n\n{{: onclick=pwned id=evil }}"


@dataclass(frozen=True)
class Made:
    """A hostile company, built, and the texts in it by their marks."""

    out: Path
    hostile: Hostile


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The sites and the holders' pages of the small company with hostile texts."""
    files, hostile, _ = hostile_files(request.param, tmp_path_factory.mktemp("hostile"))
    with built_once(f"hostile-{request.param.__name__}", files) as company:
        yield Made(company.path / "out", hostile)


def test_every_text_of_every_kind_was_tried(tmp_path: Path) -> None:
    """The fields are those of the models; where a check takes no such text, it is one that holds an address, an icon, a picture or a key."""
    _, hostile, kept = hostile_files(inline, tmp_path)
    assert {field for model in whole_models() for field in text_fields(model)} - hostile.tried == {
        ("SearchWords", "pages"),
        ("Line", "icon"),
        ("Record", "materials"),
        ("Record", "measurements"),
    }
    told = {(line.split(" ", 1)[0].split("/")[-1], line.rsplit(" ", 1)[1]) for line in kept}
    assert told == {
        ("floor.yaml", "missing_key"), ("leak.yaml", "missing_key"), ("wipe.yaml", "missing_key"), ("company.yaml", "bad_url"), ("company.yaml", "bad_email"),
        ("company.yaml", "unknown_reference"), ("references.yaml", "bad_url"), ("window.yaml", "unknown_icon"),
        ("floor.yaml", "unknown_icon"), ("leak.yaml", "unknown_icon"), ("2026-10.yaml", "missing_key"), ("slip.yaml", "field_key"),
        ("article.yaml", "item_unaccounted"),
    }  # fmt: skip


# The policy's hashes and the holders' addresses, in which three letters may be any.
_BY_CHANCE = re.compile(r"sha256-[\w+/=]+|[\w-]{22}(?=\.(?:ics|html))")


def wrong_on(page: Any, address: str, hostile: Hostile) -> list[str]:
    """What a page at ``address`` has that its author did not mean, once it was opened."""
    page.goto(address, wait_until="load")
    if page.url != address:
        return [f"led to {page.url}"]
    return wrong_in(json.loads(page.evaluate(FOUND)), hostile)


def wrong_in(told: dict[str, Any], hostile: Hostile) -> list[str]:
    """What a page has that its author did not mean, by what was found in it."""
    wrong = [*told["found"], *(["hidden"] if told["hidden"] else []), *(["pwned"] if told.get("pwned") else [])]
    for text in told["structured"]:
        json.loads(text)
    for text in told["texts"]:
        shown = " ".join(text.split())
        if any(sign in shown for sign in ("sha256-", ".ics", ".html")):  # else every letter would be looked at in vain
            shown = _BY_CHANCE.sub("", shown)
        for mark in dict.fromkeys(re.findall(r"Qz[a-y]{3}", shown)):
            meant = " ".join(hostile.texts[mark].split())
            at, after = shown.index(mark), meant[meant.index(mark) :]
            if not shown.startswith(after, at) and "…" not in (rest := shown[at : at + len(after) + 30])[: len(after)]:
                same = next((n for n, (a, b) in enumerate(zip(rest, after, strict=False)) if a != b), len(rest))
                wrong.append(
                    f"{mark}: {rest[max(0, same - 30) : same + 30]!r} for {after[max(0, same - 30) : same + 30]!r}"
                )
    return wrong


@pytest.mark.soak
@pytest.mark.parametrize("output", ["site", "site-staff", "feeds"])
@pytest.mark.parametrize(
    ("made", "guarded"),
    [(inline, False), (inline, True), (opening, False)],
    ids=["inline", "inline, under the policy", "opening"],
    indirect=["made"],
)
def test_no_page_carries_somebodys_markup(made: Made, chromium: Any, output: str, guarded: bool) -> None:
    """No script ran, nothing of the attacker's is there, and each text shows as it was written."""
    policy = nginx_headers()[output]["content-security-policy"] if guarded else ""
    pages = sorted(path.relative_to(made.out / output).as_posix() for path in (made.out / output).rglob("*.html"))
    # The first page and short addresses lead on by themselves.
    pages = [path for path in pages if not re.match(r"(p|zh/p|en/p)/|index.html$", path) or output == "site-staff"]
    assert len(pages) > (0 if output == "feeds" else 20)
    # What a policy stops it stops on every page alike. Without it each page is read by the browser, and some are opened too:
    # then scripts run, and styles hold. A soak opens every one.
    opened = pages[:: times(6, 1)]
    page = chromium.new_page()
    page.add_init_script(WATCH)
    try:
        wrong: dict[str, list[str]] = {}
        with served(made.out / output, policy) as address:
            page.route("https://**", lambda route: route.abort())
            for start in range(0, 0 if guarded else len(pages), 20):
                paths = pages[start : start + 20]
                answers = json.loads(
                    page.evaluate(READ, [(made.out / output / path).read_text("utf-8") for path in paths])
                )
                wrong |= {
                    path: told
                    for path, answer in zip(paths, answers, strict=True)
                    if (told := wrong_in(answer, made.hostile))
                }
            for path in opened:
                if told := wrong_on(page, f"{address}{path}", made.hostile):
                    wrong[path] = told
                if guarded and (refused := page.evaluate("refused")):
                    wrong[path] = [*wrong.get(path, []), *map(str, refused)]
        assert wrong == {}
    finally:
        page.close()


@pytest.mark.parametrize("made", [inline], ids=["inline"], indirect=True)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_search_shows_texts_as_they_were_written(made: Made, chromium: Any, language: str) -> None:
    """The index is text, and what is found of it is put into the page by a script."""
    page = chromium.new_page()
    try:
        with served(made.out / "site") as address:
            page.goto(f"{address}{language}/maintenance/", wait_until="load")
            heading = page.locator("article a, h2, h3").all_text_contents()
            mark = next(mark for text in heading for mark in re.findall(r"Qz[a-y]{3}", text))
            page.locator("[data-md-component=search-query]").click()
            page.locator("[data-md-component=search-query]").press_sequentially(mark, delay=20)
            page.locator(".md-search-result__list", has_text=mark).wait_for()
            told = json.loads(page.evaluate(FOUND))
            assert (told["found"], told.get("pwned")) == ([], None)
    finally:
        page.close()
