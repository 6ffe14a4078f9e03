"""`sstc knowledge start`: begin the knowledge file of a webinar."""

from typing import Annotated

import typer

from sstc_cli.cli.console.options import Today, read_number
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.errors import SstcError

Number = Annotated[
    int, typer.Argument(parser=read_number, metavar="N", help="Number of the webinar.")
]


def start(context: typer.Context, number: Number, today: Today = None) -> None:
    """Begin the knowledge file of a webinar, filled with what the plan has.

    It has the talks and the materials, and texts to be replaced. Existing files are never
    overwritten.

    Example: `sstc knowledge start 7`
    """
    from sstc_cli.cli.console.files import from_here, write_new
    from sstc_cli.workspace.data_files import knowledge_file
    from sstc_cli.workspace.knowledge_notes import new_note

    session = session_of(context)
    workspace, series = session.opened(today)
    (webinar,) = chosen_webinars(series, [number])
    file = workspace.root / knowledge_file(number)
    if not write_new(file, new_note(series, webinar).encode(), root=workspace.root):
        message = f"{from_here(file)} already exists, so nothing was written"
        raise SstcError(message, f"open it, or run `sstc knowledge check {number}`")
    session.result(from_here(file))
    if webinar.materials or webinar.recording:
        session.say("ask the authors of the materials for their permission to pass them on")
    session.say(f"next: write your texts, then run `sstc knowledge check {number}`")
