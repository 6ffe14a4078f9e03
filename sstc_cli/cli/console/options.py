"""The options that several commands share."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.completion import complete_language, complete_number, complete_zone

_AGE = re.compile(r"(\d{1,4})([ymd])")


def read_day(text: str) -> date:
    """Return a day on the command line as a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"`{text}` is not a date: write year-month-day, for example 2020-10-09"
        raise typer.BadParameter(message) from None


def read_number(text: str) -> int:
    """Return a webinar's number on the command line as an integer."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"`{text}` is not a webinar's number: write digits, for example 7")


def read_age(text: str) -> str:
    """Return an age of the command line: `2y`, `18m` or `90d`."""
    if _AGE.fullmatch(text):
        return text
    message = f"`{text}` is not an age: write years, months or days, for example 2y, 18m or 90d"
    raise typer.BadParameter(message)


def expand_patterns(files: list[Path]) -> list[Path]:
    """Return all files that match patterns like `*.xlsx`, which shells of Windows do not expand."""
    from sstc_cli.listing import matching

    matches: list[Path] = []
    for file in files:
        found = [] if file.exists() else matching(str(file))
        matches += found or [file]
    return matches


def flag(*names: str, text: str, **settings: Any) -> Any:
    """Return an option without a value; typer alone would print `<bool>` after its name."""
    return typer.Option(*names, help=text, metavar="", **settings)


Today = Annotated[
    date | None,
    typer.Option(
        parser=read_day,
        metavar="DATE",
        help="Use this date instead of today.",
        show_default=False,
    ),
]
Json = Annotated[bool, flag("--json", text="Print JSON.")]
Number = Annotated[
    int,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar.",
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
        help="Write to this file, this folder (`DIR/`) or stdout (`-`).",
        show_default=False,
    ),
]
Replace = Annotated[
    bool, flag("--replace", text="Also replace files at that path that sstc did not write.")
]
Zones = Annotated[
    list[str] | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="Also show local times in this zone. Repeatable.",
        autocompletion=complete_zone,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Language, for example `en`. [default: the series' first]",
        show_default=False,
        autocompletion=complete_language,
    ),
]


def read_zones(names: list[str] | None, option: str = "--zone") -> list[str]:
    """Return the zones on the command line; refuse names that IANA does not have."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.model import known_zones

    for name in names or []:
        if name not in known_zones():
            hint = did_you_mean(name, known_zones())
            hint = hint if "mean" in hint else "write an IANA name, for example `Africa/Nairobi`"
            raise typer.BadParameter(f"`{name}` is not a time zone: {hint}", param_hint=option)
    return names or []


def read_language(name: str | None, languages: tuple[str, ...], option: str = "--language") -> str:
    """Return the language on the command line, which must be one of the series' languages."""
    if name is None:
        return languages[0]
    if name not in languages:
        message = f"`{name}` is not a language of this series ({', '.join(languages)}): "
        message += "add it to `languages` in data/webinars.yaml"
        raise typer.BadParameter(message, param_hint=option)
    return name
