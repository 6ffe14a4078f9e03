"""What the user wants to check: a file, a code, a text with a code, or stdin."""

import sys
from pathlib import Path

from sstc_cli.certificates.code import PREFIX, find
from sstc_cli.certificates.verify import text_of
from sstc_cli.errors import ExitCode, SstcError, explained

_MOST_BYTES = 20_000_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*", b"MM\0*")
_SEALED = (b"%PDF", b"PK")


def read_what(what: str) -> tuple[str, bytes | None]:
    """Return a code, and the file that it was in if that has a seal; refuse what has no code."""
    if what == "-":
        data = sys.stdin.buffer.read(_MOST_BYTES)
    elif PREFIX in what:
        data = what.encode()
    else:
        data = _contents(Path(what))
    code = find(text_of(data))
    if code is None:
        if data.startswith(_PICTURES):
            hint = "open it in `verify.html`, or scan it with a telephone and paste the text"
            raise SstcError("sstc cannot read codes in pictures", hint, ExitCode.USAGE)
        message = "this has no code of a certificate" if what == "-" else f"{what[:80]} has no code"
        hint = f"codes begin with `{PREFIX}`: scan the QR code, and paste its text"
        raise SstcError(message, hint, ExitCode.DATA)
    return code, data if data.startswith(_SEALED) else None


def _contents(file: Path) -> bytes:
    if not _is_file(file):
        message = f"{str(file)[:80]} is neither a file nor a code"
        hint = f"name a PDF or Word file, or paste a code, which begins with `{PREFIX}`"
        raise SstcError(message, hint, ExitCode.USAGE)
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except OSError as error:
        message = f"cannot read {str(file)[:80]}: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a text that no path can be
        return False
