"""The checks of the texts of a report: one module for each kind of mistake."""

from collections.abc import Iterable

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.report.checks import complete, figures, people, reasons, starter, webinars
from sstc_cli.report.setting import Setting


def check_report(setting: Setting, names: Iterable[str] = (), *, final: bool) -> list[Diagnostic]:
    """Return what is wrong with the texts of a report; `names` are those of the store."""
    return [
        *figures.check(setting),
        *webinars.check(setting),
        *reasons.check(setting),
        *people.check(setting, names),
        *starter.check(setting, final=final),
        *(complete.check(setting) if final else ()),
    ]


__all__ = ["check_report"]
