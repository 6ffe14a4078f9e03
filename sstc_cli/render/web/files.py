"""The style sheet and the script of the site, from the workspace or as shipped."""

from pathlib import Path

from markupsafe import Markup

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.render.loader import loader_of
from sstc_cli.render.look import Look
from sstc_cli.render.sandbox import Sandbox
from sstc_cli.render.templates import filled


def style_sheet(own: Path, shipped: Path, look: Look, paper: str) -> bytes:
    """Return `site.css.j2`, filled with the look of the series' documents."""
    sandbox = Sandbox(loader_of(own, shipped), _as_css, {})
    names = {
        "font": look.font,
        "accent": look.accent,
        "accent_at_night": look.accent_at_night,
        "paper": paper,
    }
    return filled(sandbox, "site.css.j2", names).encode()


def own_or_shipped(own: Path, shipped: Path, name: str) -> bytes:
    """Return a file of the workspace's templates, otherwise the shipped one."""
    file = own / name
    if not file.is_file():
        return (shipped / name).read_bytes()
    if not file.resolve().is_relative_to(own.resolve()):
        message = f"`templates/{name}` leads out of the folder"
        raise SstcError(message, "put the file itself there, not a link to it", ExitCode.DATA)
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot read templates/{name}: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error


def _as_css(text: str) -> Markup:
    """Return a value for a style sheet, without what could end a string or a rule."""
    safe = "".join(char for char in text if char not in "\"'\\{};<>\n\r")
    return Markup(safe)  # noqa: S704 its specials are left out
