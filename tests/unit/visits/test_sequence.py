"""The order of work inside a visit: no step spoils the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, listed, read, task, visits_of, world

from generator.model.tasks import ORDER, Task
from generator.private.work import work_of
from generator.text.yaml import parse

ROOT = Path(__file__).parents[3]
RULE = "anchor: 2026-03-10\nthreshold: 0 days\ntolerance: {early: 7 days, late: 7 days}"
TWO = "{id: w, name: 大窗, product: window}, {id: v, name: 小窗, product: window}"


def ordered(name: str, order: str, **more: str) -> Task:
    extra = f"order: {order}\ntools: [{{zh: {name}, en: tool of {name}}}]"
    return task(RULE, f"window/{name}", more=extra, duration="fixed: 10 minutes", **more)


@given(st.permutations(ORDER), st.permutations("abcde"))
def test_what_a_later_step_would_spoil_comes_first(orders: Sequence[str], names: Sequence[str]) -> None:
    """Whatever the tasks are called: looking, dust, oil, water, the floor; tools are packed in that order too."""
    tasks = [ordered(name, order) for name, order in zip(names, orders, strict=True)]
    (visit,) = visits_of(world(*tasks), "2026-03-01", "2026-06-01")
    assert [occurrence.item.task.order for occurrence in visit.occurrences] == list(ORDER)
    by_order = dict(zip(orders, names, strict=True))
    assert [tool.zh for tool in visit.tools] == [by_order[order] for order in ORDER]


def test_work_of_one_order_goes_from_place_to_place() -> None:
    """The whole site first, then its assets as they are listed, not by their ids; a task keeps its places together."""
    tasks = [ordered("b", "look"), ordered("c", "look"), ordered("z", "look", scope="site"), ordered("a", "wet")]
    known = world(*tasks, customers=[customer(assets=TWO)])
    (visit,) = visits_of(known, "2026-03-01", "2026-06-01")
    assert [(work.task.id, work.assets) for work in work_of(visit)] == [
        ("window/z", ()),
        ("window/b", ("大窗", "小窗")),
        ("window/c", ("大窗", "小窗")),
        ("window/a", ("大窗", "小窗")),
    ]


def test_a_task_that_says_nothing_disturbs_nothing() -> None:
    """Without ``order`` it is looked at before anything is made dirty."""
    known = world(task(RULE, "window/z"), ordered("a", "dusty"))
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-10 t-1: z.1, a.1"]


def test_every_task_of_the_example_says_when_in_a_visit_it_is_done() -> None:
    """Readings of the floor come before its treatment, and nothing is oiled or drilled over a fresh floor."""
    folder = ROOT / "definitions" / "maintenance"
    orders = {}
    for path in sorted(folder.rglob("*.yaml")):
        data, _ = parse(path.read_text(encoding="utf-8"))
        id_ = path.relative_to(folder).with_suffix("").as_posix()
        assert "order" in data, id_
        orders[id_] = ORDER.index(read(Task, path.read_text(encoding="utf-8"), id_=id_).order)
    last = orders.pop("stone/crystallization")
    assert max(orders.values()) < last
    assert orders["stone/gloss-check"] == orders["stone/water-drop"] == 0
    assert orders["window/connector-rust"] < orders["window/lubricate"] < orders["window/drainage"]
