"""Diagnostics as SARIF 2.1.0, the format of GitHub code scanning and of editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from sstc_cli.diagnostics.diagnostic import Diagnostic, Place, format_path
from sstc_cli.diagnostics.json_text import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(diagnostics: Sequence[Diagnostic], pages: Mapping[str, str], version: str) -> str:
    """Return one run of `sstc`; `pages` maps each reported code to its page in Markdown."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    rules = [_rule(code, pages.get(code, code)) for code in codes]
    driver = {"name": "sstc", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"WORKSPACE": {"description": {"text": "the workspace"}}},
        "results": [
            _result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(document) + "\n"


def _rule(code: str, page: str) -> dict[str, Any]:
    title = page.split("\n", 1)[0].rstrip(".")
    return {
        "id": code,
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": f"{title}."},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(Diagnostic(code, "").severity)},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message + hint},
    }
    if diagnostic.place:
        location: dict[str, Any] = {"physicalLocation": _location(diagnostic.place)}
        if path := format_path(diagnostic.path):
            location["logicalLocations"] = [{"fullyQualifiedName": path}]
        result["locations"] = [location]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(PurePath(place.file)),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }


def _artifact(file: PurePath) -> dict[str, str]:
    """Return a file's path in the workspace, or its full address without a base (SARIF 3.4.4)."""
    if file.is_absolute():
        return {"uri": file.as_uri()}
    return {"uri": quote(file.as_posix()), "uriBaseId": "WORKSPACE"}
