"""The password or token of an account, which a command prints and nobody keeps."""

import os
import shlex
import subprocess

from sstc_cli.errors import SstcError, explained
from sstc_cli.mail.account import PLACE, Account

_PATIENCE = 120  # seconds: somebody may have to unlock a password manager


def secret_of(account: Account) -> str:
    """Return what the command of an account prints: its first line. Never repeat it anywhere."""
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
