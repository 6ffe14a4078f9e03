"""The parts of a mail in 7-bit characters: text, page, pictures, calendar entry and files."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.headers import joined

_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_ORGANIZER = re.compile(rb'^ORGANIZER(?:;(?:"[^"]*"|[^":])*)?:mailto:([^\r]+)\r$', re.MULTILINE)


def check_calendar(method: str, data: bytes, sender: str) -> None:
    """Refuse an entry of another method, or of another organiser than the sender of the mail.

    Outlook refuses the first, and Gmail leaves the second as a file.
    """
    lines = data.replace(b"\r\n ", b"")
    if _METHOD.findall(lines) != [method.encode()]:
        raise SstcError(f"the calendar entry is not a `{method}`", None, ExitCode.FAILED)
    organisers = {unquote_to_bytes(found).decode() for found in _ORGANIZER.findall(lines)}
    if {organiser.lower() for organiser in organisers} != {sender.lower()}:
        message = "the calendar entry is from another address than the mail"
        hint = "let `from` of `mail` name the first of the webinar's organisers with an `email`"
        raise SstcError(message, hint, ExitCode.DATA)


_FILE_NAME = re.compile(r"[A-Za-z0-9._+-]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BEYOND_ASCII = bytes(range(0x80, 0x100))


def text_part(kind: str, text: str) -> bytes:
    """Return a part with a text in UTF-8, in whichever of the two encodings is shorter."""
    return _text_part(kind, _LINE_END.sub("\r\n", text.rstrip("\n") + "\n"))


@lru_cache(maxsize=64)  # one text often goes to many people
def _text_part(kind: str, text: str) -> bytes:
    data = text.encode()
    escaped = data.count(b"=") + len(data) - len(data.translate(None, _BEYOND_ASCII))
    if 2 * escaped < len(data) // 3:  # two more characters for each, or a third more for all
        encoding, body = "quoted-printable", binascii.b2a_qp(data, istext=True) + b"\r\n"
    else:
        encoding, body = "base64", _base64(data)
    lines = (("Content-Type", f"{kind}; charset=utf-8"), ("Content-Transfer-Encoding", encoding))
    return joined(lines) + body


def calendar_part(method: str, data: bytes) -> bytes:
    """Return a calendar entry, whose method Outlook compares with that of the file.

    It has no disposition: Gmail would show it as a file instead of an entry.
    """
    kind = f"text/calendar; charset=utf-8; method={method}"
    lines = (("Content-Type", kind), ("Content-Transfer-Encoding", "base64"))
    return joined(lines) + _base64(data)  # which keeps the line ends of the file


@lru_cache(maxsize=32)  # all people get the same files
def file_part(kind: str, name: str, data: bytes, content_id: str = "") -> bytes:
    """Return a file to be saved or, with an id, a picture that the page shows."""
    plain = _FILE_NAME.fullmatch(name)
    written = f'filename="{name}"' if plain else f"filename*=utf-8''{quote(name, safe='')}"
    disposition = ("Content-Disposition", f"{'inline' if content_id else 'attachment'}; {written}")
    lines = [("Content-Type", kind), ("Content-Transfer-Encoding", "base64"), disposition]
    lines += [("Content-ID", f"<{content_id}>")] if content_id else []
    return joined(lines) + _base64(data)


def multipart(kind: str, parts: Iterable[bytes], message_id: str, position: str) -> bytes:
    """Return parts as one, with a boundary that only the mail and the position decide."""
    # neither encoding of parts can contain the first two characters
    digest = hashlib.sha256(f"{message_id} {position}".encode()).hexdigest()
    boundary = f"=_{digest[:32]}"
    between = f"--{boundary}\r\n".encode()
    body = b"".join(between + part for part in parts)
    head = joined([("Content-Type", f'multipart/{kind}; boundary="{boundary}"')])
    return head + body + f"--{boundary}--\r\n".encode()


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
