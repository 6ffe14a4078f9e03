"""`sstc partners outcome`: what came of an introduction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.store.requests import IntroductionOutcome, Request


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
    from sstc_cli.brokering.lifecycle import concluded, follow_up
    from sstc_cli.cli.partners.office import open_requests

    session = session_of(context)
    result = _read(what)
    office = open_requests(session, today)

    def conclude(request: Request) -> Request:
        return concluded(request, office.day, follow_up(request, office.day), result)

    after = follow_up(office.change(code, conclude), office.day)
    session.result(f"recorded for day {after} after the introduction: {result}")


def _read(text: str) -> IntroductionOutcome:
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.store.requests import IntroductionOutcome

    try:
        return IntroductionOutcome(text.lower().replace(" ", "-"))
    except ValueError:
        hint = did_you_mean(text, [*IntroductionOutcome])
        raise SstcError(f"unknown outcome `{text[:20]}`", hint, ExitCode.USAGE) from None
