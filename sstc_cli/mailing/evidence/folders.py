"""The folder of sent mails of a mail program: a Maildir, an mbox file, or files of single mails."""

import re
from collections.abc import Iterator
from pathlib import Path

from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import files_below

_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)*<?([^\s<>]+)", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n")
_START = b"From "  # of each mail in an mbox file
_MOST = 1_000_000  # bytes of the headers of one mail


def ids_in_folder(place: Path) -> set[str]:
    """Return the Message-IDs of the mails in a file or folder, read from their headers only."""
    if not place.exists():
        raise SstcError(f"{place} does not exist", "name the folder of sent mails, or an mbox file")
    found: set[str] = set()
    try:
        for file in [place] if place.is_file() else files_below(place, "*"):
            for head in _heads(file):
                found.update(match.decode(errors="replace") for match in _ID.findall(head)[:1])
    except OSError as error:
        message = f"cannot read {place}: {explained(error)}"
        raise SstcError(message, "check its permissions") from error
    return found


def _heads(file: Path) -> Iterator[bytes]:
    """Yield the headers of each mail in a file."""
    with file.open("rb") as stream:
        if stream.read(len(_START)) != _START:
            stream.seek(0)
            yield _END.split(stream.read(_MOST), maxsplit=1)[0]
            return
        head: list[bytes] = []
        blank = reading = True
        for line in stream:
            if blank and line.startswith(_START):
                reading = True
                continue
            blank = not line.strip()
            if reading and blank:
                yield b"".join(head)
                head, reading = [], False
            elif reading:
                head.append(line)
