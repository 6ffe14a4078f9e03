"""The words and options of the commands that make mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from sstc_cli.cli.console.options import flag, read_number

MessageName = Annotated[
    str, typer.Argument(metavar="MESSAGE", help="Id of one of the series' `messages`.")
]
OneNumber = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar, unless the message is about the series.",
        show_default=False,
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="GROUP|FILE",
        help="Who gets it: a group such as `registered`, or a spreadsheet of contacts. "
        "Repeatable. [default: `to` of the message]",
        show_default=False,
    ),
]
Except = Annotated[
    list[str] | None,
    typer.Option(
        "--except",
        metavar="GROUP",
        help="Who of them gets none: `registered`, `attended` or `answered:SURVEY`. Repeatable.",
        show_default=False,
    ),
]
Column = Annotated[
    str | None,
    typer.Option(metavar="NAME|LETTER", help="Column with the addresses, if the file has several."),
]
SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Sheet with the contacts, if several have some."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Release that a notice of changes compares with. [default: the last release]",
        show_default=False,
    ),
]
SkipRejected = Annotated[
    bool,
    flag("--skip-rejected", text="Go on without the rows of a file that cannot get mail."),
]


@dataclass(frozen=True)
class Asked:
    """The words and options of a command."""

    message: str
    number: int | None = None
    to: list[str] | None = None
    left_out: list[str] | None = None
    column: str | None = None
    sheet: str | None = None
    since: str | None = None
    skip_rejected: bool = False
    again: str = ""
