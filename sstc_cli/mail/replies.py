"""The replies of a mail server, by what they mean for a mail and for the batch.

The texts of replies are read, but never kept: they often repeat the address of the recipient.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?!\d)")
_QUOTA = re.compile(
    r"quota|limit|too (many|much)|frequen|rate|throttl|spam|policy|suspicious|blocked|"
    r"DT:|HL:|MI:|频率|超过|限制",
    re.IGNORECASE,
)
_LOGIN = {530, 534, 535, 538}
_CLOSED = "5.7.30"  # basic authentication is switched off
_FEWER = {432}
_FEWER_STATUS = "4.3.2"
_BUSY = 421
_MANY = re.compile(r"too many (?:recipients|messages|mails)", re.IGNORECASE)
_BAD_ADDRESS = re.compile(r"5\.1\.\d+")
_USED_UP = "5.4.5"
_POLICY = re.compile(r"5\.7\.\d+")
_ENCRYPTION = re.compile(r"starttls|encrypt|\btls\b", re.IGNORECASE)
_SWITCHED_OFF = (
    "the provider has switched passwords off: use `token_command` instead of `password_command`, "
    "or ask your administrator for SMTP AUTH"
)
_WRONG_LOGIN = "check `user` and the password, or set the account up anew: `sstc mail setup`"
_NO_ENCRYPTION = 'the server wants encryption: write `tls = "starttls"` into .sstc/mail.toml'
_TOO_MANY = "close other programs that send with this account, or lower `per_minute`"
_LIMITED = (
    "a limit of your account or a policy is the reason, not your list: lower `per_minute` or "
    "`per_day`, ask your provider, and run this again later"
)
# what the code of a reply leaves open, by RFC 3463
_WORDS = (
    (re.compile(r"^530"), "it wants a login or encryption first"),
    (re.compile(r"^53[458]"), "the login did not work"),
    (re.compile(r"[45]\.4\.5"), "the limit of a day is used up"),
    (re.compile(r"[45]\.1\.[1236]\b|5\.1\.10"), "the address does not exist"),
    (re.compile(r"[45]\.1\."), "the server refused the address"),
    (re.compile(r"[45]\.2\.1"), "the mailbox is switched off"),
    (re.compile(r"[45]\.2\.2"), "the mailbox is full"),
    (re.compile(r"[45]\.3\.4|\b552"), "the mail is too large for the server"),
    (re.compile(r"[45]\.4\."), "the server could not reach the recipient's"),
    (re.compile(r"[45]\.6\."), "the server did not accept the contents"),
    (re.compile(r"[45]\.7\."), "the server's policy does not allow it"),
    (re.compile(r"\b45\d|\b4\d\d"), "the server could not take it now"),
    (re.compile(r"\b5\d\d"), "the server refused it"),
)


class Act(StrEnum):
    """What to do about a reply."""

    ACCEPTED = "accepted"
    DEFER = "defer"  # try this mail again later
    FAIL = "fail"  # never try this mail again
    BAD_ADDRESS = "bad address"  # the same, and write to this address no more
    PAUSE = "pause"  # a quota of the account: it is not this mail's fault
    POLICY = "policy"  # it may be about the account, or about this recipient
    BACK_OFF = "back off"  # the server is busy, or wants a new session
    FEWER = "fewer"  # it wants fewer connections
    STOP = "stop"  # the account does not work


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: its code, its enhanced status if it has one, what to do, and a remedy if we know."""

    code: int
    status: str
    act: Act
    remedy: str = ""

    @property
    def reason(self) -> str:
        return f"{self.code} {self.status}".strip()


def read_reply(code: int, text: bytes | str) -> Reply:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    found = _STATUS.match(words)
    status = found[1] if found and found[1][0] == str(code)[0] else ""
    return Reply(code, status, *_meaning(code, status, words))


def words_of(reason: str) -> str:
    return next((words for pattern, words in _WORDS if pattern.search(reason)), "")


def _meaning(code: int, status: str, text: str) -> tuple[Act, str]:
    """Return what to do about a reply, and its remedy; the first that fits."""
    quota = not status and code >= 500 and _QUOTA.search(text)
    many = code == 452 and (status == "4.5.3" or (not status and _MANY.search(text)))
    meanings = (
        (200 <= code < 300, Act.ACCEPTED, ""),
        (status == _CLOSED, Act.STOP, _SWITCHED_OFF),
        (code == 530 and _ENCRYPTION.search(text), Act.STOP, _NO_ENCRYPTION),
        (code in _LOGIN, Act.STOP, _WRONG_LOGIN),
        (code in _FEWER or status == _FEWER_STATUS, Act.FEWER, _TOO_MANY),
        (_BAD_ADDRESS.fullmatch(status), Act.BAD_ADDRESS, ""),
        (status == _USED_UP, Act.PAUSE, _LIMITED),
        (_POLICY.fullmatch(status) or quota, Act.POLICY, _LIMITED),
        (code == _BUSY or many, Act.BACK_OFF, "the server is busy: run this again later"),
        (400 <= code < 500, Act.DEFER, ""),
        (True, Act.FAIL, ""),
    )
    return next((act, remedy) for fits, act, remedy in meanings if fits)
