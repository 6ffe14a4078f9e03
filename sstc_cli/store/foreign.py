"""What is in the place of a store but is none: a link or a pipe."""

from pathlib import Path
from stat import S_ISLNK, S_ISREG

from sstc_cli.errors import SstcError, explained


def has_content(file: Path, *, links: bool) -> bool:
    """Return whether a file may be a store. Refuse what is no file, and a link without `links`."""
    try:
        found = file.stat() if links else file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        hint = "check the permissions of the file and of its folder"
        raise SstcError(f"cannot read the store {file}: {explained(error)}", hint) from error
    if S_ISLNK(found.st_mode):
        hint = "move the store itself here, or set `SSTC_STORE` to its path"
        raise SstcError(f"the store {file} is a link, so it was neither read nor written", hint)
    if not S_ISREG(found.st_mode):
        raise SstcError(f"the store {file} is not a file", "move away what is there")
    return found.st_size > 0
