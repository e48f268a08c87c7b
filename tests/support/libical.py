"""libical's own check of what RFC 5545 demands of each component: the library behind Evolution, KOrganizer and others."""

from __future__ import annotations

import ctypes
import re
from ctypes.util import find_library
from functools import cache

import pytest
from support.chromium import required

_FAULT = re.compile(r"^X-LIC-ERROR[^:]*:(.*)$", re.MULTILINE)


@cache
def _library() -> ctypes.CDLL | None:
    name = find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalrestriction_check.restype = ctypes.c_int
    library.icalcomponent_as_ical_string_r.restype = ctypes.c_void_p
    for function in (
        "icalrestriction_check",
        "icalcomponent_as_ical_string_r",
        "icalcomponent_free",
        "icalmemory_free_buffer",
    ):
        getattr(library, function).argtypes = [ctypes.c_void_p]
    return library


def faults(feed: bytes) -> list[str]:
    """What libical finds wrong in a feed. Skips the test where it is not installed and nobody demands it."""
    library = _library()
    if library is None:
        if required():
            pytest.fail("libical is not installed")
        pytest.skip("libical is not installed")
    read = library.icalparser_parse_string(feed)
    if not read:
        return ["no calendar"]
    is_sound = library.icalrestriction_check(read)
    buffer = library.icalcomponent_as_ical_string_r(read)
    text = ctypes.string_at(buffer).decode().replace("\r\n ", "")
    library.icalmemory_free_buffer(buffer)
    library.icalcomponent_free(read)
    found = [fault.strip() for fault in _FAULT.findall(text)]
    return found if is_sound else [*found, "not as RFC 5545 demands"]
