"""Parse a finished mail again, because writers of mail have let values become lines."""

import re
from collections.abc import Iterable, Iterator, Mapping
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from sstc_cli.mail.headers import UnsafeTextError

_PARSER = BytesHeaderParser()
_OF_PARTS = re.compile(
    rb"Content-Type: [^\r\n]+\r\n"
    rb"(?:Content-Transfer-Encoding: (?:base64|quoted-printable)\r\n"
    rb"(?:Content-Disposition: [^\r\n]+\r\n)?(?:Content-ID: <[^\r\n]+>\r\n)?)?"
)
_OWN = (["Content-Type"], ["Content-Type", "Content-Transfer-Encoding"])
_BOUNDARY = re.compile(rb'boundary="([^"]+)"')


def prove(
    data: bytes, names: Iterable[str], people: Mapping[str, tuple[str, str]], subject: str
) -> None:
    """Refuse a mail that others would read with other lines, people or subject than it should have.

    `people` has a name and an address for each line with somebody.
    """
    head, _, body = data.partition(b"\r\n\r\n")
    mail = _PARSER.parsebytes(head + b"\r\n\r\n")
    top, own = [*names], mail.keys()
    if own[: len(top)] != top or own[len(top) :] not in _OWN or mail.defects:
        raise UnsafeTextError("mail", "lines that it should not have")
    if not all(_OF_PARTS.fullmatch(part) for part in _heads(head, body)):
        raise UnsafeTextError("mail", "parts that it should not have")
    values = {name: _unfolded(value) for name, value in mail.raw_items()}
    if _decoded(values["Subject"]) != subject:
        raise UnsafeTextError("subject", "characters that mail programs read differently")
    for name, (person, address) in people.items():
        read, at = parseaddr(values[name])
        if (_decoded(read), at) != (person, address):
            raise UnsafeTextError("name", "characters that mail programs read differently")


def _heads(head: bytes, body: bytes) -> Iterator[bytes]:
    """Yield the lines above each part, by the boundary that the lines above name, as readers do."""
    found = _BOUNDARY.search(head)
    if not found:
        return
    around = b"--" + found[1]
    first, *parts, last = (b"\r\n" + body).split(b"\r\n" + around)
    if first or last != b"--\r\n":
        yield b""
    for part in parts:
        own, _, inside = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        yield own + b"\r\n"
        yield from _heads(own, inside + b"\r\n")


def _unfolded(value: object) -> str:
    """Return the value of a line as it was written; the parser hides what is not ASCII."""
    return str(value).encode("ascii", "surrogateescape").decode().replace("\r\n", "")


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))
