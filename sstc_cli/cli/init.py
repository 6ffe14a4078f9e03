"""`sstc init`: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.options import flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import SstcError


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder of the workspace.", show_default=False)
    ] = Path(),
    example: Annotated[
        bool, flag("--example", text="Copy the series of 2020 as an example.")
    ] = False,
) -> None:
    """Start a new workspace, ready to validate. Nothing is ever overwritten.

    Example: `sstc init my-series`
    """
    from sstc_cli.cli.console.files import write_new
    from sstc_cli.workspace import new_workspace

    session = session_of(context)
    files = new_workspace(folder.resolve().name, example=example)
    taken = [name for name in files if name.startswith("data/") and (folder / name).exists()]
    if taken:
        hint = "name another folder: `sstc init DIR`"
        raise SstcError(f"{folder / taken[0]} exists already, and nothing is overwritten", hint)
    for name, data in files.items():
        if write_new(folder / name, data):
            session.result(str(folder / name))
    where = "" if folder == Path() else f"cd {folder}, then "
    session.say(f"next: {where}open data/webinars.yaml, and run `sstc validate`")
