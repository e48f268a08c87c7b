"""Who goes, and why somebody lacks, in words."""

from __future__ import annotations

from generator.text.words import Words
from generator.visits.visit import Visit


def reason_words(visit: Visit, words: Words) -> str:
    """Why not everybody is assigned whom the visit takes; empty where they are."""
    if not visit.reason:
        return ""
    return words.say(f"reason_{visit.reason}", people=visit.wanted, there=visit.there)
