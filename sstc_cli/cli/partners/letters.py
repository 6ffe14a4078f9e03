"""The letters of a command: their paths, or a count of many and their folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.session import Session
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.cli.partners.office import Office

_MOST = 20  # paths that a person reads


class _Silent(Session):
    """A session that prints no paths: there are as many as people, and their names say nothing."""

    def result(self, text: str) -> None:
        """Print nothing."""


def write_letters(office: Office, files: Mapping[str, bytes], *, json: bool) -> None:
    """Write private letters, and print their paths; of many only how many, and where."""
    session = office.session
    if files and not json and len(files) <= _MOST:
        office.write(files)
        return
    if files:
        silent = _Silent(session.color, session.folder, quiet=session.quiet)
        replace(office, session=silent).write(files)
    if json:
        paths = [from_here(office.folder / name) for name in files]
        session.result(write_results(files=paths))
    elif files:
        session.result(f"{quantity(len(files), 'file')} in {from_here(office.folder)}")
