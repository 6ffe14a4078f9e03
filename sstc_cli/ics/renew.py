"""New calendar files that continue the revisions of those that people may have."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sstc_cli.ics.escaping import fold
from sstc_cli.model import Revision, load_zone

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
    return file.removesuffix(END).split(start)[1:]


def uid_in(entry: bytes) -> str:
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
    return lines == others or [*map(_in_utc, lines)] == [*map(_in_utc, others)]


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


_STAMP = "%Y%m%dT%H%M%SZ"
_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A calendar file that is newer than those it replaces.

    `raised` are the UIDs of changed entries that needed a higher revision than the data gave them;
    `gone` are those of entries that the file does not have any more. A file that was replaced
    `is_unreadable` if it is cut off, empty, or written anew by another program.
    """

    data: bytes
    raised: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    is_unreadable: bool = False


def renew(data: bytes, *replaced: bytes, exported: Exported = NOTHING) -> Renewed:
    """Return a calendar file with entries that continue those of the files that it replaces.

    An unchanged entry keeps the highest revision. A changed one gets a later DTSTAMP, and a higher
    SEQUENCE if its time or status changed. The file remembers entries that have left it, and one
    that returns counts as changed. `exported` are the entries of other files: their revisions count
    too, but not their texts, which differ between languages and kinds of file.
    """
    start = next((start for start in STARTS if start in data), STARTS[0])
    head, *entries = data.removesuffix(END).split(start)
    here = {uid_in(entry): entry for entry in entries}
    raised, gone, left = dict[str, None](), dict[str, None](), dict[str, RawRevision]()
    for file in map(with_line_ends, replaced):
        left |= left_in(file)
        for old in entries_of(file, start):
            uid = uid_in(old)
            if uid not in here:
                gone[uid] = None
                left |= {uid: raw_revision_of(match)} if (match := IDENTITY.match(old)) else {}
            elif here[uid] != old:
                here[uid], is_raised = _after(here[uid], old)
                raised |= {uid: None} if is_raised else {}
    returned: Mapping[str, set[Version]] = {
        uid: {(left.pop(uid), ())} for uid in here.keys() & left.keys()
    }
    for versions in (returned, exported.versions):
        for uid in [uid for uid in here if uid in versions]:
            here[uid], is_raised = _above(here[uid], versions[uid])
            raised |= {uid: None} if is_raised else {}
    text = start.join([with_left(head, left), *here.values()]) + END
    is_unreadable = not all(is_readable(file) for file in map(with_line_ends, replaced))
    return Renewed(text, tuple(raised), tuple(gone), is_unreadable)


def revisions_in(file: bytes) -> dict[str, Revision]:
    """Return the revision of each event in a calendar file by its UID."""
    found = {uid_in(entry): IDENTITY.match(entry) for entry in entries_of(file, STARTS[0])}
    return {
        uid: Revision(
            int(match["sequence"]),
            datetime.strptime(match["stamp"].decode(), _STAMP).replace(tzinfo=UTC),
        )
        for uid, match in found.items()
        if match
    }


def _after(entry: bytes, old: bytes) -> tuple[bytes, bool]:
    """Return an entry with a revision that follows the old one, and whether it was too low."""
    now, before = IDENTITY.match(entry), IDENTITY.match(old)
    if not now or not before:
        return entry, False
    changed = entry[now.end() :] != old[before.end() :]
    is_moved = changed and slot_and_status(entry) != slot_and_status(old)
    least = raw_revision_of(before)
    return _raised(entry, _next(least, is_moved=is_moved) if changed else least, changed=changed)


def _above(entry: bytes, versions: set[Version]) -> tuple[bytes, bool]:
    """Return an entry that follows all versions with other times or another status."""
    times, was_too_low = slot_and_status(entry), False
    for revision, other_times in sorted(versions, reverse=True):
        is_moved = not is_same(times, other_times)
        least = _next(revision, is_moved=True) if is_moved else revision
        entry, is_raised = _raised(entry, least, changed=is_moved)
        was_too_low |= is_raised
    return entry, was_too_low


def _raised(entry: bytes, least: RawRevision, *, changed: bool) -> tuple[bytes, bool]:
    """Return an entry with at least a revision, and whether a change needed a higher one."""
    now = IDENTITY.match(entry)
    if not now:
        return entry, False
    known = raw_revision_of(now)
    sequence, stamp = max(known[0], least[0]), max(known[1], least[1])
    if (sequence, stamp) == known:
        return entry, False
    identity = b"UID:%b\r\nSEQUENCE:%d\r\nDTSTAMP:%b\r\nLAST-MODIFIED:%b\r\n"
    return identity % (now["uid"], sequence, stamp, stamp) + entry[now.end() :], changed


def _next(revision: RawRevision, *, is_moved: bool) -> RawRevision:
    """Return a revision a second later, or with the same DTSTAMP if no calendar has such a day."""
    sequence, stamp = revision
    try:
        moment = datetime.strptime(stamp.decode(), _STAMP).replace(tzinfo=UTC) + _A_SECOND
    except (ValueError, OverflowError):
        return sequence + is_moved, stamp
    return sequence + is_moved, f"{moment:%Y%m%dT%H%M%SZ}".encode()
