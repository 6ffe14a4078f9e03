"""`sstc partners ask`: a letter to each side of approved requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sstc_cli.cli.partners.office import Office
    from sstc_cli.store.partners.request import Request


def ask(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """Write a letter to each side of the approved requests, without the other's name.

    The letters are drafts in the private folder `.sstc/partners/`: open each in your mail program,
    and send it. A letter describes the other side by words that fit five people at least. If there
    are none, nobody is asked. Of more than 20 letters only the folder is printed, or all paths with
    `--json`.

    Example: `sstc partners ask`
    """
    from sstc_cli.cli.partners.office import open_office
    from sstc_cli.quantity import quantity
    from sstc_cli.store.partners.request import State

    session = session_of(context)
    office = open_office(session, today)
    ready = {
        request: about
        for request in office.settle()
        if request.state is State.APPROVED and (about := office.describer.both(request.sides))
    }
    count = _ask(office, ready, json=json)
    session.say(f"{quantity(count, 'request')} asked")
    if count < len(ready):
        session.say("another command asked the others meanwhile: send each letter once")


def _ask(office: Office, ready: Mapping[Request, Sequence[str]], *, json: bool) -> int:
    """Write the letters, then record that both sides are asked; return of how many requests.

    Whoever is stopped between runs the command again, which writes the same letters.
    """
    from sstc_cli.brokering.letters import request_letters
    from sstc_cli.brokering.lifecycle import asked, last_day
    from sstc_cli.store.partners.request import State
    from sstc_cli.store.partners.requests import change

    days = office.series.partners.days
    last = last_day(office.day, days)
    files: dict[str, bytes] = {}
    for request, described in ready.items():
        sides = [office.people[side] for side in request.sides]
        files |= request_letters(office.desk, request, last, described, sides)
    office.write(files, json=json)
    if not files:
        return 0
    texts = {request.id: described for request, described in ready.items()}

    def keep(known: Sequence[Request]) -> tuple[list[Request], int]:
        found = [
            asked(one, office.day, days, *texts[one.id])
            for one in known
            if one.id in texts and one.state is State.APPROVED
        ]
        return found, len(found)

    return change(office.store, office.key, keep)
