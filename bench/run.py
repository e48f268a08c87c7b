"""How fast the engine plans: occurrences and visits a second, and the memory it takes, for 1,000 and 10,000 customers.

``python -m bench.run [NUMBER ...]`` plans 27 months (3 back, 24 ahead), each number in a process of its own, first from
nothing and then with three years of records, and once again from what was told, which moves nothing. ``--profile NUMBER``
prints where the time goes instead.
"""

from __future__ import annotations

import cProfile
import gc
import json
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bench.synthetic import AS_OF, World, synthetic
from generator.dates.intervals import Interval, add
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.visits.assignment import place_all
from generator.visits.conditions import choosy
from generator.visits.forecasts import with_forecasts
from generator.visits.ground import Ground
from generator.visits.planner import Planner
from generator.visits.requests import is_asked, request_of
from generator.visits.visit import Published, Visit

SIZES = (1_000, 10_000)
START = add(AS_OF, Interval(months=-3)) or AS_OF
END = add(AS_OF, Interval(months=24)) or AS_OF
# The aim for 10,000 customers on two idle cores; on a machine that does other things it is told and proves nothing.
MOST_SECONDS, MOST_MEGABYTES = 20, 1024
# So much longer than its share more customers may take: what grows with their square would take ten times as long.
MOST_GROWTH = 2.0


def shown(visits: list[Visit]) -> tuple[int, int]:
    """Occurrences and visits inside the 27 months."""
    inside = [visit for visit in visits if START <= visit.day < END]
    return sum(len(visit.occurrences) for visit in inside), len(inside)


def assigned(known: World, visits: list[Visit], before: Mapping[str, Published] = MappingProxyType({})) -> list[Visit]:
    """``visits`` with technicians, going on from what was told ``before`` by UID."""
    definitions, special = known.definitions, choosy(known.definitions.tasks.values())
    asked = [
        request_of(visit, before.get(visit.uid), definitions.company.planning, special)
        for visit in visits
        if is_asked(visit)
    ]
    joint = place_all(*known, asked, AS_OF)
    return [joint.visit(visit) for visit in visits]


def measure(customers: int, *, recorded: bool) -> dict[str, Any]:
    """Plan once and tell how it went, with the cycle collector at rest as ``plan`` has it."""
    known = synthetic(customers, recorded=recorded)
    gc.disable()
    before = _megabytes()
    start = time.process_time()
    found: list[Occurrence] = occurrences(*known, AS_OF, END, expected=known.definitions.company.planning.expected)
    scheduled = time.process_time()
    ground = Ground(known.definitions, AS_OF)
    found = with_forecasts(ground, found, ())
    planner = Planner(ground, known.schedules.technicians, since=START)
    planned = planner.visits(found)
    grouped = time.process_time()
    visits = assigned(known, planned)
    end = time.process_time()
    megabytes = _megabytes()
    told = [Published(v.uid, tuple(o.id for o in v.occurrences), v.day, v.technician, v.others) for v in visits]
    replanned = time.process_time()
    again = assigned(known, planner.visits(found, told), {old.uid: old for old in told})
    again_took = time.process_time() - replanned
    places = {visit.uid: (visit.day, visit.technicians) for visit in visits if visit.technician}
    moved = sum(
        1 for visit in again if places.get(visit.uid, (visit.day, visit.technicians)) != (visit.day, visit.technicians)
    )
    in_span, visits_in_span = shown(visits)
    return {
        "customers": customers,
        "recorded": recorded,
        "occurrences": len(found),
        "visits": len(visits),
        "in_span": in_span,
        "visits_in_span": visits_in_span,
        "unassigned": sum(bool(visit.reason) and visit.is_open for visit in visits),
        "schedule": scheduled - start,
        "group": grouped - scheduled,
        "assign": end - grouped,
        "seconds": end - start,
        "again": again_took,
        "moved": moved,
        "megabytes": megabytes,
        "megabytes_before": before,
    }


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _apart(customers: int, recorded: bool) -> dict[str, Any]:
    """``measure`` in a fresh process, so that the memory is its own."""
    command = [sys.executable, "-m", "bench.run", "--one", str(customers), str(int(recorded))]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def report(sizes: tuple[int, ...]) -> bool:
    """Print a table, and whether the largest stayed within the aim; False where time grows faster than customers."""
    heading = (
        "customers  records  occurrences  visits  schedule  group  assign  total s  occ./s  visits/s  again s  moved"
        "  peak MB (data)"
    )
    print(heading)
    seconds: dict[tuple[int, bool], float] = {}
    met = True
    for recorded in (False, True):
        for customers in sizes:
            one = _apart(customers, recorded)
            seconds[customers, recorded] = one["seconds"]
            print(
                f"{customers:9,}  {'yes' if recorded else 'no':>7}  {one['occurrences']:11,}  {one['visits']:6,}"
                f"  {one['schedule']:8.2f}  {one['group']:5.2f}  {one['assign']:6.2f}  {one['seconds']:7.2f}"
                f"  {one['occurrences'] / one['seconds']:6,.0f}  {one['visits'] / one['seconds']:8,.0f}"
                f"  {one['again']:7.2f}  {one['moved']:5,}  {one['megabytes']:7,.0f} ({one['megabytes_before']:,.0f})"
                f"  in 27 months: {one['in_span']:,} in {one['visits_in_span']:,} visits, {one['unassigned']:,} unassigned"
            )
            if customers <= max(SIZES):
                met &= one["seconds"] < MOST_SECONDS and one["megabytes"] < MOST_MEGABYTES
    print(f"aim: {max(SIZES):,} customers under {MOST_SECONDS} s and {MOST_MEGABYTES} MB: {'met' if met else 'missed'}")
    in_step, small, large = True, min(sizes), max(sizes)
    if small != large:
        for recorded in (False, True):
            growth = seconds[large, recorded] / seconds[small, recorded]
            print(
                f"{large / small:g} times the customers {'with' if recorded else 'without'} records:"
                f" {growth:.1f} times as long"
            )
            in_step &= growth < MOST_GROWTH * large / small
    return in_step


def profile(customers: int) -> None:
    """Print where the time goes."""
    known = synthetic(customers, recorded=True)
    profiler = cProfile.Profile()
    profiler.enable()
    found = occurrences(*known, AS_OF, END)
    assigned(known, Planner(Ground(known.definitions, AS_OF), known.schedules.technicians, since=START).visits(found))
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]), recorded=arguments[2] == "1")))
        return 0
    if arguments[:1] == ["--profile"]:
        profile(int(arguments[1]))
        return 0
    return 0 if report(tuple(map(int, arguments)) or SIZES) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
