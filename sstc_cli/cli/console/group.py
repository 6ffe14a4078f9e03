"""Commands and groups with one kind of help, each imported only when it is called."""

import sys
from collections.abc import Iterator, Sequence
from copy import copy
from importlib import import_module
from shutil import get_terminal_size
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup
from typer.models import CommandInfo

from sstc_cli.cli.console.parameters import read_lightly
from sstc_cli.cli.console.session import drawing
from sstc_cli.cli.tasks import COMMANDS, GROUPS, SECTIONS

_ROOM = 76  # columns from which a text stands beside the name of its option
_WIDEST = 100  # columns
_OPTIONS = 32  # columns of the names of options, where they have a column
_INDENT = 4
_COMMANDS = 12  # letters of the longest command
_LONGEST = 200  # letters of a command's line
_FILLER = "\N{NULL}"  # stands beside a wide character while the help is wrapped


class Commands(typer.Typer):
    """A group whose commands all have our kind of help."""

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Register a function as a command."""
        return super().command(name, **{"cls": Command, **settings})


class Deferred(TyperCommand):
    """A placeholder that imports its command or group on first use.

    Setting up all of them takes longer than most commands, and `sstc --help` needs only their
    lines.
    """

    def __init__(self, name: str, module: str, text: str) -> None:
        super().__init__(name=name, help=text)
        self.module = module

    def load(self, words: Sequence[str] = ()) -> Any:
        """Import and return the command, or the group: only with the command named first, if any.

        Setting up a command, with the types of its options, takes typer some time.
        """
        module = import_module(f"sstc_cli.cli.{self.module}")
        if self.name in COMMANDS:
            app = Commands(rich_markup_mode=None, add_completion=False)
            app.command()(getattr(module, str(self.name)))
            return typer.main.get_command(app)
        app = copy(module.app)
        named = [command for command in app.registered_commands if _name(command) in words[:1]]
        app.registered_commands = named or app.registered_commands
        return typer.main.get_group(app)


class Command(TyperCommand):
    """A command whose help can be read in any terminal."""

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters, which are read without a library."""
        return [read_lightly(parameter) for parameter in super().get_params(ctx)]

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
        parameters = map(read_lightly, super().get_params(ctx))
        left_out = "install_completion" if sys.platform == "win32" else ""
        return [parameter for parameter in parameters if parameter.name != left_out]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show the help of a group that is called without a command."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), color=ctx.color)
            raise typer.Exit
        return super().parse_args(ctx, args)

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
        """Write nothing, as the commands stand before the options."""

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the heading of each part of the help, with its commands."""
        yield "Commands", list(self.commands)


class Root(Group):
    """All top-level commands and groups, in a section for each task."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        known = {**COMMANDS, **GROUPS}
        for section, names in SECTIONS.items():
            for name in names:
                command = Deferred(name, *known[name])
                command.rich_help_panel = section
                self.commands[name] = command

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the heading of each task, with the commands for it."""
        yield from SECTIONS.items()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words name, and import it now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load(rest) if isinstance(command, Deferred) else command, rest


def new_group(name: str, *, answers: bool = False) -> typer.Typer:
    """Return a group, which without a subcommand shows its help, or `answers` by its callback."""
    settings: dict[str, Any] = {"help": GROUPS[name][1], "no_args_is_help": True}
    return _typer(
        name=name, cls=Group, **({"invoke_without_command": True} if answers else settings)
    )


def new_root(description: str) -> typer.Typer:
    """Return the root command."""
    return _typer(cls=Root, help=description, no_args_is_help=True)


def whole_tree(root: typer.Typer) -> TyperGroup:
    """Return the root with everything imported, for a description of every command."""
    tree = typer.main.get_group(root)
    deferred = [command for command in tree.commands.values() if isinstance(command, Deferred)]
    tree.commands.update((str(command.name), command.load()) for command in deferred)
    return tree


def _name(command: CommandInfo) -> str:
    """Return the name of a registered command, by default that of its function."""
    function = getattr(command.callback, "__name__", "")
    return command.name or typer.main.get_command_name(function)


def _untype(parameter: Any) -> None:
    """Remove Python's types from the help; names and texts explain more than `<list[Path]>`."""
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


def _prepare(context: Any, formatter: Any) -> None:
    """Set up the help: its columns, and the colours of `--color`."""
    for parameter in context.command.get_params(context):
        _untype(parameter)
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
    from sstc_cli.diagnostics import display_width

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
