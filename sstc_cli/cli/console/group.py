"""Groups of commands, set up as all of them are, and loaded when one of theirs is called."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from shutil import get_terminal_size
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from sstc_cli.cli.console.session import drawing

# what people do, in the order in which a series needs it; the help lists the commands by it
SECTIONS: Mapping[str, Sequence[str]] = {
    "Plan": ("init", "schedule", "due", "status"),
    "Check": ("validate", "watch", "explain", "schema"),
    "Write": ("agenda", "invitations", "documents", "templates"),
    "Send": ("calendar", "release", "notices"),
    "Ask": ("surveys",),
}
# the module of each group, and its line in the help
GROUPS: Mapping[str, tuple[str, str]] = {
    "schedule": (
        "schedule.commands",
        "Show the schedule in any time zone; move, swap or cancel webinars.",
    ),
    "due": ("schedule.due", "List what is due or overdue, and mark it as done."),
    "agenda": ("documents.agenda", "Write the detailed agenda of a webinar."),
    "invitations": (
        "documents.invitations",
        "Write invitations, one for each audience of a webinar.",
    ),
    "documents": (
        "documents.commands",
        "Write any document: concept note, programme, run of show, briefs.",
    ),
    "templates": (
        "documents.templates",
        "List, copy, check and translate document templates.",
    ),
    "calendar": (
        "calendar.commands",
        "Write calendar files and links; check any calendar file.",
    ),
    "release": ("release.commands", "Record what you have published, and compare."),
    "notices": ("documents.notices", "Write notices of changes for the people affected."),
    "surveys": ("surveys.commands", "Make forms, import responses and summarise them."),
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
    """A placeholder that imports its command group on first use.

    To set all groups up takes longer than most commands, and `sstc --help` needs only their lines.
    """

    def __init__(self, name: str) -> None:
        self.module, text = GROUPS[name]
        super().__init__(name=name, help=text)

    def load(self) -> TyperGroup:
        """Import the group, and return it."""
        return typer.main.get_group(import_module(f"sstc_cli.cli.{self.module}").app)


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
        for section, names in self.sections():
            rows = [(name, self.commands[name].get_short_help_str(_LONGEST)) for name in names]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=_WIDEST)

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the heading of each part of the help, with its commands."""
        yield "Commands", list(self.commands)


class Root(Group):
    """The commands at the top and the groups, by what people do."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        known: dict[str, Any] = {**self.commands, **{name: Deferred(name) for name in GROUPS}}
        self.commands.clear()
        for section, names in SECTIONS.items():
            for name in names:
                known[name].rich_help_panel = section
                self.commands[name] = known[name]

    def sections(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield what people do, with the commands for it."""
        yield from SECTIONS.items()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words name; a group is loaded now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Deferred) else command, rest


def new_group(name: str, *, answers: bool = False) -> typer.Typer:
    """A group whose bare call shows its help; or one whose callback answers that."""
    settings: dict[str, Any] = {"help": GROUPS[name][1], "no_args_is_help": True}
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
