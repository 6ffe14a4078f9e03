"""The mails in files and folders: an mbox file, a Maildir, or files of single mails."""

import mailbox
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import files_below

_START = b"From "  # of each mail in an mbox file
_OUTLOOK = b"\xd0\xcf\x11\xe0"  # a .msg file
_MOST = 200_000  # bytes of one mail: the reason why it came back comes before the attachments


def bytes_in(place: Path) -> int:
    """Return the size of a file, or of all files in a folder; nothing of what cannot be read."""
    with suppress(OSError):
        files = files_below(place, "*") if place.is_dir() else [place]
        return sum(file.stat().st_size for file in files)
    return 0


def mails_in(place: Path, step: Callable[[int], None] = lambda _: None) -> Iterator[Message]:
    """Yield each mail in a file or folder, and give its size to `step`; refuse a file of none."""
    try:
        files = sorted(files_below(place, "*")) if place.is_dir() else [place]
        is_empty = place.is_file()
        for file in files:
            for mail, size in _mails(file):
                is_empty = False
                step(size)
                yield mail
    except OSError as error:
        message = f"cannot read {place}: {explained(error)}"
        raise SstcError(message, "name a mailbox (mbox), a Maildir folder or .eml files") from error
    if is_empty:
        with place.open("rb") as stream:
            is_outlook = stream.read(len(_OUTLOOK)) == _OUTLOOK
        hint = "export the folder as an mbox file, or save the mails as .eml files"
        if is_outlook:
            hint = (
                "Outlook's .msg files cannot be read: save the mails as .eml files, or use webmail"
            )
        raise SstcError(f"{place} has no e-mail in it", hint, ExitCode.DATA)


def _mails(file: Path) -> Iterator[tuple[Message, int]]:
    with file.open("rb") as stream:
        start = stream.read(len(_START))
        if start != _START:
            mail = _parsed(start + stream.read(_MOST))
            if mail.keys():
                yield mail, file.stat().st_size
            return
    with closing(mailbox.mbox(file, create=False)) as box:
        for key in box.iterkeys():
            with closing(box.get_file(key)) as inner:
                data = inner.read(_MOST)
                yield _parsed(data), len(data)


def _parsed(data: bytes) -> Message:
    """Return a mail, or an empty one if its parts are inside each other without end."""
    try:
        return message_from_bytes(data)
    except RecursionError:
        return Message()
