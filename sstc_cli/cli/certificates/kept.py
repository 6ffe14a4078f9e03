"""`sstc certificates list|revoke|key`: what was issued, what is revoked, and the key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.store.certificates import Issued

Revoke = Annotated[bool, flag("--yes", text="Revoke them. [default: only show how many]")]
Rotate = Annotated[bool, flag("--rotate", text="Make a new key; the old one still verifies.")]


def list_issued(context: typer.Context, json: Json = False) -> None:
    """List how many certificates were issued and revoked, without names.

    Who has which is in the private lists, `.sstc/certificates/*.xlsx`.

    Example: `sstc certificates list`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.store.certificates import issued

    session = session_of(context)
    rows = _counted(issued(store_of(session.unchecked())))
    if json:
        session.result(write_results(certificates=rows))
        return
    if not rows:
        session.say("no certificate has been issued yet")
    for row in rows:
        scope = row["scope"]
        what = "series" if scope == "series" else f"webinar {scope.lstrip('0')}"
        revoked = f", {row['revoked']:,} of them revoked" if row["revoked"] else ""
        count = quantity(row["issued"], "certificate")
        session.result(f"{what}, {row['kind']}: {count}{revoked}, the last on {row['last']}")


def revoke(
    context: typer.Context,
    which: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER|EMAIL", help="Numbers of certificates, or addresses."),
    ],
    yes: Revoke = False,
    today: Today = None,
) -> None:
    """Revoke certificates by their number, or all of a person by the e-mail address.

    The public file `data/certificates.yaml` gets a salted hash of each number, and no name. Write
    `verify.html` again afterwards, with `sstc certificates verifier`, and put it in the place of
    the old one.

    Example: `sstc certificates revoke participant-01@example.org`
    """
    from sstc_cli.cli.certificates.files import revoke_publicly
    from sstc_cli.cli.certificates.found import open_desk
    from sstc_cli.store.certificates import issued
    from sstc_cli.store.certificates import revoke as record

    session = session_of(context)
    desk = open_desk(session, today or date.today())
    known = issued(desk.store)
    found = {one.serial: one for text in which for one in _found(known, text)}
    serials = [one.serial for one in found.values() if one.revoked is None]
    what = quantity(len(serials), "certificate")
    if yes:
        revoke_publicly(desk, [*found])
    if not serials:
        session.say("unchanged: they are revoked already")
    elif not yes:
        session.result(f"{what} to revoke")
        session.say("nothing was revoked: add `--yes` to revoke them")
    else:
        record(desk.store, serials, desk.day)
        session.result(f"revoked {what}")
        session.say("write `verify.html` again: `sstc certificates verifier`")


def key(context: typer.Context, rotate: Rotate = False) -> None:
    """Show where the key that signs certificates is; create it if necessary.

    Only you may have that file: keep a copy in a safe place. `--rotate` makes a new key. What was
    signed with the old one stays valid, because `data/certificates.yaml` keeps its public half.

    Example: `sstc certificates key`
    """
    from sstc_cli.certificates.sign import public_key
    from sstc_cli.cli.certificates.key import (
        certificate_key_file,
        make_secret,
        publish_key,
        rotate_secret,
    )

    session = session_of(context)
    root = session.unchecked().root
    secret = rotate_secret(root) if rotate else make_secret()
    if not rotate:
        publish_key(root, secret)
    session.say(f"public key {public_key(secret).hex()}, also in data/certificates.yaml")
    if rotate:
        session.say("write `verify.html` again: `sstc certificates verifier`")
    session.result(str(certificate_key_file().resolve()))


def _counted(known: Sequence[Issued]) -> list[dict[str, Any]]:
    """Return how many were issued and revoked for each scope and kind."""
    groups = sorted({(one.scope, one.kind) for one in known})
    rows = []
    for scope, kind in groups:
        those = [one for one in known if (one.scope, one.kind) == (scope, kind)]
        rows.append(
            {
                "scope": scope,
                "kind": kind,
                "issued": len(those),
                "revoked": sum(one.revoked is not None for one in those),
                "last": max(one.issued for one in those),
            }
        )
    return rows


def _found(known: Sequence[Issued], text: str) -> list[Issued]:
    """Return the certificates with a number or of an address; refuse if there are none."""
    from sstc_cli.model import normal_email

    number = text.replace("-", "").lower()
    address = normal_email(text) if "@" in text else None
    found = [
        one
        for one in known
        if one.serial == number or (address and normal_email(one.email) == address)
    ]
    if not found:
        hint = (
            "the number is on the certificate and in the private lists, .sstc/certificates/*.xlsx"
        )
        what = (
            "this address has no certificate" if address else f"unknown certificate `{text[:40]}`"
        )
        raise SstcError(what, hint, ExitCode.USAGE)
    return found
