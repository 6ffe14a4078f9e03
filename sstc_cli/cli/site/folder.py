"""The folder of a site, and the files in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import contents, from_here, refuse_private
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session


def folder_of(session: Session, output: str | None) -> Path:
    """Return the folder of the site: the one named, or `out/site`."""
    if output is None:
        return session.root / "out" / "site"
    refuse_private(Path(output))
    _refuse_own(session.root.resolve(), Path(output))
    return Path(output)


def _refuse_own(root: Path, folder: Path) -> None:
    """Refuse the folder of the series, one that it is in, and those of its data and templates."""
    place = folder.resolve()
    own = any(place.is_relative_to(root / name) for name in ("data", "templates", ".sstc"))
    if own or root.is_relative_to(place) or place == Path(place.anchor):
        message = f"{folder} has other things than a site, so it is not the folder of one"
        raise SstcError(message, "name a folder of its own with `-o`", ExitCode.USAGE)


def files_of(session: Session, folder: Path) -> dict[str, bytes]:
    """Return the files of a site by their path in its folder; name links, which are left out."""
    found = files_below(folder, "*") if folder.is_dir() else []
    paths = [path for path in found if not path.is_symlink()]
    for link in (path for path in found if path.is_symlink()):
        session.say(f"skipped, because it is a link: {link.relative_to(folder).as_posix()}")
    if not any(path.name == "index.html" for path in paths):
        hint = "run `sstc site build` first, or name the folder with `-o`"
        raise SstcError(f"{from_here(folder)} has no site", hint)
    return {path.relative_to(folder).as_posix(): contents(path) or b"" for path in paths}
