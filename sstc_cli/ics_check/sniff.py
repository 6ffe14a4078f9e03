"""What a file is that is no calendar."""

from sstc_cli.ics_check.written import Unplaced, Written

HEAD = 65_536
_AGAIN = "download it again; does its address ask for a login?"
_SIGNS = (
    (b"\x1f\x8b", "the file is compressed (gzip)", "unpack it first"),
    (b"PK\x03\x04", "the file is a zip archive", "unpack it first: the `.ics` files are inside"),
    (b"%PDF", "the file is a PDF", "ask for the calendar file, which ends in `.ics`"),
    (b"\xff\xfe", "the file is in UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "the file is in UTF-16", "save it as UTF-8"),
)


def not_a_calendar(head: bytes) -> Unplaced | None:
    """Why the beginning of a file is not that of a calendar; None where it is."""
    found = _unlike(head)
    if found is None:
        return None
    first = (head.splitlines() or [b""])[0][:200]
    return Written(1, [first]).diagnostic_at("E801", found[0], found[1], (0, 1))


def _unlike(head: bytes) -> tuple[str, str] | None:
    if not head.strip():
        return "the file is empty", "export it again"
    for sign, message, hint in _SIGNS:
        if head.startswith(sign):
            return message, hint
    start = head[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "the file is a web page, not a calendar", _AGAIN
    if head[:200].count(b"\x00") > 20:
        return "the file is in UTF-16, or no text at all", "save it as UTF-8"
    if b"BEGIN:V" not in head.upper():
        return "the file is no calendar: there is no `BEGIN:VCALENDAR`", _AGAIN
    return None
