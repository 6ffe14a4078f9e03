"""Groups of commands, set up as all of them are, and loaded when one of theirs is called."""

import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from shutil import get_terminal_size
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from sstc_cli.cli.session import drawing

# in the order of the help; each is a module of this package
GROUPS: Mapping[str, str] = {
    "due": "List what is due today and what is overdue, and record what is done.",
    "schedule": "The schedule, in any time zone.",
    "agenda": "The detailed agenda, with its run of show.",
    "invitations": "Invitations, one for each audience of a webinar.",
    "documents": "Every document: concept note, programme, run of show, briefs …",
    "templates": "The templates of documents: list, copy, try, translate.",
    "calendar": "Calendar files that Outlook, Google and Apple accept.",
    "release": "What others were told, and what changed since.",
    "notices": "What changed, to those whom it concerns.",
    "surveys": "Survey spreadsheets into the private store, and their numbers.",
}

_ROOM = 76  # columns that the widest panel takes
_INDENT = 4
_WIDEST = 12  # letters of the longest command
_LONGEST = 200  # letters of a command's line


class Commands(typer.Typer):
    """The commands of a group, all of our kind."""

    def command(self, name: str | None = None, **settings: Any) -> Any:
        """Register a function as a command."""
        return super().command(name, **{"cls": Command, **settings})


class Deferred(TyperCommand):
    """What stands for a group until it is needed: setting them all up takes longer than most work.

    `sstc --help` needs no more of it than its line.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name=name, help=GROUPS[name])

    def load(self) -> TyperGroup:
        """The group itself."""
        return typer.main.get_group(import_module(f"sstc_cli.cli.{self.name}").app)


class Command(TyperCommand):
    """A command whose help can be read in a narrow terminal."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write what an option does under its name, where there is no room for panels."""
        _prepare(ctx, formatter)
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """Commands, each with its whole sentence also in a narrow terminal."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write as commands do."""
        _prepare(ctx, formatter)
        super().format_help(ctx, formatter)

    def format_commands(self, _: Any, formatter: Any) -> None:
        """List the commands; typer would cut what does not fit into one line."""
        rows = [(name, each.get_short_help_str(_LONGEST)) for name, each in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows, col_max=_WIDEST)


class Root(Group):
    """The commands at the top, and the groups."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands.update((name, Deferred(name)) for name in GROUPS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words name; a group is loaded now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Deferred) else command, rest


def new_group(name: str, *, answers: bool = False) -> typer.Typer:
    """A group whose bare call shows its help; or one whose callback answers that."""
    settings: dict[str, Any] = {"help": GROUPS[name], "no_args_is_help": True}
    return _typer(
        name=name, cls=Group, **({"invoke_without_command": True} if answers else settings)
    )


def new_root(description: str) -> typer.Typer:
    """The program itself."""
    return _typer(cls=Root, help=description, no_args_is_help=True)


def whole_tree(root: typer.Typer) -> TyperGroup:
    """Every command below the root, for those who describe them all."""
    tree = typer.main.get_group(root)
    deferred = [each for each in tree.commands.values() if isinstance(each, Deferred)]
    tree.commands.update((str(each.name), each.load()) for each in deferred)
    return tree


def _untype(parameter: Any) -> None:
    """Take Python's types off the help: names and texts say more than `<list[Path]>`."""
    kind = parameter.type_descriptor
    if parameter.param_type_name == "argument":
        parameter.display_type_rich = lambda ctx: ""  # noqa: ARG005
    elif parameter.is_flag:
        parameter.metavar = ""
    elif parameter.metavar is None and kind.is_list:
        parameter.metavar = f"<{'|'.join(kind.choices)}>"


def _prepare(context: Any, formatter: Any) -> None:
    """Help is drawn by typer: say how, in a narrow terminal and with the colours of `--color`."""
    formatter.write_dl = partial(formatter.write_dl, col_max=_INDENT)
    for each in context.command.get_params(context):
        _untype(each)
    if context.command.rich_markup_mode is not None:
        from typer import rich_utils

        color = context.find_root().params.get("color") or "auto"
        rich_utils.FORCE_TERMINAL, rich_utils.COLOR_SYSTEM = drawing(sys.stdout, color)


def _typer(**settings: Any) -> typer.Typer:
    """Help in panels where there is room; they would cut the names of options elsewhere."""
    columns = get_terminal_size().columns
    narrow = columns < _ROOM
    width = {"terminal_width": columns} if narrow else {}
    return Commands(
        rich_markup_mode=None if narrow else "markdown",
        context_settings={"help_option_names": ["-h", "--help"], **width},
        pretty_exceptions_enable=False,
        **settings,
    )
