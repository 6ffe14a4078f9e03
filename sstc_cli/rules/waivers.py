"""The series' own decisions on diagnostics: severities and waivers."""

from collections.abc import Iterator, Sequence
from datetime import date

from sstc_cli.diagnostics import Diagnostic, Severity, format_path
from sstc_cli.model import Series, Waiver

CODES = {
    "W901": "a waiver is unused: its diagnostic does not occur any more. Delete the waiver",
    "W902": "a waiver has expired. Choose a later date, or delete the waiver",
}


def apply_severities_and_waivers(
    series: Series, diagnostics: Sequence[Diagnostic], today: date
) -> list[Diagnostic]:
    """Return the diagnostics with the series' severities, without those that it waives.

    Expired and unused waivers are diagnostics themselves.
    """
    with_severities = (_with_severity(series, diagnostic) for diagnostic in diagnostics)
    active = [diagnostic for diagnostic in with_severities if diagnostic is not None]
    valid = [waiver for waiver in series.waivers if not waiver.until or waiver.until >= today]
    kept = [
        diagnostic
        for diagnostic in active
        if not any(_covers(waiver, diagnostic) for waiver in valid)
    ]
    return [*kept, *_expired_or_unused(series, active, today)]


def _with_severity(series: Series, diagnostic: Diagnostic) -> Diagnostic | None:
    """Return the diagnostic with the series' severity for its code, or None if that is `off`."""
    weight = series.severities.get(diagnostic.code)
    if weight is None:
        return diagnostic
    return None if weight == "off" else diagnostic._replace(weight=Severity(weight))


def _covers(waiver: Waiver, diagnostic: Diagnostic) -> bool:
    """Return whether the code is the same, and the path is the waiver's or inside it."""
    if waiver.code != diagnostic.code:
        return False
    path = format_path(diagnostic.path)
    within = (f"{waiver.path}.", f"{waiver.path}[")
    return waiver.path is None or path == waiver.path or path.startswith(within)


def _expired_or_unused(
    series: Series, active: Sequence[Diagnostic], today: date
) -> Iterator[Diagnostic]:
    for index, waiver in enumerate(series.waivers):
        path = ("waivers", index)
        if waiver.until and waiver.until < today:
            message = f"the waiver of `{waiver.code}` expired on {waiver.until}"
            yield Diagnostic(
                "W902", message, (*path, "until"), "choose a later date, or delete the waiver"
            )
        elif not any(_covers(waiver, diagnostic) for diagnostic in active) and not _depends_on_day(
            series, waiver, today
        ):
            message = f"the waiver of `{waiver.code}` is unused"
            yield Diagnostic("W901", message, (*path, "code"), "delete the waiver")


def _depends_on_day(series: Series, waiver: Waiver, today: date) -> bool:
    """Return whether the day or the command decides: it may occur again, or was for the past."""
    if waiver.code.startswith(("W3", "W237")):
        return True
    past = (index for index, webinar in enumerate(series.webinars) if webinar.ends.date() < today)
    paths = [f"webinars[{index}]" for index in past] if waiver.code.startswith(("W4", "W7")) else []
    return any(waiver.path is None or waiver.path.startswith(path) for path in paths)
