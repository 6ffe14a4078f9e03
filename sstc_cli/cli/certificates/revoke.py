"""`sstc certificates revoke|key`: what is revoked, and the key."""

from collections.abc import Sequence
from typing import Annotated

import typer

from sstc_cli.certificates.sign import public_key
from sstc_cli.cli.certificates.desk import open_desk
from sstc_cli.cli.certificates.files import (
    certificate_key_file,
    make_secret,
    publish_key,
    revoke_publicly,
    rotate_secret,
)
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import DryRun, Yes
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import normal_email
from sstc_cli.quantity import quantity
from sstc_cli.store.certificates import Issued, issued
from sstc_cli.store.certificates import revoke as record

Rotate = Annotated[bool, flag("--rotate", text="Make a new key; the old one still verifies.")]


def revoke(
    context: typer.Context,
    which: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER|EMAIL", help="Numbers of certificates, or addresses."),
    ],
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Revoke certificates by number, or all of a person by address.

    The public file `data/certificates.yaml` gets a salted hash of each number, and no name. Write
    `verify.html` again afterwards, with `sstc certificates verifier`, and put it in the place of
    the old one.

    Example: `sstc certificates revoke participant-01@example.org --dry-run`
    """
    session = session_of(context)
    desk = open_desk(session)
    known = issued(desk.store)
    found = {one.serial: one for text in which for one in _found(known, text)}
    serials = [one.serial for one in found.values() if one.revoked is None]
    what = quantity(len(serials), "certificate")
    if dry_run:
        session.result(f"{what} to revoke")
    elif not serials:
        revoke_publicly(desk, [*found])
        session.say("unchanged: they are revoked already")
    elif session.agrees(f"Revoke {what}?", yes=yes):
        revoke_publicly(desk, [*found])
        record(desk.store, serials, desk.day)
        session.result(f"revoked {what}")
        session.say("write `verify.html` again: `sstc certificates verifier`")


def key(context: typer.Context, rotate: Rotate = False) -> None:
    """Show where the key that signs certificates is; make it if missing.

    Anyone with that file can sign in your name: keep a copy in a safe place. `--rotate` makes a new
    key. Earlier certificates stay valid: `data/certificates.yaml` keeps the old public half.

    Example: `sstc certificates key`
    """
    session = session_of(context)
    root = session.unchecked().root
    secret = rotate_secret(root) if rotate else make_secret()
    if not rotate:
        publish_key(root, secret)
    session.say(f"public key {public_key(secret).hex()}, also in data/certificates.yaml")
    if rotate:
        session.say("write `verify.html` again: `sstc certificates verifier`")
    session.result(str(certificate_key_file().resolve()))


def _found(known: Sequence[Issued], text: str) -> list[Issued]:
    """Return the certificates with a number or of an address; refuse if there are none."""
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
