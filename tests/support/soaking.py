"""How much is tried: what proves a kind of fault absent on every run, and far more of it in ``make soak``."""

from __future__ import annotations

import os

SOAKING = "AFTERCARE_SOAK" in os.environ


def times(quick: int, soak: int) -> int:
    """How often something is tried; who uses it marks the test ``soak``, for ``make soak`` runs those alone."""
    return soak if SOAKING else quick
