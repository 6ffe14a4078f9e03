"""Files that are there whole or not at all: their names, and what is left of others."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

_HOUR = 3_600


def rename_exclusive(temporary: Path, file: Path) -> None:
    """Give a whole file its lasting name; FileExistsError where that is taken."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without links, as those of memory sticks
        if file.exists():
            raise FileExistsError(error.errno, "it is there already", str(file)) from error
        temporary.rename(file)


def remove_stale_temporaries(written: Path, is_temporary: Callable[[str], bool]) -> None:
    """Delete what commands that were killed left beside a file that was just written.

    No command needs an hour to write a file; the disk's own clock tells it, wherever the disk is.
    """
    with suppress(OSError):
        now = written.stat().st_mtime
        for each in written.parent.iterdir():
            if is_temporary(each.name):
                about = each.lstat()
                if S_ISREG(about.st_mode) and now - about.st_mtime > _HOUR:
                    each.unlink()
