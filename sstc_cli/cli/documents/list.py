"""`sstc documents list`: what can be written, and for whom."""

import typer
from rich.table import Table

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.documents import formats_of
from sstc_cli.views.documents import VIEWS


def list_(context: typer.Context, json: Json = False) -> None:
    """List the documents: names, what each is written for, and contents.

    Example: `sstc documents list`
    """
    session = session_of(context)
    if json:
        documents = [
            {"name": name, "per": kind.per, "what": kind.what, "formats": formats_of(name)}
            for name, kind in VIEWS.items()
        ]
        session.result(write_results(documents=documents))
        return
    grid = Table.grid(padding=(0, 2))
    for name, kind in VIEWS.items():
        grid.add_row(name, kind.per, kind.what)
    session.out.print(grid)
