"""Options that several commands share, so that they are spelt and explained once."""

from datetime import date
from glob import glob
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.completion import complete_language, complete_number, complete_zone


def read_day(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a date: write year-month-day, as in 2020-10-09"
        raise typer.BadParameter(message) from None


def read_number(text: str) -> int:
    """A webinar's number on the command line."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"`{text}` is not a webinar's number: write digits, as in 7")


def matching(files: list[Path]) -> list[Path]:
    """The files that patterns name, as in `*.xlsx`: shells of Windows leave those to programs."""
    found: list[Path] = []
    for each in files:
        named = [] if each.exists() else sorted(glob(str(each)))  # noqa: PTH207 also of whole paths
        found += map(Path, named) if named else [each]
    return found


def flag(*names: str, text: str, **settings: Any) -> Any:
    """An option that is there or not; typer would print `<bool>` behind it."""
    return typer.Option(*names, help=text, metavar="", **settings)


Today = Annotated[
    date | None,
    typer.Option(
        parser=read_day, metavar="DATE", help="Take this day as today.", show_default=False
    ),
]
Json = Annotated[bool, flag("--json", text="Write JSON, for programs.")]
Number = Annotated[
    int,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="The webinar's number.",
        autocompletion=complete_number,
    ),
]
Numbers = Annotated[
    list[int] | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Numbers of webinars.",
        show_default=False,
        autocompletion=complete_number,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write to this file, to this folder (`DIR/`), or to stdout (`-`).",
        show_default=False,
    ),
]
Zones = Annotated[
    list[str] | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="Also show local times there; repeatable.",
        autocompletion=complete_zone,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Language, as in `en`; the series' first by default.",
        autocompletion=complete_language,
    ),
]


def read_zones(names: list[str] | None) -> list[str]:
    """Zones of the command line, each a known IANA name."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.model import known_zones

    for name in names or []:
        if name not in known_zones():
            hint = did_you_mean(name, known_zones())
            hint = hint if "mean" in hint else "write an IANA name, as in `Africa/Nairobi`"
            raise typer.BadParameter(f"`{name}` is not a time zone: {hint}", param_hint="--zone")
    return names or []


def read_language(name: str | None, languages: tuple[str, ...]) -> str:
    """The language of the command line; it must be one of the series'."""
    if name is None:
        return languages[0]
    if name not in languages:
        known = ", ".join(languages)
        message = f"the series has no `{name}`: its languages are {known}; "
        message += "add it to `languages` in data/webinars.yaml"
        raise typer.BadParameter(message, param_hint="--language")
    return name
