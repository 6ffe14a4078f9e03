"""`sstc partners suggest`: the private workbook in which a broker ticks pairs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.options import Json, Language, Output, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.partners.office import Office
    from sstc_cli.partners.reasons import Suggestion


def suggest(
    context: typer.Context,
    language: Language = None,
    output: Output = None,
    json: Json = False,
    today: Today = None,
) -> None:
    """Suggest who should be introduced to whom, in a private workbook.

    Each pair has a row, with names, what each offers that the other seeks, and the reasons. Nobody
    gets a second suggestion before all had a first. Write `x` into the column `approve`, then run
    `sstc partners approve`. The file goes to the private folder `.sstc/`. With `--json`, only
    pseudonyms are printed, and nothing is written.

    Example: `sstc partners suggest`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.partners.matching import made_requests, names_of, profiles_of, sentences_of
    from sstc_cli.cli.partners.office import open_partners
    from sstc_cli.partners.suggest import suggest as matches
    from sstc_cli.partners.workbook import write_suggestions
    from sstc_cli.workspace import collector_paused

    session = session_of(context)
    office = open_partners(session, today)
    if not json:
        _refuse_edited(office.workspace.store.parent, output)
    with collector_paused():
        profiles = profiles_of(office)
        can_ask = office.describer.can_describe
        found = matches(profiles, made_requests(office), office.series, can_ask)
    if json:
        lines = [asdict(suggestion) for suggestion in found]
        session.result(write_results(people=len(profiles), suggestions=lines))
        return
    if found or not office.describer.undescribed:
        _say_how_many(session, len(profiles), found)
    _say_left_out(office)
    if found:
        sentences = sentences_of(office, language)
        book = write_suggestions(found, names_of(office, sentences), sentences)
        _write(session, book, office.workspace.store.parent, output)


def _write(session: Session, book: bytes, folder: Path, output: str | None) -> None:
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.partners.workbook import FILE
    from sstc_cli.store.private_files import make_private_folder

    if output is None:
        make_private_folder(folder)
    if deliver(session, {FILE: book}, folder, output, mode=0o600):
        session.say("it has names: keep it in the office")
        session.say("tick pairs in `approve`, then run `sstc partners approve`")


def _say_how_many(session: Session, people: int, found: Sequence[Suggestion]) -> None:
    """Say how many pairs there are, and who has none."""
    if not found:
        session.say("no two people fit: `sstc partners status` says what is missing, and")
        session.say("`sstc partners why A B` why two of them do not fit")
        return
    served = len({person for suggestion in found for person in suggestion.pair})
    pairs = quantity(len(found), "pair")
    session.say(f"{pairs} for {served:,} of {quantity(people, 'person', 'people')}")
    if served < people:
        session.say("for the others, `sstc partners status` says what is missing")


def _say_left_out(office: Office) -> None:
    """Say how many pairs nobody could ask, so that others were chosen, or nobody."""
    from sstc_cli.brokering.descriptions import NOT_DESCRIBED

    if count := office.describer.undescribed:
        what = quantity(count, "pair that fits is", "pairs that fit are")
        office.session.say(f"{what} left out, because {NOT_DESCRIBED}")


def _refuse_edited(folder: Path, output: str | None) -> None:
    """Refuse to replace a workbook that somebody has saved: its ticks may not be approved yet."""
    from sstc_cli.cli.console.files import from_here, paths_of
    from sstc_cli.partners.workbook import FILE, TITLE
    from sstc_cli.sheets.saved import is_as_written

    for path in paths_of([FILE], folder, output) if output != "-" else ():
        if path.exists() and not is_as_written(path, TITLE):
            file = from_here(path)
            message = f"{file} has been edited, so nothing was written"
            hint = "run `sstc partners approve --yes`, then delete it, or use `-o`"
            raise SstcError(message, hint, ExitCode.DATA)
