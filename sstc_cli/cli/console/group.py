"""Commands and groups with one kind of help, each imported only when it is called."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Self, cast, get_args

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from sstc_cli.cli.console.streams import drawing
from sstc_cli.cli.tasks import COMMANDS, GROUPS, SEASON, SECTIONS
from sstc_cli.diagnostics import display_width

if TYPE_CHECKING:
    from sstc_cli.cli.console.made import Comparison
    from sstc_cli.survey import ImportAsker
    from sstc_cli.workspace import Workspace

_ROOM = 76  # columns: with fewer, a text goes below the name of its option
_WIDEST = 100  # columns
_OPTIONS = 32  # columns of the names of options, where they have a column
_INDENT = 4
_COMMANDS = 12  # letters of the longest command
_LONGEST = 200  # letters of a command's line
_ANYWHERE = ("workspace", "today", "color", "quiet", "debug")  # options of `sstc` itself
# the former names of options, which the help leaves out, by their names
_FORMER = {
    "--complete": ("--strict",),
    "--unchanged": ("--force",),
    "--zone": ("--timezone",),
    "--folder": ("--output", "-o"),
}
_FILLER = "\N{NULL}"  # after a wide character while the help is wrapped


class _Reader:
    """Reads texts, whole numbers, paths, choices and what has a parser; typer reads the rest."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def __call__(self) -> Self:
        """Stand in for the method of a parameter that makes its reader."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return a value in the type that the command expects."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if read := _reading(param.type_descriptor):
            try:
                return list(map(read, value)) if several else read(value)
            except ValueError:
                pass  # typer has the words for what is wrong
        return self.make().coerce(value, param=param, ctx=ctx)


def _reading(kind: Any) -> Callable[[Any], Any] | None:
    """Return the function that reads one value of a type, or None for a type with more rules."""
    annotation = get_args(kind.annotation)[0] if kind.is_list else kind.annotation
    about = kind.parameter_info
    plain: Callable[[Any], Any] | None = None
    if annotation is int:
        plain = partial(_whole, least=about.min, most=about.max)
    elif annotation in (str, Path) or (
        isinstance(annotation, type) and issubclass(annotation, StrEnum)
    ):
        plain = annotation
    return about.parser or plain


def _whole(value: str | int, least: float | None, most: float | None) -> int:
    """Return a whole number within its limits; a default is already a number."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[+-]?[0-9]{1,100}\s*", value):
        raise typer.BadParameter(f"`{value}` is not a whole number: write digits, for example 7")
    number = int(value)
    if least is not None and number < least:
        raise typer.BadParameter(f"{number} is too small: the least is {least}")
    if most is not None and number > most:
        raise typer.BadParameter(f"{number} is too large: the most is {most}")
    return number


def read_day(text: str) -> date:
    """Return a day on the command line as a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a date: write year-month-day, for example 2020-10-09"
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            message = f"the day `{text}` does not exist"
        raise typer.BadParameter(message) from None


def read_lightly(parameter: Any) -> Any:
    """Return a parameter of typer that reads its value without a library."""
    if not isinstance(parameter.get_runtime_param, _Reader):
        parameter.get_runtime_param = _Reader(parameter.get_runtime_param)
    return parameter


@dataclass(frozen=True)
class RootOptions:
    """The options of `sstc` itself, and whether GitHub Actions or a program reads the results.

    `words` are those of the command line. With a `comparison`, commands write no files. A command
    that only reads may get a `shared` workspace; one that edits adds the workspace before and
    after to `changes`, if there is such a list; an import asks the `asker` without a terminal.
    """

    color: str = "auto"
    folder: Path | None = None
    today: date | None = None
    quiet: bool = False
    in_actions: bool = False
    as_json: bool = False
    words: Sequence[str] = ()
    comparison: "Comparison | None" = None
    shared: "Workspace | None" = None
    changes: "list[tuple[Workspace, Workspace]] | None" = None
    asker: "ImportAsker | None" = None

    def having(self, given: Mapping[str, Any]) -> Self:
        """Return the options, with those of the command line."""
        color, folder = given["color"] or "auto", given["workspace"]
        return replace(self, color=color, folder=folder, today=given["today"], quiet=given["quiet"])


class Commands(typer.Typer):
    """A group whose commands all have our kind of help."""

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Register a function as a command."""
        return super().command(name, **{"cls": Command, **settings})


class Deferred(TyperCommand):
    """A placeholder that imports its command, or sets up its group, when it is called.

    Setting up all of them takes longer than most commands, and the help needs only their lines.
    """

    def __init__(self, name: str, line: str, load: Callable[[], Any]) -> None:
        super().__init__(name=name, help=line)
        self.load = load


class Command(TyperCommand):
    """A command whose help can be read in any terminal."""

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters, which are read without a library."""
        return [*map(_ours, super().get_params(ctx)), *_shared(ctx)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        _prepare(ctx, formatter)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """A group whose help lists its commands before its options."""

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters, which are read without a library.

        On Windows, `--install-completion` is left out: it would let PowerShell run any script.
        """
        parameters = map(_ours, super().get_params(ctx))
        left_out = "install_completion" if sys.platform == "win32" else ""
        return [*(one for one in parameters if one.name != left_out), *_shared(ctx)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show the help of a group that is called without a command."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), color=ctx.color)
            raise typer.Exit
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words name, and import it now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Deferred) else command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the same way as for a command."""
        _prepare(ctx, formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, each with its whole line, then the options."""
        for section, names in self.sections():
            rows = [(name, self.commands[name].get_short_help_str(_LONGEST)) for name in names]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=_COMMANDS)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write nothing: the commands come before the options."""

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the heading of each part of the help, with its commands."""
        yield "Commands", list(self.commands)


class Root(Group):
    """All top-level commands and groups, in a section for each task."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for section, names in SECTIONS.items():
            for name in names:
                if name in COMMANDS:
                    command = _deferred(name, *COMMANDS[name])
                else:
                    command = Deferred(name, GROUPS[name].line, partial(_group, name))
                command.rich_help_panel = section
                self.commands[name] = command

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the heading of each task, with the commands for it."""
        yield from SECTIONS.items()

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of a season in their order, then all commands and the options."""
        with formatter.section("A season in ten commands"):
            room = _OPTIONS if formatter.width >= _ROOM else _INDENT
            formatter.write_dl(list(SEASON.items()), col_max=room)
        super().format_options(ctx, formatter)


def _shared(ctx: Any) -> list[Any]:
    """Return the options of `sstc` itself for a command below it, whose help leaves them out."""
    if ctx.parent is None:
        return []
    options = [copy(one) for one in ctx.find_root().command.params if one.name in _ANYWHERE]
    for option in options:
        option.expose_value, option.envvar, option.default = False, None, None
        option.callback, option.get_help_record = _set_shared, lambda _: None
    return options


def _set_shared(ctx: Any, option: Any, value: Any) -> None:
    """Take over an option of `sstc` itself that is after the command."""
    if value is not None:
        given = ctx.find_root().params
        given[option.name] = value
        if ctx.obj:  # completion has none
            ctx.obj = ctx.obj.having(given)


def flag(*names: str, text: str, **settings: Any) -> Any:
    """Return an option without a value; typer alone would print `<bool>` after its name."""
    return typer.Option(*names, help=text, metavar="", **settings)


def new_root(description: str) -> typer.Typer:
    """Return the root command."""
    return _typer(cls=Root, help=description, no_args_is_help=True)


def whole_tree(root: typer.Typer) -> TyperGroup:
    """Return the root with everything imported, for a description of every command."""
    return _loaded(get_group(root))


def _loaded(group: TyperGroup) -> TyperGroup:
    for name, deferred in group.commands.items():
        command = cast("Deferred", deferred).load()
        group.commands[name] = _loaded(command) if isinstance(command, TyperGroup) else command
    return group


def _deferred(name: str, module: str, line: str) -> Deferred:
    return Deferred(name, line, partial(_command, name, module))


def _command(name: str, module: str) -> Any:
    app = Commands(rich_markup_mode=None, add_completion=False)
    app.command(name)(_function(name, module))
    return get_command(app)


def _group(name: str) -> TyperGroup:
    """Return a group, which without a command shows its help, or does what it does alone."""
    line, commands, module = GROUPS[name]
    if module:
        app = _typer(name=name, cls=Group, invoke_without_command=True)
        app.callback()(_function(name, module))
    else:
        app = _typer(name=name, cls=Group, help=line, no_args_is_help=True)
    group = get_group(app)
    group.commands.update((name, _deferred(name, *command)) for name, command in commands.items())
    return group


def _function(name: str, place: str) -> Any:
    """Return a function by its own name or that of its command, which may need a `_`."""
    module, _, function = place.partition(":")
    found = import_module(f"sstc_cli.cli.{module}")
    return getattr(found, function or f"{name}_", None) or getattr(found, name)


def _ours(parameter: Any) -> Any:
    """Return a parameter that is read lightly, and whose help has no types such as `<list[Path]>`.

    Names and texts explain more than types.
    """
    kind = parameter.type_descriptor
    if parameter.param_type_name == "argument":
        parameter.display_type_rich = lambda ctx: ""  # noqa: ARG005
    elif parameter.is_flag:
        parameter.metavar = ""
    elif kind.choices and parameter.metavar is None:
        choices = f"<{'|'.join(kind.choices)}>"
        if len(choices) < _OPTIONS - _INDENT:
            parameter.metavar = choices
        else:  # in the text, which can be wrapped
            parameter.metavar = parameter.name.upper()
            parameter.help = f"{parameter.help} One of {', '.join(kind.choices)}."
    former = _FORMER.get(parameter.opts[0], ())
    if any(name in former for name in parameter.opts):
        shown = copy(parameter)
        shown.opts = [name for name in parameter.opts if name not in former]
        parameter.get_help_record = shown.get_help_record
    return read_lightly(parameter)


def _prepare(context: Any, formatter: Any) -> None:
    """Set up the help: its columns, and the colours of `--color`."""
    color = context.find_root().params.get("color") or "auto"
    context.color = drawing(sys.stdout, color)[1] is not None
    write_heading, write_dl = formatter.write_heading, formatter.write_dl
    write, write_text = formatter.write, formatter.write_text
    narrow = get_terminal_size().columns < _ROOM

    def write_rows(rows: Sequence[tuple[str, str]], col_max: int = 0) -> None:
        write_dl(
            [(typer.style(name, fg="cyan"), _filled(text)) for name, text in rows],
            col_max=col_max or (_INDENT if narrow else _OPTIONS),
        )

    formatter.write_heading = lambda text: write_heading(typer.style(text, bold=True))
    formatter.write_dl = write_rows
    formatter.write_text = lambda text: write_text(_filled(text))
    formatter.write = lambda text: write(text.replace(_FILLER, ""))


def _filled(text: str) -> str:
    """Return a text with as many characters as it takes columns, because typer counts those."""
    if text.isascii():
        return text
    return "".join(char + _FILLER * (display_width(char) - 1) for char in text)


def _typer(**settings: Any) -> typer.Typer:
    """Return a typer group with help of plain lines: rich's panels cut long option names."""
    return Commands(
        rich_markup_mode=None,
        context_settings={
            "help_option_names": ["-h", "--help"],
            "terminal_width": min(get_terminal_size().columns, _WIDEST),
        },
        pretty_exceptions_enable=False,
        **settings,
    )
