"""What a build costs that has nothing new to say: 10,000 customers' feeds, built whole and built again."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bench.synthetic import AS_OF, synthetic
from generator.publishing.accepted import NOTHING
from generator.publishing.feeds import publish_feeds
from generator.publishing.next import next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.templates import templates_of

PROJECT = Path(__file__).parent.parent
AIM = 0.25


def seconds(run: Callable[[], object]) -> float:
    """How long ``run`` takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main(customers: int) -> None:
    """Print the seconds of the first build, of the same again, and of the next day's."""
    definitions, schedules = synthetic(customers)
    definitions = replace(definitions, company=replace(definitions.company, example=True))
    templates = templates_of(PROJECT)
    with tempfile.TemporaryDirectory() as folder:
        outputs = outputs_of(PROJECT, Path(folder))

        def build(days: int) -> object:
            day = AS_OF + timedelta(days=days)
            return publish_feeds(next_feeds(definitions, schedules, templates, day, outputs, {}, None, NOTHING))

        whole, again, tomorrow = (seconds(lambda days=days: build(days)) for days in (0, 0, 1))  # type: ignore[misc]
    print(f"{customers:,} customers' feeds and pages, from nothing   {whole:8.2f} s")
    print(f"the same again, nothing new ÷ from nothing    {again / whole:8.4f}   aim ≤ {AIM}")
    print(f"the next day, from what was published ÷ from nothing {tomorrow / whole:5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
