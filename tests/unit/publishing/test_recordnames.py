"""Records are called by what they say: the same name whether they were read, are held, or are asked for by themselves."""

from __future__ import annotations

from pathlib import Path

from support.company import Root

from generator.model.schedules import by_customer
from generator.publishing.defined import Definitive
from generator.publishing.recordnames import name_of_records
from generator.reading.load import load

FILE = "schedules/records/2026-10.yaml"
MORE = """  - {record: completed, date: 2026-10-20, customer: c-001, site: home, asset: hall, task: floor/polish}
  - record: incident
    date: 2026-10-21
    customer: c-001
    site: home
    incident: {id: 2026-009, kind: repair, received: "2026-10-21 09:00", product: window, says: 窗缝进风}
"""


def _name(path: Path) -> bytes:
    """The name of a customer's records, as they are read, then held, then one by one."""
    kept = Definitive(path)
    read = [load(path, kept=kept)[1]]
    kept.held.keep()
    read.append(load(path, kept=Definitive(path))[1])
    names = {name_of_records(by_customer(schedules)["c-001"].records) for schedules in read}
    names |= {name_of_records(tuple(by_customer(schedules)["c-001"].records)) for schedules in read}
    (name,) = names
    return name


def test_a_name_tells_what_the_records_of_a_customer_say(root: Root) -> None:
    """Another record, another order and another id make another name, whatever else is in the files does not."""
    names = [_name(root.path)]
    root.add(FILE, MORE)
    names.append(_name(root.path))
    root.edit(FILE, "2026-10-20", "2026-10-19")
    names.append(_name(root.path))
    root.add(FILE, "  - {record: completed, date: 2026-10-21, task: service/stock-check}\n# one more\n")
    assert _name(root.path) == names[-1]
    root.edit(
        "schedules/customers/c-001.yaml", "      - {id: hall,", "      - {id: lobby, formerly: [c-001/home/hall],"
    )
    names.append(_name(root.path))
    assert len(set(names)) == len(names)
