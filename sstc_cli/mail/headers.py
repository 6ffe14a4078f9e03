"""The lines above a mail: nothing typed becomes a line of its own, and the proof of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from email.header import Header, decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import parseaddr, quote
from functools import lru_cache

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.email import ENCODED
from sstc_cli.unseen import UNSEEN, named

_BREAKING = rf"[\t\n]|{UNSEEN}"
_ISOLATES = re.compile("[\u2066-\u2069]")  # templates put them around names in other directions
_LINE = 76
_PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_QUOTABLE = re.compile(r"[ -~]+")
_LONGEST_PLAIN = 60
_END = re.compile(rb"\r?\n\r?\n")


class UnsafeTextError(SstcError):
    """A text that could add lines to a mail, or hide what it says."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"the {what} has {reason}", "type it again without it", ExitCode.DATA)


def head_of(data: bytes) -> bytes:
    """Return the lines above the first empty one of a mail, whatever system wrote it."""
    return _END.split(data, maxsplit=1)[0]


def refuse_unsafe(what: str, text: str) -> str:
    """Return a text that a header of a mail can have, or refuse it without showing its words."""
    if not text.isprintable() and (found := re.search(_BREAKING, _ISOLATES.sub("", text))):
        raise UnsafeTextError(what, named(found[0]))  # alone: the words around it may be private
    if ENCODED in text:
        raise UnsafeTextError(what, "`=?`, which mail programs read as a code for other characters")
    return text


@lru_cache(maxsize=256)  # a subject goes to many people
def text_value(name: str, text: str) -> str:
    """Return a text as the value of a line, folded, and in ASCII."""
    if text.isascii() and len(name) + 2 + len(text) <= _LINE:
        return text
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, _LINE, name).encode(linesep="\r\n")


@lru_cache(maxsize=64)  # the sender is the same each time
def mailbox_value(name: str, person: str, address: str) -> str:
    if not person:
        return address
    if len(person) <= _LONGEST_PLAIN and _PLAIN_NAME.fullmatch(person):
        return f"{person} <{address}>"
    if len(person) <= _LONGEST_PLAIN and _QUOTABLE.fullmatch(person):
        return f'"{quote(person)}" <{address}>'
    words = Header(person, "utf-8", _LINE, name).encode(linesep="\r\n")
    last = len(name) + 2 + len(words) if "\r" not in words else _LINE
    return (
        f"{words} <{address}>" if last + len(address) + 3 <= _LINE else f"{words}\r\n <{address}>"
    )


def joined(lines: Iterable[tuple[str, str]]) -> bytes:
    """Return lines above a mail, or above a part of it, and the empty line that ends them."""
    return "".join(f"{name}: {value}\r\n" for name, value in lines).encode() + b"\r\n"


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

    `people` has a name and an address for each line with a person.
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
