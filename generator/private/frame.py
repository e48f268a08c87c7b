"""What private pages share: head and foot, the style, and the permission that they give themselves.

A private page loads nothing from anywhere, and says so itself: its Content-Security-Policy allows its one style and its
one script by their hashes, whatever the server sends.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from generator.formats.addresses import dialled, public_address
from generator.formats.logo import logo_of, tones_of
from generator.formats.templating import Templates
from generator.formats.tones import declared
from generator.private.reader import Reader
from generator.private.scripts import forms_script

# Where scripts do not run, every way to subscribe is offered alike, and the copy button stays hidden: the address beside
# it can be selected all the same. Programs for chatting open pages in a browser of their own, which opens no calendar.
COPY_SCRIPT = (
    "const u=navigator.userAgent;document.documentElement.dataset.on=/MicroMessenger|DingTalk|Lark|Feishu/i.test(u)?'chat'"
    ":/iPhone|iPad|Macintosh/.test(u)?'apple':/Android|HarmonyOS|OpenHarmony/.test(u)?'android':'desk';"
    "document.querySelectorAll('[data-copy]').forEach(b=>{b.hidden=false;b.onclick=async()=>{"
    "const f=document.getElementById(b.dataset.copy);f.select();"
    "try{await navigator.clipboard.writeText(f.value)}catch{document.execCommand('copy')}"
    "b.textContent=b.dataset.done}})"
)


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """The company as pages name it; ``tel`` is what a telephone dials."""

    name: str
    hotline: str
    tel: str
    hours: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The view of ``private/_base.html.j2``, the same on every page of one language for customers, or for staff.

    A page that keeps what is entered has the ``active_policy`` and the script ``forms``.
    ``logo`` marks where the style shows it, ``icon`` holds it for the tab, ``theme_colour`` is that of the head.
    ``private`` and ``leak`` ask the reader to keep the page and its address; ``home`` is the public site;
    ``subscribing`` tells how each phone subscribes.
    """

    company: CompanyCard
    as_of: date
    home: str
    private: str
    leak: str
    style: Markup
    script: Markup
    policy: str
    active_policy: str
    forms: str
    logo: Markup
    icon: str
    theme_colour: str
    subscribing: Markup


def frame_of(
    reader: Reader, templates: Templates, pictures: Mapping[str, bytes], *, for_customer: bool, style: str | None = None
) -> Frame:
    """The frame of a customer's pages or of staff's, with a ``style`` of their own. Raises jinja2.TemplateError.

    ``pictures`` holds the company's logo where it has one.
    """
    company, words = reader.company, reader.words
    own = style or ("private/customer.css.j2" if for_customer else "private/staff.css.j2")
    tones, logo = tones_of(company), logo_of(company, pictures, templates, reader.language).inline
    shared = templates.plain(
        "private/style.css.j2", light=declared(tones.light), dark=declared(tones.dark), logo=f'url("{logo}")'
    )
    style = _dense(shared + templates.plain(own))
    return Frame(
        company=CompanyCard(
            name=company.name.of(reader.language),
            hotline=company.hotline,
            tel=dialled(company.hotline),
            hours=company.hours.of(reader.language),
        ),
        as_of=reader.as_of,
        home=public_address(company, "", reader.language),
        private=words["my_private" if for_customer else "work_private"],
        leak=words["leak_text" if for_customer else "leak_text_staff"],
        style=Markup(style),
        script=Markup(COPY_SCRIPT),
        policy=policy(style),
        active_policy=policy(style, active=True),
        forms=forms_script(templates),
        logo=Markup('<i class="logo"></i>'),
        icon=logo,
        theme_colour=tones.light["hero"],
        subscribing=Markup(templates.html("private/_subscribing.html.j2", w=words)),
    )


def policy(style: str, *, active: bool = False) -> str:
    """The Content-Security-Policy of a page with this style: nothing is loaded, nothing sent.

    An ``active`` page may ask its own host for the scripts beside it and for itself, and no other.
    """
    own, asked = (" 'self'", "connect-src 'self'; worker-src 'self'; ") if active else ("", "")
    return (
        f"default-src 'none'; img-src data:; style-src {csp_hash(style)}; script-src {COPY_SCRIPT_HASH}{own}; {asked}"
        "base-uri 'none'; form-action 'none'"
    )


def csp_hash(text: str) -> str:
    """The source expression by which a Content-Security-Policy allows the inline ``text``."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


COPY_SCRIPT_HASH = csp_hash(COPY_SCRIPT)


@lru_cache(maxsize=16)
def _dense(style: str) -> str:
    """A style sheet without its comments and the white space between its parts."""
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "", text)
    return re.sub(r";?\s*([{};])\s*", r"\1", text).replace(": ", ":")
