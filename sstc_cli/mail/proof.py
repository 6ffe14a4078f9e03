"""Parse a finished mail again, because writers of mail have let values become lines."""

from collections.abc import Iterable, Mapping
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr

from sstc_cli.mail.headers import UnsafeTextError

_OF_PARTS = [
    *(["Content-Type"], ["Content-Type", "Content-Transfer-Encoding"]),
    ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"],
    ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID"],
]


def prove(
    data: bytes, names: Iterable[str], people: Mapping[str, tuple[str, str]], subject: str
) -> None:
    """Refuse a mail that others would read with other lines, people or subject than it should have.

    `people` has a name and an address for each line with somebody.
    """
    mail = message_from_bytes(data)
    top, own = [*names], mail.keys()
    if own[: len(top)] != top or own[len(top) :] not in _OF_PARTS:
        raise UnsafeTextError("mail", "lines that it should not have")
    parts = [part for part in mail.walk() if part is not mail]
    if mail.defects or any(part.keys() not in _OF_PARTS or part.defects for part in parts):
        raise UnsafeTextError("mail", "parts that it should not have")
    values = {name: _unfolded(value) for name, value in mail.raw_items()}
    if _decoded(values["Subject"]) != subject:
        raise UnsafeTextError("subject", "characters that mail programs read differently")
    for name, (person, address) in people.items():
        read, at = parseaddr(values[name])
        if (_decoded(read), at) != (person, address):
            raise UnsafeTextError("name", "characters that mail programs read differently")


def _unfolded(value: object) -> str:
    """Return the value of a line as it was written; the parser hides what is not ASCII."""
    return str(value).encode("ascii", "surrogateescape").decode().replace("\r\n", "")


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))
