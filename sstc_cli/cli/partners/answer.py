"""`sstc partners answer|outcome|withdraw`: what both sides replied, and what came of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.brokering.people import places_of
from sstc_cli.brokering.replies import (
    Replied,
    TypedAnswer,
    TypedOutcome,
    conclude,
    read_outcome,
    take,
)
from sstc_cli.brokering.requests import FOLLOW_UPS, as_of, concluded, follow_up, shown, withdrawn
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
    become a no until both are introduced. Replace a wrong answer with `--correct`. An answer to a
    request that is over is reported, so that you can thank its writer.

    Exit status: 0 all are kept, or too late; 1 some are not.

    Example: `sstc partners answer abcd-efgh yes`
    """
    session = session_of(context)
    office = open_office(session)
    office = office.trial() if dry_run else office
    given = [TypedAnswer(code, reply)] if reply is not None else [*_answers(Path(code))]
    places = places_of(office.people.values()) if correct else None
    replied = _keep(office, lambda known: take(given, known, office.day, places))
    office.settle()
    _show(session, replied, "answer", dry_run=dry_run)
    if not given:
        session.say(f"no row of {code} has both a code and an answer")


def _show(session: Session, replied: Replied, what: str, *, dry_run: bool) -> None:
    """Show what was kept, and why the rest was not; end with status 1 if something is wrong."""
    kept = "would be kept" if dry_run else "kept"
    late = f", {len(replied.late):,} too late" if replied.late else ""
    session.result(f"{quantity(replied.kept, what)} {kept}, {replied.unchanged:,} unchanged{late}")
    for line in first_of([f"note: {reason}" for reason in replied.late], _MOST):
        session.say(line)
    for line in first_of([f"error: {problem}" for problem in replied.problems], _MOST):
        session.say(line)
    agreed = sum(request.state == "agreed" for request in replied.changed)
    if agreed:
        session.say(f"both said yes to {agreed:,}: `sstc partners introduce`")
    if replied.problems:
        raise typer.Exit(ExitCode.DATA)


def _keep(office: Office, decide: Callable[[Sequence[Request]], Replied]) -> Replied:
    def decided(known: Sequence[Request]) -> tuple[tuple[Request, ...], Replied]:
        replied = decide(known)
        return replied.changed, replied

    return change(office.store, office.key, decided)


def _answers(file: Path) -> Iterator[TypedAnswer]:
    """Yield the answers in a table, but for rows without one."""
    for number, code, (said,) in _rows(file, ("answer",), "yes"):
        if said or "\n" in code:  # the others have not answered yet
            yield TypedAnswer(code, said, f"row {number}: ")


def _outcomes(file: Path) -> Iterator[TypedOutcome]:
    """Yield the outcomes in a table, but for those that are not known yet."""
    columns = [f"day {after}" for after in FOLLOW_UPS]
    for number, code, said in _rows(file, columns, "met"):
        for after, outcome in zip(FOLLOW_UPS, said, strict=True):
            if outcome:
                yield TypedOutcome(code, outcome, after, f"row {number}: ")


def _rows(
    file: Path, columns: Sequence[str], example: str
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the rows of a table with its codes; refuse one without them or without any column."""
    if not file.exists():
        hint = f"write it after the code, for example `abcd-efgh {example}`"
        raise SstcError(f"`{file}` was not found as a file, and has nothing after it", hint)
    for sheet in read_sheets(file, None, ()).sheets:
        heads = [" ".join(text_of(cell).lower().split()) for cell in next(iter(sheet.rows), ())]
        if "code" in heads and {*columns} & {*heads}:
            for number, row in enumerate(sheet.rows[1:], 2):
                cells = dict(zip(heads, map(text_of, row), strict=False))
                yield number, cells.get("code", ""), [cells.get(name, "") for name in columns]
            return
    names = " or ".join(f"`{name}`" for name in columns)
    message = f"{file.name} has no sheet with the columns `code` and {names}"
    raise SstcError(message, "write these words into its first row", ExitCode.USAGE)


def outcome(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|FILE", help="Code of the request or a letter, or a table of outcomes."
        ),
    ],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[OUTCOME]", help="met, cooperating, agreement, nothing or no-answer."
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Record the outcome of an introduction after 30 and 90 days.

    `sstc partners list` shows which are due. A table has the columns `code`, `day 30` and `day 90`;
    empty cells wait, so that you can import the same table again.

    Exit status: 0 all are kept, 1 some are not.

    Example: `sstc partners outcome abcd-efgh met`
    """
    session = session_of(context)
    office = open_requests(session)
    office = office.trial() if dry_run else office
    if what is not None:
        _conclude_one(office, code, what, dry_run=dry_run)
        return
    given = [*_outcomes(Path(code))]
    replied = _keep(office, lambda known: conclude(given, known, office.day))
    _show(session, replied, "outcome", dry_run=dry_run)
    if not given:
        session.say(f"no row of {code} has both a code and an outcome")


def _conclude_one(office: Office, code: str, what: str, *, dry_run: bool) -> None:
    result = read_outcome(what)
    if result is None:
        hint = did_you_mean(what, [*IntroductionOutcome])
        raise SstcError(f"unknown outcome `{what[:20]}`", hint, ExitCode.USAGE)

    def then(request: Request) -> Request:
        return concluded(request, office.day, follow_up(request, office.day), result)

    after = follow_up(office.change(code, then), office.day)
    recorded = "to record" if dry_run else "recorded"
    office.session.result(f"{recorded} for day {after} after the introduction: {result}")


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
