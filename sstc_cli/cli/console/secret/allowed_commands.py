"""The commands of accounts that the user allows: a folder may have come from a stranger."""

import json
import shlex
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import typer

from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.console.secret.settings_lock import settings_locked
from sstc_cli.cli.console.settings import settings_folders
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.account import PLACE, Account
from sstc_cli.unseen import visible

_FILE = "mail.allowed"


def allow_command(account: Account, root: Path, *, allowed: bool = False) -> None:
    """Ask once before the command of a workspace's account is run, unless `allowed`.

    Another workspace is asked about anew: its command may have the same words, and be another file.
    What was allowed is kept as digests in the settings of the user. Refuse if nobody can be asked.
    """
    digest = _digest(account, root)
    if not account.user or digest in _known():
        return
    if not allowed:
        _ask(account)
    file = settings_folders()[0] / _FILE
    with settings_locked(file):
        lines = sorted({*_known(), digest})
        write_whole(file, "".join(f"{line}\n" for line in lines).encode(), 0o600, root=None)


def _ask(account: Account) -> None:
    what = "token" if account.token else "password"
    words = account.command
    shown = visible(words if isinstance(words, str) else shlex.join(words))
    where = visible(f"{account.user} at {account.host}")
    if not sys.stdin.isatty():
        message = f"{PLACE} names a command for the {what} of {where}: nobody has allowed it yet"
        hint = f"if `{shown}` is yours, run `sstc mail check --allow-command`"
        raise SstcError(message, hint, ExitCode.USAGE)
    typer.confirm(f"Run `{shown}` for the {what} of {where}?", abort=True, err=True)


def _known() -> set[str]:
    with suppress(OSError):
        return {*(settings_folders()[0] / _FILE).read_text("ascii", "replace").split()}
    return set()


def _digest(account: Account, root: Path) -> str:
    facts = (str(root.resolve()), account.host, account.port, account.user, account.command)
    return sha256(json.dumps(facts).encode()).hexdigest()
