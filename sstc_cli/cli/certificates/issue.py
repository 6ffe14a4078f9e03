"""`sstc certificates issue`: certificates for those who attended, and why others get none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

import typer

from sstc_cli.certificates.awards import Awards, Scope, only_for
from sstc_cli.certificates.eligibility import Reason
from sstc_cli.choices import FileFormat
from sstc_cli.cli.certificates.desk import Desk, open_desk, scopes_of, without_attendance
from sstc_cli.cli.certificates.files import write_certificates, write_lists
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Early, Json, Numbers, Yes
from sstc_cli.cli.console.render import Open, open_written, refuse_without_screen
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.email import normal_email
from sstc_cli.model.values import percent_in
from sstc_cli.quantity import numbered, quantity

_LEAST = 60  # per cent of the slot


def show_awards(session: Session, found: Sequence[Awards], least: int, *, issued: bool) -> None:
    """Print the counts of each scope."""
    for awards in found:
        session.result(_heading(awards, least))
        for line in _lines(awards, issued=issued):
            session.result(f"  {line}")


def results_of(found: Sequence[Awards], *, issued: bool) -> str:
    """Return the same as JSON."""
    entries = [
        {
            "scope": awards.scope.name,
            "kind": awards.scope.kind.word,
            "webinars": [webinar.number for webinar in awards.scope.webinars],
            "certificates": len(awards.given),
            "new": sum(award.known is None for award in awards.given),
            "without": {reason.name.lower(): count for reason, count in _reasons(awards).items()},
            "replaced": len(awards.replaced),
            "doubtful": len(awards.doubtful),
            "same_name": _shared(awards),
        }
        for awards in found
    ]
    return write_results(issued=issued, certificates=entries)


def _heading(awards: Awards, least: int) -> str:
    """Return what the certificates are about, and what they demand."""
    webinars = awards.scope.webinars
    kind, numbers = awards.scope.kind.word, len(webinars)
    demand = f"{least} % of the minutes"
    if not awards.scope.is_series:
        return f"webinar {webinars[0].number}, {kind} ({demand}):"
    needed = -(-least * numbers // 100)
    return f"series, {kind} ({demand} of {needed} of {quantity(numbers, 'webinar')}):"


def _lines(awards: Awards, *, issued: bool) -> Iterator[str]:
    new = sum(award.known is None for award in awards.given)
    known = len(awards.given) - new
    verb = "got a certificate" if issued else "get a certificate"
    again = f", of which {known:,} had it before" if known else ""
    yield f"{quantity(len(awards.given), 'person', 'people')} {verb}{again}"
    for reason, count in _reasons(awards).items():
        yield f"no certificate for {quantity(count, 'person', 'people')}: {reason}"
    if replaced := len(awards.replaced):
        what = (
            "was revoked" if issued and replaced == 1 else "were revoked" if issued else "revoked"
        )
        yield f"{quantity(replaced, 'earlier certificate')} {what}, because of another name"
    if doubtful := len(awards.doubtful):
        yield f"{quantity(doubtful, 'earlier certificate')} of people who do not get one now"
    if shared := _shared(awards):
        yield f"{quantity(shared, 'person', 'people')} with the name of another address: look there"


def _reasons(awards: Awards) -> dict[Reason, int]:
    """Return how many get no certificate for each reason, in the order of the reasons."""
    counts = Counter(decision.reason for decision in awards.left)
    return {reason: counts[reason] for reason in Reason if counts[reason]}


def _shared(awards: Awards) -> int:
    decided = (*(award.decision for award in awards.given), *awards.left)
    return sum(decision.shared for decision in decided)


class CertificateFormat(FileFormat):
    """The kinds of file that a certificate can be written as."""

    PDF = "pdf"
    DOCX = "docx"


def read_least(text: str) -> int:
    """Return a share on the command line as a whole number of per cent."""
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
        help="Least share of the minutes; with `--series`, also of the webinars. [default: 60%]",
        show_default=False,
    ),
]
Completion = Annotated[
    bool, flag("--completion", text="Certificates of completion: only if the test was passed.")
]
Persons = Annotated[
    list[str] | None,
    typer.Option(
        metavar="EMAIL",
        help="Issue new ones only for this person. Repeatable. [default: all people]",
        show_default=False,
    ),
]
Kinds = Annotated[
    list[CertificateFormat] | None,
    typer.Option("--format", help="Kind of file. Repeatable. [default: pdf]", show_default=False),
]
Try = Annotated[
    bool,
    flag("--dry-run", text="Issue nothing: only show who gets one, and write the private lists."),
]


def issue(
    context: typer.Context,
    numbers: Numbers = None,
    series: Whole = False,
    least: Least = None,
    completion: Completion = False,
    person: Persons = None,
    format: Kinds = None,
    dry_run: Try = False,
    yes: Yes = False,
    early: Early = False,
    open: Open = False,
    json: Json = False,
) -> None:
    """Write certificates for people who attended a webinar or the series.

    It shows how many people get one, and why others do not. It asks before it issues them, and
    before the webinar is over. Names are only in a private list, `.sstc/certificates/*.xlsx`, next
    to the files. People are recognised by their addresses, never by names. Issuing again writes the
    same files.

    Example: `sstc certificates issue 7 --dry-run`
    """
    session, share = session_of(context), least or _LEAST
    desk = _desk(session, numbers, series=series, open=open)
    scopes = scopes_of(desk, numbers or [], completion=completion)
    if not (dry_run or early):
        _refuse_early(session, desk, scopes, session.last_moment(desk.series))
    formats = format or [CertificateFormat.PDF]
    drawn = CertificateFormat.PDF in formats
    found = [desk.awards(scope, share, drawn=drawn) for scope in scopes]
    if person:
        found = _only_for(found, person)
    issues = yes and not dry_run
    if not (json or issues):
        show_awards(session, found, share, issued=False)
    if not (dry_run or issues) and any(awards.given for awards in found):
        issues = session.agrees("Issue these certificates?", yes=False)
    if issues:
        written = write_certificates(session, desk, found, formats)
    else:
        written = write_lists(session, desk, found)
    if json:
        session.result(results_of(found, issued=issues))
    elif issues:
        show_awards(session, found, share, issued=True)
    _end(session, desk, found, issued=issues)
    if open and written:
        open_written(written, desk.workspace.root)


def _only_for(found: Sequence[Awards], addresses: Sequence[str]) -> list[Awards]:
    """Return the awards of some people; refuse the address of a person who gets none."""
    given = (one.decision.attendee.email or "" for awards in found for one in awards.given)
    awarded = {*map(normal_email, given)}
    for number, address in enumerate(addresses, 1):
        if normal_email(address) not in awarded:
            what = "this person" if len(addresses) == 1 else f"person {number} after `--person`"
            hint = "without `--person`, `--dry-run` writes a private list with the reason"
            raise SstcError(f"{what} gets no certificate", hint, ExitCode.DATA)
    return [only_for(awards, addresses) for awards in found]


def _refuse_early(session: Session, desk: Desk, scopes: Sequence[Scope], now: datetime) -> None:
    """Refuse certificates of webinars that are not over, unless a person insists."""
    ends = {one.number: desk.series.instant(one.ends) for scope in scopes for one in scope.webinars}
    if ahead := [number for number, end in ends.items() if now < end]:
        end = f"{max(ends.values()):%Y-%m-%d %H:%M} ({desk.series.zone})"
        problem = f"{numbered('webinar', ahead)} will be over at {end}"
        hint = "issue them afterwards, or add `--early` to issue them now"
        session.insist(problem, "Issue certificates anyway?", "nothing was issued", hint)


def _desk(session: Session, numbers: list[int] | None, *, series: bool, open: bool) -> Desk:
    """Open what certificates are made from; refuse both or neither of numbers and `--series`."""
    if bool(numbers) == series:
        hint = (
            "run `sstc certificates issue 7` for webinar 7, or `sstc certificates issue --series`"
        )
        message = "`--series` has no numbers of webinars" if numbers else "no webinar named"
        raise SstcError(message, hint, ExitCode.USAGE)
    desk = open_desk(session)
    if open:
        refuse_without_screen(desk.workspace.root)
    return desk


def _end(session: Session, desk: Desk, found: Sequence[Awards], *, issued: bool) -> None:
    """Say what else is to do, and which past webinars a certificate of the series leaves out."""
    if any(awards.scope.is_series for awards in found) and (left := without_attendance(desk)):
        session.say(
            f"warning: {numbered('webinar', left)}: no attendance in the store, so not counted\n"
            "help: import the reports of your meeting tool: `sstc surveys import FILE`"
        )
    without = [decision for awards in found for decision in awards.left]
    lost = desk.unshown(one.name for one in without if one.reason is Reason.NO_FONT)
    for error in {error.message: error for error in lost.values()}.values():
        session.say(
            f"warning: {error.message}\nhelp: {error.hint}, or issue Word files: `--format docx`"
        )
    if issued and any(awards.given for awards in found) and not desk.public.verify_url:
        session.say("now write the page where anyone can check them: `sstc certificates verifier`")
