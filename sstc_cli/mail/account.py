"""The account that mails are sent with (`.sstc/mail.toml`): its server, pace and password."""

import os
import shlex
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from stat import S_ISREG
from typing import Any

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import SstcError, explained

MINUTE, DAY = 60, 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """The most mails in any 60 seconds and in any 24 hours."""

    per_minute: int
    per_day: int

    @property
    def windows(self) -> tuple[tuple[int, int], ...]:
        """The length of each window in seconds, with its limit."""
        return (MINUTE, self.per_minute), (DAY, self.per_day)

    def seconds_for(self, count: int, today: int = 0) -> int:
        """Return after how many seconds the last of some mails leaves, if `today` some have."""
        left = max(self.per_day - today, 0)
        if count <= left:
            return _minutes(count, self.per_minute) * MINUTE
        days, rest = divmod(count - left - 1, self.per_day)
        return (days + 1) * DAY + _minutes(rest + 1, self.per_minute) * MINUTE


def _minutes(count: int, per_minute: int) -> int:
    return max(count - 1, 0) // per_minute


_FACTS = ("host", "port", "tls", "per_minute", "per_day")
_SERVERS: Mapping[str, tuple[str | int, ...]] = {
    "microsoft365": ("smtp.office365.com", 587, "starttls", 30, 10_000),
    "gmail": ("smtp.gmail.com", 587, "starttls", 20, 500),
    "exmail": ("smtp.exmail.qq.com", 465, "implicit", 10, 500),
    "qq": ("smtp.qq.com", 465, "implicit", 10, 200),
    "163": ("smtp.163.com", 465, "implicit", 10, 200),
}
PRESETS = {name: dict(zip(_FACTS, facts, strict=True)) for name, facts in _SERVERS.items()}


PLACE = ".sstc/mail.toml"
TLS = ("starttls", "implicit", "none")
_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_SECRETS = ("password", "token", "secret")
_TEXTS = ("preset", "host", "tls", "user", "ca")
_NUMBERS = ("port", "per_minute", "per_day")
_COMMANDS = ("password_command", "token_command")
_FLAGS = ("smtputf8",)
_KEYS = (*_TEXTS, *_NUMBERS, *_COMMANDS, *_FLAGS)
_MOST = {"port": 65_535, "per_minute": 100_000, "per_day": 10_000_000}
_EXAMPLE = 'for example `preset = "gmail"`, `user = "office@example.org"` and `password_command`'
_PER_MINUTE, _PER_DAY = 30, 2_000
_MOST_BYTES = 20_000
_MOST_CERTIFICATES = 5_000_000  # bytes


@dataclass(frozen=True)
class Account:
    """A mail server, the user of it, and the pace that it allows.

    `command` prints the password, or with `token` an access token for XOAUTH2. `ca` is a file of
    certificates to trust besides those of the system. With `smtputf8`, the server takes addresses
    whose name before `@` is in another script.
    """

    host: str
    port: int
    tls: str
    pace: Pace
    user: str = ""
    command: str | tuple[str, ...] = field(default="", repr=False)
    token: bool = False
    ca: Path | None = None
    smtputf8: bool = False

    @property
    def server(self) -> str:
        return f"{self.host}:{self.port}"

    @cached_property
    def certificates(self) -> bytes:
        """The certificates in `ca`, read once: those that a user allows are those trusted."""
        if self.ca is None:
            return b""
        try:
            status = self.ca.stat()
            if not S_ISREG(status.st_mode) or status.st_size > _MOST_CERTIFICATES:
                raise _wrong(PLACE, "`ca` is not a file of certificates", "check its path")
            return self.ca.read_bytes()
        except OSError as error:
            message = f"{PLACE}: cannot read the file `ca`: {explained(error)}"
            raise SstcError(message, "check its path") from None


def read_account(file: Path, place: str = PLACE) -> Account:
    """Return the account in a file. Refuse what is missing, unknown or unsafe in one line."""
    try:
        given = tomllib.loads(_contents(file, place))
    except FileNotFoundError as error:
        message = f"{place} is missing, so there is no account to send with"
        made = "" if file.parent.is_dir() else f"make the folder {Path(place).parent}, then "
        raise SstcError(message, f"{made}write it, {_EXAMPLE}") from error
    except OSError as error:
        message = f"cannot read {place}: {explained(error)}"
        raise SstcError(message, "check the permissions of the file") from error
    except tomllib.TOMLDecodeError as error:
        reason = str(error)[:1].lower() + str(error)[1:]
        raise _wrong(place, reason, 'write `key = "value"` lines') from error
    except (ValueError, RecursionError) as error:  # a number, or brackets, without end
        raise _wrong(place, "a value has no end", 'write `key = "value"` lines') from error
    return _account(given, file.parent, place)


def _contents(file: Path, place: str) -> str:
    status = file.stat()
    if not S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise _wrong(place, "it is not a short text", "write a file of some lines there")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(place, "it is not UTF-8", "save it as UTF-8") from error


def _account(given: Mapping[str, Any], folder: Path, place: str) -> Account:
    _refuse_unknown(given, place)
    for key, value in given.items():
        _refuse_kind(key, value, place)
    values = {**_preset(given, place), **given}
    if not values.get("host"):
        raise _wrong(place, "`host` is missing", f"write `host`, or `preset`: {', '.join(PRESETS)}")
    tls = values.get("tls", "implicit" if values.get("port") == _PORTS["implicit"] else "starttls")
    if tls not in TLS:
        hint = did_you_mean(tls, TLS)
        raise _wrong(place, f"`tls` is `{tls}`", f"{hint} (starttls, implicit or none)")
    if tls == "none" and not is_loopback(values["host"]):
        message = (
            "`tls = none` is allowed on this computer only, because others could read the mails"
        )
        raise _wrong(place, message, "write `starttls` or `implicit`")
    command, token = _command(values, place)
    pace = Pace(values.get("per_minute", _PER_MINUTE), values.get("per_day", _PER_DAY))
    ca = folder / Path(values["ca"]).expanduser() if "ca" in values else None
    port = values.get("port", _PORTS[tls])
    user, utf8 = values.get("user", ""), values.get("smtputf8", False)
    return Account(values["host"], port, tls, pace, user, command, token, ca, utf8)


def is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _preset(given: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    name = given.get("preset")
    if name is None:
        return {}
    if name not in PRESETS:
        raise _wrong(place, f"unknown preset `{name}`", did_you_mean(name, PRESETS))
    return PRESETS[name]


def _command(values: Mapping[str, Any], place: str) -> tuple[str | tuple[str, ...], bool]:
    present = [key for key in _COMMANDS if values.get(key)]
    if len(present) > 1:
        raise _wrong(place, "it has `password_command` and `token_command`", "keep one of them")
    if present and not values.get("user"):
        raise _wrong(place, f"it has `{present[0]}`, but no `user`", "write `user`")
    if values.get("user") and not present:
        hint = "write `password_command`, a command that prints the password"
        raise _wrong(place, "it has `user`, but no command for the password", hint)
    if not present:
        return "", False
    command = values[present[0]]
    words = command if isinstance(command, str) else tuple(command)
    return words, present[0] == "token_command"


def _refuse_unknown(given: Mapping[str, Any], place: str) -> None:
    for key in given:
        if key in _SECRETS:
            hint = "write `password_command` or `token_command`, a command that prints it"
            raise _wrong(place, f"`{key}` does not belong in a file", hint)
        if key not in _KEYS:
            raise _wrong(place, f"unknown key `{key}`", did_you_mean(key, _KEYS))


def _refuse_kind(key: str, value: object, place: str) -> None:
    """Refuse a value of another kind, without repeating that of a command."""
    if key in _TEXTS and not (isinstance(value, str) and value.isprintable()):
        raise _wrong(place, f"`{key}` is not a text", f'write `{key} = "…"`')
    if key in _NUMBERS and (type(value) is not int or not 1 <= value <= _MOST[key]):
        shown = str(value).lower() if isinstance(value, bool) else value  # as it is in the file
        hint = f"write a number from 1 to {_MOST[key]:,}, without quotation marks"
        raise _wrong(place, f"`{key}` is `{shown}`", hint)
    if key in _FLAGS and not isinstance(value, bool):
        hint = "write `true` or `false`, without quotation marks"
        raise _wrong(place, f"`{key}` is `{value}`", hint)
    if key in _COMMANDS and not (isinstance(value, str) or _are_words(value)):
        raise _wrong(place, f"`{key}` is not a command", "write a text, or a list of texts")


def _are_words(value: object) -> bool:
    return isinstance(value, Sequence) and all(isinstance(word, str) and word for word in value)


def _wrong(place: str, what: str, hint: str) -> SstcError:
    return SstcError(f"{place}: {what}", hint)


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
