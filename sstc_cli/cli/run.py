"""The root command, and the one place where whatever went wrong is told."""

import errno
import json
import os
import re
import sys
import tempfile
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer import rich_utils
from typer.exceptions import TyperException

from sstc_cli import __version__
from sstc_cli.cli import agenda, calendar, init, schedule, surveys, validate
from sstc_cli.cli.group import new_group
from sstc_cli.cli.session import Session, consoles
from sstc_cli.diagnostics.suggest import nearest
from sstc_cli.errors import ExitCode, SstcError


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


app = new_group(None, "Run a webinar series from one YAML file.")
init.register(app)
validate.register(app)
for group in (schedule, agenda, calendar, surveys):
    app.add_typer(group.app)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"sstc {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            envvar="SSTC_WORKSPACE",
            metavar="DIR",
            help="The workspace; else the nearest folder with `data/webinars.yaml`.",
        ),
    ] = None,
    color: Annotated[Color, typer.Option(help="When to use colours.")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Results and errors only.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where a bug is.")] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Run a webinar series from one YAML file: schedule, documents, calendars, surveys.

    Start here: `sstc init my-series`, then `sstc validate`.
    """
    out, err = consoles(color)
    context.obj = Session(out, err, workspace, quiet)


def run(words: list[str]) -> int:
    """Run one command; everything that may go wrong becomes a line and a status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    _set_help_colors(words)
    try:
        status = app(words, standalone_mode=False, prog_name="sstc")
        sys.stdout.flush()
    except TyperException as error:
        return _tell_usage(error, words)
    except SstcError as error:
        return _tell(error.message, error.hint, error.status, words)
    except (KeyboardInterrupt, typer.Abort):
        _to_stderr("interrupted: nothing is half written; run the command again to go on\n")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _tell("the disk is full", "make room, then run it again", ExitCode.FAILED, words)
        return _tell_bug(error, words)
    except Exception as error:  # noqa: BLE001 a bug: the user gets a line and a report
        return _tell_bug(error, words)
    return int(status or 0)


def _tell(message: str, hint: str | None, status: int, words: list[str]) -> int:
    """Say what went wrong on stderr, and on stdout where a program waits for JSON."""
    shown_hint = f"\n{'help' if hint else ''}: {hint}" if hint else ""
    _to_stderr(f"error: {message}{shown_hint}\n")
    if "--json" in words or "json" in words:
        document = {"version": 1, "error": {"message": message, "hint": hint}}
        try:
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        except OSError:
            return status
    return status


def _to_stderr(text: str) -> None:
    """Write to stderr, which may be closed."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _tell_usage(error: TyperException, words: list[str]) -> int:
    """A wrong use; a group without a command has shown its help, which is what was wanted."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ExitCode.OK
    message, hint = _reworded(error)
    context = getattr(error, "ctx", None)
    if hint is None and context is not None:
        hint = f"`{context.command_path} --help` shows what it takes"
    return _tell(message, hint, ExitCode.USAGE, words)


def _reworded(error: TyperException) -> tuple[str, str | None]:
    """A usage error in our own form: the message, and what was probably meant."""
    message = error.format_message().rstrip(".")
    message = re.split(r"\. Did you mean| \(Possible| Did you mean", message)[0]
    message = re.sub(r"'([^' ]+)'", r"`\1`", message)
    message = message[:1].lower() + message[1:].rstrip(".")
    context = getattr(error, "ctx", None)
    word = getattr(error, "option_name", None) or (re.findall(r"`([^`]*)`", message) or [""])[0]
    known = [name for each in context.command.params for name in each.opts] if context else []
    known += getattr(context.command, "commands", {}) if context else []
    found = nearest(word, known) if "no such" in message else None
    return message, f"did you mean `{found}`?" if found else None


def _tell_bug(error: Exception, words: list[str]) -> int:
    """A bug of ours: one line, and where the report for us is."""
    report = "".join(traceback.format_exception(error))
    if "--debug" in words:
        _to_stderr(report)
        return ExitCode.FAILED
    try:
        handle, name = tempfile.mkstemp(prefix="sstc-bug-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(report)
        hint = f"that is our mistake: the report to send us is {name}"
    except OSError:
        hint = "that is our mistake: run it again with `--debug` to see where"
    return _tell(f"sstc has a bug ({type(error).__name__})", hint, ExitCode.FAILED, words)


def _closed_pipe() -> int:
    """The reader went away, as `head` does: that is no error, and Python shall not say so."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def _set_help_colors(words: list[str]) -> None:
    """Help obeys `--color` and the terminal alone; typer would colour it wherever CI is set."""
    asked = next((b for a, b in zip(words, words[1:], strict=False) if a == "--color"), "auto")
    asked = next((word[8:] for word in words if word.startswith("--color=")), asked)
    plain = asked == "never" or (asked == "auto" and os.environ.get("NO_COLOR"))
    rich_utils.FORCE_TERMINAL = {"always": True, "never": False}.get(asked)
    rich_utils.COLOR_SYSTEM = None if plain else "auto"
