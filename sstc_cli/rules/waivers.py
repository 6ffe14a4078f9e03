"""What the series itself says of diagnostics: their severity, and those it accepts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sstc_cli.diagnostics import Diagnostic, Severity, format_path
from sstc_cli.model import Series, Waiver

CODES = {
    "W901": "a waiver accepts something that is not there any more",
    "W902": "a waiver has expired",
}


def settle(series: Series, found: Sequence[Diagnostic], today: date) -> list[Diagnostic]:
    """The diagnostics with the series' severities, without those that it waives.

    A waiver that accepts nothing on any day, or is over, is a diagnostic itself.
    """
    weighed = [_weighed(series, each) for each in found]
    heard = [each for each in weighed if each is not None]
    valid = [each for each in series.waivers if not each.until or each.until >= today]
    left = [each for each in heard if not any(_covers(waiver, each) for waiver in valid)]
    return [*left, *_worn_out(series, heard, today)]


def _weighed(series: Series, diagnostic: Diagnostic) -> Diagnostic | None:
    """The diagnostic with the severity that the series gives to its code; None for `off`."""
    weight = series.severities.get(diagnostic.code)
    if weight is None:
        return diagnostic
    return None if weight == "off" else replace(diagnostic, weight=Severity(weight))


def _covers(waiver: Waiver, diagnostic: Diagnostic) -> bool:
    """Whether the code is the same, and the path is the waiver's or inside it."""
    if waiver.code != diagnostic.code:
        return False
    path = format_path(diagnostic.path)
    within = (f"{waiver.path}.", f"{waiver.path}[")
    return waiver.path is None or path == waiver.path or path.startswith(within)


def _worn_out(series: Series, heard: Sequence[Diagnostic], today: date) -> Iterator[Diagnostic]:
    for index, waiver in enumerate(series.waivers):
        path = ("waivers", index)
        if waiver.until and waiver.until < today:
            message = f"the waiver of `{waiver.code}` ended on {waiver.until}"
            yield Diagnostic("W902", message, (*path, "until"), "decide again, or delete it")
        elif not any(_covers(waiver, each) for each in heard) and not _comes_and_goes(waiver):
            message = f"nothing has to be waived for `{waiver.code}` here"
            yield Diagnostic("W901", message, (*path, "code"), "delete the waiver")


def _comes_and_goes(waiver: Waiver) -> bool:
    """Whether the code depends on the day: what is not there today may be there tomorrow."""
    return waiver.code.startswith("W3")
