"""An editor's side of the Language Server Protocol, over the pipes of yaml-language-server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.chromium import required
from support.company import PROJECT

_SERVER = PROJECT / "tests/editor/node_modules/yaml-language-server/bin/yaml-language-server"


class Editor:
    """One that has opened a folder, with the settings that lie in it."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process, self._root, self._number = process, root, 0
        settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
        schemas = {(root / path).as_uri(): files for path, files in settings["yaml.schemas"].items()}
        self._yaml = {
            "schemas": schemas, "schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True,
        }  # fmt: skip
        self.told: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": "company"}
        able = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}, "workspace": {"configuration": True}}
        self.ask("initialize", processId=None, rootUri=root.as_uri(), workspaceFolders=[folder], capabilities=able)
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": self._yaml}}})

    def opened(self, file: str, text: str) -> str:
        """The address of ``file`` that somebody has opened with this ``text`` in it."""
        uri = (self._root / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def problems(self, uri: str) -> list[str]:
        """What is said of an opened file, once something is said of it."""
        while not self.told.get(uri):
            self._take()
        return [problem["message"] for problem in self.told[uri]]

    def completions(self, uri: str, line: int, character: int) -> list[str]:
        """What is proposed at a place."""
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=_at(line, character))
        return [item["label"] for item in found["items"]]

    def hover(self, uri: str, line: int, character: int) -> str:
        """What is said of what stands at a place."""
        found = self.ask("textDocument/hover", textDocument={"uri": uri}, position=_at(line, character))
        return str(found["contents"]["value"])

    def ask(self, method: str, **params: object) -> Any:
        """The answer to a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._take()
            if "method" not in message and message.get("id") == self._number:
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message; what the server asks in between is answered."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._yaml if item.get("section") == "yaml" else {} for item in message["params"]["items"]]


def _at(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


@contextmanager
def editor_in(root: Path) -> Iterator[Editor]:
    """An editor in ``root``. Without Node, or before ``make test`` has brought the server, its tests are skipped."""
    node = shutil.which("node")
    if node is None or not _SERVER.is_file():
        message = "no yaml-language-server on this machine; `npm ci --prefix tests/editor` brings it"
        if required():
            pytest.fail(message)
        pytest.skip(message)
    with subprocess.Popen([node, _SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Editor(process, root)
        finally:
            process.kill()
