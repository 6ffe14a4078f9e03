"""Parts of a final report that only people can write."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.report.setting import Setting

_PARTS = {
    "evaluators": "who evaluated the series",
    "purpose": "why the series was evaluated",
    "summary": "the summary",
    "conclusions": "the conclusions",
    "recommendations": "the recommendations",
    "lessons": "the lessons",
}


def check(setting: Setting) -> Iterator[Diagnostic]:
    """Yield the parts that are missing."""
    for key, what in _PARTS.items():
        if not getattr(setting.written, key):
            message = f"{what} {'are' if what.endswith('s') else 'is'} missing"
            yield Diagnostic("E717", message, (), f"write `{key}` in data/report.yaml")
