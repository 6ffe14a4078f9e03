"""The files that `-o` has written, by digests of their contents, so that no others are replaced.

A mark in the files would not do: text has no place for one, and an edited file would keep it.
"""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from sstc_cli.cli.console.files import listed, write_whole
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.lock import locked

_RECORD = Path("out", ".written")
_MOST = 100_000  # digests


def refuse_others(session: Session, files: Iterable[Path]) -> None:
    """Refuse to replace files that are not as sstc wrote them, unless the user asks for it."""
    present = [] if session.replaces else [file for file in files if file.exists()]
    known = {*_known(session)} if present else set()
    if others := [file for file in present if _digest(file) not in known]:
        which = ", ".join(listed(others))
        message = f"sstc did not write {which} as it is now, so nothing was written"
        hint = "name another path with `-o`, or add `--replace` to replace what is there"
        raise SstcError(message, hint, ExitCode.USAGE)


def remember(session: Session, files: Iterable[Path]) -> None:
    """Record the contents of files before they get their places.

    Without a workspace, or in one that cannot be written, the next command asks for `--replace`.
    """
    with suppress(SstcError, OSError):
        root = session.root
        record = root / _RECORD
        record.parent.mkdir(exist_ok=True)
        with locked(record):
            digests = dict.fromkeys(_known(session))
            for digest in map(_digest, files):
                digests.pop(digest, None)
                digests[digest] = None
            lines = [*digests][-_MOST:]
            write_whole(record, "".join(f"{line}\n" for line in lines).encode(), root=root)


def _known(session: Session) -> list[str]:
    """Return the digests of what was written before, the latest last."""
    with suppress(SstcError, OSError):
        return (session.root / _RECORD).read_text("ascii", "replace").split()
    return []


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
