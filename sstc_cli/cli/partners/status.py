"""`sstc partners status|board|list`: who can be introduced, and what became of requests."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import typer

from sstc_cli.brokering.register import WHY_WITHDRAWN
from sstc_cli.brokering.requests import due, shown
from sstc_cli.choices import PageFormat
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import Json, Language, Output, Replace, read_language
from sstc_cli.cli.console.render import PageFormats
from sstc_cli.cli.console.requests import requests_of
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.partners.office import Office, open_partners
from sstc_cli.documents.translations import labels_of
from sstc_cli.documents.workspace_templates import write_plain
from sstc_cli.model.languages import decimal_mark
from sstc_cli.numbers.words import Words
from sstc_cli.partners.board import (
    Board,
    board_of,
    kind_counts,
    largest_organisation,
    notices,
    topic_counts,
    write_board,
)
from sstc_cli.quantity import quantity
from sstc_cli.store.history import read_boards, write_boards
from sstc_cli.store.requests import Request, RequestState, Withdrawal

_NAME = "partners-board"
_WHY: Mapping[str, str] = {
    "no_consent": "did not agree that answers are kept",
    "not_asked": "answered a form that does not ask about introductions",
    "no_answer": "did not answer whether they may be introduced",
    "said_no": "said that they do not want to be introduced",
    "no_address": "gave no e-mail address, so you cannot ask them",
    "refused_address": "gave an e-mail address that no mail can reach",
    "stopped": "asked for no more mail",
    "empty": "neither offered nor sought anything",
    "unknown_topics": "named only topics that the series does not have",
    "no_places": "wanted no introduction at the moment",
    "no_language": "named no language of the series",
}


def board(
    context: typer.Context,
    formats: PageFormats = None,
    language: Language = None,
    output: Output = None,
    json: Json = False,
    replace: Replace = False,
) -> None:
    """Write what people offer and seek, in counts that can be public.

    Counts under five are hidden, or under the `publish` threshold of a survey, and so are counts
    that would reveal them. Each board is compared with all earlier ones: a count stays as it was
    until it differs by five people. A matrix shows which groups seek what other groups offer. The
    board has no names.

    Example: `sstc partners board --format html`
    """
    session = session_of(context, replaces=replace)
    office = open_partners(session)
    code = read_language(language, office.series.languages)
    surveys, before = office.workspace.surveys, read_boards(office.store)
    found, told = board_of(office.pool, office.series, surveys, before)
    write_boards(office.store, told)  # first: a board that is not remembered is not published
    if json:
        session.result(write_results(series=office.series.id, board=found))
        return
    if found.is_empty:
        session.say(f"no count of {found.least} or more can be shown yet")
    usual = [*map(PageFormat, office.series.documents.formats)]
    files = _files(office, found, code, formats or usual or [PageFormat.MD])
    deliver(session, files, office.workspace.out, output)


def _files(
    office: Office, board: Board, language: str, formats: list[PageFormat]
) -> Mapping[str, bytes]:
    """Return the board in each format by the name of its file."""
    series, labels = office.series, labels_of(office.workspace, language)
    text = write_board(board, series, Words(language, labels, decimal_mark(language)))
    return {
        f"{_NAME}.{language}.{name}": write_plain(office.workspace, series, text, language, name)
        for name in formats
    }


def list_(context: typer.Context, json: Json = False) -> None:
    """List all requests by their codes, with their states and what is due.

    There are no names: who they are is in the workbook of suggestions.

    Example: `sstc partners list`
    """
    session = session_of(context)
    rows = [_row(request, session.day) for request in requests_of(session)]
    rows.sort(key=lambda row: (row["since"], row["code"]))
    if json:
        session.result(write_results(requests=rows))
        return
    for row in rows:
        session.result(_line(row))
    if not rows:
        session.say("no request has been approved yet")


def _row(request: Request, day: date) -> dict[str, Any]:
    """Return what a broker may see of a request: not who answered what while it is open."""
    last = request.last_day if request.state is RequestState.ASKED else None
    return {
        "code": shown(request.id),
        "state": str(request.state),
        "why_withdrawn": request.why_withdrawn,
        "since": request.events[-1].day.isoformat(),
        "answer_by": last.isoformat() if last else None,
        "outcomes": {str(days): str(what) for days, what in request.outcomes.items()},
        "outcome_due": due(request, day),
    }


def _line(row: dict[str, Any]) -> str:
    why = row["why_withdrawn"]
    more = f", because {WHY_WITHDRAWN[why]}" if why else ""
    more += f", answers until {row['answer_by']}" if row["answer_by"] else ""
    more += "".join(f", day {days}: {what}" for days, what in row["outcomes"].items())
    if row["outcome_due"]:
        more += f", outcome of day {row['outcome_due']} is due"
    return f"{row['code']}  {row['state']} since {row['since']}{more}"


def status(context: typer.Context, json: Json = False) -> None:
    """Show how many people can be introduced, and why others cannot.

    The pool has people who agreed that you keep their answers, and that you introduce them. The
    lines have no names, but exact counts: keep them in the office.

    Example: `sstc partners status`
    """
    session = session_of(context)
    office = open_partners(session)
    pool, series = office.pool, office.series
    lines = notices(pool, series)
    office.warn_of_drafts()
    if json:
        session.result(
            write_results(
                series=series.id,
                registered=pool.registered,
                pool=len(pool.profiles),
                left_out=pool.left_out,
                unknown_codes=pool.unknown,
                disagreeing=pool.disagreeing,
                requests=_requests(office),
                withdrawn=_withdrawn(office),
                largest_organisation=largest_organisation(pool.profiles),
                topics=topic_counts(pool.profiles, series),
                kinds=kind_counts(pool.profiles, series),
                notices=lines,
            )
        )
        return
    for line in (*_who(office), *_offered(office), *_asked(office), *lines):
        session.result(line)


def _who(office: Office) -> list[str]:
    """Return how many people are in the pool, and why the others are not."""
    pool = office.pool
    registered = quantity(pool.registered, "person", "people")
    lines = [f"{len(pool.profiles):,} of {registered} who registered can be introduced"]
    return lines + [f"  {count:,} {_WHY[why]}" for why, count in pool.left_out.items()]


def _offered(office: Office) -> list[str]:
    """Return how many offer and seek something, and in how many organisations and countries."""
    profiles = office.pool.profiles
    if not profiles:
        return []
    offer, seek = (
        sum(bool(one.offers) for one in profiles),
        sum(bool(one.seeks) for one in profiles),
    )
    offices = len({one.organisation for one in profiles if one.organisation})
    countries = len({one.country for one in profiles if one.country})
    places = f"{quantity(offices, 'organisation')}, {quantity(countries, 'country', 'countries')}"
    return [f"{offer:,} offer something, {seek:,} seek something: {places}"]


def _requests(office: Office) -> Mapping[str, int]:
    """Return how many requests are in which state, by the name of the state."""
    counts = Counter(str(request.state) for request in office.current)
    return dict(sorted(counts.items()))


def _withdrawn(office: Office) -> Mapping[Withdrawal, int]:
    """Return how many requests were withdrawn for each reason."""
    counts = Counter(request.why_withdrawn for request in office.current)
    return {why: counts[why] for why in Withdrawal if counts[why]}


def _asked(office: Office) -> list[str]:
    """Return how many requests are in which state, and why some were withdrawn."""
    counts = _requests(office)
    if not counts:
        return []
    states = ", ".join(f"{count:,} {state}" for state, count in counts.items())
    reasons = _withdrawn(office).items()
    return [
        f"{quantity(sum(counts.values()), 'request')}: {states}",
        *(f"  {count:,} withdrawn, because {WHY_WITHDRAWN[why]}" for why, count in reasons),
    ]
