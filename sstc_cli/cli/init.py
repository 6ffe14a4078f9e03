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
        Path,
        typer.Argument(
            metavar="[DIR]",
            help="Workspace folder. [default: current folder]",
            show_default=False,
        ),
    ] = Path(),
    example: Annotated[
        bool, flag("--example", text="Start from a complete example series.")
    ] = False,
) -> None:
    """Create a workspace that is ready to validate.

    Existing files are never overwritten.

    Example: `sstc init my-series`
    """
    from sstc_cli.cli.console.files import write_new
    from sstc_cli.workspace import DATA, new_workspace, series_id

    session = session_of(context)
    files = new_workspace(folder.resolve().name, example=example)
    plan = DATA.as_posix()
    if (folder / plan).exists():
        hint = "name another folder: `sstc init DIR`"
        raise SstcError(f"{folder / plan} already exists, so nothing was written", hint)
    # the plan comes last: until then this is not a workspace, and a killed `init` can start again
    for name in sorted(files, key=plan.__eq__):
        if write_new(folder / name, files[name], root=folder):
            session.result(str(folder / name))
    if not example and not series_id(folder.resolve().name):
        session.say(
            "note: an id needs Latin letters or digits, so the `id` of the series is `my-series`: "
            "choose your own before you publish"
        )
    change = "" if folder == Path() else f"cd {folder}, then "
    session.say(f"next: {change}open data/webinars.yaml, and run `sstc validate`")
