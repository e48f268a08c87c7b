"""What comes with the program beside its code: templates and theme, MkDocs' configurations and its hook.

In the wheel they lie inside the package, in a checkout beside it. What a company's own folder has prevails.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


BROUGHT = next((folder for folder in (_PACKAGE, _PACKAGE.parent) if (folder / "templates").is_dir()), _PACKAGE)


def brought(name: str, root: Path) -> Path:
    """The file or folder ``name`` of ``root``, or the one that comes with the program where ``root`` has none."""
    own = root / name
    return own if own.exists() else BROUGHT / name


def program_files() -> list[Path]:
    """Every source file of the program, in all its folders: what an upgrade changes."""
    return sorted(_PACKAGE.rglob("*.py"))
