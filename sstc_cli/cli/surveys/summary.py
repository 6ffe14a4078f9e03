"""`sstc surveys summary`: the results of surveys."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.choices import By
from sstc_cli.cli.console.options import Json, Language, Numbers, read_language
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.surveys.options import OnlySurvey, refuse_unknown_survey
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.numbers import SurveyResults
    from sstc_cli.numbers.words import Words
    from sstc_cli.store import Store
    from sstc_cli.workspace import Workspace


class SummaryFormat(StrEnum):
    """A format for a terminal, a report or a program."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


Property = Annotated[
    By | None,
    typer.Option(metavar="PROPERTY", help=f"Break the results down: {', '.join(By)}."),
]


def summary(
    context: typer.Context,
    numbers: Numbers = None,
    survey: OnlySurvey = None,
    by: Property = None,
    format: Annotated[SummaryFormat, typer.Option(help="Output format.")] = SummaryFormat.TEXT,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Summarise responses and attendance.

    Each result has the number of answers behind it (n). Without N, all webinars count together.
    `--format md` is for reports: it hides counts under 5, or the number that the survey's file has
    under `publish`. The terminal and JSON show complete figures: keep them in the office. Regions
    are those of the United Nations (M49); `ldc`, `lldc` and `sids` are its lists of least
    developed, landlocked and small island developing countries. `participation` separates newcomers
    from those who came back.

    Example: `sstc surveys summary 7 --by gender`
    """
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.cli.surveys.tables import print_evidence
    from sstc_cli.numbers import evaluate
    from sstc_cli.numbers.markdown import write_markdown
    from sstc_cli.workspace import collector_paused

    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey)
    words = _words(workspace, read_language(language, series.languages))
    webinars = [webinar.number for webinar in chosen_webinars(series, numbers)] if numbers else []
    with collector_paused():  # it would look through all responses again and again
        store, group = store_of(workspace), by
        evidence = evaluate(store, workspace.surveys, webinars, survey, group)
    for line in (*(_undivided(evidence, by) if by else ()), *_why_no_pairs(evidence)):
        session.say(line)
    if as_json or format is SummaryFormat.JSON:
        session.result(_json(series.id, webinars, evidence, by))
    elif evidence.empty:
        session.say(_nothing_yet(webinars))
    elif format is SummaryFormat.MD:
        _publish(session, workspace, store, evidence, write_markdown(evidence, webinars, words))
    else:
        print_evidence(session, evidence, webinars, words)


def _words(workspace: Workspace, language: str) -> Words:
    from sstc_cli.documents.translations import labels_of
    from sstc_cli.model.languages import decimal_mark
    from sstc_cli.numbers.words import Words

    return Words(language, labels_of(workspace, language), decimal_mark(language))


def _publish(
    session: Session, workspace: Workspace, store: Store, evidence: SurveyResults, text: str
) -> None:
    """Print a summary for publication, warn if it reveals single people, and remember it."""
    from sstc_cli.errors import SstcError
    from sstc_cli.numbers.differences import close_scopes, scopes_of
    from sstc_cli.store.history import published_scopes, record_published

    session.show(list(close_scopes(evidence, published_scopes(store))), workspace)
    session.result(text)
    try:
        record_published(store, scopes_of(evidence))
    except SstcError as error:  # for example, the store is on a read-only disk
        session.say(f"warning: this summary was not recorded as published: {error.message}")


def _json(series: str, webinars: Sequence[int], evidence: SurveyResults, by: By | None) -> str:
    """Return the results as JSON."""
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.store import ATTENDANCE_ID

    evaluations = evidence.surveys
    gains = {evaluated.survey.id: evaluated.gain for evaluated in evaluations if evaluated.gain}
    groups = {
        evaluated.survey.id: evaluated.groups for evaluated in evaluations if evaluated.groups
    }
    groups |= {ATTENDANCE_ID: evidence.attendance_groups} if evidence.attendance_groups else {}
    return write_results(
        series=series,
        webinars=webinars,
        attendance=evidence.attendance,
        surveys=[evaluated.numbers for evaluated in evaluations],
        gains=gains,
        **({"by": by, "groups": groups} if by else {}),
    )


def _undivided(evidence: SurveyResults, by: By) -> Iterator[str]:
    """Yield the surveys with answers but without a question that separates the groups."""
    for evaluated in evidence.surveys:
        if evaluated.numbers.n and evaluated.groups is None:
            id_ = evaluated.survey.id
            yield f"the survey {id_} cannot be broken down by {by}: its answers stay together"


def _why_no_pairs(evidence: SurveyResults) -> Iterator[str]:
    """Yield why nobody is compared before and after, for each survey with a gain but no pair."""
    for evaluated in evidence.surveys:
        if evaluated.gain is None or evaluated.gain.pairs:
            continue
        if evaluated.incomplete:
            people = quantity(evaluated.incomplete, "person", "people")
            yield (
                f"no pairs: {people} answered before and after, but not each of the same questions"
            )
        elif evaluated.elsewhere:
            people = quantity(evaluated.elsewhere, "person", "people")
            yield (
                f"no pairs: {people} answered the survey before another webinar; a pair is one"
                " person at one webinar"
            )
        else:
            yield "no pairs: nobody answered before and after with the same e-mail address"


def _nothing_yet(webinars: Sequence[int]) -> str:
    """Return the message about a store without responses, and what to do."""
    where = f" from webinar {' or '.join(map(str, webinars))}" if webinars else ""
    return f"the store has no response{where} yet: run `sstc surveys import FILE`"
