"""`sstc surveys list`: the imports, and webinars without an exit survey or attendance."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import typer
from rich.padding import Padding

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import name_lost_rows, store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.errors import nothing_imported
from sstc_cli.model import Series
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.quantity import webinars_in_words
from sstc_cli.store import ATTENDANCE_ID, Import, imports, rows_by_survey
from sstc_cli.survey_tools import platforms
from sstc_cli.workspace import Workspace


def list_(context: typer.Context, json: Json = False) -> None:
    """List imports, and webinars without an exit survey or attendance.

    Example: `sstc surveys list`
    """
    session = session_of(context)
    workspace, series = session.opened()
    store = store_of(workspace)
    with store.reading():
        done, rows = imports(store), rows_by_survey(store)
    missing = missing_rows(workspace, series, session.day, {*rows})
    if json:
        session.result(
            write_results(
                imports=[_with_numbers(one, store.webinars) for one in done],
                rows=[
                    {"survey": survey, "webinar": store.webinars.get(id_, id_), "rows": count}
                    for (survey, id_), count in sorted(rows.items())
                ],
                missing=missing,
            )
        )
        return
    _print_imports(session, done, missing, store.webinars)
    name_lost_rows(session, store)


def _print_imports(
    session: Session,
    imports: Sequence[Import],
    missing: Mapping[str, Sequence[int]],
    numbers: Mapping[str, int],
) -> None:
    """Print each import with what it did, then the webinars without responses."""
    titles = {platform.name: platform.title for platform in platforms()}
    for done in imports:
        webinars = webinars_in_words(done.webinars, numbers) if done.webinars else "nothing kept"
        sheet = f" [{done.sheet}]" if done.sheet else ""
        what = done.survey if done.survey == ATTENDANCE_ID else f"survey {done.survey}"
        session.out.print(f"{done.id}. {done.file}{sheet}: {what}, {webinars}")
        counts = {
            "new": done.new, "changed": done.changed, "unchanged": done.unchanged,
            "rejected": done.rejected, "without consent": done.refused,
        }  # fmt: skip
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        line = (
            f"{done.imported}, from {titles.get(done.platform, done.platform)}: {told or '0 new'}"
        )
        session.out.print(Padding(line, (0, 0, 0, 3), expand=False))
    if not imports:
        session.say_nothing(nothing_imported())
    for survey, without in missing.items():
        if without:
            what = "attendance" if survey == ATTENDANCE_ID else f"response to the survey {survey}"
            session.out.print(f"no {what} yet: {ENGLISH.webinars(without)}")


def _with_numbers(done: Import, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return an import with the numbers of its webinars; one that the plan lacks has its id."""
    webinars = sorted(done.webinars, key=lambda id_: (id_ not in numbers, numbers.get(id_, 0), id_))
    return {**done._asdict(), "webinars": [numbers.get(id_, id_) for id_ in webinars]}


def missing_rows(
    workspace: Workspace, series: Series, day: date, imported: set[tuple[str, str]]
) -> dict[str, list[int]]:
    """Return the past webinars without an exit survey, and those without attendance."""
    kinds = [survey.id for survey in workspace.surveys.values() if survey.when == "after"]
    kinds.append(ATTENDANCE_ID)
    held = [
        webinar
        for webinar in series.webinars
        if webinar.starts and webinar.starts.date() < day and not webinar.cancelled
    ]
    return {id_: [one.number for one in held if (id_, one.id) not in imported] for id_ in kinds}
