"""What is wrong with a template, with its place in it and a hint."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from traceback import walk_tb
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.render.sandbox import UnknownNameError, UnshownError, UnshownInTemplateError

_MISSING = re.compile(r"No (filter|test) named '(.*)'")


def explained_fault(
    error: Exception, name: str, names: Mapping[str, Any], environment: Environment
) -> SstcError:
    message, hint = str(error), "correct the template, then run `sstc templates check`"
    match error:
        case UnknownNameError(owner=Mapping()):
            message, hint = _without_key(error, names)
        case UnknownNameError():
            usable = (
                [*names, *environment.globals] if error.owner is None else _names_of(error.owner)
            )
            message, hint = f"unknown name `{error.name}`", did_you_mean(error.name, usable)
        case TemplateError() if missing := _MISSING.match(message):
            kind, word = missing.groups()
            usable = list(environment.filters if kind == "filter" else environment.tests)
            message, hint = f"unknown {kind} `{word}`", did_you_mean(word, usable)
        case UnshownError() | UnshownInTemplateError():
            hint = error.hint
        case TemplateNotFound():
            message = f"template `{error.name}` not found"
            hint = "add it to `templates/`, or write `shipped/NAME` for one that comes with sstc"
        case RecursionError():
            message = "templates, macros or lists are inside each other without end"
        case UnicodeDecodeError():
            message, hint = "the template is not UTF-8 text", "save it as UTF-8"
        case SecurityError() if "leads out" in message:
            hint = "put the template itself there, not a link to it"
        case OSError():
            message = f"the template cannot be read: {explained(error)}"
            hint = "check that you have permission to read it"
    message = message.strip().rstrip(".")
    message = message[:1].lower() + message[1:]
    return SstcError(f"{_place(error, name)}: {message}", hint, ExitCode.DATA)


def _without_key(error: UnknownNameError, names: Mapping[str, Any]) -> tuple[str, str]:
    """Return a message and a hint about a text of the office's own that the data lacks."""
    holders = (name for name, value in names.items() if getattr(value, "more", ()) is error.owner)
    holder = next((f"{name}.more" for name in holders), "more")
    number = getattr(names.get("webinar"), "number", None)
    where = f" for webinar {number}" if number else ""
    hint = (
        f"add `{error.name}` to `more` in data/webinars.yaml, or write "
        f'`more.{error.name} | default("")` in the template'
    )
    return f"`{holder}` has no `{error.name}`{where}", hint


def _names_of(owner: object) -> list[str]:
    return [field.name for field in fields(owner)] if is_dataclass(owner) else []


def _place(error: Exception, name: str) -> str:
    """Return the innermost template line that raised the error: `templates/agenda.md.j2:12`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or name}:{error.lineno}"
    frames = walk_tb(error.__traceback__)
    lines = [(frame.f_code.co_filename, line) for frame, line in frames]
    places = [f"{file}:{line}" for file, line in lines if file.endswith(".j2")]
    return places[-1] if places else f"templates/{name}"
