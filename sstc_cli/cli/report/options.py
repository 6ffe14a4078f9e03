"""The options that several commands for reports share."""

from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.cli.console.options import flag, read_number


class EditionName(StrEnum):
    """The readers of a report: everybody, or the office alone."""

    PUBLIC = "public"
    OFFICE = "office"


class ReportFormat(StrEnum):
    """The kinds of file that a report can be written as."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


Formats = Annotated[
    list[ReportFormat] | None,
    typer.Option(
        "--format",
        help="Kind of file. Repeatable; xlsx has the tables with charts. [default: md]",
        show_default=False,
    ),
]
Editions = Annotated[
    EditionName,
    typer.Option(
        "--edition",
        help="`public` hides what is about few people; `office` has all numbers, and goes to the "
        "private folder.",
    ),
]
Final = Annotated[
    bool, flag("--final", text="Refuse a report that lacks a part which only people can write.")
]
OneWebinar = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of a webinar. [default: the series]",
        show_default=False,
    ),
]
