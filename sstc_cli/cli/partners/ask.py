"""`sstc partners ask`: a letter to each side of approved requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sstc_cli.cli.partners.office import Office
    from sstc_cli.store.requests import Request


def ask(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """Write a letter to each side of the approved requests, without the other's name.

    The letters are drafts in the private folder `.sstc/partners/`: open each in your mail program,
    and send it. A letter describes the other side by words that fit five people at least. A letter
    that waits for an answer and is missing there is written again, with the same day and words. Of
    more than 20 letters only the folder is printed, or all paths with `--json`.

    Example: `sstc partners ask`
    """
    from sstc_cli.cli.partners.office import open_office

    _ask(open_office(session_of(context), today), json=json)


def _ask(office: Office, *, json: bool) -> None:
    """Write the letters, then record that both sides are asked.

    Whoever is stopped between runs the command again, which writes the same letters.
    """
    from sstc_cli.brokering.lifecycle import last_day
    from sstc_cli.cli.partners.office import merged
    from sstc_cli.quantity import quantity
    from sstc_cli.store.requests import RequestState

    _refuse_the_past(office)
    known = office.settle()
    approved = [request for request in known if request.state is RequestState.APPROVED]
    ready = {one: about for one in approved if (about := office.describer.both(one.sides))}
    last = last_day(office.day, office.series.partners.days)
    new = merged(_letters(office, one, last, described) for one, described in ready.items())
    lost = merged(_lost(office, request) for request in known)
    office.write(new | lost, json=json)
    count = _record(office, {one.id: about for one, about in ready.items()})
    office.session.say(f"{quantity(count, 'request')} asked")
    if count < len(ready):
        office.session.say("another command asked the others meanwhile: send each letter once")
    office.say_lost(len(lost), "letter")


def _refuse_the_past(office: Office) -> None:
    """Refuse a day before the latest event: the last day in a letter could be over."""
    from sstc_cli.store.requests import requests

    days = (event.day for request in requests(office.store) for event in request.events)
    latest = max(days, default=office.day)
    if office.day < latest:
        message = f"{office.day} is before {latest}, when something last happened to a request"
        raise typer.BadParameter(message, param_hint="--today")


def _letters(
    office: Office, request: Request, last: date, described: Sequence[str]
) -> Mapping[str, bytes]:
    from sstc_cli.brokering.drafts import write_letters

    sides = [office.people[side] for side in request.sides]
    return write_letters(office.desk, request, last, described, sides)


def _lost(office: Office, request: Request) -> Mapping[str, bytes]:
    """Return the letters of an earlier request that wait for an answer, but are missing."""
    from functools import partial

    from sstc_cli.brokering.drafts import letter_names
    from sstc_cli.store.requests import RequestState

    last = request.last_day
    if request.state is not RequestState.ASKED or last is None:
        return {}
    write = partial(_letters, office, request, last, request.described)
    return office.lost(letter_names(request).values(), write)


def _record(office: Office, texts: Mapping[str, Sequence[str]]) -> int:
    """Record that the requests with these texts are asked; return how many were not before."""
    from sstc_cli.brokering.lifecycle import asked
    from sstc_cli.store.requests import RequestState, change

    if not texts:
        return 0

    def keep(known: Sequence[Request]) -> tuple[list[Request], int]:
        found = [
            asked(one, office.day, office.series.partners.days, *texts[one.id])
            for one in known
            if one.id in texts and one.state is RequestState.APPROVED
        ]
        return found, len(found)

    return change(office.store, office.key, keep)
