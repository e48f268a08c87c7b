"""The JSON Schemas in a company's folder, written anew when its ids change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.desk.editor import SCHEMAS, schema_files
from generator.desk.edits import Edit
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import keep
from generator.publishing.troubles import as_problems
from generator.reading.load import load, read_sound
from generator.reading.words import words_of


def write_schemas(root: Path, definitions: Definitions, schedules: Schedules) -> Sequence[Edit]:
    """Write the schema of every kind into ``root``; those that say the same already are left alone. Raises Stopped."""
    edits = _schemas(root, definitions, schedules)
    keep(root, [edit for edit in edits if not _says(root / edit.file, edit.text)])
    return edits


def schemas_for(edits: Sequence[Edit], pictures: Mapping[str, bytes]) -> Sequence[Edit]:
    """The schemas of a company that is not written yet. Raises Stopped for what is wrong with it."""
    with TemporaryDirectory() as folder, as_problems():
        root = Path(folder)
        for file, content in ({edit.file: edit.text.encode("utf-8") for edit in edits} | {**pictures}).items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(content)
        return _schemas(root, *read_sound(root))


def has_schemas(root: Path) -> bool:
    """Whether the folder's editors go by schemas."""
    return (root / SCHEMAS).is_dir()


def follow_ids(root: Path) -> None:
    """Have the schemas of ``root``, where it has any, propose the ids that there are now. Raises Stopped."""
    if has_schemas(root):
        definitions, schedules, _ = load(root)
        write_schemas(root, definitions, schedules)


def _schemas(root: Path, definitions: Definitions, schedules: Schedules) -> Sequence[Edit]:
    book = words_of(root).words
    return schema_files(definitions, schedules, [book[language] for language in definitions.company.locales])


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_text("utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
