"""`sstc init`: a new workspace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.files import write_new
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.init.options import (
    Accept,
    Columns,
    Encoding,
    From,
    Minutes,
    Order,
    Rows,
    SeriesLanguages,
    Sheets,
    Starts,
    Title,
    Year,
    Zone,
    read_options,
    refuse_alone,
)
from sstc_cli.cli.init.schedule import with_languages, with_schedule
from sstc_cli.errors import SstcError
from sstc_cli.lock import remove_abandoned
from sstc_cli.model.ids import id_from
from sstc_cli.planning.foreign.plan_text import started
from sstc_cli.workspace import DATA, new_workspace


def init(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[DIR]", help="Workspace folder. [default: current folder]", show_default=False
        ),
    ] = Path(),
    example: Annotated[
        bool, flag("--example", text="Start from a complete example series.")
    ] = False,
    schedule: From = None,
    sheet: Sheets = None,
    column: Columns = None,
    accept_suggestions: Accept = False,
    rows: Rows = None,
    zone: Zone = None,
    language: SeriesLanguages = None,
    title: Title = None,
    dates: Order = None,
    year: Year = None,
    starts: Starts = None,
    minutes: Minutes = None,
    encoding: Encoding = None,
) -> None:
    """Create a workspace that is ready to validate.

    Existing files are never overwritten. The plan has your `--title`, `--zone` and `--language`.
    With `--from`, it is made from a schedule, and what `sstc` did not understand is listed by cell.

    Example: `sstc init my-series --language en --language fr`
    """
    if schedule is None:
        refuse_alone(context.params, example=example)
    elif example:
        message = "it starts from the example: leave it out, or leave `--from` out"
        raise typer.BadParameter(message, param_hint="--example")
    session = session_of(context)
    files = _files(session, folder, schedule, context.params, example=example)
    _write(session, folder, files)
    _say_what_is_next(session, folder, has_id=example or bool(_own_id(folder)))


def _files(
    session: Session,
    folder: Path,
    schedule: Path | None,
    given: Mapping[str, Any],
    *,
    example: bool,
) -> dict[str, bytes]:
    """Return the contents of the files of a new workspace; refuse a folder that is one already."""
    plan = DATA.as_posix()
    if (folder / plan).exists():
        remove_abandoned((folder / plan).parent)  # of an `init` that was killed at its very end
        hint = "name another folder: `sstc init DIR`"
        raise SstcError(f"{folder / plan} already exists, so nothing was written", hint)
    files = new_workspace(folder.resolve().name, example=example)
    if schedule is None:
        own = read_options(given)
        text = started(files[plan].decode(), own.title, own.zone, own.languages)
        return with_languages({**files, plan: text.encode()}, own.languages or ("en",))
    identity = _own_id(folder) or "my-series"
    options, encoding = read_options(given), given["encoding"]
    return with_schedule(session, files, identity, schedule, options, encoding)


def _say_what_is_next(session: Session, folder: Path, *, has_id: bool) -> None:
    """Say what to do with a new workspace."""
    if not has_id:
        session.say(
            "note: an id needs Latin letters or digits, so the `id` of the series is `my-series`: "
            "choose your own before you publish"
        )
    change = "" if folder == Path() else f"cd {folder}, then "
    session.say(f"next: {change}open data/webinars.yaml, and run `sstc validate`")


def _own_id(folder: Path) -> str:
    """Return the id that a folder gives to its series, or an empty text."""
    return id_from(folder.resolve().name)


def _write(session: Session, folder: Path, files: dict[str, bytes]) -> None:
    """Write the files that are not there yet, the plan last: until then this is not a workspace.

    So a killed `init` can start again. The paths are printed after that: a reader that closes the
    pipe, such as `head`, must not leave half a workspace.
    """
    written: list[Path] = []
    try:
        written.extend(  # what was written before an error is printed as well
            folder / name
            for name in sorted(files, key=DATA.as_posix().__eq__)
            if write_new(folder / name, files[name], root=folder)
        )
    finally:
        for path in written:
            session.result(str(path))
