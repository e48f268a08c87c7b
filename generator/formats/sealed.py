"""What is kept under a name for all that it rests on, with a sum that tells whether it is as it was written."""

from __future__ import annotations

from hashlib import blake2b


def sealed(name: str, content: bytes) -> bytes:
    """The bytes that keep ``content`` under ``name``, which stands in one line."""
    return b"\n".join([name.encode(), _sum(content), content])


def opened(name: str, told: bytes) -> bytes | None:
    """The content that ``told`` keeps; None where that is under another name, or is not as it was written."""
    known, _, rest = told.partition(b"\n")
    sum_, _, content = rest.partition(b"\n")
    return content if known == name.encode() and sum_ == _sum(content) else None


def _sum(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).hexdigest().encode()
