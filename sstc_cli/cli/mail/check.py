"""`sstc mail check`: try the account without sending anything."""

from collections.abc import Iterator
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.mail.outbox import account_of, allow_command, password_for
from sstc_cli.mail.account import Account
from sstc_cli.mail.connection import Connection, LostError, Patience, RefusedError, connect
from sstc_cli.mailing.smtp_session import no_connection, refused

_TLS = {
    "none": "no encryption: the server is on this computer",
    "starttls": "encrypted with STARTTLS, and its certificate is valid",
    "implicit": "encrypted, and its certificate is valid",
}


Allow = Annotated[
    bool, flag("--allow-command", text="Use the password, or run its command, without asking.")
]


def check(context: typer.Context, allow: Allow = False, json: Json = False) -> None:
    """Check the account: connection, certificate, login, size and pace.

    Sends nothing. The account is in `.sstc/mail.toml`, which `sstc mail setup` writes. Before its
    password is used the first time, or the command that prints it, you are asked, because the
    folder may have come from another person.

    Example: `sstc mail check`
    """
    session = session_of(context)
    workspace = session.unchecked()
    account = account_of(workspace)
    allow_command(account, workspace.root, allowed=allow)
    connection = tried(account, password_for(account), Patience(command=60))
    if json:
        session.result(_json(account, connection))
        return
    for line in findings(account, connection):
        session.result(line)
    session.say("nothing was sent")


def tried(account: Account, secret: str, patience: Patience) -> Connection:
    """Return a session that has ended; refuse an account that does not work."""
    try:
        connection = connect(account, secret, patience)
    except RefusedError as error:
        raise refused(account, error.reply) from None
    except LostError as error:
        raise no_connection(account, error) from None
    connection.quit()
    return connection


def _json(account: Account, connection: Connection) -> str:
    return write_results(
        host=account.host,
        port=account.port,
        tls=account.tls,
        login=bool(account.user),
        size=connection.size or None,
        smtputf8=connection.utf8,
        per_minute=account.pace.per_minute,
        per_day=account.pace.per_day,
    )


def findings(account: Account, connection: Connection) -> Iterator[str]:
    """Yield what was found, line by line."""
    how = "with a token" if account.token else "with a password"
    size = f"{connection.size / 1_000_000:,.0f} MB" if connection.size else "not said"
    yield f"server: {account.server}, {_TLS[account.tls]}"
    yield f"login: {how + ', works' if account.user else 'none'}"
    yield f"largest mail: {size}"
    utf8 = "yes" if connection.utf8 else "no: such addresses cannot get mail"
    yield f"addresses with letters beyond ASCII: {utf8}"
    yield f"pace: {account.pace.per_minute:,} a minute, {account.pace.per_day:,} a day"
