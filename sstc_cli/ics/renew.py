"""Make entries newer than those that people may have, whatever the data says.

A calendar accepts an entry only if its revision is higher (RFC 5546 2.1.5). A change by hand may
not have raised it, and an older data file has lowered it; but the written files show what people
may have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sstc_cli.ics.exported import (
    END,
    IDENTITY,
    NOTHING,
    STARTS,
    Exported,
    RawRevision,
    Version,
    entries_of,
    is_readable,
    is_same,
    left_in,
    raw_revision_of,
    slot_and_status,
    uid_in,
    with_left,
    with_line_ends,
)
from sstc_cli.model import Revision

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
    that returns counts as changed. `exported` are the entries of other
    files: their revisions count too, but not
    their texts, which differ between languages and kinds of file.
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
