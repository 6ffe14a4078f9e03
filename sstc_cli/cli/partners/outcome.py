"""`sstc partners outcome`: what came of an introduction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.store.partners.request import Outcome, Request


def outcome(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the request or a letter.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME", help="met, cooperating, agreement, nothing or no-answer."
        ),
    ],
    today: Today = None,
) -> None:
    """Record what came of an introduction, after 30 and again after 90 days.

    `sstc partners list` shows which are due.

    Example: `sstc partners outcome abcd-efgh met`
    """
    from sstc_cli.brokering.codes import named, typed
    from sstc_cli.brokering.lifecycle import NotNowError, concluded, follow_up
    from sstc_cli.cli.partners.office import open_office
    from sstc_cli.store.partners.requests import change

    session = session_of(context)
    result = _read(what)
    office = open_office(session, today)

    def decide(known: Sequence[Request]) -> tuple[list[Request], int]:
        request = named(known, typed(code) or "")
        if request is None:
            hint = "run `sstc partners list` to see the codes"
            raise SstcError(f"no request has the code `{code[:20]}`", hint, ExitCode.USAGE)
        after = follow_up(request, office.day)
        try:
            return [concluded(request, office.day, after, result)], after
        except NotNowError as error:
            hint = "run `sstc partners list` to see the states"
            raise SstcError(error.reason, hint, ExitCode.DATA) from None

    after = change(office.store, office.key, decide)
    session.result(f"recorded after {after} days: {result}")


def _read(text: str) -> Outcome:
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.store.partners.request import Outcome

    try:
        return Outcome(text.lower().replace(" ", "-"))
    except ValueError:
        hint = did_you_mean(text, [*Outcome])
        raise SstcError(f"unknown outcome `{text[:20]}`", hint, ExitCode.USAGE) from None
