"""Reading a YAML file into a tree."""

from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError, explained
from sstc_cli.source.builder import parse
from sstc_cli.source.lines import Lines
from sstc_cli.source.tree import Tree

MOST_BYTES = 16_000_000


def read(file: Path, name: str) -> Tree:
    """Return the tree of a YAML file; `name` is how places name the file.

    The tree's `diagnostics` have the errors of the text and the YAML. Raise SstcError if the file
    cannot be read at all.
    """
    if file.exists() and not file.is_file():
        raise SstcError(f"cannot read {name}: it is not a regular file", "move it away")
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        hint = "check that you have permission to read it"
        raise SstcError(f"cannot read {name}: {explained(error)}", hint) from error
    return read_data(data, name)


def read_data(data: bytes, name: str) -> Tree:
    """Return the tree of the bytes of a YAML file."""
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise SstcError(f"{name} is larger than {limit}", "check that it is the right file")
    try:
        return parse(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        return _undecodable(data, error.start, name)


def _undecodable(data: bytes, position: int, name: str) -> Tree:
    """Return an empty tree with a diagnostic at the first byte that is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message, position = "the file is saved as UTF-16, not as UTF-8", 0
    else:
        message = f"the byte 0x{data[position]:02X} is not UTF-8"
    text = data.decode("utf-8-sig", errors="replace") if position else "\ufffd"
    start = len(data[:position].decode("utf-8-sig"))
    hint = "save the file as UTF-8: in Notepad, Save as, Encoding"
    place = Lines(text, name).place(start, start + 1)
    return Tree(name, text, None, (Diagnostic("E101", message, hint=hint, place=place),))
