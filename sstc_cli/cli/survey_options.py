"""Options that the survey commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sstc_cli.workspace import Workspace

SurveyId = Annotated[
    str | None, typer.Option("--survey", metavar="ID", help="The survey; else told by columns.")
]


def known_survey(workspace: Workspace, survey: str | None) -> None:
    """Refuse the name of a survey that has no file."""
    from sstc_cli.diagnostics import did_you_mean

    if survey is not None and survey not in workspace.surveys:
        hint = did_you_mean(survey, workspace.surveys)
        raise typer.BadParameter(f"there is no survey `{survey}`: {hint}", param_hint="--survey")
