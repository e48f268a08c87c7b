"""What the form of a task asks, in short: by it a page that was made from an older state of the task is known."""

from __future__ import annotations

import hashlib

from generator.model.tasks import Task

_DIGITS = 8


def form_of(task: Task) -> str:
    """A short digest of what is ticked and read at a task; its steps and words about them make no difference."""
    passes = [(line.zh, line.en) for line in task.passes]
    read = [(key, m.unit and (m.unit.zh, m.unit.en), m.from_, m.to) for key, m in task.measurements.items()]
    return hashlib.sha256(repr((passes, read)).encode()).hexdigest()[:_DIGITS]
