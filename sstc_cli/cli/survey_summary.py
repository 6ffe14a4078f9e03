"""`sstc surveys summary`: the numbers of the surveys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.options import Json, Language, Numbers, read_language
from sstc_cli.cli.session import chosen, session_of
from sstc_cli.cli.survey_options import SurveyId, known_survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.model import Survey
    from sstc_cli.survey import Breakdown, Gain, Store, Stored, SurveyNumbers
    from sstc_cli.workspace import Workspace


class Format(StrEnum):
    """Where the numbers are read: on a terminal, in a report, by a program."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class Dimension(StrEnum):
    """What the numbers can be broken down by."""

    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    AUDIENCE = "audience"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Found:
    """A survey with its numbers, of the groups where they were asked for, and what was learnt."""

    survey: Survey
    numbers: SurveyNumbers
    groups: Breakdown | None
    gain: Gain | None


def summary(
    context: typer.Context,
    numbers: Numbers = None,
    survey: SurveyId = None,
    by: Annotated[Dimension | None, typer.Option(help="Break the numbers down.")] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TEXT,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show the numbers of the surveys, each with the number of answers (n) it rests on.

    Without N, all webinars are counted together. Groups of under 5 people are hidden, and
    shares of under 10.

    Example: `sstc surveys summary 7 --by gender`
    """
    from sstc_cli.cli.survey_markdown import write_markdown
    from sstc_cli.cli.survey_tables import print_found
    from sstc_cli.workspace import collector_paused

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey)
    read = read_language(language, series.languages)
    webinars = [each.number for each in chosen(series, numbers)] if numbers else []
    with collector_paused():  # it would look through all responses again and again
        found = _found(workspace, survey, webinars, by)
    if as_json or format is Format.JSON:
        session.result(_json(series.id, webinars, found, by))
    elif not any(each.numbers.n for each in found):
        session.say(_nothing_yet(webinars))
    elif format is Format.MD:
        session.result(write_markdown(found, webinars, read))
    else:
        print_found(session, found, webinars, read)


def _found(
    workspace: Workspace, survey: str | None, webinars: Sequence[int], by: Dimension | None
) -> list[Found]:
    from sstc_cli.cli.survey_place import store_of
    from sstc_cli.survey import By, break_down, summarise

    store = store_of(workspace)
    attendees = store.attendees(webinars)
    found = []
    for each in workspace.surveys.values():
        if survey in (None, each.id):
            stored = store.responses(each.id, webinars)
            superseded = store.superseded(each.id, webinars)
            counted = summarise(each, stored, superseded, attendees)
            groups = break_down(each, stored, By(by)) if by and stored else None
            gain = _gain(workspace, store, each, stored, webinars)
            found.append(Found(each, counted, groups, gain))
    return found


def _gain(
    workspace: Workspace,
    store: Store,
    survey: Survey,
    stored: Sequence[Stored],
    webinars: Sequence[int],
) -> Gain | None:
    """What was learnt from the survey before to this one after, where both ask the same."""
    from sstc_cli.survey import knowledge_gain, shared_questions

    if survey.when == "before" or not stored:
        return None
    for each in workspace.surveys.values():
        if each.when == "before" and shared_questions(each, survey):
            return knowledge_gain(each, survey, store.responses(each.id, webinars), stored)
    return None


def _json(
    series: str, webinars: Sequence[int], found: Sequence[Found], by: Dimension | None
) -> str:
    from sstc_cli.cli.json import write_results

    surveys = [each.numbers for each in found]
    gains = {each.survey.id: each.gain for each in found if each.gain}
    groups = {each.survey.id: each.groups for each in found if each.groups}
    more = {"by": by, "groups": groups} if by else {}
    return write_results(series=series, webinars=webinars, surveys=surveys, gains=gains, **more)


def _nothing_yet(webinars: Sequence[int]) -> str:
    where = f" of webinar {' or '.join(map(str, webinars))}" if webinars else ""
    return f"no response{where} is in the store yet: `sstc surveys import FILE` reads an export"
