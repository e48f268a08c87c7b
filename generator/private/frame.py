"""What the private pages share: dates as people say them, addresses, the QR code, the style with its permission.

A private page loads nothing from anywhere, and says so itself: its Content-Security-Policy allows its one style and its
one script by their hashes, whatever the server sends.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from generator.formats.artifacts import Artifact
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.private.feeds import Feed
from generator.text.language import Language
from generator.visits.visit import Visit

# The copy button stays hidden where scripts do not run; the address beside it can be selected all the same.
COPY_SCRIPT = (
    "document.querySelectorAll('[data-copy]').forEach(b=>{b.hidden=false;b.onclick=async()=>{"
    "const f=document.getElementById(b.dataset.copy);f.select();"
    "try{await navigator.clipboard.writeText(f.value)}catch{document.execCommand('copy')}"
    "b.textContent=b.dataset.done}})"
)


def csp_hash(text: str) -> str:
    """The source expression by which a Content-Security-Policy allows the inline ``text``."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


COPY_SCRIPT_HASH = csp_hash(COPY_SCRIPT)


def policy(style: str) -> str:
    """The Content-Security-Policy of a page with this style: nothing is loaded, nothing sent."""
    return (
        f"default-src 'none'; img-src data:; style-src {csp_hash(style)}; script-src {COPY_SCRIPT_HASH}; "
        "base-uri 'none'; form-action 'none'"
    )


def agreed_time(visit: Visit) -> str:
    """``09:30–13:30`` where a time was agreed, ``09:30`` where its end was not; else empty."""
    record = visit.appointment
    if record is None or record.at is None:
        return ""
    if record.minutes is None:
        return f"{record.at:%H:%M}"
    return f"{record.at:%H:%M}–{record.at + timedelta(minutes=record.minutes):%H:%M}"


def map_link(address: str) -> str:
    """A map search for an address; nothing is asked of the map before somebody opens it."""
    return f"https://uri.amap.com/search?keyword={quote(address, safe='')}"


class PageWriter:
    """Lays private pages out; what pages share is prepared once, by language."""

    def __init__(self, definitions: Definitions, schedules: Schedules, templates: Templates, as_of: date) -> None:
        self.definitions = definitions
        self.schedules = schedules
        self.templates = templates
        self.as_of = as_of
        base = definitions.company.feeds_url
        self._codes = QrCodes()
        self._base = f"{base.rstrip('/')}/" if base else ""
        self._site = definitions.company.site_url.rstrip("/")
        self._frames: dict[tuple[Language, bool], dict[str, Any]] = {}

    def page(self, template: str, beside: Feed, title: str, **view: Any) -> Artifact:
        """The page that stands beside a feed."""
        holder = beside.holder
        key = (holder.language, holder.kind == "customer")
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._frame(*key)
        text = self.templates.html(template, title=title, **frame, **view)
        return Artifact.text(page_path(beside), text)

    def guide(self, task: Task, language: Language) -> str:
        """The public page of a task."""
        return f"{self._site}/{language}/maintenance/{task.id}/"

    def product(self, id_: str, language: Language) -> str:
        """The public page of a product."""
        return f"{self._site}/{language}/products/{id_}/"

    def subscription(self, feed: Feed) -> dict[str, Any]:
        """The addresses of a feed: to subscribe, to copy, to fetch once; and the page's own as a QR code.

        The code leads to the page and not to the feed: a phone that opens a feed by its address imports it once, or does
        not know what to do with it, while the page has the right way for every phone.
        """
        title = self.templates.words[feed.holder.language]["my_qr"]
        address = f"{self._base}{feed.path}" if self._base else ""
        return {
            "address": address,
            "subscribe": f"webcal:{address.partition(':')[2]}" if address else "",
            "file": feed.path,
            "qr": self._codes.svg(f"{self._base}{page_path(feed)}", title) if address else "",
        }

    def _frame(self, language: Language, for_customer: bool) -> dict[str, Any]:
        """What every page of one language and kind has in common."""
        company, words = self.definitions.company, self.templates.words[language]
        own = "private/customer.css.j2" if for_customer else "private/staff.css.j2"
        style = _dense(self.templates.plain("private/style.css.j2") + self.templates.plain(own))
        frame: dict[str, Any] = {
            "lang": language,
            "w": words,
            "style": Markup(style),
            "script": Markup(COPY_SCRIPT),
            "policy": policy(style),
            "private": words["my_private" if for_customer else "work_private"],
            "leak": words["leak_text" if for_customer else "leak_text_staff"],
            "home": f"{self._site}/{language}/",
            "as_of": str(self.as_of),
            "company": {
                "name": company.name.of(language),
                "hotline": company.hotline,
                "tel": "".join(c for c in company.hotline if c.isdigit() or c == "+"),
                "hours": company.hours.of(language),
            },
        }
        logo = self.templates.html("private/_logo.html.j2")
        help_ = self.templates.html("private/_subscribing.html.j2", **frame)
        return {**frame, "logo": Markup(logo.strip()), "subscribing": Markup(help_)}


def page_path(feed: Feed) -> str:
    """The page's file, beside the feed's and as hard to guess."""
    return f"{feed.path.removesuffix('.ics')}.html"


def _dense(style: str) -> str:
    """A style sheet without its comments and the white space between its parts."""
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "", text)
    return re.sub(r";?\s*([{};])\s*", r"\1", text).replace(": ", ":")
