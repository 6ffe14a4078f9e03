"""`sstc partners list`: requests and what has become of each, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from datetime import date

    from sstc_cli.store.requests import Request


def list_requests(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """List all requests by their codes, with their states and what is due.

    There are no names: who they are is in the workbook of suggestions.

    Example: `sstc partners list`
    """
    from datetime import date

    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.console.secret.requests import requests_on

    session = session_of(context)
    day = today or date.today()
    rows = [_row(request, day) for request in requests_on(session, day)]
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
    from sstc_cli.brokering.lifecycle import due
    from sstc_cli.brokering.requests import shown
    from sstc_cli.store.requests import RequestState

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
    from sstc_cli.cli.console.secret.requests import WHY_WITHDRAWN

    why = row["why_withdrawn"]
    more = f", because {WHY_WITHDRAWN[why]}" if why else ""
    more += f", answers until {row['answer_by']}" if row["answer_by"] else ""
    more += "".join(f", day {days}: {what}" for days, what in row["outcomes"].items())
    if row["outcome_due"]:
        more += f", outcome of day {row['outcome_due']} is due"
    return f"{row['code']}  {row['state']} since {row['since']}{more}"
