"""The folder of a site, and the files in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import contents, from_here, refuse_private
from sstc_cli.errors import SstcError
from sstc_cli.listing import files_below

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session


def folder_of(session: Session, output: str | None) -> Path:
    """Return the folder of the site: the one named, or `out/site`."""
    if output is None:
        return session.root / "out" / "site"
    refuse_private(Path(output))
    return Path(output)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a site by their path in its folder."""
    paths = files_below(folder, "*") if folder.is_dir() else []
    if not any(path.name == "index.html" for path in paths):
        hint = "run `sstc site build` first, or name the folder with `-o`"
        raise SstcError(f"{from_here(folder)} has no site", hint)
    return {path.relative_to(folder).as_posix(): contents(path) or b"" for path in paths}
