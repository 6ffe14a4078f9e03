"""Options that the survey commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.choices import Dates
from sstc_cli.cli.console.completion import complete_zone
from sstc_cli.cli.console.options import expand_patterns, flag

if TYPE_CHECKING:
    from sstc_cli.workspace import Workspace


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Workbooks, CSV or zip files.", callback=expand_patterns),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of a CSV file. [default: detected]"),
]
DatesOption = Annotated[
    Dates | None,
    typer.Option("--dates", help="Day or month first in dates. [default: detected]"),
]
Timezone = Annotated[
    str | None,
    typer.Option(
        metavar="ZONE",
        help="Time zone of times that have none. [default: the series' zone]",
        show_default=False,
        autocompletion=complete_zone,
    ),
]
Sure = Annotated[
    bool, flag("--yes", text="Import a file that seems to be of another webinar or survey.")
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="FILE", help="Mapping to use: which question each column answers."
    ),
]
SurveyId = Annotated[
    str | None,
    typer.Option("--survey", metavar="ID", help="Survey id. [default: detected from the columns]"),
]
WebinarNumber = Annotated[
    int | None,
    typer.Option("--webinar", metavar="N", help="Webinar number. [default: detected in the file]"),
]
Accept = Annotated[
    bool, flag("--accept-suggestions", text="Accept near matches of columns and countries.")
]
Elsewhere = Annotated[
    bool, flag("--consent-elsewhere", text="People agreed elsewhere: no column asks for consent.")
]

OnlySurvey = Annotated[
    str | None, typer.Option("--survey", metavar="ID", help="Only this survey, for example `exit`.")
]


def refuse_unknown_survey(
    workspace: Workspace, survey: str | None, *others: str, word: str = "--survey"
) -> None:
    """Refuse the name of a survey that has no file, and is not one of the others."""
    from sstc_cli.diagnostics import did_you_mean

    known = [*workspace.surveys, *others]
    if survey is not None and survey not in known:
        hint = did_you_mean(survey, known)
        raise typer.BadParameter(f"unknown survey `{survey}`: {hint}", param_hint=word)
