"""The secret behind the addresses of calendars, and the addresses that nobody can guess."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

from generator.model.company import Company
from generator.model.schedules import Schedules
from generator.private.holders import serves_anybody
from generator.text.located import Stopped
from generator.text.problems import Problem

_SECRET_LENGTH = 32
# Even hexadecimal digits are sixteen; fewer than this are a pattern that somebody typed.
_SECRET_CHARACTERS = 10


def secret_of(company: Company, schedules: Schedules, environment: Mapping[str, str]) -> str:
    """The secret of the feeds' addresses. Raises Stopped where it is none or weak, and real people's feeds rest on it."""
    secret = environment.get("AFTERCARE_SECRET", "")
    if company.example or not serves_anybody(schedules):
        return secret or DEMO_SECRET
    if not secret:
        raise Stopped([Problem(code="no_secret", file="schedules/customers")])
    is_short = len(secret) < _SECRET_LENGTH or len(set(secret)) < _SECRET_CHARACTERS
    if is_short or _repeats(secret) or secret == DEMO_SECRET:
        raise Stopped([Problem(code="weak_secret", file="schedules/customers")])
    return secret


def _repeats(secret: str) -> bool:
    """Whether it goes on as it began, as ``1234567890123…`` does: that is as easily guessed as its beginning."""
    return any(secret[size:] == secret[:-size] for size in range(1, len(secret) // 2 + 1))


# Serves the example company alone, so that `make site` works; no real feed may rest on it.
DEMO_SECRET = "demo-secret-for-the-example-data-only"


def address(secret: str, holder: str, revision: int, turn: int = 0) -> str:
    """The unguessable name of a holder's feed: 128 bits of HMAC-SHA256, base64url. Raising the revision changes it.

    ``turn`` tells addresses of one revision apart, where an earlier one has ended for good.
    """
    whose = f"{holder}|{revision}|{turn}" if turn else f"{holder}|{revision}"
    digest = hmac.new(secret.encode(), whose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode("ascii")
