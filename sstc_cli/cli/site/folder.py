"""The options that commands of the site share, and the files of a site in its folder."""

from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import contents, from_here, refuse_private
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below
from sstc_cli.model import read_url

Draft = Annotated[bool, flag("--draft", text="Show the data, even if it is not published.")]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the site. [default: out/site]",
        show_default=False,
    ),
]

BuiltFolder = Annotated[
    str | None,
    typer.Option(
        "--folder",
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the site. [default: out/site]",
        show_default=False,
    ),
]


def read_site_url(text: str) -> str:
    """Return the web address of the site on the command line."""
    try:
        return read_url(text)
    except ValueError as error:
        message = f"{error}: write for example `https://example.org/series/`"
        raise typer.BadParameter(message) from None


SiteUrl = Annotated[
    str | None,
    typer.Option(
        "--url",
        parser=read_site_url,
        metavar="URL",
        help="Web address of the site. [default: `site_url` in the data]",
        show_default=False,
    ),
]
Pictures = Annotated[
    bool | None,
    typer.Option(
        "--pictures/--no-pictures",
        help="Draw a picture for each page, for messages and social media. [default: if the site "
        "has some]",
        show_default=False,
    ),
]


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
        hint = "run `sstc site build` first, or name the folder with `--folder`"
        raise SstcError(f"{from_here(folder)} has no site", hint)
    return {path.relative_to(folder).as_posix(): contents(path) or b"" for path in paths}
