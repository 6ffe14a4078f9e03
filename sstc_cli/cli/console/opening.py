"""Open written files in the program that the system uses for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sstc_cli.errors import SstcError, explained

_HINT = "leave `--open` out, and open the files on a computer with a display"


def refuse_without_screen() -> None:
    """Refuse before any work if no file can be opened here."""
    if sys.platform == "win32":
        return
    program = _opener()
    if shutil.which(program) is None:
        raise SstcError(f"cannot open files here: `{program}` is not installed", _HINT)
    if program == "xdg-open" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise SstcError("cannot open files here: no display was found", _HINT)


def open_written(paths: Sequence[Path]) -> None:
    """Open a single file, or the folder of several."""
    absolute = [str(path.resolve()) for path in paths]
    target = absolute[0] if len(absolute) == 1 else os.path.commonpath(absolute)
    if sys.platform == "win32":
        try:
            os.startfile(target)  # noqa: S606 a file that we have written
        except OSError as error:  # for example, if no program is set for such files
            hint = "open it by hand: it is written"
            raise SstcError(f"cannot open {target}: {explained(error)}", hint) from error
        return
    nowhere = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 the path is absolute, so it cannot look like an option
        [_opener(), target], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )


def _opener() -> str:
    return "open" if sys.platform == "darwin" else "xdg-open"
