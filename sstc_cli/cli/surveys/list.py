"""`sstc surveys list`: the imports, and webinars without an exit survey."""

from collections.abc import Mapping, Sequence
from datetime import date

import typer
from rich.padding import Padding

from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.model import Series
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.store import ATTENDANCE_ID, Import, imports, webinars_with_rows
from sstc_cli.workspace import Workspace


def list_(context: typer.Context, today: Today = None, json: Json = False) -> None:
    """List imports, and webinars without an exit survey.

    Example: `sstc surveys list`
    """
    session = session_of(context)
    workspace, series = session.opened(today)
    store = store_of(workspace)
    with store.reading():
        done, present = imports(store), webinars_with_rows(store)
    missing = _missing(workspace, series, today or date.today(), present)
    if json:
        session.result(write_results(imports=[one._asdict() for one in done], missing=missing))
        return
    _print_imports(session, done, missing)


def _print_imports(
    session: Session, imports: Sequence[Import], missing: Mapping[str, Sequence[int]]
) -> None:
    """Print each import with what it did, then the webinars without responses."""
    for done in imports:
        webinars = ENGLISH.webinars(done.webinars) if done.webinars else "nothing kept"
        sheet = f" [{done.sheet}]" if done.sheet else ""
        what = done.survey if done.survey == ATTENDANCE_ID else f"survey {done.survey}"
        session.out.print(f"{done.id}. {done.file}{sheet}: {what}, {webinars}")
        counts = f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged"
        counts += f", {done.rejected} rejected, {done.refused} without consent"
        for line in (f"{done.imported}, from {done.platform}: {counts}", f"sha256 {done.sha256}"):
            session.out.print(Padding(line, (0, 0, 0, 3), expand=False))
    if not imports:
        session.say("no survey has been imported yet: run `sstc surveys import FILE`")
    for survey, numbers in missing.items():
        if numbers:
            what = "attendance" if survey == ATTENDANCE_ID else f"response to the survey {survey}"
            session.out.print(f"no {what} yet: {ENGLISH.webinars(numbers)}")


def _missing(
    workspace: Workspace, series: Series, day: date, imported: set[tuple[str, int]]
) -> dict[str, list[int]]:
    """Return the past webinars without an exit survey, and without attendance if others have it."""
    kinds = [survey.id for survey in workspace.surveys.values() if survey.when == "after"]
    kinds += [ATTENDANCE_ID] if any(id_ == ATTENDANCE_ID for id_, _ in imported) else []
    held = [
        webinar.number
        for webinar in series.webinars
        if webinar.starts and webinar.starts.date() < day and not webinar.cancelled
    ]
    return {id_: [n for n in held if (id_, n) not in imported] for id_ in kinds}
