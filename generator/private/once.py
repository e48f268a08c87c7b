"""One visit as a calendar file of its own, to be added once: it lies in the page, and no server is asked for it."""

from __future__ import annotations

import base64

from generator.formats.continuing import with_lines
from generator.formats.events import calendar_header
from generator.formats.stamps import stamping
from generator.formats.told import CALENDAR_END
from generator.private.agreed import is_agreed
from generator.private.events import event_of
from generator.private.reader import Reader
from generator.private.texts import Texts, customer_text
from generator.visits.visit import Visit


def once(visit: Visit, texts: Texts, reader: Reader) -> str:
    """The address of the file: what it holds. Its UID is that of the visit, so adding it again changes the first."""
    zone = reader.company.zone
    event = event_of(visit, texts.of(customer_text(visit, reader), reader), reader, for_staff=False, alone=True)
    moment = stamping(reader.as_of, zone).since
    name = reader.company.name.of(reader.language)
    header = with_lines(calendar_header(name, zone, timed=is_agreed(visit)), b"", moment)
    content = header + event.at(moment, 0) + CALENDAR_END
    return f"data:text/calendar;charset=utf-8;base64,{base64.b64encode(content).decode('ascii')}"
