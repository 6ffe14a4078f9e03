"""The folders of this user's settings, which are not part of a workspace."""

import sys
from pathlib import Path

import typer


def settings_folders() -> list[Path]:
    """Return the folder of this user's settings, and then where earlier versions kept them.

    Python from the Microsoft Store keeps what it writes below %APPDATA% in a folder of its own,
    which other Pythons and backups do not see, and which is deleted with it.
    """
    folder = Path(typer.get_app_dir("sstc"))
    if sys.platform == "win32":
        return [_in_home(), folder]
    # a relative XDG_CONFIG_HOME must be ignored
    return [folder if folder.is_absolute() else _in_home()]


def _in_home() -> Path:
    return Path.home() / ".config" / "sstc"
