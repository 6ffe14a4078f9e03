"""`sstc certificates issue`: certificates for those who attended, and why others get none."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.opening import open_written, refuse_without_screen
from sstc_cli.cli.console.options import Json, Numbers, Today, flag
from sstc_cli.cli.console.render import Open
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sstc_cli.certificates.awards import Awards
    from sstc_cli.cli.certificates.found import Desk

_LEAST = 60  # per cent of the slot


class CertificateFormat(StrEnum):
    """The kinds of file that a certificate can be written as."""

    PDF = "pdf"
    DOCX = "docx"


def read_least(text: str) -> int:
    """Return a share on the command line as a whole number of per cent."""
    from sstc_cli.model.values import percent_in

    share = percent_in(text if text.endswith("%") else f"{text}%")
    if share is None:
        raise typer.BadParameter(f"`{text}` is not a share: write 1 to 100 with `%`, such as 60%")
    return share


Whole = Annotated[bool, flag("--series", text="One certificate of the whole series for each.")]
Least = Annotated[
    int | None,
    typer.Option(
        parser=read_least,
        metavar="SHARE",
        help="Least share of a webinar's minutes, and with `--series` of the webinars. [default: "
        "60%]",
        show_default=False,
    ),
]
Completion = Annotated[
    bool, flag("--completion", text="Certificates of completion: only if the test was passed.")
]
Kinds = Annotated[
    list[CertificateFormat] | None,
    typer.Option("--format", help="Kind of file. Repeatable. [default: pdf]", show_default=False),
]
Yes = Annotated[bool, flag("--yes", text="Issue them. [default: only show who gets one]")]


def issue(
    context: typer.Context,
    numbers: Numbers = None,
    series: Whole = False,
    least: Least = None,
    completion: Completion = False,
    format: Kinds = None,
    yes: Yes = False,
    open: Open = False,
    json: Json = False,
    today: Today = None,
) -> None:
    """Write a certificate for everybody who attended webinar N, or the series.

    Without `--yes`, only show how many get one, and why others do not. Names are only in a
    private list, `.sstc/certificates/*.xlsx`, next to the files. People are recognised by their
    addresses, never by names. Issuing again writes the same files.

    Example: `sstc certificates issue 7`
    """
    from sstc_cli.cli.certificates.found import scopes_of
    from sstc_cli.cli.certificates.shown import results_of, show_awards

    session, share = session_of(context), least or _LEAST
    desk = _desk(session, numbers, today, series=series, open=open)
    scopes = scopes_of(desk, numbers or [], completion=completion)
    found = [desk.awards(scope, share) for scope in scopes]
    written = _written(session, desk, found, format or [CertificateFormat.PDF], yes=yes)
    if json:
        session.result(results_of(found, issued=yes))
    else:
        show_awards(session, found, share, issued=yes)
    _end(session, desk, found, yes=yes)
    if open and written:
        open_written(written, desk.workspace.root)


def _written(
    session: Session,
    desk: Desk,
    found: Sequence[Awards],
    formats: Sequence[CertificateFormat],
    *,
    yes: bool,
) -> list[Path]:
    """Issue the certificates if the user said yes, otherwise write only the private lists."""
    from sstc_cli.cli.certificates.files import write_certificates, write_lists

    if yes:
        return write_certificates(session, desk, found, formats)
    return write_lists(session, desk, found)


def _desk(
    session: Session, numbers: list[int] | None, today: date | None, *, series: bool, open: bool
) -> Desk:
    """Open what certificates are made from; refuse both or neither of numbers and `--series`."""
    from sstc_cli.cli.certificates.found import open_desk

    if bool(numbers) == series:
        hint = (
            "run `sstc certificates issue 7` for webinar 7, or `sstc certificates issue --series`"
        )
        raise SstcError("either name webinars or give `--series`", hint, ExitCode.USAGE)
    desk = open_desk(session, today or date.today())
    if open:
        refuse_without_screen(desk.workspace.root)
    return desk


def _end(session: Session, desk: Desk, found: Sequence[Awards], *, yes: bool) -> None:
    """Say what else is to do, and which past webinars a certificate of the series leaves out."""
    from sstc_cli.cli.certificates.found import without_attendance
    from sstc_cli.quantity import numbered

    if any(awards.scope.is_series for awards in found) and (left := without_attendance(desk)):
        session.say(
            f"warning: {numbered('webinar', left)}: no attendance in the store, so not counted\n"
            "help: import the reports of your meeting tool: `sstc surveys import FILE`"
        )
    if not yes and any(awards.given for awards in found):
        session.say("nothing was issued: add `--yes` to issue them")
    if yes and any(awards.given for awards in found) and not desk.public.verify_url:
        session.say(
            "write the page with which anybody can check them: `sstc certificates verifier`"
        )
