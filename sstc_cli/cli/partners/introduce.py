"""`sstc partners introduce`: names for those who both said yes."""

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


def introduce(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """Write the introduction of those who both said yes, with hours in which both work.

    Introductions are drafts in the private folder `.sstc/partners/`, like the letters, with a draft
    for the calendar. Both sides get the same words, in the languages of both. One of the last 30
    days is written again if it is missing there. Of more than 20 files only the folder is printed,
    or all paths with `--json`.

    Example: `sstc partners introduce`
    """
    from sstc_cli.cli.partners.office import open_office

    _introduce(open_office(session_of(context), today), json=json)


def _introduce(office: Office, *, json: bool) -> None:
    """Write the introductions, then record that both sides are introduced."""
    from sstc_cli.cli.partners.office import merged
    from sstc_cli.quantity import quantity
    from sstc_cli.store.requests import RequestState

    known = office.settle()
    ready = [request for request in known if request.state is RequestState.AGREED]
    new = merged(_drafts(office, request, office.day) for request in ready)
    lost = merged(_lost(office, request) for request in known)
    office.write(new | lost, json=json)
    count = _record(office, {request.id for request in ready})
    office.session.say(f"{quantity(count, 'introduction')} written")
    if count < len(ready):
        office.session.say("another command introduced the others meanwhile: send each draft once")
    office.say_lost(sum(name.endswith(".eml") for name in lost), "introduction")


def _drafts(office: Office, request: Request, day: date) -> Mapping[str, bytes]:
    from sstc_cli.brokering.drafts import write_introductions

    first, second = (office.people[side] for side in request.sides)
    return write_introductions(office.desk, request, (first, second), day)


def _lost(office: Office, request: Request) -> Mapping[str, bytes]:
    """Return the drafts of an introduction without an outcome that are missing."""
    from functools import partial

    from sstc_cli.brokering.drafts import introduction_names
    from sstc_cli.brokering.lifecycle import takes_a_place
    from sstc_cli.store.requests import Step

    known = request.event(Step.INTRODUCED)
    is_there = office.people.keys() >= {*request.sides}  # nobody who wants no more mail
    if known is None or not takes_a_place(request, office.day) or not is_there:
        return {}
    write = partial(_drafts, office, request, known.day)
    return office.lost(introduction_names(request).values(), write)


def _record(office: Office, ids: set[str]) -> int:
    """Record introductions, and return how many there were not before."""
    from sstc_cli.brokering.lifecycle import introduced
    from sstc_cli.store.requests import RequestState, change

    if not ids:
        return 0

    def keep(known: Sequence[Request]) -> tuple[list[Request], int]:
        agreed = [one for one in known if one.id in ids and one.state is RequestState.AGREED]
        return [introduced(one, office.day) for one in agreed], len(agreed)

    count = change(office.store, office.key, keep)
    office.settle()  # which deletes the letters that asked them
    return count
