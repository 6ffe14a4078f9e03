"""Things that are not a store but in its place: a link, a pipe, another program's database."""

import sqlite3
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from sstc_cli.errors import SstcError, explained
from sstc_cli.store.schema import ABOUT

_COLUMNS = {column.name for column in ABOUT.columns}


def has_content(file: Path, *, links: bool) -> bool:
    """Return whether a file may be a store; refuse other kinds, and a link without `links`."""
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


def refuse_other_program(connection: sqlite3.Connection, file: Path) -> None:
    """Refuse a database that has something, but not the version of a store."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "about" in names:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(about)")}
        query = "SELECT 1 FROM about WHERE name = 'version'"
        if columns == _COLUMNS and connection.execute(query).fetchone():
            return
    if names:
        hint = "check `SSTC_STORE`, or move this file away: another program may need it"
        raise SstcError(f"{file} is a database, but not a store of sstc", hint)
