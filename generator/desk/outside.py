"""What is recorded as done before the service began or after it ended: history, which is kept and closes nothing."""

from __future__ import annotations

from generator.desk.effects import Effects
from generator.due.applied import Items
from generator.due.settle import concerns
from generator.text.problems import Problem, Problems


def done_outside_service(effects: Effects) -> Problems:
    """A word of each new record of a day on which nothing of its task was served, and which closes nothing."""
    items = Items(effects.definitions, tuple(effects.definitions.tasks.values()))
    for place, record in effects.new.items():
        if record.record not in ("completed", "skipped") or not record.customer or effects.taken_by(place):
            continue
        spans = [
            max(item.served.floor, item.served.made) if record.date < item.served.until else item.served.until
            for item, _, _ in items.of(effects.after, {record.customer}, own=False)
            if item.site is not None and item.site.id == record.site and concerns(record, item)
            if record.date not in item.served or record.date < item.served.made
        ]
        if not spans:
            continue
        is_before = record.date < min(spans)
        code = "record_before_service" if is_before else "record_after_service"
        params = {"found": record.date, "date": min(spans) if is_before else max(spans)}
        keys = (*place.keys, "date")
        yield Problem(code=code, file=place.file, keys=keys, params=params, level="warning")
