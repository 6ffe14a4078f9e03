"""What shows that a mail was accepted: the log of the server, or the folder of sent mails."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import files_below
from sstc_cli.mail.headers import head_of

_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)*<?([^\s<>]+)", re.IGNORECASE | re.MULTILINE)
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
    with file.open("rb") as stream:
        if stream.read(len(_START)) != _START:
            stream.seek(0)
            yield head_of(stream.read(_MOST))
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


# `<=` is an arrival; the date before it may have milliseconds and a process id
_EXIM = re.compile(r" <= .*? id=<?([^\s>]+)")
_POSTFIX = re.compile(r" postfix\S*/cleanup\[\d+\]: (\w+): (?:resent-)?message-id=<?([^\s>]+)")
# cleanup logs the id before it has all of the mail: the queue has only what was accepted
_QUEUED = re.compile(r" postfix\S*/qmgr\[\d+\]: (\w+): from=.* \(queue active\)")
_GZIP = b"\x1f\x8b"


def accepted_in_log(file: Path) -> set[str]:
    """Return the Message-IDs of all mails that a server accepted; refuse another kind of file."""
    accepted: set[str] = set()
    ids: dict[str, str] = {}
    queued: set[str] = set()
    known = False
    for line in _lines(file):
        if found := _EXIM.search(line):
            accepted.add(found[1])
        elif found := _POSTFIX.search(line):
            ids[found[1]] = found[2]
        elif found := _QUEUED.search(line):
            queued.add(found[1])
        known = known or " <= " in line or " postfix" in line or " => " in line
    if not known:
        message = f"{file.name} is not a log of Exim or Postfix"
        raise SstcError(message, "name Exim's mainlog or Postfix's mail.log", ExitCode.USAGE)
    return accepted | {id_ for number, id_ in ids.items() if number in queued}


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as stream:
            packed = stream.read(len(_GZIP)) == _GZIP
        with gzip.open(file) if packed else file.open("rb") as lines:
            for line in lines:
                yield line.decode(errors="replace")
    except (OSError, EOFError, zlib.error) as error:
        reason = explained(error) if isinstance(error, OSError) else "it is damaged"
        raise SstcError(f"cannot read {file}: {reason}", "check its path") from error
