"""Help and usage errors in the language asked for: what commands and options are for, and what click says itself."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types

from generator.faces.fitting import folded
from generator.faces.helppages import HelpPage
from generator.reading.words import own_words
from generator.text.language import Language
from generator.text.memory import Same
from generator.text.printed import printed
from generator.text.words import Book, Forms, Words

# Where click marks what it says for translation, each by a ``_`` and an ``ngettext`` of its own.
_MODULES = (core, decorators, exceptions, formatting, parser, types)


class Spoken(click.Group):
    """A group of commands of which help and errors are in the language that ``--lang`` or the environment asks for."""

    # Any: what click calls this with, and what a command answers, is click's own affair.
    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        """Run a command, as click does; ``find_object(Words)`` gives commands their words."""
        book = own_words().words
        words = book[language_of(sys.argv[1:] if args is None else args, os.environ)]
        translate(book, words)
        speak("main", self, words)
        return super().main(args, *more, obj=words, **options)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, with its help in the words of this run."""
        command = super().get_command(context, name)
        if command is not None:
            speak(name, command, words_of_run(context))
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with what it is for, as words tell; none has to be read for that."""
        words, names = words_of_run(context), self.list_commands(context)
        with formatter.section(words["click_commands"]):
            formatter.write_dl([(name, words.get(f"short_{name}") or words[f"help_{name}"]) for name in names])


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of the last ``--lang``, else of the environment, which is Chinese unless it is English."""
    asked = ""
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang" or argument.startswith("--lang="):
            asked = argument.removeprefix("--lang").removeprefix("=") or following
    if asked not in ("zh", "en"):
        asked = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "en" if asked.lower().startswith("en") else "zh"


def words_of_run(context: click.Context | None) -> Words:
    """The words in which this run of the program speaks."""
    words = context.find_object(Words) if context is not None else None
    return words if words is not None else own_words().words["zh"]


def translate(book: Book, words: Words) -> None:
    """Give click ``words`` for its own sentences, found by their English."""
    known = _known(Same(book["en"]))

    def gettext(message: str) -> str:
        return words[known[message]] if message in known else message

    def ngettext(one: str, other: str, n: int) -> str:
        forms = words.wordings[known[other]] if other in known else Forms(one, other)
        return (forms.one if n == 1 else forms.other) if isinstance(forms, Forms) else str(forms)

    # Any: click's own options are handed on as they come.
    def echo(message: object = None, *how: Any, **more: Any) -> None:
        click.echo(_fitted(as_said(message, words.language)) if isinstance(message, str) else message, *how, **more)

    def range_of(type_: click.IntRange) -> str:
        return words.say("click_span", least=type_.min, most=type_.max)

    def hint_of(argument: click.Argument, context: click.Context | None) -> str:
        return f"'{_called(argument, context, words)}'"

    HelpPage.usage, HelpPage.colon, HelpPage.language = words["click_usage"], words["colon"].rstrip(), words.language
    click.Context.formatter_class = HelpPage
    _replace(types._NumberRangeBase, "_describe_range", range_of)
    _replace(core.Argument, "get_error_hint", hint_of)
    _replace(exceptions, "echo", echo)
    for module in _MODULES:
        _replace(module, "_", gettext)
        _replace(module, "ngettext", ngettext)


def as_said(message: str, language: Language) -> str:
    """A usage error of click's, which puts English marks and blanks between the words that it is given."""
    shown = printed(message, keep="\n\t")
    if language != "zh":
        return shown.replace("\n\t", " ")
    shown = shown.replace(",\n\t", "、").replace("\n\t", "")
    shown = re.sub(r"(?<!\.)\.$", "。", shown, flags=re.MULTILINE).replace("。 ", "。").replace("'. ", "'。")
    return shown.replace("', '", "'、'")


def _fitted(message: str) -> str:
    """A message over as many lines as it takes on a terminal, the later ones a little to the right."""
    if not sys.stderr.isatty():
        return message
    width = shutil.get_terminal_size().columns
    return "\n".join(part for line in message.split("\n") for part in folded(line, width, hang=2, longest=None))


def _called(argument: click.Argument, context: click.Context | None, words: Words) -> str:
    """What an argument is called where it lacks or is wrong: as the line of usage has it, or by a word for its choices."""
    if isinstance(argument.type, click.Choice) and f"value_{argument.name}" in words:
        return words[f"value_{argument.name}"]
    shown = argument.make_metavar(context) if context is not None else argument.human_readable_name
    return shown.removesuffix("...").strip("[]").removesuffix("...")


@lru_cache(maxsize=1)
def _known(english: Same[Words]) -> Mapping[str, str]:
    """The keys of click's own sentences, by their English."""
    wordings = english.it.wordings.items()
    return {_known_as(wording): key for key, wording in wordings if key.startswith("click_")}


def _known_as(wording: object) -> str:
    return wording.other if isinstance(wording, Forms) else str(wording)


def _replace(module: object, name: str, function: Callable[..., object]) -> None:
    if hasattr(module, name):
        setattr(module, name, function)


def speak(name: str, command: click.Command, words: Words) -> None:
    """Put ``words`` where click looks for the help of a command and its options, and for what stands for their values."""
    command.help = words[f"help_{name}"]
    command.epilog = _kinds(command, words)
    command.options_metavar = words["value_options"]
    own = command.get_help_option(click.Context(command, help_option_names=HELP_OPTIONS))
    if own is not None:
        own.help = words["option_help"]
    for parameter in command.params:
        parameter.metavar = _metavar(name, parameter, words)
        if isinstance(parameter, click.Option):
            own_help = words.get(f"option_{name}_{parameter.name}")
            parameter.help = own_help or words[f"option_{parameter.name}"]
        if isinstance(parameter.type, click.Path | click.types.IntParamType):
            parameter.type.name = words[f"click_{_kind(parameter)}"]
    if isinstance(command, click.Group):
        command.subcommand_metavar = words["value_commands"]


def _kinds(command: click.Command, words: Words) -> str | None:
    """The kinds that may be asked for, each with what it is called, where there are too many for the line of usage."""
    types = (parameter.type for parameter in command.params if parameter.type.name == "kind")
    kinds = [choice for of_kind in types for choice in getattr(of_kind, "choices", ())]
    names = [(kind, words.get(f"thing_{kind}", "")) for kind in kinds]
    told = [kind if not name or kind in name else f"{kind} {name}" for kind, name in names]
    return words.say("help_kinds", kinds=words.listed(told)) if told else None


HELP_OPTIONS = ["-h", "--help"]


def _metavar(command: str, parameter: click.Parameter, words: Words) -> str | None:
    """What stands for a value: by the parameter, else by its type; None where click lists choices, or for a flag."""
    if isinstance(parameter.type, click.Choice) or getattr(parameter, "is_flag", False):
        return None
    own = words.get(f"value_{command}_{parameter.name}") or words.get(f"value_{parameter.name}")
    value = own or words[f"value_{_kind(parameter)}"]
    return f"[{value}]" if isinstance(parameter, click.Argument) and not parameter.required else value


def _kind(parameter: click.Parameter) -> str:
    if isinstance(parameter.type, click.Path):
        return "directory" if parameter.type.dir_okay else "file"
    return "integer" if isinstance(parameter.type, click.types.IntParamType) else parameter.type.name
