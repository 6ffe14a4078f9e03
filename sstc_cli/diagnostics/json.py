"""Diagnostics for programs: one JSON document with a version."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sstc_cli.diagnostics.diagnostic import Diagnostic, Severity, format_path
from sstc_cli.diagnostics.json_text import json_text

VERSION = 1


def write_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `{"version": 1, "errors": n, "warnings": n, "notes": n, "diagnostics": [...]}`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    document = {
        "version": VERSION,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "diagnostics": [json_entry(diagnostic) for diagnostic in diagnostics],
    }
    return json_text(document) + "\n"


def json_entry(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as an object; it is `fixable` if `sstc validate --fix` corrects it."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "fixable": bool(diagnostic.fix),
        "path": format_path(diagnostic.path),
        "place": diagnostic.place._asdict() if diagnostic.place else None,
    }
