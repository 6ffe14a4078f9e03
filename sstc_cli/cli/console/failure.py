"""Report every failure in one line, and turn it into an exit status."""

import errno
import os
import re
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from sstc_cli.atomic import new_temporary
from sstc_cli.cli.console.streams import drop_stdout, for_pipe, is_json_requested, write_results
from sstc_cli.cli.tasks import named_elsewhere
from sstc_cli.diagnostics import nearest, printable
from sstc_cli.errors import ExitCode, SstcError, explained

# what is wrong with a value, and what to do instead
_WITH_ADVICE = re.compile("(.+?): ((?:write|add|choose|use|name|leave|give) .+)")
_ALIKE = 0.7  # of the letters of a command and its typo: `setup` is not `stop`
_FIRST_YEAR = 1980  # of zip files, which documents of Word and Excel are


def report(error: BaseException, words: list[str]) -> int:
    """Report an exception to the user, and return the exit status."""
    match error:
        case TyperException():
            status = _report_usage(error, words)
        case SstcError():
            status = _report(error.message, error.hint, error.status, words)
        case KeyboardInterrupt() | typer.Abort():
            _to_stderr(f"interrupted: no file is half written; {_going_on(words)}\n")
            status = ExitCode.INTERRUPTED
        case SystemExit() if "_SSTC_COMPLETE" in os.environ:  # typer ends completion by it
            status = int(error.code or 0)
        case BrokenPipeError() | SystemExit():  # the reader closed the pipe, for example `head`
            drop_stdout()
            status = ExitCode.OK
        case OSError(errno=errno.ENOSPC):
            drop_stdout()
            hint = "free some space, then run this again"
            status = _report("the disk is full", hint, ExitCode.FAILED, words)
        case OSError() | KeyError() | ValueError() if fault := _outer_fault(error):
            status = _report(*fault, ExitCode.FAILED, words)
        case _:
            status = _report_bug(error, words)
    return status


def _going_on(words: list[str]) -> str:
    """Return how to go on after an interruption: a second swap would undo the first."""
    if "swap" in words:
        return "see with `sstc schedule list` whether it was done"
    return "run it again to continue"


def _outer_fault(error: Exception) -> tuple[str, str] | None:
    """Return the message and hint for a fault of the computer, or None if it is none of these."""
    match error:
        case FileNotFoundError(filename=None):  # from `Path.cwd()`
            return "the current folder no longer exists", "change to another folder"
        case OSError(filename=str(name)):
            hint = "close it in other programs, and check that you have permission to use it"
            return f"cannot use {name}: {explained(error)}", hint
        case OSError(errno=errno.EINVAL | errno.EIO):  # Windows' numbers without a twin are EINVAL
            hint = "check the disk or the network drive, then run this again"
            return f"cannot read or write a file: {explained(error)}", hint
        case KeyError() | ValueError() if "_SSTC_COMPLETE" in os.environ:  # others are missing
            message = "`_SSTC_COMPLETE` is set, but not by a shell that completes a command"
            return message, "unset this variable"
        case ValueError() if time.localtime().tm_year < _FIRST_YEAR:
            message = f"this computer's clock is before {_FIRST_YEAR}, the first year of zip files"
            return message, "correct this computer's clock"
    return None


def _report(message: str, hint: str | None, status: int, words: list[str]) -> int:
    """Write an error to stderr, and with `--json` also to stdout; return the status."""
    _to_stderr(f"error: {printable(message)}\n" + (f"help: {printable(hint)}\n" if hint else ""))
    if is_json_requested(words):
        document = write_results(error={"message": message, "hint": hint})
        with suppress(OSError):
            sys.stdout.write(for_pipe(document) + "\n")
            sys.stdout.flush()
    return status


def _to_stderr(text: str) -> None:
    """Write to stderr, which may be closed."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _report_usage(error: TyperException, words: list[str]) -> int:
    """Report wrong usage."""
    message, hint = _reworded(error)
    if hint is None and (found := _WITH_ADVICE.fullmatch(message)):
        message, hint = found.groups()
    context = getattr(error, "ctx", None)
    if hint is None and context is not None:
        hint = f"run `{context.command_path} --help` to see its arguments and options"
    return _report(message, hint, ExitCode.USAGE, words)


def _reworded(error: TyperException) -> tuple[str, str | None]:
    """Return the message of a usage error in our own form, and the probable intention."""
    message = error.format_message().rstrip(".")
    message = message.replace("Value error, ", "")
    message = re.split(r"\. Did you mean| \(Possible| Did you mean", message)[0]
    message = re.sub(r"'([^' ]+)'", r"`\1`", message)
    message = re.sub(r"Got unexpected extra.* \((.+)\)", r"unexpected argument `\1`", message)
    message = re.sub(r"(such option|value for):? ([^`:]+)", r"\1 `\2`", message)
    message = message[:1].lower() + message[1:].rstrip(".")
    unknown, known = _unknown(error, message)
    is_command = "no such command" in message
    if is_command and (meant := _command_meant(unknown, known, getattr(error, "ctx", None))):
        return message, f"did you mean {meant}?"
    dashes = "--" if unknown.startswith("--") else ""  # all options have them in common
    name = nearest(
        unknown.removeprefix(dashes),
        [word.removeprefix(dashes) for word in known],
        _ALIKE if is_command else 0.6,
    )
    return message, f"did you mean `{dashes}{name}`?" if name else None


def _command_meant(word: str, known: list[str], context: Any) -> str:
    """Return the command of another place, or the usual one of a group for a number."""
    in_group = getattr(context, "parent", None) is not None
    names = [f"sstc {name}" for name in named_elsewhere(word, in_group=in_group)]
    usual = next((name for name in ("render", "show") if name in known), None)
    if not names and usual and (word.isdecimal() or known == [usual]):
        names = [f"{context.command_path} {usual}" + (f" {word}" if word.isdecimal() else "")]
    return " or ".join(f"`{name}`" for name in names)


def _unknown(error: TyperException, message: str) -> tuple[str, list[str]]:
    """Return the unknown word of a usage error, and the words that are known there."""
    head, choice, choices = message.partition(" is not one of ")
    quoted = re.findall(r"`([^`]*)`", head)
    context = getattr(error, "ctx", None)
    if choice:
        return quoted[-1], re.findall(r"`([^`]*)`", choices)
    if "no such" not in message or context is None or not quoted:
        return "", []
    if not quoted[0].startswith("-"):
        return quoted[0], [*getattr(context.command, "commands", [])]
    names = (name for parameter in context.command.get_params(context) for name in parameter.opts)
    dashes = "--" if quoted[0].startswith("--") else "-"
    options = (*names, *context.help_option_names)  # and arguments, which have no dashes
    return quoted[0], [name for name in options if name.startswith(dashes)]


def _report_bug(error: BaseException, words: list[str]) -> int:
    """Report an internal error in one line, and save its traceback for a bug report."""
    details = _frames(error)
    if "--debug" in words:
        _to_stderr(details)
        return ExitCode.FAILED
    try:
        file = new_temporary(Path(tempfile.gettempdir()), "sstc-bug-", ".txt")
        file.write_text(details, encoding="utf-8")
        hint = f"report it, and attach {file}"
    except OSError:
        hint = "run it again with `--debug`, and report it"
    return _report(f"internal error ({type(error).__name__})", hint, ExitCode.FAILED, words)


def _frames(error: BaseException) -> str:
    """Return the types and frames of an exception and its causes: messages repeat private data."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return (
        f"{_frames(cause) if cause else ''}Traceback (most recent call last):\n{frames}{kind}\n\n"
    )
