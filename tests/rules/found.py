"""What one rule finds in a series that a test writes in YAML."""

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
    """The diagnostics of this code."""
    plan = Plan(read_series(text), date.fromisoformat(today), surveys or {}, tracked)
    return [each for each in check(plan) if each.code == code]


def paths(code: str, text: str, today: str = "2020-08-01") -> list[str]:
    """Where this code is found."""
    return [format_path(each.path) for each in found(code, text, today)]


def slots(*keys: str, day: str = "2020-08-14") -> str:
    """Webinars from 15:30 to 17:00, weekly, each with these keys besides; a key may differ."""
    lines = [f"count: {len(keys)}", "webinars:"]
    for number, more in enumerate(keys, 1):
        top = re.sub(r"\[.*?\]|\{.*?\}", "", more)
        given = {each.split(":")[0].strip() for each in top.split(", ")}
        own = {
            "id": f"w{number}",
            "title": f"Title {number}",
            "starts": f"{day} 15:30",
            "ends": f"{day} 17:00",
        }
        rest = [f"{key}: {value}" for key, value in own.items() if key not in given]
        lines.append(f"- {{number: {number}, {', '.join([*rest, *([more] if more else [])])}}}")
    return "\n".join(lines) + "\n"
