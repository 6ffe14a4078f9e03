"""`sstc mail export`: a batch as a table and as drafts, for offices that send otherwise."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import Replace
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.mail.options import BatchName
from sstc_cli.cli.mail.outbox import mailing_of, outbox_of
from sstc_cli.cli.mail.planned import true_batch
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.batch import too_early
from sstc_cli.mailing.batch_export import write_drafts, write_table
from sstc_cli.mailing.outbox import Outbox
from sstc_cli.mailing.outdated import message_of
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.batch import WAITING
from sstc_cli.store.mail.status import StoredMail, mails_of
from sstc_cli.workspace import Workspace

_SHARED = ("data", "templates")


def export(
    context: typer.Context,
    batch: BatchName,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER/",
            help="Private folder for both files. [default: `out/mail/`]",
            show_default=False,
        ),
    ] = "",
    replace: Replace = False,
) -> None:
    """Write a batch as a workbook for a mail merge, and as drafts.

    Outlook opens each draft as a mail that is ready to be sent. The files have names and addresses,
    and perhaps private links: only you can read them. Mails that were sent are left out.

    Example: `sstc mail export invitation-sustainable-logistics`
    """
    session = session_of(context, replaces=replace)
    workspace = session.unchecked()
    if output:
        _refuse_shared(workspace.root, Path(output))
    _write(session, workspace, batch, f"{output.rstrip('/')}/" if output else None)


def _write(session: Session, workspace: Workspace, name: str, folder: str | None) -> None:
    """Write both files of a batch."""
    store, mailing = mailing_of(workspace, name, to_send=True)
    if series := workspace.series:
        mailing = true_batch(session, workspace, series, store, mailing)
    files = _files(outbox_of(workspace, mailing.id), mails_of(store, mailing.id, WAITING))
    if not files:
        message = f"no mail of `{mailing.id}` is still to be sent"
        raise SstcError(message, "see `sstc mail status` for what became of them", ExitCode.DATA)
    contents = {
        f"{mailing.id}.xlsx": write_table(files),
        f"{mailing.id}.eml.zip": write_drafts(files),
    }
    deliver(session, contents, workspace.out / "mail", folder, 0o600)
    if series and (
        early := too_early(series, *message_of(series, mailing), session.last_moment(series))
    ):
        session.say(f"warning: {early}")
    session.say(f"{quantity(len(files), 'mail')}: once you have sent them, run")
    session.say(f"`sstc mail resolve {mailing.id} --sent-by-hand --exported`")


def _files(outbox: Outbox, mails: Sequence[StoredMail]) -> dict[str, bytes]:
    """Return the files of mails by their names; refuse those that are missing or were edited."""
    outbox.check((mail.id, mail.sha256) for mail in mails)
    found = {}
    for mail in mails:
        file, data = outbox.file(mail.id), outbox.bytes_of(mail.id)
        if file and data:  # it was checked
            found[file.name] = data
    return found


def _refuse_shared(root: Path, folder: Path) -> None:
    """Refuse a folder of the workspace that others get by git: the files have addresses."""
    place, top = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    if place == top or any(place.is_relative_to(top / name) for name in _SHARED):
        message = (
            f"{folder} is a folder that others may get, but the files have names and addresses"
        )
        raise SstcError(message, "name a private folder with `-o`", ExitCode.USAGE)
