"""`sstc certificates verify|verifier`: check certificates, and write the page that does."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.certificates.code import PREFIX, Claims, find
from sstc_cli.certificates.page import verify_page
from sstc_cli.certificates.verify import numbers_of, text_of, verified
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import Json, Output, Replace
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.documents.translations import labels_of
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Series
from sstc_cli.quantity import numbered, quantity
from sstc_cli.workspace.published import certificate_file

_MOST_BYTES = 20_000_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*", b"MM\0*")
_SEALED = (b"%PDF", b"PK")


def read_what(what: str) -> tuple[str, bytes | None]:
    """Return a code, and the file that it was in if that has a seal; refuse what has no code."""
    if what == "-":
        data = sys.stdin.buffer.read(_MOST_BYTES)
    elif PREFIX in what:
        data = what.encode()
    else:
        data = _contents(Path(what))
    code = find(text_of(data))
    if code is None:
        if data.startswith(_PICTURES):
            hint = "open it in `verify.html`, or scan it with a telephone and paste the text"
            raise SstcError("sstc cannot read codes in pictures", hint, ExitCode.USAGE)
        message = "this has no code of a certificate" if what == "-" else f"{what[:80]} has no code"
        hint = f"codes begin with `{PREFIX}`: scan the QR code, and paste its text"
        raise SstcError(message, hint, ExitCode.DATA)
    return code, data if data.startswith(_SEALED) else None


def _contents(file: Path) -> bytes:
    if not _is_file(file):
        message = f"{str(file)[:80]} is neither a file nor a code"
        hint = f"name a PDF or Word file, or paste a code, which begins with `{PREFIX}`"
        raise SstcError(message, hint)
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except OSError as error:
        message = f"cannot read {str(file)[:80]}: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a text that no path can be
        return False


def verify(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|CODE|TEXT",
            help="A PDF or Word file, a code, or a text with one; `-` for stdin.",
        ),
    ],
    json: Json = False,
) -> None:
    """Check a certificate, without a network.

    A PDF must be unchanged byte by byte, and a Word file in each part inside it. For a code, only
    the signature is checked. Compare the name and the webinars with the paper. In a shell, put a
    code in single quotation marks.

    Exit status: 0 valid, 1 not valid, changed or revoked.

    Example: `sstc certificates verify certificate.pdf`
    """
    session = session_of(context)
    workspace = session.unchecked()
    if workspace.series is None:
        session.refuse(workspace)
    text, data = read_what(what)
    result = verified(text, data, certificate_file(workspace.root), workspace.series.id)
    if json:
        session.result(write_results(**result.as_json(workspace.series.numbers)))
        raise typer.Exit(ExitCode.OK if result.is_valid else ExitCode.DATA)
    if result.claims:
        for line in _lines(workspace.series, result.claims):
            session.result(line)
    if not result.is_valid:
        raise SstcError(result.message, result.hint, ExitCode.DATA)
    session.result(result.message)


def verifier(context: typer.Context, output: Output = None, replace: Replace = False) -> None:
    """Write `verify.html`, the page where anyone can check certificates.

    It has the public keys, the titles of the webinars, and salted hashes of revoked certificates.
    It has no names, and loads nothing. Put it on your website, and write its address as
    `verify_url` into `data/certificates.yaml`: certificates then show it.

    Example: `sstc certificates verifier`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    public = certificate_file(workspace.root)
    if not public.keys:
        message = "no certificate has been issued yet, so there is no key to check with"
        hint = "issue some first, or make the key: `sstc certificates key`"
        raise SstcError(message, hint, ExitCode.DATA)
    page = verify_page(series, public, lambda code: labels_of(workspace, code))
    deliver(session, {"verify.html": page}, workspace.out / "certificates", output)


def _lines(series: Series, claims: Claims) -> list[str]:
    """Return what a certificate says, with the titles of the webinars in the plan."""
    language = series.languages[0]
    numbers = numbers_of(claims, series.numbers)
    titles = [
        f"  webinar {number}: {webinar.title.pick(language)}"
        for number in numbers
        if (webinar := series.webinar(number))
    ]
    gone = len(claims.webinars) - len(numbers)
    known = [numbered("webinar", numbers)] if numbers else []
    lost = [f"{quantity(gone, 'webinar')} that the plan no longer has"] if gone else []
    days = " to ".join(dict.fromkeys((claims.first.isoformat(), claims.last.isoformat())))
    return [
        f"certificate of {claims.kind.word} {claims.number}",
        f"name: {claims.name}",
        f"series: {series.title.pick(language)}",
        f"attended: {' and '.join([*known, *lost])}, {days}",
        *titles,
    ]
