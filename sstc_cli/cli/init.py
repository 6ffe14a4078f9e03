"""`sstc init`: a new workspace."""

import typer


def register(app: typer.Typer) -> None:
    """Make it a command of the root."""
    app.command()(init)


def init(context: typer.Context) -> None:
    """Start a new workspace."""
