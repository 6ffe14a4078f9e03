"""`sstc surveys missing`: who has not answered yet, in a private list."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.opt_outs import refused_people
from sstc_cli.cli.console.options import Number, Output
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.console.store import read_keys, store_of
from sstc_cli.cli.surveys.open import refuse_unknown_survey
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.lock import make_private_folder
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients import StoredPeople, asked_for, choose
from sstc_cli.quantity import quantity
from sstc_cli.sheets.xlsx import write_workbook

_HEADER = ("E-mail", "Name", "Language", "Country")


def missing(
    context: typer.Context,
    survey: Annotated[str, typer.Argument(metavar="SURVEY", help="Survey id, for example `exit`.")],
    number: Number,
    output: Output = None,
) -> None:
    """List the people of a webinar who have not answered a survey.

    The list is a private workbook in `.sstc/`, and it is also shown on a terminal. It has the
    people whom the message with `except: [answered:SURVEY]` would remind, otherwise those who
    attended. If attendance is unknown, those who registered count. Answers without an
    address do not count.

    Example: `sstc surveys missing exit 7`
    """
    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey, word="SURVEY")
    if workspace.surveys[survey].when == "before":
        message = f"`{survey}` is answered when people register, so no one can be missing"
        raise SstcError(message, "name a survey after the webinar", ExitCode.USAGE)
    (webinar,) = chosen_webinars(series, [number])
    people = StoredPeople(store_of(workspace), series, workspace.surveys, (webinar.id,))
    with people.store.reading():
        wanted = asked_for(survey, people)
        chosen = choose(wanted, people, [webinar])
        others = [name for name in wanted.left_out if name != f"answered:{survey}"]
        expected = len(choose(replace(wanted, left_out=others), people, [webinar]).people)
    if not expected:
        raise nothing_imported(f"no attendance of webinar {number} and no registration for it")
    key = people.store.pseudonym_key(read_keys())
    mailing = Mailing(workspace, series, wanted.message, webinar, key)
    refused = refused_people(chosen.people, mailing, people.store)
    rows = [
        (who.address.readable, who.name.pick("") if who.name else "", who.language or "",
         who.country or "")
        for key, who in sorted(chosen.people.items()) if key not in refused
    ]  # fmt: skip
    of = quantity(expected, "person has", "people have")
    quiet = f"; {len(refused)} of them can get no mail" if refused else ""
    count = f"{len(chosen.people)} of {of}"
    session.say(f"{count} not answered `{survey}` about webinar {number}{quiet}")
    if sys.stdout.isatty() and output is None:
        for address, name, *_ in rows:
            session.result(f"{name} <{address}>" if name else address)
    make_private_folder(workspace.store.parent)
    name = f"missing-{survey}-{number}.xlsx"
    book = write_workbook({"People": ([_HEADER, *rows], 1)})
    deliver(session, {name: book}, workspace.store.parent, output, mode=0o600)
    if rows and series.message(wanted.message.id):
        usual = wanted.groups == wanted.message.to
        to = "" if usual else "".join(f" --to {group}" for group in wanted.groups)
        how = f"sstc mail prepare {wanted.message.id} {number}{to} --again reminder"
        session.say(f"`{how}` reminds them")
