"""The pictures beside the definitions: which files are ones, and their bytes as they were drawn."""

from __future__ import annotations

import re

from generator.formats.pictures import is_picture
from generator.reading.files import names_in, plain_bytes, told, unlistable, unreadable
from generator.reading.reader import Reader

_FOLDER = "definitions/pictures"
_NAME = re.compile(r"[\w.+,=@~-]+\Z")  # what stands for itself in an address and in Markdown, in any script


def pictures(reader: Reader) -> dict[str, bytes]:
    """The pictures by file name; a company need not have any."""
    contents: dict[str, bytes] = {}
    folder = reader.root / _FOLDER
    try:
        names = names_in(folder)
    except OSError as error:
        reader.complain(unlistable(error, folder), _FOLDER)
        reader.broken.add(("picture", ""))
        return {}
    for name in names:
        try:
            code = "wrong_picture" if not is_picture(name) else "" if _NAME.match(name) else "bad_picture_name"
            if not code:
                reader.warn_of_name(f"{_FOLDER}/{name}")
                contents[name] = plain_bytes(folder / name)
        except OSError as error:
            code = unreadable(error)
        if code:
            reader.complain(code, f"{_FOLDER}/{told(name)}")
            reader.broken.add(("picture", name))
    return contents
