"""Recognise files that are not calendars by their first bytes."""

from sstc_cli.ics_check.lines import UnfoldedLine, Unplaced

HEAD = 65_536
_AGAIN = "download it again, and check that its address needs no login"
_SIGNATURES = (
    (b"\x1f\x8b", "the file is compressed (gzip)", "unpack it first"),
    (b"PK\x03\x04", "the file is a zip archive", "unpack it first: the `.ics` files are inside"),
    (b"%PDF", "the file is a PDF", "ask for the calendar file, which ends in `.ics`"),
    (b"\xff\xfe", "the file is in UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "the file is in UTF-16", "save it as UTF-8"),
)


def not_a_calendar(head: bytes) -> Unplaced | None:
    """Return a diagnostic if a file does not begin like a calendar, or None."""
    reason = _reason(head)
    if reason is None:
        return None
    first = (head.splitlines() or [b""])[0][:200]
    return UnfoldedLine(1, [first]).diagnostic_at("E801", *reason, (0, 1))


def _reason(head: bytes) -> tuple[str, str] | None:
    """Return a message and a hint about a file that is not a calendar, or None."""
    if not head.strip():
        return "the file is empty", "export it again"
    for signature, message, hint in _SIGNATURES:
        if head.startswith(signature):
            return message, hint
    start = head[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "the file is a web page, not a calendar", _AGAIN
    if head[:200].count(b"\x00") > 20:
        return "the file is in UTF-16 or is not a text file", "save it as UTF-8"
    if b"BEGIN:V" not in head.upper():
        return "the file is not a calendar: it has no `BEGIN:VCALENDAR`", _AGAIN
    return None
