"""`sstc partners ask|introduce`: letters to both sides, and their introduction."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import typer

from sstc_cli.brokering.drafts import (
    introduction_names,
    letter_names,
    write_introductions,
    write_letters,
)
from sstc_cli.brokering.requests import asked, introduced, last_day, takes_a_place
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.partners.office import Office, merged, open_office
from sstc_cli.quantity import quantity
from sstc_cli.store.requests import Request, RequestState, Step, change, requests


def ask(context: typer.Context, json: Json = False) -> None:
    """Write letters to both people of each approved request.

    The letters are drafts in the private folder `.sstc/partners/`: open each in your mail program,
    and send it. A letter has no name of the other person, only words that fit at least five people.
    If a letter that waits for an answer is missing there, it is written again, with the same day
    and words. For more than 20 letters, only the folder is printed; `--json` prints all paths.

    Example: `sstc partners ask`
    """
    _ask(open_office(session_of(context)), json=json)


def _ask(office: Office, *, json: bool) -> None:
    """Write the letters, then record that both sides are asked.

    Whoever is stopped between runs the command again, which writes the same letters.
    """
    _refuse_the_past(office)
    known = office.settle()
    approved = [request for request in known if request.state is RequestState.APPROVED]
    ready = {one: about for one in approved if (about := office.describer.both(one.sides))}
    last = last_day(office.day, office.series.partners.days)
    new = merged(_letters(office, one, last, described) for one, described in ready.items())
    lost = merged(_lost_letters(office, request) for request in known)
    office.write(new | lost, json=json)
    count = _record_letters(office, {one.id: about for one, about in ready.items()})
    office.session.say(f"{quantity(count, 'request')} asked")
    if count < len(ready):
        office.session.say("another command asked the others meanwhile: send each letter once")
    office.say_lost(len(lost), "letter")


def _refuse_the_past(office: Office) -> None:
    """Refuse a day before the latest event: the last day in a letter could be over."""
    days = (event.day for request in requests(office.store) for event in request.events)
    latest = max(days, default=office.day)
    if office.day < latest:
        message = f"{office.day} is before {latest}, when something last happened to a request"
        raise typer.BadParameter(message, param_hint="--today")


def _letters(
    office: Office, request: Request, last: date, described: Sequence[str]
) -> Mapping[str, bytes]:
    sides = [office.people[side] for side in request.sides]
    return write_letters(office.desk, request, last, described, sides)


def _lost_letters(office: Office, request: Request) -> Mapping[str, bytes]:
    """Return the letters of an earlier request that wait for an answer, but are missing."""
    last = request.last_day
    if request.state is not RequestState.ASKED or last is None:
        return {}
    write = partial(_letters, office, request, last, request.described)
    return office.lost(letter_names(request).values(), write)


def _record_letters(office: Office, texts: Mapping[str, Sequence[str]]) -> int:
    """Record that the requests with these texts are asked; return how many were not before."""
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


def introduce(context: typer.Context, json: Json = False) -> None:
    """Write introductions for pairs where both people said yes.

    Introductions are drafts in the private folder `.sstc/partners/`, like the letters, with a
    calendar draft of hours in which both work. Both people get the same words, in both languages.
    Introductions of the last 30 days are written again if they are missing there. For more than 20
    files, only the folder is printed; `--json` prints all paths.

    Example: `sstc partners introduce`
    """
    _introduce(open_office(session_of(context)), json=json)


def _introduce(office: Office, *, json: bool) -> None:
    """Write the introductions, then record that both sides are introduced."""
    known = office.settle()
    ready = [request for request in known if request.state is RequestState.AGREED]
    new = merged(_drafts(office, request, office.day) for request in ready)
    lost = merged(_lost_introductions(office, request) for request in known)
    office.write(new | lost, json=json)
    count = _record_introductions(office, {request.id for request in ready})
    office.session.say(f"{quantity(count, 'introduction')} written")
    if count < len(ready):
        office.session.say("another command introduced the others meanwhile: send each draft once")
    office.say_lost(sum(name.endswith(".eml") for name in lost), "introduction")


def _drafts(office: Office, request: Request, day: date) -> Mapping[str, bytes]:
    first, second = (office.people[side] for side in request.sides)
    return write_introductions(office.desk, request, (first, second), day)


def _lost_introductions(office: Office, request: Request) -> Mapping[str, bytes]:
    """Return the drafts of an introduction without an outcome that are missing."""
    known = request.event(Step.INTRODUCED)
    is_there = office.people.keys() >= {*request.sides}  # nobody who wants no more mail
    if known is None or not takes_a_place(request, office.day) or not is_there:
        return {}
    write = partial(_drafts, office, request, known.day)
    return office.lost(introduction_names(request).values(), write)


def _record_introductions(office: Office, ids: set[str]) -> int:
    """Record introductions, and return how many there were not before."""
    if not ids:
        return 0

    def keep(known: Sequence[Request]) -> tuple[list[Request], int]:
        agreed = [one for one in known if one.id in ids and one.state is RequestState.AGREED]
        return [introduced(one, office.day) for one in agreed], len(agreed)

    count = change(office.store, office.key, keep)
    office.settle()  # which deletes the letters that asked them
    return count
