"""The options that several commands share, and what a shell may complete in them."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.group import flag, read_day
from sstc_cli.diagnostics import did_you_mean, nearest
from sstc_cli.errors import SstcError
from sstc_cli.listing import matching
from sstc_cli.model import Series, known_zones
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.values import read_zone
from sstc_cli.model.zones import zone_named, zones_by_place
from sstc_cli.source import Tree, build, path_completions, read
from sstc_cli.workspace import DATA, WORKING, find_root, releases_by_name

_AGE = re.compile(r"(\d{1,4})([ymd])")


def complete_number(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield numbers of webinars, with their titles."""
    series = _series(context)
    for webinar in series.webinars if series else ():
        if str(webinar.number).startswith(incomplete):
            yield str(webinar.number), webinar.title.pick(series.languages[0] if series else "")


def complete_deadline(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of deadlines, with their names."""
    series = _series(context)
    for deadline in series.deadlines if series else ():
        if deadline.id.startswith(incomplete):
            yield deadline.id, deadline.name.pick(series.languages[0] if series else "")


def complete_person(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of people, with their names."""
    series = _series(context)
    for person in series.people if series else ():
        if person.id.startswith(incomplete):
            yield person.id, person.name.pick(series.languages[0] if series else "")


def complete_audience(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of audiences, with their names."""
    series = _series(context)
    for audience in series.audiences if series else ():
        if audience.id.startswith(incomplete):
            yield audience.id, audience.name.pick(series.languages[0] if series else "")


def complete_language(context: typer.Context, incomplete: str) -> list[str]:
    """Return the series' languages, also after another one and `+`."""
    series = _series(context)
    head, plus, start = incomplete.rpartition("+")
    languages = series.languages if series else ()
    return [f"{head}{plus}{code}" for code in languages if code.startswith(start)]


def complete_zone(incomplete: str) -> list[str]:
    """Return IANA time zones."""
    return sorted(zone for zone in known_zones() if zone.startswith(incomplete))


def complete_state(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the releases, and `working`."""
    options: dict[str, Any] = context.find_root().params
    try:
        releases = releases_by_name(options.get("workspace") or find_root(Path.cwd()))
    except SstcError:
        return []
    return [name for name in (*releases, WORKING) if name.startswith(incomplete)]


def complete_path(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return paths in the data file, step by step, with the values there."""
    tree = _tree(context)
    try:
        return list(path_completions(tree, Series, incomplete)) if tree else []
    except SstcError:
        return []


def _series(context: typer.Context) -> Series | None:
    """Return the series of the workspace, or None, because completion never complains."""
    tree = _tree(context)
    return build(tree, Series)[0] if tree else None


def _tree(context: typer.Context) -> Tree | None:
    options: dict[str, Any] = context.find_root().params
    try:
        root = options.get("workspace") or find_root(Path.cwd())
        return read(root / DATA, DATA.as_posix())
    except SstcError:
        return None


def read_number(text: str) -> int:
    """Return a webinar's number on the command line as an integer."""
    if text.isascii() and text.isdigit():
        return int(text)
    raise typer.BadParameter(f"`{text}` is not a webinar's number: write digits, for example 7")


def read_new_day(text: str) -> date:
    """Return a day for a webinar; refuse years that are typos."""
    day = read_day(text)
    if 1900 <= day.year < 2200:
        return day
    raise typer.BadParameter(f"`{text}` is not a possible day for a webinar: correct the year")


def read_clock(text: str) -> time:
    """Return a time of day on the command line."""
    if found := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text):
        return time(int(found[1]), int(found[2]))
    message = f"`{text}` is not a time: write hours and minutes, for example 15:30"
    raise typer.BadParameter(message)


def read_age(text: str) -> str:
    """Return an age of the command line: `2y`, `18m` or `90d`."""
    if _AGE.fullmatch(text):
        return text
    message = f"`{text}` is not an age: write years, months or days, for example 2y, 18m or 90d"
    raise typer.BadParameter(message)


def expand_patterns(files: list[Path]) -> list[Path]:
    """Return all files that match patterns like `*.xlsx`, which shells of Windows do not expand."""
    matches: list[Path] = []
    for file in files:
        found = [] if file.exists() else matching(str(file))
        matches += found or [file]
    return matches


DryRun = Annotated[bool, flag("--dry-run", text="Show what would change. Write nothing.")]
Diff = Annotated[bool, flag("--diff", text="Show the lines that change, instead of sentences.")]
Yes = Annotated[bool, flag("--yes", text="Do it without asking.")]
Early = Annotated[bool, flag("--early", text="Do it before its day, without asking.")]
Json = Annotated[bool, flag("--json", text="Print JSON.")]
OlderThan = Annotated[
    str, typer.Option("--older-than", parser=read_age, metavar="AGE", help="Age: 2y, 18m or 90d.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Encoding of a CSV file. [default: detected]")
]
Number = Annotated[
    int,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar.",
        autocompletion=complete_number,
    ),
]
OptionalNumber = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar.",
        show_default=False,
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
    bool,
    flag("--replace", text="Also replace files that you have edited or that sstc did not write."),
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
    """Return the zones on the command line, also of cities such as `Nairobi`; refuse others."""
    return [zone_named(name) or _read_zone(name, option) for name in names or []]


def _read_zone(name: str, option: str) -> str:
    try:
        return read_zone(name)
    except InvalidError as error:
        problem, places = error.problems[0], zones_by_place()
        if problem.allowed and (place := nearest(name, places, 0.75)):
            near = f"did you mean `{places[place]}`?"
        else:
            near = did_you_mean(name, problem.allowed)
        hint = near if "mean" in near else problem.hint
        raise typer.BadParameter(f"{problem.message}: {hint}", param_hint=option) from error


def read_language(name: str | None, languages: tuple[str, ...], option: str = "--language") -> str:
    """Return the language on the command line, which must be one of the series' languages."""
    if name is None:
        return languages[0]
    if name not in languages:
        message = f"`{name}` is not a language of this series ({', '.join(languages)}): "
        message += "add it to `languages` in data/webinars.yaml"
        raise typer.BadParameter(message, param_hint=option)
    return name
