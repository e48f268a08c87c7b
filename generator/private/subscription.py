"""The ways to a feed that its page offers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from generator.formats.qrcodes import QrCodes, QrPicture
from generator.private.feeds import Feed
from generator.text.words import Words


@dataclass(frozen=True, slots=True)
class Subscription:
    """The addresses of a feed: to copy, to subscribe by a tap, and the file to fetch once; and a code of the page's own.

    The code leads to the page and not to the feed: a phone that opens a feed by its address imports it once, or does not
    know what to do with it, while the page has the right way for every phone. Where the feeds have no public address,
    the file alone is known. ``saved`` is what a downloaded file is called: whoever passes it on gives no key away.

    ``apple``: iOS takes ``webcal:`` and refuses ``webcals:``. ``android``: ICSx5 makes ``http:`` of the first, and of the
    second ``https:``. ``google`` and ``outlook`` add it on the web.
    """

    file: str
    saved: str
    address: str = ""
    apple: str = ""
    android: str = ""
    google: str = ""
    outlook: str = ""
    code: QrPicture | None = None


def subscription_of(feed: Feed, base: str, codes: QrCodes, words: Words) -> Subscription:
    """The ways to a feed whose folder has the address ``base``; empty where it has none."""
    name = words[f"feed_{feed.holder.kind}"]
    saved = f"{name}.ics"
    if not base:
        return Subscription(feed.path, saved)
    address = f"{base}{feed.path}"
    rest = address.partition(":")[2]
    return Subscription(
        file=feed.path,
        saved=saved,
        address=address,
        apple=f"webcal:{rest}",
        android=f"webcals:{rest}",
        google=f"https://calendar.google.com/calendar/render?cid={quote(f'webcal:{rest}', safe='')}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?url={quote(address, safe='')}&name={quote(name, safe='')}",
        code=codes.picture(f"{base}{page_path(feed)}"),
    )


def page_path(feed: Feed) -> str:
    """The page's file, beside the feed's and as hard to guess."""
    return page_beside(feed.path)


def page_beside(path: str) -> str:
    """The page beside the calendar ``path``."""
    return f"{path.removesuffix('.ics')}.html"
