"""The shipped series and exit survey, and what a workspace keeps of an import."""

import sqlite3
from contextlib import closing
from pathlib import Path

from conftest import REPOSITORY

from sstc_cli.model import Series, Survey
from sstc_cli.source import build
from sstc_cli.source.parser import read


def _built(name: str, model: type) -> object:
    found, problems = build(read(REPOSITORY / "data" / name, name), model)
    assert found, problems
    return found


SERIES = _built("webinars.yaml", Series)
EXIT = _built("surveys/exit.yaml", Survey)


def stored(workspace: Path, query: str) -> list[tuple]:
    """Return the rows of a query of the store."""
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        return store.execute(query).fetchall()
