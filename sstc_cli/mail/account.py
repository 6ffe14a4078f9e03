"""The account that mails are sent with (`.sstc/mail.toml`): its server, pace and login."""

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
KEYRING, ASK = "keyring", "ask"
_TEXTS = ("preset", "host", "tls", "user", "ca", "password_from")
_NUMBERS = ("port", "per_minute", "per_day")
_COMMANDS = ("password_command", "token_command")
_LOGINS = (*_COMMANDS, "password_from")
_FLAGS = ("smtputf8",)
_KEYS = (*_TEXTS, *_NUMBERS, *_COMMANDS, *_FLAGS)
_MOST = {"port": 65_535, "per_minute": 100_000, "per_day": 10_000_000}
_PER_MINUTE, _PER_DAY = 30, 2_000
_MOST_BYTES = 20_000
_MOST_CERTIFICATES = 5_000_000  # bytes


@dataclass(frozen=True)
class Account:
    """A mail server, the user of it, and the pace that it allows.

    `command` prints the password, or with `token` an access token for XOAUTH2. Without one, the
    password comes from the `keyring` of the system, or the user is asked. `ca` is a file of
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
    password_from: str = ""

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
        raise SstcError(message, "run `sstc mail setup`, which asks for it") from error
    except OSError as error:
        message = f"cannot read {place}: {explained(error)}"
        raise SstcError(message, "check the permissions of the file") from error
    except tomllib.TOMLDecodeError as error:
        reason = str(error)[:1].lower() + str(error)[1:]
        raise _wrong(place, reason, 'write `key = "value"` lines') from error
    except (ValueError, RecursionError) as error:  # a number, or brackets, without end
        raise _wrong(place, "a value has no end", 'write `key = "value"` lines') from error
    return account_from(given, file.parent, place)


def _contents(file: Path, place: str) -> str:
    status = file.stat()
    if not S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise _wrong(place, "it is not a short text", "write a file of some lines there")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(place, "it is not UTF-8", "save it as UTF-8") from error


def account_from(given: Mapping[str, Any], folder: Path, place: str = PLACE) -> Account:
    """Return the account of some keys, whose paths begin at a folder; refuse wrong ones."""
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
    login = _login(values, place)
    command = values[login] if login in _COMMANDS else ""
    words = command if isinstance(command, str) else tuple(command)
    pace = Pace(values.get("per_minute", _PER_MINUTE), values.get("per_day", _PER_DAY))
    ca = folder / Path(values["ca"]).expanduser() if "ca" in values else None
    port = values.get("port", _PORTS[tls])
    user, utf8 = values.get("user", ""), values.get("smtputf8", False)
    kept = values[login] if login == "password_from" else ""
    token = login == "token_command"
    return Account(values["host"], port, tls, pace, user, words, token, ca, utf8, kept)


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


def _login(values: Mapping[str, Any], place: str) -> str:
    """Return the key that says where the password comes from, or an empty text for no login."""
    present = [key for key in _LOGINS if values.get(key)]
    if len(present) > 1:
        raise _wrong(place, f"it has `{present[0]}` and `{present[1]}`", "keep one of them")
    if present and not values.get("user"):
        raise _wrong(place, f"it has `{present[0]}`, but no `user`", "write `user`")
    if values.get("user") and not present:
        hint = "run `sstc mail setup`, or write `password_command`, which prints the password"
        raise _wrong(place, "it has `user`, but no command for the password", hint)
    kept = values.get("password_from", KEYRING)
    if kept not in (KEYRING, ASK):
        raise _wrong(place, f"`password_from` is `{kept}`", f"write `{KEYRING}` or `{ASK}`")
    return present[0] if present else ""


def _refuse_unknown(given: Mapping[str, Any], place: str) -> None:
    for key in given:
        if key in _SECRETS:
            hint = "run `sstc mail setup`, or write `password_command` or `token_command`"
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
