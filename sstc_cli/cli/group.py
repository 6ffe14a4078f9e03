"""A group of commands, set up as all of them are."""

from typing import Any

import typer


def new_group(name: str | None, description: str | None) -> typer.Typer:
    """A typer application whose bare call shows its help.

    Without a description, its callback answers the bare call, and describes it.
    """
    settings: dict[str, Any] = {"invoke_without_command": True}
    if description is not None:
        settings = {"help": description, "no_args_is_help": True}
    return typer.Typer(
        name=name,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        **settings,
    )
