"""A new file comes with remarks and the company's own ids, passes ``check``, and is never written over another."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root

from generator.desk.adding import ADDABLE


@pytest.mark.parametrize(
    ("kind", "id_", "file"),
    [
        ("customer", "c-009", "schedules/customers/c-009.yaml"),
        ("product", "door", "definitions/products/door.yaml"),
        ("task", "window/wash", "definitions/maintenance/window/wash.yaml"),
        ("promise", "leak", "definitions/services/promises/leak.yaml"),
        ("component", "hinge", "definitions/components/hinge.yaml"),
        ("fault", "draught", "definitions/faults/draught.yaml"),
        ("guide", "airing", "definitions/guides/airing.yaml"),
        ("season", "before-rain", "definitions/seasons/before-rain.yaml"),
        ("form", "slip", "definitions/services/forms/slip.yaml"),
        ("checklist", "kit", "definitions/services/checklists/kit.yaml"),
        ("phrases", "sorry", "definitions/services/phrases/sorry.yaml"),
        ("course", "basics", "definitions/services/training/basics.yaml"),
        ("role", "fitter", "definitions/services/roles/fitter.yaml"),
        ("policy", "prices", "definitions/services/policies/prices.yaml"),
        ("metric", "on-time", "definitions/services/metrics/on-time.yaml"),
    ],
)
def test_a_new_file_is_sound_as_it_is(root: Root, kind: str, id_: str, file: str) -> None:
    """And is where that kind lies; a second one of that id is refused."""
    result = root.run("new", kind, id_, "--name", "新的: #1", "--as-of", AS_OF)
    assert (result.exit_code, result.stdout) == (0, f"{file} was written; the remarks in it say what may be added\n")
    assert root.check()[-1].startswith("no problems"), root.check()
    before = root.tree()
    again = root.run("new", kind, id_, "--as-of", AS_OF)
    assert (again.exit_code, again.stderr.splitlines()[0]) == (1, f"{id_!r} is taken: {file}")
    assert root.tree() == before


@pytest.mark.parametrize("id_", ["C-9", "c 9", "../x", "客户", "a/b", "", "c_9", "/x"])
def test_what_is_no_id_makes_no_file(root: Root, id_: str) -> None:
    """Least of all outside its folder."""
    before = root.tree()
    result = root.run("new", "customer", id_, "--lang", "zh")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"{id_!r} 不能用作编号；只用小写字母、数字和连字符，如 c-017"
    assert root.tree() == before


def test_the_first_customer_comes_with_the_file_of_who_goes_out(root: Root) -> None:
    """A company that served nobody is sound with its first customer."""
    root.remove("schedules")
    result = root.run("new", "customer", "c-001", "--as-of", AS_OF)
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == [
        "schedules/customers/c-001.yaml", "schedules/technicians.yaml",
    ]  # fmt: skip
    assert root.check()[-1].startswith("0 problems, "), root.check()


def test_a_process_comes_with_the_role_that_does_it(root: Root) -> None:
    """Where there is none yet; both are sound."""
    result = root.run("new", "process", "visit", "--as-of", AS_OF)
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == [
        "definitions/services/processes/visit.yaml", "definitions/services/roles/staff.yaml",
    ]  # fmt: skip
    assert root.check()[-1].startswith("no problems"), root.check()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_kind(root: Root, language: str) -> None:
    """All that may be added, in the order of the lists."""
    shown = " ".join(root.run("new", "--help", "--lang", language).output.split())
    assert " | ".join(ADDABLE) in shown
