"""Open written files in the program that the system uses for them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sstc_cli.errors import SstcError, explained

_HINT = "leave `--open` out, and open the files on a computer with a display"


def refuse_without_screen(root: Path) -> None:
    """Refuse before any work if no file can be opened here; `root` is the workspace."""
    if sys.platform == "win32":
        return
    program, _ = _opener(root)
    if program.name == "xdg-open" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise SstcError("cannot open files here: no display was found", _HINT)


def open_written(paths: Sequence[Path], root: Path) -> None:
    """Open a single file, or the folder of several."""
    absolute = [str(path.resolve()) for path in paths]
    target = absolute[0] if len(absolute) == 1 else os.path.commonpath(absolute)
    if sys.platform == "win32":
        try:
            os.startfile(target)  # noqa: S606 a file that we have written
        except OSError as error:  # for example, if no program is set for such files
            hint = "open it by hand: it is written"
            if target.endswith(".md"):  # for which Windows has no program
                hint = "it is written: open it in an editor, or add `--format docx`"
            raise SstcError(f"cannot open {target}: {explained(error)}", hint) from error
        return
    nowhere = subprocess.DEVNULL
    program, path = _opener(root)
    subprocess.Popen(  # noqa: S603 the path is absolute, so it cannot look like an option
        [program, target],
        env={**os.environ, "PATH": path},
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )


def _opener(root: Path) -> tuple[Path, str]:
    """Return the program that opens files, and the `PATH` on which it was found."""
    from sstc_cli.workspace.git import find_program, program_folders

    folders = program_folders(os.environ.get("PATH", os.defpath), root)
    name = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        return find_program(name, folders), os.pathsep.join(folders)
    except FileNotFoundError as error:
        raise SstcError(f"cannot open files here: `{name}` is not installed", _HINT) from error
