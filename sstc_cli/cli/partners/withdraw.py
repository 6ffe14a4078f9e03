"""`sstc partners withdraw`: a request that the office takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from sstc_cli.cli.partners.office import Office
    from sstc_cli.store.requests import Request


def withdraw(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the request or a letter.")],
    today: Today = None,
) -> None:
    """Take back a request that you approved by mistake, before both are introduced.

    Its letters are deleted, and the two may be suggested again. If one of the two said no, that
    stays: see `--correct` of `sstc partners answer`.

    Example: `sstc partners withdraw abcd-efgh`
    """
    from sstc_cli.cli.partners.office import open_requests

    _withdraw(open_requests(session_of(context), today), code)


def _withdraw(office: Office, code: str) -> None:
    from sstc_cli.brokering.lifecycle import as_of, withdrawn
    from sstc_cli.brokering.requests import shown
    from sstc_cli.store.requests import Step, Withdrawal

    def taken_back(request: Request) -> Request:
        return withdrawn(as_of(request, office.day), office.day, Withdrawal.OFFICE)

    request = office.change(code, taken_back)
    office.settle()
    office.session.result(f"`{shown(request.id)}` was withdrawn")
    if request.event(Step.ASKED):
        warning = "if you have sent its letters: tell both readers that nobody is introduced"
        office.session.say(warning)
