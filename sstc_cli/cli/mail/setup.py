"""`sstc mail setup`: ask for the account, try it, and keep it where only its user can read it."""

import json
import shlex
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here, write_whole
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.mail.check import findings, tried
from sstc_cli.cli.mail.outbox import allow_command, typed_password
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.lock import make_private_folder
from sstc_cli.mail.account import ASK, KEYRING, PLACE, PRESETS, Account, account_from, is_loopback
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mail.connection import Patience
from sstc_cli.mail.passwords import keep, secret_of, system_keeps_passwords
from sstc_cli.model import Series

_OTHER_NAMES = {
    **dict.fromkeys(("outlook", "office365", "microsoft", "m365", "exchange"), "microsoft365"),
    **dict.fromkeys(("google", "workspace"), "gmail"),
    "tencent": "exmail",
}
_NONE = "none"  # instead of a name: a server that takes mails without a login
_PROVIDERS = f"Provider ({', '.join(PRESETS)}), or mail server"
_NO_PASSWORDS = (
    "Microsoft 365 takes a token instead of a password: ask your IT department for a program that "
    "gets one, such as email-oauth2-proxy, whose server is `localhost:1587`. Until you have it, "
    "`sstc mail export` writes the mails for Outlook."
)


class PasswordFrom(StrEnum):
    """Where the password of an account comes from."""

    KEYRING = KEYRING
    ASK = ASK


Server = Annotated[
    str | None,
    typer.Option(
        metavar="PROVIDER|HOST[:PORT]",
        help=f"{', '.join(PRESETS)}, or the mail server of another provider.",
    ),
]
Address = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Address of the account.")]
User = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Name that logs in, or `none` for a server without a login. [default: the address]",
        show_default=False,
    ),
]
Kept = Annotated[
    PasswordFrom | None,
    typer.Option(
        help="`keyring`: from where the system keeps passwords; `ask`: you type it each time."
    ),
]
PasswordCommand = Annotated[
    str | None, typer.Option(metavar="COMMAND", help="Command that prints the password.")
]
TokenCommand = Annotated[
    str | None, typer.Option(metavar="COMMAND", help="Command that prints a token, for XOAUTH2.")
]
Anew = Annotated[bool, flag("--replace", text="Replace an account that is there, without asking.")]


def setup(
    context: typer.Context,
    server: Server = None,
    address: Address = None,
    user: User = None,
    password_from: Kept = None,
    password_command: PasswordCommand = None,
    token_command: TokenCommand = None,
    replace: Anew = False,
) -> None:
    """Set up the mail account by five questions, and try the login.

    If it works, the account is in `.sstc/mail.toml`, which only you can read, and which never has
    the password. Each question is an option as well. Outside a terminal, the password is the first
    line of the input.

    Example: `sstc mail setup --server microsoft365 --address office@example.org`
    """
    session = session_of(context)
    workspace = session.unchecked()
    file = workspace.root / PLACE
    if file.exists() and not replace:
        problem = f"{from_here(file)} has an account already"
        session.insist(problem, "Replace it?", "nothing was written", "add `--replace`")
    keys = _server(_answer(_PROVIDERS, "--server", server))
    at = _address(_answer("Address of the account", "--address", address, _own(workspace.series)))
    name = _answer("Name that logs in, or `none`", "--user", user, at)
    if name != _NONE:
        keys |= {"user": name}
        keys |= _login(session, keys, password_from, password_command, token_command)
    account = account_from(keys, file.parent)
    secret = _secret(account)
    session.say(f"trying {account.server}")
    for line in findings(account, tried(account, secret, Patience())):
        session.result(line)
    make_private_folder(file.parent)
    if account.password_from == KEYRING:
        keep(account, secret)
    write_whole(file, _toml(keys).encode(), 0o600, root=workspace.root)
    allow_command(account, workspace.root, allowed=True)
    session.result(f"wrote {from_here(file)}")
    _say_what_is_next(session, workspace.series, at)


def _answer(question: str, option: str, given: str | None, default: str | None = None) -> str:
    """Return what an option or a person says; without both, the default, or refuse."""
    if given is not None:
        return given.strip()
    if sys.stdin.isatty():
        answer: str = typer.prompt(question, default, err=True)
        return answer.strip()
    if default:
        return default
    raise SstcError("cannot ask for this outside a terminal", f"add `{option}`", ExitCode.USAGE)


def _server(text: str) -> dict[str, str | int]:
    """Return the keys of a provider or of a server, whose encryption follows from its port."""
    name = _OTHER_NAMES.get(text.lower(), text.lower())
    if name in PRESETS:
        return {"preset": name}
    host, _, port = text.rpartition(":") if ":" in text else (text, "", "")
    if not (is_loopback(host) or "." in host.strip(".")):
        hint = did_you_mean(name, [*PRESETS, *_OTHER_NAMES])
        hint = f"{hint}, or name a server such as `smtp.example.org`"
        raise SstcError(f"unknown provider `{text[:60]}`", hint, ExitCode.USAGE)
    if port and not port.isdecimal():
        hint = "write it as `smtp.example.org:587`"
        raise SstcError("the port of the server is not a number", hint, ExitCode.USAGE)
    keys: dict[str, str | int] = {"host": host}
    if port:
        keys["port"] = int(port)
    if is_loopback(host):
        keys["tls"] = "none"
    return keys


def _own(series: Series | None) -> str | None:
    """Return the address that the plan sends from, if it has one."""
    sender = series.mail_sender if series else None
    return sender.email if sender else None


def _address(text: str) -> str:
    try:
        return plain_address(text).wire
    except AddressError as error:
        raise SstcError(error.reason, "write it as `office@example.org`", ExitCode.USAGE) from None


def _login(
    session: Session,
    keys: Mapping[str, object],
    kept: PasswordFrom | None,
    password_command: str | None,
    token_command: str | None,
) -> dict[str, str | int]:
    """Return the key that says where the password or the token comes from."""
    ways = {
        "password_from": kept, "password_command": password_command, "token_command": token_command,
    }  # fmt: skip
    given = {key: str(value) for key, value in ways.items() if value}
    if given:
        return {**given}
    if keys.get("preset") == "microsoft365":
        session.say(_NO_PASSWORDS)
        command = _answer("Command that prints a token", "--token-command", None)
        return {"token_command": command}
    can_keep = system_keeps_passwords()
    if can_keep and sys.stdin.isatty():
        question = "Keep the password where this computer keeps passwords?"
        can_keep = typer.confirm(question, default=True, err=True)
    elif not can_keep:
        session.say("this computer keeps no passwords for sstc, so you are asked before you send")
    return {"password_from": KEYRING if can_keep else ASK}


def _secret(account: Account) -> str:
    """Return the password to try, which a person has not given before."""
    if not account.user:
        return ""
    if not account.password_from:
        return secret_of(account)
    if sys.stdin.isatty():
        return typed_password(account)
    if secret := sys.stdin.readline().rstrip("\r\n"):
        return secret
    message = "cannot ask for the password outside a terminal"
    raise SstcError(message, "give it as the first line of the input", ExitCode.USAGE)


def _toml(keys: Mapping[str, str | int]) -> str:
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return "".join(lines)


def _say_what_is_next(session: Session, series: Series | None, address: str) -> None:
    """Say how to try it, and that the plan should send from the same address."""
    sender = _own(series)
    if series and sender != address:
        office = series.mail_sender or series.organisers[0]
        change = shlex.join(["sstc", "schedule", "set", f"organisers[{office.id}].email", address])
        what = f"sends from {sender}, which many servers refuse" if sender else "has no sender"
        session.say(f"the plan {what}: `{change}` names this account")
    if series and series.messages and series.webinars:
        message, first = series.messages[0], series.in_time_order[0]
        number = "" if message.is_about_series else f" {first.number}"
        session.say(f"next: `sstc mail test {message.id}{number} --to {address} --send`")
