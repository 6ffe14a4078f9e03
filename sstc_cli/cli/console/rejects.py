"""Files of rejected rows, beside the file that they are from."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count, takewhile
from pathlib import Path

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.errors import SstcError
from sstc_cli.sheets.cells import without_controls
from sstc_cli.sheets.saved import is_as_written

_PRIVATE = ".sstc"


def title_of(file: Path) -> str:
    """Return the title of the workbook with the rejected rows of a file."""
    return f"rejected rows of {without_controls(file.name)}"


def write_near(file: Path, folder: Path, data: bytes) -> Path:
    """Write rejected rows into a file beside theirs, or else in another folder; return the file.

    The office's page deletes the folder of a file that it was sent, so nothing goes there. An
    earlier file of rejected rows is replaced, but never one with corrections.
    """
    if _PRIVATE not in file.parts:
        with suppress(SstcError):
            return _write_beside(file, data)
    return _write_beside(folder / file.name, data)


def _write_beside(file: Path, data: bytes) -> Path:
    for path in _names(file):
        # another import may write a file of this name at any moment
        if write_new(path, data, mode=0o600, root=None):
            return path
        if _is_earlier(path, file):
            with suppress(SstcError):  # for example, while Excel has it open
                write_whole(path, data, mode=0o600, root=None)
                return path
    raise AssertionError("there is always another name")


def superfluous(file: Path) -> list[Path]:
    """Return the files of rejected rows that are not needed once all rows of a file are accepted.

    The file itself is one if it had rejected rows that a person corrected.
    """
    beside = takewhile(Path.exists, _names(file))
    return [path for path in beside if path == file or _is_earlier(path, file)]


def _names(file: Path) -> Iterator[Path]:
    """Yield `exit.rejected.xlsx`, then `exit-2.rejected.xlsx` and so on."""
    stem = file.stem.removesuffix(".rejected")
    yield file.with_name(f"{stem}.rejected.xlsx")
    yield from (file.with_name(f"{stem}-{number}.rejected.xlsx") for number in count(2))


def _is_earlier(path: Path, file: Path) -> bool:
    """Return whether a path has rejected rows of a file, unchanged."""
    return path != file and is_as_written(path, title_of(file))
