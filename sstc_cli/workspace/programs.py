"""Programs of this computer, and none of a folder that may come from a stranger."""

import os
import sys
from pathlib import Path


def program_folders(path: str, root: Path) -> list[str]:
    """Return the folders of a `PATH`; `.` and an empty entry mean the workspace, so they go."""
    folders = filter(Path.is_absolute, map(Path, path.split(os.pathsep)))
    inside = root.resolve()
    return [str(folder) for folder in folders if not folder.resolve().is_relative_to(inside)]


def find_program(name: str, folders: list[str]) -> Path:
    """Return the path of a program, or raise FileNotFoundError."""
    name = f"{name}.exe" if sys.platform == "win32" else name
    for file in (Path(folder) / name for folder in folders):
        if file.is_file() and os.access(file, os.X_OK):
            return file
    raise FileNotFoundError(name)
