"""Calendar files that are newer than those they replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.console.exported import exported_to
from sstc_cli.cli.console.files import contents, paths_of
from sstc_cli.ics import Renewed, renew

if TYPE_CHECKING:
    from sstc_cli.cli.console.exported import Sent


def renewed(
    files: Mapping[str, bytes], folder: Path, output: str | None, sent: Sent | None
) -> dict[str, Renewed]:
    """Return each file with entries that are newer than those of the file it will replace.

    The other files in the folder count too, because somebody may have several of them. With
    `sent`, an invitation is also newer than its cancellation, and the other way round. Files that
    go to stdout replace nothing.
    """
    if output == "-":
        return {name: Renewed(data) for name, data in files.items()}
    paths = {name: path for path, name in paths_of(list(files), folder, output).items()}
    exported = exported_to(folder)
    return {
        name: renew(data, *_replaced(name, paths[name], sent), exported=exported)
        for name, data in files.items()
    }


def _replaced(name: str, path: Path, sent: Sent | None) -> Iterator[bytes]:
    for file in (path, *(sent.opposites(Path(name).name) if sent else ())):
        data = contents(file)
        if data is not None:
            yield data
