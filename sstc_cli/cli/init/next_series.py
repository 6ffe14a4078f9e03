"""The files of the series after that of another workspace, and what is told of them."""

from dataclasses import replace
from pathlib import Path

from sstc_cli.cli.console.opt_outs import opt_out
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.init.questions import Questions
from sstc_cli.cli.init.schedule import name_private_values, readable
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.ids import id_from
from sstc_cli.quantity import quantity
from sstc_cli.store.mail import stopped
from sstc_cli.store.mail.batch import ASKED
from sstc_cli.workspace import DATA, open_workspace
from sstc_cli.workspace.next_series import files_after, left_out_questions, usual_after


def with_files_after(
    session: Session, before: Path, folder: Path, questions: Questions
) -> dict[str, bytes]:
    """Return the files of the next series by path; people who want no mail keep getting none."""
    workspace = open_workspace(before, session.day)
    old = workspace.series
    if old is None or not old.webinars:
        what = "errors" if old is None else "no webinars"
        hint = f"run `sstc --workspace {before} validate`, and correct it first"
        raise SstcError(f"the plan in {before} has {what}", hint, ExitCode.DATA)
    own = questions.after(usual_after(old))
    identity = id_from(folder.resolve().name)
    if identity in ("", old.id):  # calendars would take its webinars for the old ones
        identity = f"{old.id}-{own.first.year}"
    files = files_after(workspace, old, replace(own, identity=identity), session.now(old))
    series = readable(files[DATA.as_posix()].decode(), "an option or answer")
    people = [who for who, why in stopped(store_of(workspace)).items() if why == ASKED]
    opt_out(people)
    first, last = series.webinars[0], series.webinars[-1]
    session.say(
        f"`{series.id}`: {quantity(own.count, 'webinar')} from {first.starts.date()} to "
        f"{last.starts.date()}; {quantity(len(series.people), 'person', 'people')} kept; left out: "
        "answers, releases, links, days without webinars"
    )
    ended = max(webinar.ends for webinar in old.webinars)
    if first.starts < ended:
        session.say(f"warning: it begins before `{old.id}` ends, on {ended.date()}: is that right?")
    if count := left_out_questions(workspace):
        session.say(
            f"left out: {quantity(count, 'question')} about single webinars, in data/surveys"
        )
    if people:
        session.say(f"{quantity(len(people), 'person', 'people')} who want no mail get none")
    name_private_values(session, series)
    return files
