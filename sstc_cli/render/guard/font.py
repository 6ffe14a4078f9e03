"""The number of fonts in a collection, before Typst makes room for them (OpenType, `ttc`)."""

import struct
from pathlib import Path

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below

_HEAD = struct.Struct(">4s4xI")
_MOST = 256  # the largest collection of Noto has some 80
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


def check_fonts(folder: Path) -> None:
    """Refuse a collection that declares more fonts than it can have."""
    for file in files_below(folder, "*"):
        if file.suffix.lower() not in _SUFFIXES:
            continue
        with file.open("rb") as stream:
            head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            continue
        tag, count = _HEAD.unpack(head)
        if tag == b"ttcf" and count > min(_MOST, file.stat().st_size // 4):
            name = file.relative_to(folder).as_posix()
            message = f"templates/fonts/{name} declares {count:,} fonts, and is damaged"
            raise SstcError(message, "delete it, or download the font again", ExitCode.DATA)
