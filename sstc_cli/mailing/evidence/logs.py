"""The logs of Exim and Postfix: which Message-IDs the server accepted."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from sstc_cli.errors import ExitCode, SstcError, explained

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
