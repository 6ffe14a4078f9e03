"""`sstc surveys missing`: who has not answered yet, in a private list."""

import sys
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import Number, Output
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.surveys.open import refuse_unknown_survey
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.lock import make_private_folder
from sstc_cli.mailing.recipients import StoredPeople
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

    The list is a private workbook in `.sstc/`, and on a terminal it is shown, too. Those who
    attended count, or who registered if nobody knows who attended. Answers without an address count
    for nobody.

    Example: `sstc surveys missing exit 7`
    """
    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey, word="SURVEY")
    if workspace.surveys[survey].when == "before":
        message = f"`{survey}` is answered by whoever registers, so nobody knows who has not"
        raise SstcError(message, "name a survey after the webinar", ExitCode.USAGE)
    (webinar,) = chosen_webinars(series, [number])
    people = StoredPeople(store_of(workspace), series, workspace.surveys, (webinar.id,))
    with people.store.reading():
        attended = people.knows_attendance
        expected = people.attended if attended else people.registered
        answered = people.answered(survey)
    if not expected:
        raise nothing_imported(f"no attendance of webinar {number} and no registration for it")
    found = [who for key, who in sorted(expected.items()) if key not in answered]
    rows = [
        (who.address.readable, who.name.pick("") if who.name else "", who.language or "",
         who.country or "")
        for who in found
    ]  # fmt: skip
    of = quantity(len(expected), "person who", "people who")
    verb = "attended" if attended else "registered for"
    session.say(f"{len(found)} of {of} {verb} webinar {number} did not answer `{survey}`")
    if sys.stdout.isatty() and output is None:
        for address, name, *_ in rows:
            session.result(f"{name} <{address}>" if name else address)
    make_private_folder(workspace.store.parent)
    name = f"missing-{survey}-{number}.xlsx"
    book = write_workbook({"People": ([_HEADER, *rows], 1)})
    deliver(session, {name: book}, workspace.store.parent, output, mode=0o600)
    for asking in series.messages:
        if f"answered:{survey}" in asking.except_:
            session.say(f"`sstc mail prepare {asking.id} {number} --again NAME` reminds them")
