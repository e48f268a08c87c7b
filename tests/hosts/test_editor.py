"""The language server that editors ask about YAML, in a company's folder as ``init`` and ``new`` leave it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.company import AS_OF, Root
from support.lsp import editor_in

from generator.faces.cli import main


def company(folder: Path, *locales: str) -> Root:
    """A new company with one customer, whose readers speak these languages."""
    spoken = [part for locale in locales for part in ("--locale", locale)]
    said = ["--name", "护家", "--line", "断桥窗", "--region", "上海", "--country", "CN", "--colour", "#0057b8", *spoken]
    assert CliRunner().invoke(main, ["init", str(folder), *said, "--as-of", AS_OF]).exit_code == 0
    root = Root(folder)
    assert root.run("new", "customer", "c-001", "--as-of", AS_OF).exit_code == 0
    return root


@pytest.mark.parametrize(
    ("locales", "said"),
    [
        (["zh"], "间隔：隔多久一次"),
        (["en"], "Interval: from one time to the next"),
        (["zh", "en"], "间隔：隔多久一次，如 6 个月、15 个工作日\n\nInterval: from one time to the next"),
    ],
)
def test_an_editor_knows_keys_and_ids(tmp_path: Path, locales: list[str], said: str) -> None:
    """By the folder's settings: a key that is none is marked, an id is proposed, a key is told in its readers' language."""
    root = company(tmp_path / "mine", *locales)
    with editor_in(root.path) as editor:
        text = "products: []\nschedule:\n  interval: 1 year\n  intervall: 2 years\nwork:\n  skills: \n"
        task = editor.opened("definitions/maintenance/other.yaml", text)
        assert "Property intervall is not allowed." in editor.problems(task)
        assert editor.hover(task, 2, 4).replace("\\", "").replace("\n\n\n", "\n\n").count(said.partition("\n")[0]) == 1
        assert all(line in editor.hover(task, 2, 4).replace("\\", "") for line in said.split("\n\n"))
        products = editor.opened("definitions/maintenance/more.yaml", "products:\n  - \n")
        assert editor.completions(products, 1, 4)[:1] == ["duan-qiao-chuang"]


def test_a_new_file_names_its_own_schema(tmp_path: Path) -> None:
    """To an editor that knows nothing of the folder's settings; what is there since is proposed too."""
    root = company(tmp_path / "mine", "zh")
    text = (root.path / "schedules/customers/c-001.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../.vscode/schemas/customer.json\n")
    assert root.run("new", "product", "door", "--as-of", AS_OF).exit_code == 0
    root.write(".vscode/settings.json", '{"yaml.schemas": {}}')
    with editor_in(root.path) as editor:
        lines = ["sites:", "  - region: ", "    assets:", "      - product: ", "neme: x"]
        opened = editor.opened("schedules/customers/c-001.yaml", "\n".join([text.splitlines()[0], *lines]))
        assert "Property neme is not allowed." in editor.problems(opened)
        assert "shang-hai" in editor.completions(opened, 2, 12)
        assert {"door", "duan-qiao-chuang"} <= set(editor.completions(opened, 4, 17))
