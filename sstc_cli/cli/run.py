"""The root command, and one run of it."""

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.failure import report
from sstc_cli.cli.console.group import RootOptions, flag, new_root, read_day
from sstc_cli.cli.console.streams import is_json_requested, ready_streams
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.versions import version_text


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


app = new_root(
    "Run a webinar series from one file: plan, documents, mail, surveys.\n\n"
    "Write the options of `sstc` before a command or after it."
)


def _show_version(given: bool) -> None:
    if given:
        print(version_text())
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            envvar="SSTC_WORKSPACE",
            metavar="DIR",
            help="Workspace folder. [default: nearest parent with `data/webinars.yaml`]",
        ),
    ] = None,
    today: Annotated[
        date | None,
        typer.Option(parser=read_day, metavar="DATE", help="Use this date instead of today."),
    ] = None,
    color: Annotated[
        Color | None, typer.Option(help="When to use colours. [default: auto]", is_eager=True)
    ] = None,
    quiet: Annotated[bool, flag("--quiet", "-q", text="Print only results and errors.")] = False,
    debug: Annotated[
        bool, flag("--debug", text="Show the traceback of an internal error.")
    ] = False,
    version: Annotated[
        bool, flag("--version", callback=_show_version, is_eager=True, text="Print the versions.")
    ] = False,
) -> None:
    """Hand on the options that every command makes its session of."""
    _require_clock()
    context.obj = context.obj.having(context.params)


def _require_clock() -> None:
    """Raise SstcError if the clock shows a time that Python has no day for, or the last year."""
    try:
        is_usable = date.today().year < date.max.year
    except (OverflowError, ValueError, OSError):
        is_usable = False
    if not is_usable:
        raise SstcError("this computer's clock is wrong", "set the clock")


def run(words: list[str]) -> int:
    """Run one command, report every failure in one line, and return the exit status."""
    with ready_streams():
        return _run(words)


def _run(words: list[str]) -> int:
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    as_json = is_json_requested(words)
    options = RootOptions(in_actions=in_actions, as_json=as_json, words=words)
    _forget_forced_colors()
    if "_SSTC_COMPLETE" in os.environ:  # rich would break long helps, and shells take each line
        os.environ["COLUMNS"] = "1000"
    try:
        _refuse_unreadable(words)
        status = app(words, standalone_mode=False, prog_name="sstc", obj=options)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001 no tracebacks
        return report(error, words)
    if status == ExitCode.INTERRUPTED:  # typer turns Ctrl-C into a status
        return report(KeyboardInterrupt(), words)
    return int(status or 0)


def _refuse_unreadable(words: list[str]) -> None:
    """Refuse words that are not text, for example file names from an old Chinese zip."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as error:
            hint = "rename the file or folder, best with plain letters"
            raise SstcError(f"`{word}` is not valid UTF-8", hint, ExitCode.USAGE) from error


def _forget_forced_colors() -> None:
    """Remove variables of CI systems that rich obeys: only `--color` and the terminal decide."""
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE"):
        os.environ.pop(name, None)
