"""The ways to a feed that its page offers."""

from __future__ import annotations

from dataclasses import dataclass

from generator.formats.qrcodes import QrCodes, QrPicture
from generator.private.feeds import Feed


@dataclass(frozen=True, slots=True)
class Subscription:
    """The addresses of a feed: to copy, to subscribe by a tap, and the file to fetch once; and a code of the page's own.

    The code leads to the page and not to the feed: a phone that opens a feed by its address imports it once, or does not
    know what to do with it, while the page has the right way for every phone. Where the feeds have no public address,
    the file alone is known.
    """

    file: str
    address: str = ""
    subscribe: str = ""
    code: QrPicture | None = None


def subscription_of(feed: Feed, base: str, codes: QrCodes) -> Subscription:
    """The ways to a feed whose folder has the address ``base``; empty where it has none."""
    if not base:
        return Subscription(feed.path)
    address = f"{base}{feed.path}"
    code = codes.picture(f"{base}{page_path(feed)}")
    return Subscription(feed.path, address, f"webcal:{address.partition(':')[2]}", code)


def page_path(feed: Feed) -> str:
    """The page's file, beside the feed's and as hard to guess."""
    return page_beside(feed.path)


def page_beside(path: str) -> str:
    """The page beside the calendar ``path``."""
    return f"{path.removesuffix('.ics')}.html"
