"""Logging in with a password or an access token, without a trace of either."""

import smtplib

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account

_NO_LOGIN = "the server {} offers no way to log in that sstc knows"


def log_in(client: smtplib.SMTP, account: Account, secret: str) -> None:
    """Log in, or raise what smtplib does for a refusal."""
    try:
        if account.token:
            _with_token(client, account, secret)
        else:
            client.login(account.user, secret)
    except UnicodeEncodeError:  # it has the secret
        message = "the user or the password has letters that this server cannot take"
        raise SstcError(
            message, "use a password of the letters, digits and signs of ASCII"
        ) from None
    except smtplib.SMTPNotSupportedError:
        hint = "check `tls`, `port` and the command for the password in .sstc/mail.toml"
        raise SstcError(_NO_LOGIN.format(account.server), hint) from None


def _with_token(client: smtplib.SMTP, account: Account, token: str) -> None:
    """Log in by XOAUTH2; the answer to an error in it is an empty line."""
    client.ehlo_or_helo_if_needed()
    if "XOAUTH2" not in client.esmtp_features.get("auth", "").split():
        raise smtplib.SMTPNotSupportedError
    first = f"user={account.user}\x01auth=Bearer {token}\x01\x01"

    def answer(challenge: bytes | None = None) -> str:
        return first if challenge is None else ""

    client.auth("XOAUTH2", answer)
