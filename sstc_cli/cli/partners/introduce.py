"""`sstc partners introduce`: names for those who both said yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.store.partners.request import Request


def introduce(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """Write the introduction of those who both said yes, with hours in which both work.

    The letters are drafts in the private folder `.sstc/partners/`, with a draft for the calendar.
    Both sides get the same words, in the languages of both. Of more than 20 files only the folder
    is printed, or all paths with `--json`.

    Example: `sstc partners introduce`
    """
    from sstc_cli.brokering.letters import introduction_letters
    from sstc_cli.brokering.lifecycle import introduced
    from sstc_cli.cli.partners.office import open_office
    from sstc_cli.quantity import quantity
    from sstc_cli.store.partners.request import State
    from sstc_cli.store.partners.requests import change

    session = session_of(context)
    office = open_office(session, today)
    ready = [one for one in office.settle() if one.state is State.AGREED]
    files: dict[str, bytes] = {}
    for request in ready:
        first, second = (office.people[side] for side in request.sides)
        files |= introduction_letters(office.desk, request, (first, second), office.day)
    office.write(files, json=json)
    if files:
        ids = {request.id for request in ready}

        def keep(known: Sequence[Request]) -> tuple[list[Request], None]:
            agreed = (one for one in known if one.id in ids and one.state is State.AGREED)
            return [introduced(one, office.day) for one in agreed], None

        change(office.store, office.key, keep)
        office.settle()  # which deletes the letters that asked them
    session.say(f"{quantity(len(ready), 'introduction')} written")
