"""`sstc schedule export`: the plan as a workbook for people who work in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Language, Output, Replace, Today, flag, read_language
from sstc_cli.cli.console.session import Session, session_of

if TYPE_CHECKING:
    from pathlib import Path

    from sstc_cli.workspace import Workspace

NAME = "plan.xlsx"
COMMAND = f"sstc schedule import {NAME}"

File = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="Workbook to write, `.xlsx`. [default: out/plan.xlsx]",
        show_default=False,
    ),
]
Private = Annotated[
    bool,
    flag(
        "--private",
        text="Include private links, passcodes, and people's addresses and telephone numbers.",
    ),
]


def export(
    context: typer.Context,
    file: File = None,
    language: Language = None,
    private: Private = False,
    output: Output = None,
    replace: Replace = False,
    today: Today = None,
) -> None:
    """Write the plan as a workbook, for changes in Excel.

    It has the sheets Webinars, Talks, People, Duties and Read me. Send it to colleagues, and take
    their changes over with `sstc schedule import`. With `--private`, it is written to the private
    folder `.sstc/`, and only you can read it.

    Example: `sstc schedule export plan.xlsx`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.planning.columns import Layout
    from sstc_cli.planning.workbook import Export, write_plan
    from sstc_cli.planning.workbook_words import Names

    session = session_of(context, replaces=replace)
    target = _target(file, output)
    workspace = session.unchecked(today)
    if workspace.series is None:
        session.refuse(workspace)
    series = workspace.series
    layout = Layout(read_language(language, series.languages), series.languages, private)
    names = Names(layout.language, catalogues(workspace))
    made = Export(series, workspace.main.tree.text, layout, names, workspace.diagnostics)
    data = write_plan(made, COMMAND)
    kept = {NAME} if private else set()
    deliver(session, {NAME: data}, _folder(workspace, private=private), target, private=kept)
    _say_what_is_in_it(session, target, private=private)


def catalogues(workspace: Workspace) -> list[Path]:
    """Return the folders with the words of workbooks in each language."""
    from sstc_cli.workspace import shipped_root

    return [shipped_root() / "templates", workspace.templates]


def _target(file: str | None, output: str | None) -> str | None:
    """Return where the user wants the workbook, which can be said in two ways."""
    if file is not None and output is not None:
        message = "give the file either as FILE or with `-o`"
        raise typer.BadParameter(message, param_hint="FILE")
    return output if file is None else file


def _folder(workspace: Workspace, *, private: bool) -> Path:
    from sstc_cli.cli.console.temporaries import refuse_outside

    if not private:
        return workspace.out
    folder = workspace.store.parent
    refuse_outside(folder.parent, folder / NAME, "the workspace")
    return folder


def _say_what_is_in_it(session: Session, target: str | None, *, private: bool) -> None:
    if private and target not in (None, "-"):
        session.say("keep this file in the office: it has private links or addresses of people")
    elif not private:
        session.say("private links and addresses of people are left out: `--private` includes them")
