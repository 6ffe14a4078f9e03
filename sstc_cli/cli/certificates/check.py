"""`sstc certificates verify|verifier`: check certificates, and write the page that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Output, Replace
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.certificates.code import Claims
    from sstc_cli.model import Series


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

    A PDF must be as it was issued, byte by byte, and a Word file in each part inside it; of a code,
    only the signature is checked. Compare the name and the webinars with what is on the paper. In a
    shell, put a code in single quotation marks.

    Exit status: 0 valid, 1 not valid, changed or revoked.

    Example: `sstc certificates verify certificate.pdf`
    """
    from sstc_cli.certificates.verify import verified
    from sstc_cli.cli.certificates.read import read_what
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.workspace.published import certificate_file

    session = session_of(context)
    workspace = session.unchecked()
    if workspace.series is None:
        session.refuse(workspace)
    text, data = read_what(what)
    result = verified(text, data, certificate_file(workspace.root), workspace.series.id)
    if json:
        session.result(write_results(**result.as_json()))
        raise typer.Exit(ExitCode.OK if result.is_valid else ExitCode.DATA)
    if result.claims:
        for line in _lines(workspace.series, result.claims):
            session.result(line)
    if not result.is_valid:
        raise SstcError(result.message, result.hint, ExitCode.DATA)
    session.result(result.message)


def verifier(context: typer.Context, output: Output = None, replace: Replace = False) -> None:
    """Write `verify.html`, a page with which anybody can check certificates offline.

    It has the public keys, the titles of the webinars, and the salted hashes of what was revoked.
    It names nobody, and loads nothing. Put it on your website, and write its address as
    `verify_url` into `data/certificates.yaml`: certificates then show it.

    Example: `sstc certificates verifier`
    """
    from sstc_cli.certificates.page import verify_page
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.documents.translations import labels_of
    from sstc_cli.workspace.published import certificate_file

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
    from sstc_cli.quantity import numbered

    language = series.languages[0]
    titles = [
        f"  webinar {number}: {webinar.title.pick(language)}"
        for number in claims.webinars
        if (webinar := series.webinar(number))
    ]
    days = " to ".join(dict.fromkeys((claims.first.isoformat(), claims.last.isoformat())))
    return [
        f"certificate of {claims.kind.word} {claims.number}",
        f"name: {claims.name}",
        f"series: {series.title.pick(language)}",
        f"attended: {numbered('webinar', claims.webinars)}, {days}",
        *titles,
    ]
