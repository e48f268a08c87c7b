"""What rendering returns: a path and its bytes. Only ``publish`` writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """A file to be written; ``path`` is relative, with forward slashes."""

    path: str
    content: bytes

    @classmethod
    def text(cls, path: str, content: str) -> Artifact:
        """One of UTF-8 text."""
        return cls(path, content.encode("utf-8"))
