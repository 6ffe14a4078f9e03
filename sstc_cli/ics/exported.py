"""The entries of exported calendar files and their revisions, by a quick scan."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from sstc_cli.ics.fold import fold
from sstc_cli.model import load_zone

STARTS = (b"\r\nBEGIN:VEVENT\r\n", b"\r\nBEGIN:VTODO\r\n")
END = b"\r\nEND:VCALENDAR\r\n"
# the first lines of each entry, which `set_identity` writes
IDENTITY = re.compile(
    rb"UID:(?P<uid>.+?)\r\nSEQUENCE:(?P<sequence>\d{1,9})\r\nDTSTAMP:(?P<stamp>\d{8}T\d{6}Z)\r\n"
    rb"LAST-MODIFIED:(?P=stamp)\r\n",
    re.DOTALL,
)
_COUNTED = re.compile(rb"\r\n(?:DTSTART|DTEND|DUE|STATUS)[;:][^\r]*")
_LOCAL = re.compile(rb"\r\n(DTSTART|DTEND);TZID=([^:;\r]+):(\d{8}T\d{6})")
# an entry that has left the file: its last SEQUENCE and DTSTAMP, and its UID
_LEFT = re.compile(rb"\r\nX-SSTC-LEFT:(\d{1,9}) (\d{8}T\d{6}Z) ((?:[^\r]|\r\n )+)")

# SEQUENCE and DTSTAMP as in a file; calendars compare them in this order
RawRevision = tuple[int, bytes]
# with times and status, which are missing if the entry has left its file
Version = tuple[RawRevision, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Exported:
    """The versions of each entry in exported files, by its UID."""

    versions: Mapping[str, set[Version]]

    def contradicts(self, other: "Exported") -> bool:
        """Return whether an entry has another time or status there."""
        return any(
            lines and others and not is_same(lines, others)
            for uid in self.versions.keys() & other.versions.keys()
            for _, lines in self.versions[uid]
            for _, others in other.versions[uid]
        )


NOTHING = Exported({})


def exported_in(files: Iterable[bytes]) -> Exported:
    """Return the versions of the entries in files.

    An entry that has left one file only, such as the feed of an audience, has not left.
    """
    versions = defaultdict[str, set[Version]](set)
    left: dict[str, RawRevision] = {}
    for file in map(with_line_ends, files):
        for entry in (entry for start in STARTS for entry in entries_of(file, start)):
            if match := IDENTITY.match(entry):
                versions[uid_in(entry)].add((raw_revision_of(match), slot_and_status(entry)))
        for uid, revision in left_in(file).items():
            left[uid] = max(revision, left.get(uid, revision))
    for uid, revision in left.items():
        if all(known < revision for known, _ in versions[uid]):
            versions[uid].add((revision, ()))
    return Exported(versions)


def with_line_ends(file: bytes) -> bytes:
    """Return a file with its own line ends, which git or an editor may have changed."""
    return file if b"\r\n" in file else file.replace(b"\n", b"\r\n")


def is_readable(file: bytes) -> bool:
    """Return whether a file is whole, and all of its entries begin as `sstc` writes them."""
    entries = (entry for start in STARTS for entry in entries_of(file, start))
    return file.endswith(END) and all(map(IDENTITY.match, entries))


def entries_of(file: bytes, start: bytes) -> list[bytes]:
    """Return the entries of a file that begin with a line."""
    return file.removesuffix(END).split(start)[1:]


def uid_in(entry: bytes) -> str:
    """Return the UID of an entry."""
    return _unfolded(entry[: entry.find(b"\r\nSEQUENCE:")]).removeprefix("UID:")


def raw_revision_of(match: re.Match[bytes]) -> RawRevision:
    """Return the revision in the first lines of an entry."""
    return int(match["sequence"]), match["stamp"]


def left_in(file: bytes) -> dict[str, RawRevision]:
    """Return the last revision of each entry that a file remembers, by its UID."""
    head = file[: min(filter(lambda place: place >= 0, map(file.find, STARTS)), default=None)]
    return {_unfolded(uid): (int(sequence), stamp) for sequence, stamp, uid in _LEFT.findall(head)}


def with_left(head: bytes, left: Mapping[str, RawRevision]) -> bytes:
    """Return the lines before the entries, with those that remember what has left the file."""
    properties, zone, rest = head.partition(b"\r\nBEGIN:VTIMEZONE")
    lines = (
        b"\r\n" + fold(f"X-SSTC-LEFT:{sequence} {stamp.decode()} {uid}").removesuffix(b"\r\n")
        for uid, (sequence, stamp) in sorted(left.items())
    )
    return b"".join((properties, *lines, zone, rest))


def slot_and_status(entry: bytes) -> tuple[bytes, ...]:
    """Return the lines of an entry whose change raises SEQUENCE (RFC 5546 2.1.4)."""
    return tuple(_COUNTED.findall(entry))


def is_same(lines: tuple[bytes, ...], others: tuple[bytes, ...]) -> bool:
    """Return whether lines of two entries mean the same, also if only some of them are in UTC."""
    return lines == others or tuple(_instants(lines)) == tuple(_instants(others))


def _instants(lines: Iterable[bytes]) -> Iterator[bytes]:
    return map(_in_utc, lines)


@lru_cache(maxsize=1_000)
def _in_utc(line: bytes) -> bytes:
    """Return the line of a time in UTC, or any other line as it is."""
    match = _LOCAL.fullmatch(line)
    if not match:
        return line
    name, zone, time = (part.decode(errors="replace") for part in match.groups())
    try:
        moment = datetime.strptime(time, "%Y%m%dT%H%M%S").replace(tzinfo=load_zone(zone))
        return f"\r\n{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    except (OSError, ValueError, OverflowError):
        return line


def _unfolded(text: bytes) -> str:
    return text.replace(b"\r\n ", b"").decode(errors="replace")
