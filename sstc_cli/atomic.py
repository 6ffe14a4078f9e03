"""Files that exist complete or not at all: final names, and removal of stale temporaries."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

_HOUR = 3_600


def rename_exclusive(temporary: Path, file: Path) -> None:
    """Give a complete file its final name, or raise FileExistsError if the name is taken."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links, for example of a memory stick
        if file.exists():
            raise FileExistsError(error.errno, "it exists already", str(file)) from error
        temporary.rename(file)


def remove_stale_temporaries(file: Path, is_temporary: Callable[[str], bool]) -> None:
    """Delete the temporary files that killed commands left beside a file that was just written.

    No command needs an hour to write a file. The hour is measured by the disk's own clock, because
    the clock of a network drive may differ from this computer's.
    """
    with suppress(OSError):
        now = file.stat().st_mtime
        for sibling in file.parent.iterdir():
            if is_temporary(sibling.name):
                status = sibling.lstat()
                if S_ISREG(status.st_mode) and now - status.st_mtime > _HOUR:
                    sibling.unlink()
