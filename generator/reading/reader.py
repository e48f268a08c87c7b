"""Files to plain data to definitions, each with its place and every mistake in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from itertools import filterfalse
from os.path import basename, dirname, splitext
from pathlib import Path
from typing import TypeVar

from generator.formats.pictures import is_picture
from generator.model.definition import Placed
from generator.reading.files import decoded, files_in, plain_bytes, text_again, told, unlistable, unreadable
from generator.reading.halfread import HalfRead
from generator.reading.holding import AsRead, Holding
from generator.reading.schema import validate
from generator.reading.texts import Texts
from generator.reading.twice import listed_twice
from generator.text.data import Data
from generator.text.memory import Forgetful, Memory, Same
from generator.text.problems import Problem
from generator.text.scalars import is_portable
from generator.text.yaml import Parse, parse

T = TypeVar("T")
H = TypeVar("H")
_FORGETFUL = Forgetful()
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Reader:
    """Reads files below one root and gathers texts and problems."""

    def __init__(self, root: Path, parse: Parse = parse, memory: Memory = _FORGETFUL) -> None:
        self.root, self._parse, self.memory = root, parse, memory
        self.texts = Texts(partial(text_again, root))
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Placed] = {}
        self.broken: set[tuple[str, str]] = set()
        self.half = HalfRead()

    def complain(self, code: str, file: str, **params: object) -> None:
        self.problems.append(Problem(code=code, file=file, params=params))

    def _listed(self, kind: str, folder: str, *, required: bool) -> list[str]:
        """Every file below ``folder``; that it cannot be listed is a problem, that it is not there where ``required``."""
        try:
            names = list(files_in(f"{self.root}/{folder}", empty=True))
        except OSError as error:
            if required or not isinstance(error, FileNotFoundError):
                at = Path(error.filename)
                self.complain(unlistable(error, at), at.relative_to(self.root).as_posix())
                self.broken.add((kind, ""))
            return []
        # A folder named as a file is told with what lies in it; an empty one would go unnoticed.
        for name in names:
            if name.endswith(".yaml/"):
                self.complain("not_a_file", told(f"{folder}/{name[:-1]}"))
        return [name for name in names if not name.endswith("/")]

    def files(
        self, kind: str, folder: str, *, required: bool = True, nested: bool = False
    ) -> Iterator[tuple[str, str]]:
        """The YAML files below ``folder`` as (path from the root, id), sorted; misnamed ones are problems.

        So are those in folders of their own, but where ``nested`` says that an id may be a path.
        """
        for name in self._listed(kind, folder, required=required):
            file = told(f"{folder}/{name}")
            id_, suffix = splitext(name)
            if suffix != ".yaml":
                self._complain_of_ending(file)
                self.broken.add((kind, id_))
            elif wrong := [part for part in id_.split("/") if not _ID.match(part)]:
                called = basename(name) if wrong == [basename(id_)] else wrong[0]
                self.complain("bad_file_name", file, name=called)
                self.broken.add((kind, re.sub(r"[\s_]+", "-", id_.lower())))  # what it is most likely to be called
            elif "/" in id_ and not nested:
                self.complain("nested_file", file, folder=folder)
                self.broken.add((kind, basename(id_)))
            else:
                self.warn_of_name(file)
                yield file, id_

    def warn_of_name(self, file: str) -> None:
        """Say of a file that it has a name, or lies in a folder of one, that Windows takes for a device."""
        for part in filterfalse(is_portable, file.split("/")):
            self.problems.append(Problem(code="device_name", file=file, params={"name": part}, level="warning"))

    def _complain_of_ending(self, file: str) -> None:
        """A file that was meant to be YAML is told what it is to be called."""
        start, suffix = splitext(file)
        name = basename(file)
        if suffix.lower() in (".yml", ".yaml"):
            self.complain("wrong_ending", file, place=f"{start}.yaml")
        elif is_picture(name):
            self.complain("picture_misplaced", file, place=f"definitions/pictures/{name}")
            self.broken.add(("picture", name))
        else:
            self.complain("wrong_suffix", file)

    def text(self, file: str, *, required: bool = True) -> str | None:
        """What is written in ``file``, or None with the problem noted."""
        path = f"{self.root}/{file}"
        try:
            content = plain_bytes(path)
        except FileNotFoundError:
            if required:
                self.complain("missing_file", file)
            return None
        except OSError as error:
            # A folder that may not be entered is told of with what must be in it.
            if required or os.access(dirname(path), os.X_OK):
                self.complain(unreadable(error), file)
            return None
        text, problem = decoded(content, file)
        if problem is not None:
            self.problems.append(problem)
            return None
        self.texts.put(file, text)
        return text

    def data(self, file: str, *, required: bool = True) -> Data:
        """The plain data in ``file``, or None with the problem noted."""
        text = self.text(file, required=required)
        return self._parsed(file, text) if text is not None else None

    def _parsed(self, file: str, text: str) -> Data:
        data, faults = self.memory.of(("parsed", file), text, lambda: self._parse(text))
        for fault in faults:
            params = {"found": fault.found}
            self.problems.append(Problem(code=fault.code, file=file, position=fault.position, params=params))
        if faults:
            return None
        self.problems += listed_twice(data, file)
        return data

    def each(
        self, kind: str, model: type[T], folder: str, *, required: bool = True, nested: bool = False
    ) -> dict[str, T]:
        """One ``model`` a file below ``folder``, by id."""
        return self.held(kind, model, folder, AsRead(), required=required, nested=nested)

    def held(
        self,
        kind: str,
        model: type[T],
        folder: str,
        holding: Holding[T, H],
        *,
        required: bool = True,
        nested: bool = False,
    ) -> dict[str, H]:
        """What there is of the ``model`` in each file below ``folder``, by id; what is held is not made anew."""
        there: dict[str, H] = {}
        for file, id_ in self.files(kind, folder, required=required, nested=nested):
            text = self.text(file)
            self.places[kind, id_] = Placed(file)
            value = holding.of(file, text) if text is not None else None
            before = len(self.problems)
            if value is None:
                data = self._parsed(file, text) if text is not None else None
                valid = self._valid(model, data, file, id_)
                if text is not None and valid is not None:
                    value = holding.made(file, text, valid, sound=len(self.problems) == before)
                else:
                    self.broken.add((kind, id_))
                    self.half.note(kind, model, data, file, id_)
            if value is not None:
                there[id_] = value
                if holding.lasts and len(self.problems) == before:
                    self.texts.let_go(file)
        return there

    def _valid(self, model: type[T], data: Data, file: str, id_: str) -> T | None:
        if data is None:
            return None
        valid, problems = self.memory.of(
            ("valid", file), (model, Same(data)), partial(validate, model, data, file, id_=id_)
        )
        self.problems += problems
        return valid

    def one(self, kind: str, model: type[T], file: str, *, required: bool = True) -> T | None:
        """The ``model`` that ``file`` holds."""
        data = self.data(file, required=required)
        valid = None
        if data is not None:
            valid, problems = self.memory.of(("valid", file), (model, Same(data)), partial(validate, model, data, file))
            self.problems += problems
        if valid is None:
            self.broken.add((kind, ""))
            self.half.note(kind, model, data, file, None)
        return valid

    def table(self, kind: str, model: type[T], file: str, *, required: bool = True) -> dict[str, T]:
        """The ``model``s that ``file`` holds, by key."""
        data = self.data(file, required=required)
        if data is None:
            if required or file in self.texts:
                self.broken.add((kind, ""))
            return {}
        if not isinstance(data, dict):
            self.complain("expected_mapping", file)
            self.broken.add((kind, ""))
            return {}
        sound: dict[str, T] = {}
        for key, value in sorted(data.items()):
            self.places[kind, key] = Placed(file, (key,))
            valid, problems = self.memory.of(
                ("valid", file, key), (model, Same(value)), partial(validate, model, value, file, at=(key,))
            )
            self.problems += problems
            if valid is None:
                self.broken.add((kind, key))
            else:
                sound[key] = valid
        return sound
