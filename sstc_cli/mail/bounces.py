"""What came back: mails that could not be delivered, and wishes to get no more invitations."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum

from flufl.bounce import all_failures

# it logs what a detector cannot read, and so perhaps an address
logging.getLogger("flufl.bounce").disabled = True
_CODE = re.compile(r"\bstop\s+([a-z2-7]{16})\b", re.IGNORECASE)
_ID = re.compile(
    r"^[> \t]*message-id:[ \t]*(?:\r?\n[> \t]+)?<?([^\s<>]+)", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_NO_ADDRESS = re.compile(r"5\.1\.(?:[012346]|10)|5\.4\.4")  # RFC 3463; the others are the sender's
_POLICY = re.compile(r"5\.7\.\d+|5\.1\.[789]|5\.3\.4")
_UNKNOWN = re.compile(
    r"(?:user|recipient|mailbox|address|account)\b.{0,20}\b(?:unknown|not found|not exist|invalid)|"
    r"(?:unknown|no such|invalid|nonexistent) (?:user|recipient|mailbox|address|account)|"
    r"does(?: not|n't) (?:exist|have an? \S+ account)|mailbox unavailable|"
    r"用户不存在|无此用户|收件人不存在",
    re.IGNORECASE,
)
_FULL = re.compile(r"quota|\bfull\b|\blimit|exceed|storage", re.IGNORECASE)
_FINAL = {  # what a reason has to say besides a status that leaves it open
    **dict.fromkeys(("", "5.0.0", "5.1.0", "5.5.0"), _UNKNOWN),
    "5.2.1": re.compile(r"inactive|disabled|deactivated|suspended|closed", re.IGNORECASE),  # Gmail
    "5.4.1": re.compile(r"recipient address rejected: access denied", re.IGNORECASE),  # Microsoft
}
_BLOCKED = re.compile(
    r"spam|policy|blocked|blacklist|blocklist|reputation|dmarc|spf", re.IGNORECASE
)
_RETURNED = re.compile(
    r"undeliver|not deliver|non-?deliver|deliver\w* (?:has )?(?:fail|status|notif)|failure notice|"
    r"returned|退信|не доставлен|no entregado|non remis",
    re.IGNORECASE,
)
_COPY = re.compile(  # where a copy of the mail begins, which has words of its own
    r"^[> \t]*(?:return-path|received|message-id|from|to|subject|date):",
    re.IGNORECASE | re.MULTILINE,
)
_DELAYED = re.compile(r"delay|warning", re.IGNORECASE)
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
_SERVERS = ("mailer-daemon", "postmaster")
_MOST = 200_000  # characters of a text that may have the headers of the returned mail
_LONGEST = 2_000  # characters of a subject


class Kind(StrEnum):
    """What a bounce says about an address."""

    HARD = "hard"  # it does not exist
    SOFT = "soft"  # it could not take a mail this time
    POLICY = "policy"  # the server did not want this mail: that is not the address's fault


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail that came back: the Message-IDs in it, one of which is that of the mail.

    Some servers name none. `day` is None if the bounce has no date.
    """

    ids: tuple[str, ...]
    kind: Kind
    status: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's wish to get no more invitations, by the code of that person."""

    code: str


class Other(StrEnum):
    """A mail that is neither."""

    AUTOMATIC = "automatic"  # for example that a person is on leave
    DELAYED = "delayed"  # the server still tries
    MAIL = "mail"


def read_returned(mail: Message) -> Bounce | Wish | Other:
    try:
        return _returned(mail)
    except RecursionError:  # parts are inside each other without end
        return Other.MAIL


def _returned(mail: Message) -> Bounce | Wish | Other:
    if failure := _reported(mail):
        return failure
    sender = _header(mail, "From").lower()
    is_of_server = _header(mail, "Return-Path") == "<>" or any(name in sender for name in _SERVERS)
    kind = _older_form(mail) or (_plain_form(mail) if is_of_server else None)
    if _is_automatic(mail) and not (kind and is_of_server):
        return Other.AUTOMATIC
    if code := _CODE.search(_subject(mail)):
        return Wish(code[1].lower())
    return Bounce(_ids(mail), kind, "", _day(mail)) if kind else Other.MAIL


def _older_form(mail: Message) -> Kind | None:
    """Return what a mail says in one of the forms before RFC 3464, or None for other mails."""
    try:
        temporary, permanent = all_failures(mail)
    except Exception:  # noqa: BLE001 its detectors do not expect every mail that there is
        return None
    if permanent:
        return Kind.HARD
    return Kind.SOFT if temporary else None


def _plain_form(mail: Message) -> Kind | None:
    """Return what a server says in words of its own, or None if it does not say that it failed."""
    subject = _subject(mail)
    if not _RETURNED.search(subject) or _DELAYED.search(subject):
        return None
    texts = (_text(part) for part in mail.walk() if part.get_content_type() == "text/plain")
    said = _COPY.split(next(texts, ""), maxsplit=1)[0]
    status = _STATUS.search(said)
    return _kind(status[0] if status else "", said)


def _reported(mail: Message) -> Bounce | Other | None:
    """Return what a report by RFC 3464 says, or None if the mail has none."""
    blocks = [
        block
        for part in mail.walk()
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
        for block in part.get_payload()
        if isinstance(block, Message) and block["Action"]
    ]
    actions = {_header(block, "Action").lower() for block in blocks}
    if not blocks:
        return None
    if "failed" not in actions:
        return Other.DELAYED if "delayed" in actions else Other.AUTOMATIC
    failed = next(block for block in blocks if _header(block, "Action").lower() == "failed")
    status = _status(failed)
    reason = _header(failed, "Diagnostic-Code")
    return Bounce(_ids(mail), _kind(status, reason), status, _day(mail))


def _status(block: Message) -> str:
    """Return the enhanced status of a recipient: that in the reply if the report has `5.0.0`."""
    found = _STATUS.search(_header(block, "Status"))
    status = found[0] if found else ""
    inner = _STATUS.search(_header(block, "Diagnostic-Code"))
    return inner[0] if inner and status[1:] in ("", ".0.0") else status


def _kind(status: str, reason: str) -> Kind:
    if _NO_ADDRESS.fullmatch(status) and status != "5.1.0":
        return Kind.HARD
    if _POLICY.fullmatch(status) or _BLOCKED.search(reason):
        return Kind.POLICY
    final = _FINAL.get(status)
    is_final = final and final.search(reason) and not _FULL.search(reason)
    return Kind.HARD if is_final else Kind.SOFT


def _is_automatic(mail: Message) -> bool:
    """Return whether a program has answered for a person (RFC 3834)."""
    submitted = _header(mail, "Auto-Submitted").lower()
    is_reply = submitted.startswith(("auto-replied", "auto-generated"))  # the second by Exchange
    is_marked = _header(mail, "Precedence").lower() == "auto_reply"
    return is_reply or is_marked or any(name in mail for name in _AUTOMATIC)


def _ids(mail: Message) -> tuple[str, ...]:
    """Return the Message-IDs of the mail that came back: in a part of its own, or in the text."""
    found = dict.fromkeys(_returned_ids(mail))
    if not found:
        texts = (_text(part) for part in mail.walk() if part.get_content_maintype() == "text")
        found = dict.fromkeys(id_ for text in texts for id_ in _ID.findall(text))
    return tuple(found)


def _returned_ids(mail: Message) -> Iterator[str]:
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message) and inner["Message-ID"]:
                yield str(inner["Message-ID"]).strip().strip("<>")
        elif kind in ("text/rfc822-headers", "message/rfc822", "message/rfc822-headers"):
            yield from _ID.findall(_text(part))


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload[:_MOST].decode("utf-8", "replace")
    return "\n".join(str(inner) for inner in part.get_payload())[:_MOST]


def _header(mail: Message, name: str) -> str:
    """Return a header, also with letters that are not ASCII, as some servers write them."""
    raw = next((text for key, text in mail.raw_items() if key.lower() == name.lower()), "")
    return str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _subject(mail: Message) -> str:
    raw = _header(mail, "Subject")[:_LONGEST]
    try:
        return str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        return raw


def _day(mail: Message) -> date | None:
    try:
        moment = parsedate_to_datetime(str(mail.get("Date", "")))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
