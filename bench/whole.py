"""How fast a real company is planned: read from YAML, all the example's tasks, customers of up to eight years, their records.

``python -m bench.whole [NUMBER ...]`` writes so many customers (100 and 500 where none is given) with the records of all they
were ever due, beside the example's definitions, and reads, checks and plans them, each number in a process of its own.
``bench.run`` plans six tasks from memory: both are told, and their ratio. Times are the processor's, so that a busy machine
tells the same.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.synthetic import AS_OF, CUSTOMERS_A_TECHNICIAN, PROJECT, synthetic
from generator import check, load, plan
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules

SIZES = (100, 500)
YEARS = 8
PRODUCTS = ("thermal-break-window", "silicone-sealant", "marble-floor", "led-display", "glass-curtain-wall")


def written(root: Path, count: int) -> None:
    """The example's definitions with ``count`` customers of three assets, each of up to eight years, and their records."""
    random = Random(20261123)
    shutil.copytree(PROJECT / "definitions", root / "definitions")
    definitions, *_ = load(PROJECT)
    (root / "schedules/customers").mkdir(parents=True)
    (root / "schedules/records").mkdir()
    for number in range(count):
        (root / f"schedules/customers/c-{number:05}.yaml").write_text(_customer(number, definitions, random), "utf-8")
    regions, skills = sorted(definitions.company.regions), ", ".join(sorted(definitions.company.skills))
    team = "".join(
        f"  - {{id: t-{n:04}, name: 师傅{n}, skills: [{skills}], regions: [{regions[n % len(regions)]}], capacity: 7 hours}}\n"
        for n in range(max(len(regions), count // CUSTOMERS_A_TECHNICIAN * 3))
    )
    (root / "schedules/technicians.yaml").write_text(f"technicians:\n{team}", "utf-8")
    _write_records(root, *load(root)[:2], random)


def _customer(number: int, definitions: Definitions, random: Random) -> str:
    accepted = AS_OF - timedelta(days=random.randrange(30, YEARS * 365))
    moved_in = accepted + timedelta(days=random.randrange(60))
    traffic = random.choice(sorted(definitions.company.traffic))
    assets = "".join(
        f"      - {{id: a-{n}, name: 设备, product: {product}, quantity: {random.randint(4, 60)}, traffic: {traffic}, setting: outdoor}}\n"
        for n, product in enumerate(random.sample(PRODUCTS, 3))
    )
    return (
        f"name: 客户{number:05}号\ntier: {random.choice('ABC')}\nconsent: {{given: {accepted}}}\nsites:\n"
        f"  - id: site\n    name: 场所{number:05}\n    region: {random.choice(sorted(definitions.company.regions))}\n"
        f"    address: 某路 {number} 号\n"
        f"    milestones: {{contract_start: {accepted}, acceptance: {accepted}, move_in: {moved_in}}}\n    assets:\n{assets}"
    )


def _write_records(root: Path, definitions: Definitions, schedules: Schedules, random: Random) -> None:
    """19 of 20 past cycles are on record as done, some days around the date; floating ones go on from the last time."""
    months: dict[str, list[str]] = {}
    for cycle in occurrences(definitions, schedules, AS_OF, AS_OF):
        if cycle.due is None or cycle.item.customer is None or random.random() > 0.95:
            continue
        day = cycle.due.day + timedelta(days=random.randint(-2, 4))
        every = cycle.due.terms.interval if cycle.item.task.schedule[cycle.due.terms.rule].basis == "floating" else None
        while day < AS_OF:
            months.setdefault(f"{day:%Y-%m}", []).append(_record(day, cycle))
            if every is None:
                break
            day += timedelta(days=round(every.approximate_days) + random.randint(-2, 4))
    for month, lines in months.items():
        (root / f"schedules/records/{month}.yaml").write_text("records:\n" + "".join(sorted(lines)), "utf-8")


def _record(day: date, cycle: Occurrence) -> str:
    item = cycle.item
    asset = f", asset: {item.asset.id}" if item.asset is not None else ""
    customer = item.customer.id if item.customer is not None else ""
    return f"  - {{record: completed, date: {day}, customer: {customer}, site: site{asset}, task: {item.task.id}}}\n"


def measure(count: int) -> dict[str, Any]:
    """Read, check and plan ``count`` customers; how long each took, and the memory at its peak."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written(root, count)
        size = sum(path.stat().st_size for path in (root / "schedules").rglob("*.yaml"))
        start = time.process_time()
        definitions, schedules, _ = load(root)
        read = time.process_time()
        check(definitions, schedules)
        checked = time.process_time()
        planned = plan(definitions, schedules, AS_OF)
        end = time.process_time()
    six = synthetic(count, recorded=True)
    began = time.process_time()
    plan(*six, AS_OF)
    return {
        "customers": count,
        "megabytes_of_yaml": size / 1e6,
        "records": len(schedules.records),
        "occurrences": len(planned.occurrences),
        "read": read - start,
        "check": checked - read,
        "plan": end - checked,
        "six": time.process_time() - began,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
    }


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return 0
    rows = []
    for size in map(int, arguments) if arguments else SIZES:
        command = [sys.executable, "-m", "bench.whole", "--one", str(size)]
        rows.append(row := json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(
            f"{row['customers']:,} customers of up to {YEARS} years, {row['records']:,} records, "
            f"{row['megabytes_of_yaml']:.1f} MB of YAML: read {row['read']:.1f} s, checked {row['check']:.1f} s, planned "
            f"{row['plan']:.1f} s ({row['occurrences'] / row['plan']:,.0f} occurrences a second), peak {row['peak']:,.0f} MB; "
            f"planned ÷ six tasks from memory: {row['plan'] / row['six']:.1f}"
        )
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        print(
            f"{last['customers'] / first['customers']:g} times the customers: planned in {last['plan'] / first['plan']:.1f} times the time"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
