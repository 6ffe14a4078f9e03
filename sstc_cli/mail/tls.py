"""Encryption with verified certificates, and what is wrong with one in words for users."""

import ssl

from sstc_cli.errors import SstcError, explained
from sstc_cli.mail.account import PLACE, Account


def tls_context(account: Account) -> ssl.SSLContext:
    """Return a context that verifies certificates, also those that the account names."""
    context = ssl.create_default_context()
    if account.ca is not None:
        try:
            context.load_verify_locations(account.ca)
        except ssl.SSLError:
            message = f"{PLACE}: the file `ca` has no certificate"
            raise SstcError(message, "name a file of certificates in PEM") from None
        except OSError as error:
            message = f"{PLACE}: cannot read the file `ca`: {explained(error)}"
            raise SstcError(message, "check its path") from None
    return context


def in_words(error: ssl.SSLCertVerificationError) -> SstcError:
    """Return what is wrong with a certificate in words for users."""
    hint = "try another network; if it stays so, ask the administrator of the mail server"
    what = "is of nobody that this computer trusts"
    match error.verify_code:
        case 10:
            what = "has expired"
        case 9:
            what = "is not valid yet"
            hint = "check the clock of this computer"
        case 62 | 64:
            what = "is of another server"
            hint = f"check `host` in {PLACE}; on a hotel's network, try another one"
        case _:
            hint = f"try another network; for a server of your own, name its `ca` in {PLACE}"
    return SstcError(f"the server's certificate {what}, so nothing was sent", hint)
