"""Whatever went wrong, as a line and a status: the one place where that is told."""

import errno
import os
import re
import sys
from contextlib import suppress

import typer
from typer.exceptions import TyperException

from sstc_cli.cli.console.json import is_awaited, write_results
from sstc_cli.cli.console.streams import drop_stdout
from sstc_cli.errors import ExitCode, SstcError, explained


def report(error: BaseException, words: list[str]) -> int:
    """The status of a run that ended with an exception, after telling the user."""
    match error:
        case TyperException():
            status = _report_usage(error, words)
        case SstcError():
            status = _report(error.message, error.hint, error.status, words)
        case KeyboardInterrupt() | typer.Abort():
            _to_stderr("interrupted: nothing is half written; run it again to go on\n")
            status = ExitCode.INTERRUPTED
        case SystemExit() if "_SSTC_COMPLETE" in os.environ:  # typer has completed a command line
            status = int(error.code or 0)
        case BrokenPipeError() | SystemExit():  # the reader went away, as `head` does
            drop_stdout()
            status = ExitCode.OK
        case OSError(errno=errno.EINVAL) if sys.platform == "win32":  # that, as Windows says it
            drop_stdout()
            status = ExitCode.OK
        case OSError(errno=errno.ENOSPC):
            drop_stdout()
            hint = "make room, then run it again"
            status = _report("the disk is full", hint, ExitCode.FAILED, words)
        case FileNotFoundError(filename=None):  # so says what looks for the current folder
            hint = "change to another folder"
            status = _report("the folder that you are in is gone", hint, ExitCode.FAILED, words)
        case OSError(filename=str(name)):
            hint = "is it open in another program, and may you read and write there?"
            status = _report(f"cannot use {name}: {explained(error)}", hint, ExitCode.FAILED, words)
        case _:
            status = _report_bug(error, words)
    return status


def _report(message: str, hint: str | None, status: int, words: list[str]) -> int:
    """Say what went wrong on stderr, and on stdout where a program waits for JSON."""
    from sstc_cli.diagnostics import printable

    _to_stderr(f"error: {printable(message)}\n" + (f"help: {printable(hint)}\n" if hint else ""))
    if is_awaited(words):
        document = write_results(error={"message": message, "hint": hint})
        with suppress(OSError):
            sys.stdout.write(document + "\n")
            sys.stdout.flush()
    return status


def _to_stderr(text: str) -> None:
    """Write to stderr, which may be closed."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _report_usage(error: TyperException, words: list[str]) -> int:
    """A wrong use; a group without a command has shown its help, which is what was wanted."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ExitCode.OK
    message, hint = _reworded(error)
    context = getattr(error, "ctx", None)
    if hint is None and context is not None:
        hint = f"`{context.command_path} --help` shows what it takes"
    return _report(message, hint, ExitCode.USAGE, words)


def _reworded(error: TyperException) -> tuple[str, str | None]:
    """A usage error in our own form: the message, and what was probably meant."""
    from sstc_cli.diagnostics import nearest

    message = error.format_message().rstrip(".")
    message = message.replace("Value error, ", "")
    message = re.split(r"\. Did you mean| \(Possible| Did you mean", message)[0]
    message = re.sub(r"'([^' ]+)'", r"`\1`", message)
    message = re.sub(r"Got unexpected extra.* \((.+)\)", r"there is no place for `\1`", message)
    message = re.sub(r"(such option|value for):? ([^`:]+)", r"\1 `\2`", message)
    message = message[:1].lower() + message[1:].rstrip(".")
    found = nearest(*_unknown(error, message))
    return message, f"did you mean `{found}`?" if found else None


def _unknown(error: TyperException, message: str) -> tuple[str, list[str]]:
    """The word that is not known, and those that are in its place."""
    head, choice, choices = message.partition(" is not one of ")
    quoted = re.findall(r"`([^`]*)`", head)
    context = getattr(error, "ctx", None)
    if choice:
        return quoted[-1], re.findall(r"`([^`]*)`", choices)
    if "no such" not in message or context is None or not quoted:
        return "", []
    options = [name for each in context.command.params for name in each.opts]
    commands = getattr(context.command, "commands", [])
    return quoted[0], [*options, *context.help_option_names, *commands]


def _report_bug(error: BaseException, words: list[str]) -> int:
    """A bug of ours: one line, and where the report for us is."""
    import tempfile
    import traceback

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
    return _report(f"sstc has a bug ({type(error).__name__})", hint, ExitCode.FAILED, words)
