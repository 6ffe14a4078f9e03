"""Open what was written in the program that the system has for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sstc_cli.errors import SstcError, explained

_HINT = "the files are written without `--open`; open them where there is a screen"


def refuse_without_screen() -> None:
    """Tell before any work where nothing can be opened."""
    if sys.platform == "win32":
        return
    program = _opener()
    if shutil.which(program) is None:
        raise SstcError(f"cannot open anything here: there is no `{program}`", _HINT)
    if program == "xdg-open" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise SstcError("cannot open anything here: there is no screen", _HINT)


def open_written(paths: Sequence[Path]) -> None:
    """Open the one file; of several, the folder that holds them."""
    whole = [str(path.resolve()) for path in paths]
    target = whole[0] if len(whole) == 1 else os.path.commonpath(whole)
    if sys.platform == "win32":
        try:
            os.startfile(target)  # noqa: S606 a file that we have written
        except OSError as error:  # as where no program is set for such files
            raise SstcError(f"cannot open {target}: {explained(error)}", _HINT) from error
        return
    nowhere = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 the path is absolute, so it is never taken for an option
        [_opener(), target], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )


def _opener() -> str:
    return "open" if sys.platform == "darwin" else "xdg-open"
