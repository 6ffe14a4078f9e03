"""Webinars that the texts of a report name, and that the plan does not have."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.report.setting import Setting


def check(setting: Setting) -> Iterator[Diagnostic]:
    """Yield texts about a webinar that no report has."""
    for index, about in enumerate(setting.written.webinars):
        if not has_webinar(setting, about.number):
            yield no_webinar(about.number, ("webinars", index, "number"))


def has_webinar(setting: Setting, number: int) -> bool:
    """Return whether the plan has a webinar of this number."""
    return any(webinar.number == number for webinar in setting.series.webinars)


def no_webinar(number: int, path: Path) -> Diagnostic:
    """Return the diagnostic on a number that no webinar has."""
    hint = "correct the number, or leave it out"
    return Diagnostic("E711", f"the series has no webinar {number}", path, hint)
