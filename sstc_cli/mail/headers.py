"""The lines above a mail, in which nothing that people typed can become a line of its own."""

import re
from collections.abc import Iterable
from email.header import Header
from email.utils import quote
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


class UnsafeTextError(SstcError):
    """A text that could add lines to a mail, or hide what it says."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"the {what} has {reason}", "type it again without it", ExitCode.DATA)


def refuse_unsafe(what: str, text: str) -> str:
    """Return a text that can stand above a mail, or refuse it by what it is, without its words."""
    if not text.isprintable() and (found := re.search(_BREAKING, _ISOLATES.sub("", text))):
        raise UnsafeTextError(what, named(found[0]))  # alone: the words around it may be private
    if ENCODED in text:
        raise UnsafeTextError(what, "`=?`, which mail programs read as a code for other characters")
    return text


def header(name: str, value: str) -> bytes:
    """Return one line above a mail, or several that continue it."""
    return f"{name}: {value}\r\n".encode()


@lru_cache(maxsize=256)  # a subject goes to many people
def text_value(name: str, text: str) -> str:
    """Return a text as the value of a line, folded, and in ASCII."""
    if text.isascii() and len(name) + 2 + len(text) <= _LINE:
        return text
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, _LINE, name).encode(linesep="\r\n")


@lru_cache(maxsize=64)  # the sender is the same each time
def mailbox_value(name: str, person: str, address: str) -> str:
    """Return a name with its address as the value of a line."""
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
    return b"".join(header(name, value) for name, value in lines) + b"\r\n"
