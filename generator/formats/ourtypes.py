"""Values of this program's own types, read from bytes: whatever somebody put in their place, nothing else is made of it."""

from __future__ import annotations

import io
import pickle
from importlib import import_module

PROTOCOL = 5
_PROGRAM = "generator."
_OTHERS = frozenset({("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta")})
# What reading raises for bytes that are damaged, or are another version's.
DAMAGED = (
    pickle.UnpicklingError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ImportError,
    AssertionError,
)


class Reader(pickle.Unpickler):
    """Reads values of this program's own types, and days. Raises any of ``DAMAGED``."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))

    def find_class(self, module: str, name: str) -> object:
        """A type by its name. Raises UnpicklingError for all that is none of ours."""
        if module.startswith(_PROGRAM) or (module, name) in _OTHERS:
            kind = getattr(import_module(module), name)
            if isinstance(kind, type):
                return kind
        raise pickle.UnpicklingError(f"{module}.{name}")
