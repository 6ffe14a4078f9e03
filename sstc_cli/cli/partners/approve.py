"""`sstc partners approve`: the pairs that a broker ticked become requests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.brokering.requests import Approved
    from sstc_cli.brokering.ticked import Ticked
    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.partners.office import Office
    from sstc_cli.store.requests import Request

_MOST = 50  # problems that a person reads
Yes = Annotated[bool, flag("--yes", text="Approve them. [default: only say what would happen]")]


def approve(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The workbook with your ticks. [default: .sstc/suggestions.xlsx]",
            show_default=False,
        ),
    ] = None,
    yes: Yes = False,
    today: Today = None,
) -> None:
    """Approve the pairs that you ticked in the workbook of suggestions.

    Without `--yes`, only say which rows would become requests, and why others cannot. A tick is
    `x`, or a yes in a language of documents. Nobody is written to: `sstc partners ask` does that.

    Exit status: 0 all are approved, 1 some cannot be.

    Example: `sstc partners approve`
    """
    from sstc_cli.brokering.ticked import ticked
    from sstc_cli.cli.partners.office import open_office
    from sstc_cli.sheets import read_sheets

    session = session_of(context)
    office = open_office(session, today)
    book = read_sheets(file or _suggestions(office), None, office.series.languages, whole=True)
    rows = ticked(book, office.people.values())
    if yes:
        office.settle()
    found = _approved(office, rows, yes=yes)
    _show(session, rows, found, yes=yes)


def _show(session: Session, rows: Sequence[Ticked], found: Approved, *, yes: bool) -> None:
    """Print what became of the rows, or would, and what to do next."""
    from sstc_cli.quantity import first_of, quantity

    what = quantity(len(found.new), "request")
    session.result(f"{what} approved" if yes else f"{what} to approve")
    for line in () if yes else _new(rows, found):
        session.result(f"  {line}")
    problems = _problems(rows, found)
    for line in first_of(problems, _MOST):
        session.say(line)
    if not yes and found.new:
        session.say("nothing was approved: add `--yes` to approve them")
    elif found.new:
        session.say("ask both sides: `sstc partners ask`")
    if problems:
        raise typer.Exit(ExitCode.DATA)


def _suggestions(office: Office) -> Path:
    """Return the workbook that `suggest` writes; refuse if it is missing."""
    from sstc_cli.cli.console.files import from_here
    from sstc_cli.partners.workbook import FILE

    file = office.workspace.store.parent / FILE
    if not file.exists():
        hint = "run `sstc partners suggest` first, or name your workbook"
        raise SstcError(f"{from_here(file)} does not exist", hint, ExitCode.USAGE)
    return file


def _problems(rows: Sequence[Ticked], found: Approved) -> list[str]:
    """Return why rows do not become requests, in their order."""
    by_pair = {one.pair: one.row for one in rows if one.pair}
    problems = [(one.row, one.problem) for one in rows if one.problem]
    problems += [(by_pair[pair], reason) for pair, reason in found.refused]
    return [f"row {row}: {problem}" for row, problem in sorted(problems)]


def _new(rows: Sequence[Ticked], found: Approved) -> list[str]:
    """Return which rows would become which requests, without names."""
    from sstc_cli.brokering.requests import shown

    codes = {request.sides: shown(request.id) for request in found.new}
    return [f"row {one.row}: request `{codes[one.pair]}`" for one in rows if one.pair in codes]


def _approved(office: Office, rows: Sequence[Ticked], *, yes: bool) -> Approved:
    """Return what approving does, and with `yes` do it."""
    from functools import partial

    from sstc_cli.brokering.people import places_of
    from sstc_cli.brokering.requests import approve as decide
    from sstc_cli.brokering.ticked import forbidden
    from sstc_cli.store.requests import change

    pairs = [one.pair for one in rows if one.pair]
    rules = forbidden(pairs, office.people, office.series, office.describer)
    allowed = [pair for pair in pairs if pair not in rules]
    places = places_of(office.people.values())
    made = partial(decide, allowed, places=places, key=office.key, day=office.day)

    def keep(known: Sequence[Request]) -> tuple[tuple[Request, ...], Approved]:
        found = made(known=known)
        return found.new, replace(found, refused=(*rules.items(), *found.refused))

    return change(office.store, office.key, keep) if yes else keep(office.current)[1]
