"""Diagnostics as GitHub shows them beside the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Sequence

from sstc_cli.diagnostics.diagnostic import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a workflow command for each diagnostic."""
    return "".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {"title": diagnostic.code}
    if place:
        properties |= {"file": place.file, "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub shows columns within one line only
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    hint = f"\nhelp: {diagnostic.hint}" if diagnostic.hint else ""
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(diagnostic.message + hint)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
