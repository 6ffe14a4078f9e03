"""The diagnostics of one rule in a series that a test writes in YAML."""

import re
from datetime import date

from conftest import read_series

from sstc_cli.diagnostics import Diagnostic, format_path
from sstc_cli.model import Survey
from sstc_cli.rules import Plan, check


def found(
    code: str,
    text: str,
    today: str = "2020-08-01",
    surveys: dict[str, Survey] | None = None,
    tracked: frozenset[str] = frozenset(),
) -> list[Diagnostic]:
    """Return the diagnostics with a code."""
    plan = Plan(read_series(text), date.fromisoformat(today), surveys or {}, tracked)
    return [diagnostic for diagnostic in check(plan) if diagnostic.code == code]


def paths(code: str, text: str, today: str = "2020-08-01") -> list[str]:
    """Return the paths of the diagnostics with a code."""
    return [format_path(diagnostic.path) for diagnostic in found(code, text, today)]


def slots(*keys: str, day: str = "2020-08-14") -> str:
    """Return a webinar from 15:30 to 17:00 for each text of keys, which may replace its own."""
    lines = [f"count: {len(keys)}", "webinars:"]
    for number, more in enumerate(keys, 1):
        top = re.sub(r"\[.*?\]|\{.*?\}", "", more)
        given = {part.split(":")[0].strip() for part in top.split(", ")}
        own = {
            "id": f"w{number}",
            "title": f"Title {number}",
            "starts": f"{day} 15:30",
            "ends": f"{day} 17:00",
        }
        rest = [f"{key}: {value}" for key, value in own.items() if key not in given]
        lines.append(f"- {{number: {number}, {', '.join([*rest, *([more] if more else [])])}}}")
    return "\n".join(lines) + "\n"
