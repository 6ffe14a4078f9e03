"""A group of commands, set up as all of them are."""

import typer


def new_group(name: str | None, description: str) -> typer.Typer:
    """A typer application whose bare call shows its help."""
    return typer.Typer(
        name=name,
        help=description,
        no_args_is_help=True,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )
