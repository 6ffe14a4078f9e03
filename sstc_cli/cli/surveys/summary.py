"""`sstc surveys summary`: the numbers of the surveys."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Language, Numbers, read_language
from sstc_cli.cli.console.session import chosen, session_of
from sstc_cli.cli.surveys.options import OnlySurvey, known_survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.numbers import Evidence


class SummaryFormat(StrEnum):
    """Where the numbers are read: on a terminal, in a report, by a program."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class Dimension(StrEnum):
    """What the numbers can be broken down by."""

    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    SUBREGION = "subregion"
    LDC = "ldc"
    LLDC = "lldc"
    SIDS = "sids"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    PARTICIPATION = "participation"


def summary(
    context: typer.Context,
    numbers: Numbers = None,
    survey: OnlySurvey = None,
    by: Annotated[Dimension | None, typer.Option(help="Break the numbers down.")] = None,
    format: Annotated[SummaryFormat, typer.Option(help="How to write it.")] = SummaryFormat.TEXT,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show the numbers of the surveys, each with the number of answers (n) it rests on.

    Without N, all webinars are counted together. Groups of under 5 people are hidden, and
    shares of under 10. Regions are those of the United Nations (M49); `ldc`, `lldc` and `sids` are
    its lists of least developed, landlocked and small island developing countries. By
    `participation`, persons at their first webinar stand apart from those who came back.

    Example: `sstc surveys summary 7 --by gender`
    """
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.cli.surveys.tables import print_evidence
    from sstc_cli.numbers import By, evaluate
    from sstc_cli.numbers.markdown import write_markdown
    from sstc_cli.workspace import collector_paused

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey)
    read = read_language(language, series.languages)
    webinars = [each.number for each in chosen(series, numbers)] if numbers else []
    groups = By(by) if by else None
    with collector_paused():  # it would look through all responses again and again
        evidence = evaluate(store_of(workspace), workspace.surveys, webinars, survey, groups)
    for each in _undivided(evidence) if groups else ():
        session.say(
            f"no question of the survey {each} tells `--by {by}`: its answers are shown together"
        )
    if as_json or format is SummaryFormat.JSON:
        session.result(_json(series.id, webinars, evidence, by))
    elif evidence.empty:
        session.say(_nothing_yet(webinars))
    elif format is SummaryFormat.MD:
        session.result(write_markdown(evidence, webinars, read))
    else:
        print_evidence(session, evidence, webinars, read)


def _json(series: str, webinars: Sequence[int], evidence: Evidence, by: Dimension | None) -> str:
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.store import ATTENDANCE_ID

    found = evidence.surveys
    gains = {each.survey.id: each.gain for each in found if each.gain}
    groups = {each.survey.id: each.groups for each in found if each.groups}
    groups |= {ATTENDANCE_ID: evidence.visits} if evidence.visits else {}
    return write_results(
        series=series,
        webinars=webinars,
        attendance=evidence.attended,
        surveys=[each.numbers for each in found],
        gains=gains,
        **({"by": by, "groups": groups} if by else {}),
    )


def _undivided(evidence: Evidence) -> list[str]:
    """The surveys with answers whose questions do not tell the groups apart."""
    found = [each for each in evidence.surveys if each.numbers.n and each.groups is None]
    return [each.survey.id for each in found]


def _nothing_yet(webinars: Sequence[int]) -> str:
    where = f" of webinar {' or '.join(map(str, webinars))}" if webinars else ""
    return f"no response{where} is in the store yet: `sstc surveys import FILE` reads an export"
