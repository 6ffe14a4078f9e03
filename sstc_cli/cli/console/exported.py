"""The entries of the calendar files in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import contents
from sstc_cli.ics import Exported, exported_in
from sstc_cli.listing import entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def exported_to(folder: Path) -> Exported:
    """Return the entries of the files in a folder and its private folder."""
    return exported_in(contents(file) or b"" for file in _files(folder) if file.is_file())


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files, but no invitation that was cancelled: it has a count of its own."""
    yield from entries(folder, "*.ics")
    files = entries(folder / "private", "*.*.*.ics")
    private = {tuple(file.name.split(".")[:3]): file for file in files}
    for entry, guest, kind in sorted(name for name in private if len(name) == 3):
        if kind == "request" and (entry, guest, "cancel") not in private:
            yield private[entry, guest, kind]
