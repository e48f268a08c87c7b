"""How MkDocs is told to build an edition: by the company's own files, and by the program's where it has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader

from generator.publishing.inline import Quick
from generator.publishing.themefiles import quicken
from generator.reading.files import text_of
from generator.reading.packaged import both, brought
from generator.text.faults import syntax_fault
from generator.text.located import Stopped
from generator.text.problems import Problem

STAFF = "staff"
CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml", STAFF: "mkdocs.staff.yml"}

# What every edition inherits.
BASE = "mkdocs.base.yml"
FILES = (*CONFIGURATIONS.values(), BASE)
_THEME = "templates/theme"
_Settings = dict[str, Any]  # Any: a tag of MkDocs' YAML may stand for whatever Python has


def configured(root: Path, edition: str, output: Path) -> MkDocsConfig:
    """What MkDocs needs to build an edition of ``root`` into ``output``; the pages are written already.

    A file of the configuration that ``root`` lacks is the program's; so is each file of the theme. Raises Stopped for a
    file that cannot be read and for what MkDocs does not take.
    """
    name = CONFIGURATIONS[edition]
    config = MkDocsConfig(config_file_path=str(root / name))
    loader = get_yaml_loader(config=config)
    settings: _Settings = {}
    for layer in reversed(list(_layers(root, name, loader))):
        settings = _merged(settings, layer)
    themed = isinstance(settings.get("theme"), dict) and settings["theme"].get("custom_dir") == _THEME
    if themed:
        settings["theme"]["custom_dir"] = str(both(_THEME, root)[0])
    # The hook would write the pages.
    config.load_dict({**settings, "site_dir": str(output), "hooks": [], "strict": False})
    errors, warnings = config.validate()
    if errors or warnings:
        refused = [(key, {"found": str(said)}) for key, said in (*errors, *warnings)]
        raise Stopped([Problem(code="setting_refused", file=name, keys=(key,), params=said) for key, said in refused])
    if themed:
        complete_theme(config, root)
    escape_names(config)
    quicken(config.theme)
    config.markdown_extensions.append(Quick())
    return config


def sound_text(root: Path, name: str) -> str:
    """The text of a file of the configuration, ``root``'s or the program's. Raises Stopped where it is no YAML."""
    text = text_of(brought(name, root) if name in FILES else root / name, name)
    if fault := syntax_fault(text):
        params = {"found": fault.found}
        raise Stopped([Problem(code=fault.code, file=name, position=fault.position, params=params)], {name: text})
    return text


def escape_names(config: MkDocsConfig) -> None:
    """Material prints the site's name and description as they stand, in a dozen places, and both are somebody's own words.

    They become what is already markup, which a template that escapes them leaves as it is.
    """
    config.site_name, config.site_description = escape(config.site_name), escape(config.site_description or "")


def complete_theme(config: MkDocsConfig, root: Path) -> None:
    """Let MkDocs look for each file of the theme in ``root``, then among the program's, then in Material."""
    own, *ours = both(_THEME, root)
    if config.theme.dirs[:1] == [str(own)]:
        config.theme.dirs[1:1] = map(str, ours)


def _layers(root: Path, name: str, loader: type[yaml.SafeLoader]) -> Iterator[_Settings]:
    """The settings in the file ``name``, then those of the file that it inherits, and so on."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        try:
            # As MkDocs does: what a tag names is code that the company's own folder brings, and runs anyway.
            settings = yaml.load(sound_text(root, name), loader)
        except yaml.YAMLError as error:
            raise Stopped([Problem(code="setting_refused", file=name, params={"found": str(error)})]) from error
        if not isinstance(settings, dict):
            raise Stopped([Problem(code="expected_mapping", file=name)])
        parent = settings.pop("INHERIT", None)
        yield settings
        if parent is None:
            return
        name = normpath(join(dirname(name), parent))
    raise Stopped([Problem(code="inherits_itself", file=name)])


def _merged(under: _Settings, over: _Settings) -> _Settings:
    """Two layers as one: mappings are merged, anything else of ``over`` takes the place of what was there."""
    merged = dict(under)
    for key, value in over.items():
        inner = merged.get(key)
        merged[key] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged
