"""`sstc partners board`: what is offered and sought, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.choices import DocumentFormat
from sstc_cli.cli.console.options import Json, Language, Output, Replace, read_language
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sstc_cli.cli.partners.office import Office
    from sstc_cli.partners.board import Board

_NAME = "partners-board"


def board(
    context: typer.Context,
    formats: Annotated[
        list[DocumentFormat] | None,
        typer.Option(
            "--format",
            help="Kind of file: md, txt, html, docx or pdf. Repeatable. [default: md]",
            metavar="FORMAT",
            show_default=False,
        ),
    ] = None,
    language: Language = None,
    output: Output = None,
    json: Json = False,
    replace: Replace = False,
) -> None:
    """Write what people offer and seek, in counts of five and more, to publish it.

    Counts under five are hidden, or under the number that a survey's file has under `publish`, and
    so are those from which they could be worked out. A matrix shows which groups seek what other
    groups offer. Nobody is named.

    Example: `sstc partners board --format html`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.partners.office import open_partners
    from sstc_cli.partners.board import board_of

    session = session_of(context, replaces=replace)
    office = open_partners(session)
    code = read_language(language, office.series.languages)
    found = board_of(office.pool, office.series, office.workspace.surveys)
    if json:
        session.result(write_results(series=office.series.id, board=found))
        return
    if found.is_empty:
        session.say(f"no count of {found.least} or more can be shown yet")
    files = _files(office, found, code, formats or [DocumentFormat.MD])
    deliver(session, files, office.workspace.out, output)


def _files(
    office: Office, board: Board, language: str, formats: list[DocumentFormat]
) -> Mapping[str, bytes]:
    """Return the board in each format by the name of its file."""
    from sstc_cli.documents.translations import labels_of
    from sstc_cli.documents.workspace_templates import write_plain
    from sstc_cli.model.languages import decimal_mark
    from sstc_cli.numbers.words import Words
    from sstc_cli.partners.board import write_board
    from sstc_cli.render import FORMATS

    if unknown := [name for name in formats if name not in FORMATS]:
        message = f"the board cannot be written as `{unknown[0]}`"
        raise SstcError(message, f"choose {', '.join(FORMATS)}", ExitCode.USAGE)
    series, labels = office.series, labels_of(office.workspace, language)
    text = write_board(board, series, Words(language, labels, decimal_mark(language)))
    return {
        f"{_NAME}.{language}.{name}": write_plain(office.workspace, series, text, language, name)
        for name in formats
    }
