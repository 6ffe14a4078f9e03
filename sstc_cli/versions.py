"""The versions of `sstc`, and of the time zones and holidays that it is installed with."""

import os
import sys
from importlib.machinery import PathFinder

from sstc_cli import __version__

TABLES = ("tzdata", "holidays")


def version_text() -> str:
    """Return all versions: `sstc 0.1.0 (tzdata 2026.6, holidays 0.109)`."""
    return f"sstc {__version__} ({tables_text()})"


def tables_text() -> str:
    """Return the versions of the tables: `tzdata 2026.6, holidays 0.109`."""
    return ", ".join(f"{name} {table_version(name)}" for name in TABLES)


def table_version(name: str) -> str:
    """Return the version of a package of tables, from the name of the folder about it.

    `importlib.metadata`, `pathlib` and `holidays` take longer to import than Python to start.
    """
    found = PathFinder.find_spec(name, sys.path)
    if found is None or found.origin is None:
        return "unknown"
    folder = os.path.dirname(os.path.dirname(found.origin))  # noqa: PTH120 see above
    names = [file.split("-") for file in os.listdir(folder)]  # noqa: PTH208 see above
    versions = [parts[1] for parts in names if parts[0] == name and parts[-1] == "info"]
    return versions[0].removesuffix(".dist").removesuffix(".egg") if versions else "unknown"
