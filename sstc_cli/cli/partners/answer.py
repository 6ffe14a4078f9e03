"""`sstc partners answer|outcome|withdraw`: what both sides replied, and what came of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.brokering.people import places_of
from sstc_cli.brokering.replies import Replied, TypedAnswer, take
from sstc_cli.brokering.requests import as_of, concluded, follow_up, shown, withdrawn
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import DryRun, Yes
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.partners.office import Office, open_office, open_requests
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import first_of, quantity
from sstc_cli.sheets import read_sheets
from sstc_cli.sheets.cells import text_of
from sstc_cli.store.requests import IntroductionOutcome, Request, Step, Withdrawal, change

_MOST = 50  # problems that a person reads


def answer(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE|FILE", help="Code in the letter, or a table of answers.")
    ],
    reply: Annotated[
        str | None, typer.Argument(metavar="[yes|no]", help="The answer to that letter.")
    ] = None,
    correct: Annotated[
        bool, flag("--correct", text="Replace a wrong answer; `none` means no answer yet.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Record the answer to a letter, or the answers in a table.

    A table has the columns `code` and `answer`. The same answer again changes nothing; a yes may
    become a no until both are introduced. Replace a wrong answer with `--correct`.

    Exit status: 0 all are kept, 1 some are not.

    Example: `sstc partners answer abcd-efgh yes`
    """
    session = session_of(context)
    office = open_office(session)
    office = office.trial() if dry_run else office
    replies = [TypedAnswer(code, reply)] if reply is not None else _table(Path(code))
    replied = _keep(office, replies, correct=correct)
    office.settle()
    kept = "would be kept" if dry_run else "kept"
    session.result(f"{quantity(replied.kept, 'answer')} {kept}, {replied.unchanged:,} unchanged")
    if not replies:
        session.say(f"no row of {code} has both a code and an answer")
    _show(session, replied)


def _show(session: Session, replied: Replied) -> None:
    for line in first_of([f"error: {problem}" for problem in replied.problems], _MOST):
        session.say(line)
    agreed = sum(request.state == "agreed" for request in replied.changed)
    if agreed:
        session.say(f"both said yes to {agreed:,}: `sstc partners introduce`")
    if replied.problems:
        raise typer.Exit(ExitCode.DATA)


def _keep(office: Office, replies: Sequence[TypedAnswer], *, correct: bool) -> Replied:
    places = places_of(office.people.values()) if correct else None

    def decide(known: Sequence[Request]) -> tuple[tuple[Request, ...], Replied]:
        replied = take(replies, known, office.day, places)
        return replied.changed, replied

    return change(office.store, office.key, decide)


def _table(file: Path) -> list[TypedAnswer]:
    """Return the answers in a table; refuse one without the two columns."""
    if not file.exists():
        hint = "write the answer after the code: `sstc partners answer abcd-efgh yes`"
        raise SstcError(f"`{file}` was not found as a file, and has no answer after it", hint)
    for sheet in read_sheets(file, None, ()).sheets:
        heads = [text_of(cell).strip().lower() for cell in next(iter(sheet.rows), ())]
        if {"code", "answer"} <= {*heads}:
            code, said = heads.index("code"), heads.index("answer")
            rows = ([*map(text_of, row), *[""] * len(heads)] for row in sheet.rows[1:])
            return [
                TypedAnswer(row[code], row[said], f"row {number}: ")
                for number, row in enumerate(rows, 2)
                if row[said] or "\n" in row[code]  # the others have not answered yet
            ]
    message = f"{file.name} has no sheet with the columns `code` and `answer`"
    raise SstcError(message, "write these two words into its first row", ExitCode.USAGE)


def outcome(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the request or a letter.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME", help="met, cooperating, agreement, nothing or no-answer."
        ),
    ],
    dry_run: DryRun = False,
) -> None:
    """Record the outcome of an introduction after 30 and 90 days.

    `sstc partners list` shows which are due.

    Example: `sstc partners outcome abcd-efgh met`
    """
    session = session_of(context)
    result = _read(what)
    office = open_requests(session)
    office = office.trial() if dry_run else office

    def conclude(request: Request) -> Request:
        return concluded(request, office.day, follow_up(request, office.day), result)

    after = follow_up(office.change(code, conclude), office.day)
    recorded = "to record" if dry_run else "recorded"
    session.result(f"{recorded} for day {after} after the introduction: {result}")


def _read(text: str) -> IntroductionOutcome:
    try:
        return IntroductionOutcome(text.lower().replace(" ", "-"))
    except ValueError:
        hint = did_you_mean(text, [*IntroductionOutcome])
        raise SstcError(f"unknown outcome `{text[:20]}`", hint, ExitCode.USAGE) from None


def withdraw(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the request or a letter.")],
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Withdraw a request before both people are introduced.

    Its letters are deleted, and the two may be suggested again. If one of the two said no, that
    stays: see `--correct` of `sstc partners answer`.

    Example: `sstc partners withdraw abcd-efgh --yes`
    """
    office = open_requests(session_of(context))

    def taken_back(request: Request) -> Request:
        return withdrawn(as_of(request, office.day), office.day, Withdrawal.OFFICE)

    request = office.trial().change(code, taken_back)
    if dry_run:
        office.session.result(f"`{shown(request.id)}` to withdraw")
    if dry_run or not office.session.agrees(f"Withdraw {shown(request.id)}?", yes=yes):
        return
    request = office.change(code, taken_back)
    office.settle()
    office.session.result(f"`{shown(request.id)}` was withdrawn")
    if request.event(Step.ASKED):
        warning = (
            "if you have sent its letters: tell both readers that there will be no introduction"
        )
        office.session.say(warning)
