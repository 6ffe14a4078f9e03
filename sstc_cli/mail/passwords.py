"""The password of an account: what a command prints, or what the system keeps."""

import os
import shlex
import subprocess
from types import ModuleType

from sstc_cli.errors import SstcError, explained
from sstc_cli.mail.account import KEYRING, PLACE, Account

_PATIENCE = 120  # seconds: a person may have to unlock a password manager


def secret_of(account: Account) -> str:
    """Return what the system keeps, or the first line of a command. Never repeat it anywhere."""
    if account.password_from == KEYRING:
        return _kept(account)
    what = "token_command" if account.token else "password_command"
    done = _done(account.command, what)
    if done.returncode:
        message = f"the `{what}` ended with the status {done.returncode}"
        raise SstcError(message, "run it alone, to see why")
    try:
        lines = done.stdout.decode().splitlines()
    except UnicodeDecodeError:
        raise SstcError(f"the `{what}` printed no text", f"check it in {PLACE}") from None
    if not lines or not lines[0].strip():
        raise SstcError(f"the `{what}` printed nothing", f"check it in {PLACE}")
    return lines[0].strip()


def _done(command: str | tuple[str, ...], what: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command, which may ask on the terminal."""
    words = _words(command)
    try:
        return subprocess.run(  # noqa: S603 the user's own command
            words, stdout=subprocess.PIPE, check=False, timeout=_PATIENCE
        )
    except OSError as error:
        message = f"cannot run the `{what}`: {explained(error)}"
        raise SstcError(message, f"check it in {PLACE}") from None
    except subprocess.TimeoutExpired:
        message = f"the `{what}` did not end within {_PATIENCE} seconds"
        raise SstcError(message, "run it alone, to see what it waits for") from None


def _words(command: str | tuple[str, ...]) -> str | list[str]:
    """Return a command as the system takes it: Windows divides it itself."""
    if not isinstance(command, str):
        return [*command]
    if os.name == "nt":
        return command
    try:
        return shlex.split(command)
    except ValueError:
        message = "the command for the password has a quotation mark without its end"
        raise SstcError(message, f"check it in {PLACE}") from None


_INSTALL = (
    "install it into the environment of sstc: `python -m pip install keyring` there; with pipx, "
    "`pipx inject sstc-cli keyring`; or run `sstc mail setup --password-from ask`"
)
_CHOOSE = "unlock it and try again, or run `sstc mail setup --password-from ask`"


def system_keeps_passwords() -> bool:
    """Return whether this computer has a place for passwords that sstc can use."""
    try:
        return bool(_keyring().get_keyring().priority >= 1)  # those below are not encrypted
    except SstcError:
        return False


def keep(account: Account, secret: str) -> None:
    """Let the system keep the password of an account."""
    library = _keyring()
    try:
        library.set_password(_service(account), account.user, secret)
    except library.errors.KeyringError:  # its text may have the password
        raise SstcError("this computer did not keep the password", _CHOOSE) from None


def _kept(account: Account) -> str:
    library = _keyring()
    try:
        secret: str | None = library.get_password(_service(account), account.user)
    except library.errors.KeyringError:
        raise SstcError("this computer did not give the password", _CHOOSE) from None
    if not secret:
        message = f"this computer keeps no password of {account.user} at {account.server}"
        raise SstcError(message, "run `sstc mail setup` on it")
    return secret


def _service(account: Account) -> str:
    """Return the name of a password: that of one server is not for another."""
    return f"sstc mail {account.server}"


def _keyring() -> ModuleType:
    try:
        import keyring  # noqa: PLC0415 it is slow to load, and of the extra `passwords`
        import keyring.errors  # noqa: PLC0415
    except ImportError:
        message = "passwords that the system keeps need the library `keyring`"
        raise SstcError(message, _INSTALL) from None
    return keyring
