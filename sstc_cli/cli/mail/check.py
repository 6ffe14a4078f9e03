"""`sstc mail check`: try the account without sending anything."""

from __future__ import annotations

import typer

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of


def check(context: typer.Context, json: Json = False) -> None:
    """Check the account: connection, certificate, login, size and pace.

    Sends nothing. The account is in `.sstc/mail.toml`.

    Example: `sstc mail check`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.mail.opened import account_of
    from sstc_cli.mail.connection import LostError, Patience, RefusedError, connect
    from sstc_cli.mail.secret import secret_of
    from sstc_cli.mailing.line import no_connection, refused

    session = session_of(context)
    account = account_of(session.unchecked())
    try:
        secret = secret_of(account) if account.user else ""
        connection = connect(account, secret, Patience(command=60))
    except RefusedError as error:
        raise refused(account, error.reply) from None
    except LostError as error:
        raise no_connection(account, error) from None
    connection.quit()
    pace = account.pace
    if json:
        about = {"host": account.host, "port": account.port, "tls": account.tls}
        about |= {"login": bool(account.user), "size": connection.size or None}
        about |= {"smtputf8": connection.utf8}
        about |= {"per_minute": pace.per_minute, "per_day": pace.per_day}
        session.result(write_results(**about))
        return
    tls = {
        "none": "no encryption: the server is on this computer",
        "starttls": "encrypted with STARTTLS, and its certificate is valid",
        "implicit": "encrypted, and its certificate is valid",
    }
    size = f"{connection.size / 1_000_000:,.0f} MB" if connection.size else "not said"
    utf8 = "yes" if connection.utf8 else "no: such addresses cannot get mail"
    session.result(f"server: {account.server}, {tls[account.tls]}")
    how = "with a token" if account.token else "with a password"
    session.result(f"login: {how + ', works' if account.user else 'none'}")
    session.result(f"largest mail: {size}")
    session.result(f"addresses with letters beyond ASCII: {utf8}")
    session.result(f"pace: {pace.per_minute:,} a minute, {pace.per_day:,} a day")
    session.say("nothing was sent")
