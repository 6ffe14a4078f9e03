"""`sstc surveys undo|forget|purge`: answers that go."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.diagnostics import counted
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.store.erase import Erased

_AGE = re.compile(r"(\d{1,4})([ymd])")

Yes = Annotated[bool, flag("--yes", text="Do it without asking.")]


def read_age(text: str) -> str:
    """`2y`, `18m` or `90d` of the command line."""
    if _AGE.fullmatch(text):
        return text
    message = f"`{text}` is no age: write a number of years, months or days, as in 2y, 18m or 90d"
    raise typer.BadParameter(message)


def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="Its number in the list.")],
) -> None:
    """Take the effects of one import back, also on rows that it changed.

    Example: `sstc surveys undo 1`
    """
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.store.erase import undo as take_back

    session = session_of(context)
    workspace, _ = session.opened()
    gone = take_back(store_of(workspace), number)
    restored = f"; {gone.restored} as they were before" if gone.restored else ""
    session.result(f"import {number} is undone: {_counted(gone)} taken out{restored}")
    if gone.withdrawn:
        session.say(f"{gone.withdrawn} answers stay out: their persons no longer agree")


def forget(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The person's address.")],
    yes: Yes = False,
) -> None:
    """Erase a person from the store: answers, attendance, name, address, and every trace.

    Example: `sstc surveys forget one@example.org --yes`
    """
    from sstc_cli.cli.surveys.key import read_keys
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.store.erase import forget as erase

    session = session_of(context)
    workspace, _ = session.opened()
    store = store_of(workspace)
    if not store.begun:
        session.say("nothing was ever imported: nobody is known")
        return
    pseudonyms = store.pseudonym_key(read_keys())
    _agreed(yes, "Erase everything that the store has of this person?")
    gone = erase(store, email, pseudonyms)
    more = f", and the address in {gone.mentions} other texts" if gone.mentions else ""
    session.result(f"erased: {_counted(gone)}{more}")
    session.say("spreadsheets, exports and backups still have the person: delete them, too")


def purge(
    context: typer.Context,
    older_than: Annotated[
        str,
        typer.Option("--older-than", parser=read_age, metavar="AGE", help="As in 2y, 18m, 90d."),
    ],
    yes: Annotated[bool, flag("--yes", text="Erase them.")] = False,
    today: Today = None,
) -> None:
    """Erase answers that are older than you may keep them; without `--yes`, only count them.

    The day is that of the submission; where a tool does not say it, that of the import.

    Example: `sstc surveys purge --older-than 2y`
    """
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.model.age import day_before
    from sstc_cli.store.erase import purge as erase

    session = session_of(context)
    workspace, _ = session.opened(today)
    store = store_of(workspace)
    before = day_before(today or date.today(), older_than)
    if not store.begun:
        session.say("nothing was ever imported: nothing is too old")
        return
    gone = erase(store, before, dry_run=not yes)
    session.result(f"before {before}: {_counted(gone)}{' erased' if yes else ''}")
    if not yes and (gone.responses or gone.attendances):
        session.say("nothing was erased: add `--yes`")


def _counted(gone: Erased) -> str:
    parts = [counted(gone.responses, "response")]
    parts += [counted(gone.attendances, "attendance")] if gone.attendances else []
    if gone.copies:
        parts.append("the copy of the store from before its migration")
    return " and ".join(parts)


def _agreed(yes: bool, question: str) -> None:
    """Ask on a terminal; elsewhere the flag must say it."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise SstcError("this cannot be taken back", "add `--yes` to do it", ExitCode.USAGE)
    typer.confirm(question, abort=True, err=True)
