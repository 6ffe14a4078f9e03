"""Make entries newer than those of the files that they replace, whatever the data says.

A calendar accepts an entry only if its revision is higher (RFC 5546 2.1.5). A change by hand may
not have raised it, and an older data file has lowered it; but the replaced file shows what people
may have.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sstc_cli.model import Revision

_STARTS = (b"\r\nBEGIN:VEVENT\r\n", b"\r\nBEGIN:VTODO\r\n")
_END = b"\r\nEND:VCALENDAR\r\n"
# the first lines of each entry, which `set_identity` writes
_IDENTITY = re.compile(
    rb"UID:(?P<uid>.+?)\r\nSEQUENCE:(?P<sequence>\d{1,9})\r\nDTSTAMP:(?P<stamp>\d{8}T\d{6}Z)\r\n"
    rb"LAST-MODIFIED:(?P=stamp)\r\n",
    re.DOTALL,
)
_COUNTED = re.compile(rb"\r\n(?:DTSTART|DTEND|DUE|STATUS)[;:][^\r]*")
_STAMP = "%Y%m%dT%H%M%SZ"
_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A calendar file that is newer than those it replaces.

    `raised` are the UIDs of changed entries that needed a higher revision than the data gave them;
    `gone` are those of entries that the file does not have any more.
    """

    data: bytes
    raised: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def renew(data: bytes, *replaced: bytes) -> Renewed:
    """Return a calendar file with entries that continue those of the files that it replaces.

    An unchanged entry keeps the highest revision. A changed one gets a later DTSTAMP, and a higher
    SEQUENCE if its time or status changed.
    """
    start = next((start for start in _STARTS if start in data), _STARTS[0])
    head, *entries = data.removesuffix(_END).split(start)
    places = {_uid(entry): place for place, entry in enumerate(entries)}
    raised, gone = dict[str, None](), dict[str, None]()
    for file in replaced:
        for told in _entries(file, start) if file != data else ():
            uid = _uid(told)
            if uid not in places:
                gone[_text(uid)] = None
            elif entries[places[uid]] != told:
                entries[places[uid]], is_raised = _after(entries[places[uid]], told)
                if is_raised:
                    raised[_text(uid)] = None
    return Renewed(start.join([head, *entries]) + _END, tuple(raised), tuple(gone))


def revisions_in(file: bytes) -> dict[str, Revision]:
    """Return the revision of each event in a calendar file by its UID."""
    found = (_IDENTITY.match(entry) for entry in _entries(file, _STARTS[0]))
    return {
        _text(b"UID:" + match["uid"]): Revision(
            int(match["sequence"]),
            datetime.strptime(match["stamp"].decode(), _STAMP).replace(tzinfo=UTC),
        )
        for match in found
        if match
    }


def _entries(file: bytes, start: bytes) -> list[bytes]:
    """Return the entries of a file, whose line ends git or an editor may have changed."""
    file = file if b"\r\n" in file else file.replace(b"\n", b"\r\n")
    return file.removesuffix(_END).split(start)[1:]


def _uid(entry: bytes) -> bytes:
    return entry[: entry.find(b"\r\nSEQUENCE:")]


def _text(uid: bytes) -> str:
    """Return the UID of a folded line."""
    return uid.replace(b"\r\n ", b"").decode(errors="replace").removeprefix("UID:")


def _after(entry: bytes, told: bytes) -> tuple[bytes, bool]:
    """Return an entry with a revision that follows the one told, and whether it was too low."""
    now, before = _IDENTITY.match(entry), _IDENTITY.match(told)
    if not now or not before:
        return entry, False
    changed = entry[now.end() :] != told[before.end() :]
    moved = changed and _COUNTED.findall(entry) != _COUNTED.findall(told)
    sequence = max(int(now["sequence"]), int(before["sequence"]) + moved)
    least = _next_second(before["stamp"]) if changed else before["stamp"]
    stamp = max(now["stamp"], least)
    is_raised = changed and (sequence, stamp) != (int(now["sequence"]), now["stamp"])
    identity = b"UID:%b\r\nSEQUENCE:%d\r\nDTSTAMP:%b\r\nLAST-MODIFIED:%b\r\n"
    return identity % (now["uid"], sequence, stamp, stamp) + entry[now.end() :], is_raised


def _next_second(stamp: bytes) -> bytes:
    """Return the stamp a second later, or the same if no calendar has such a day."""
    try:
        moment = datetime.strptime(stamp.decode(), _STAMP).replace(tzinfo=UTC) + _A_SECOND
    except (ValueError, OverflowError):
        return stamp
    return f"{moment:%Y%m%dT%H%M%SZ}".encode()
