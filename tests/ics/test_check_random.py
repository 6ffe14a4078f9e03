"""Whatever a file contains: never a traceback, and every place is inside the file.

Files that libical or ical.js refuse have at least one diagnostic.
"""

import random
from collections.abc import Callable
from io import BytesIO

import pytest
from conftest import REPOSITORY
from foreign_readers import RefusedError, _load_libical, ical_js
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check_corpus import BROKEN

from sstc_cli.diagnostics import printable, split_lines
from sstc_cli.ics_check import CheckResult, check_stream

CLEAN = (REPOSITORY / "examples" / "invitation.ics").read_bytes()
FILES = [CLEAN, *(file.read_bytes() for file in sorted(BROKEN.glob("*.ics")))]
PARTS = [
    b";", b":", b",", b'"', b"\\", b"\r", b"\n", b"\r\n", b" ", b"\t", b"\xff", b"\xe2\x82",
    b"\x00", b"=", b"Z", b"T", b"-", b"0", b"99999999999", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
    b"BEGIN:VCALENDAR\r\n", b"TZID=", b"VALUE=DATE", b"RRULE:FREQ=YEARLY;BYDAY=99MO\r\n",
    b"RRULE:FREQ=YEARLY;BYMONTH=13;COUNT=0\r\n", b"00010101T000000", b"99991231T235959Z",
    "𠮷".encode(), b"P99999999W",
]  # fmt: skip


def deleted(lines: list[bytes], at: int, _: int) -> None:
    del lines[at]


def doubled(lines: list[bytes], at: int, _: int) -> None:
    lines.insert(at, lines[at])


def swapped(lines: list[bytes], at: int, other: int) -> None:
    lines[at], lines[other] = lines[other], lines[at]


Change = Callable[[list[bytes], int, int], None]
CHANGES = st.sampled_from([deleted, doubled, swapped])


def changed(data: bytes, change: Change, at: int, other: int) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        change(lines, at % len(lines), other % len(lines))
    return b"".join(lines)


def check_places(data: bytes) -> CheckResult:
    checked = check_stream(BytesIO(data), "file.ics")
    lines = split_lines(data.decode(errors="replace").removeprefix("\ufeff")) or [""]
    for diagnostic in checked.diagnostics:
        place = diagnostic.place
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert printable(diagnostic.message) == diagnostic.message
    return checked


@given(st.sampled_from(FILES), st.lists(st.tuples(CHANGES, st.integers(0), st.integers(0))))
def test_lines_deleted_doubled_swapped(data: bytes, changes) -> None:
    for change, at, other in changes:
        data = changed(data, change, at, other)
    check_places(data)


@settings(max_examples=300)
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.integers(0), st.one_of(st.sampled_from(PARTS), st.binary(max_size=8)))),
)
def test_inserted_bytes(data: bytes, parts) -> None:
    for number, part in parts:
        at = number % (len(data) + 1)
        data = data[:at] + part + data[at:]
    check_places(data)


@given(st.binary())
def test_random_bytes(data: bytes) -> None:
    check_places(data)
    check_places(b"BEGIN:VCALENDAR\r\n" + data)


def libical_refuses() -> Callable[[bytes], bool]:
    """Return a test whether libical finds anything wrong."""
    library = _load_libical()

    def refuses(data: bytes) -> bool:
        root = library.icalparser_parse_string(data)
        if not root:
            return True
        library.icalrestriction_check(root)
        count = library.icalcomponent_count_errors(root)
        library.icalcomponent_free(root)
        return bool(count)

    return refuses


def test_what_libical_refuses_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    refuses, chance, refused = libical_refuses(), random.Random(7), 0  # noqa: S311
    assert not refuses(CLEAN)
    for _ in range(1_000):
        data = CLEAN
        for _ in range(chance.choice((1, 1, 2, 3))):
            change = chance.choice((deleted, doubled, swapped))
            data = changed(data, change, chance.randrange(99), chance.randrange(99))
        if refuses(data):
            refused += 1
            assert check_stream(BytesIO(data), "file.ics").diagnostics, data.decode()
    assert refused > 300


def test_what_ical_js_refuses_is_reported() -> None:
    chance, refused = random.Random(8), 0  # noqa: S311
    with ical_js() as read:
        assert len(read(CLEAN)) == 1
        for _ in range(300):
            at, other = chance.randrange(99), chance.randrange(99)
            data = changed(CLEAN, chance.choice((deleted, doubled, swapped)), at, other)
            try:
                read(data)
            except RefusedError:
                refused += 1
                assert check_stream(BytesIO(data), "file.ics").diagnostics, data.decode()
    assert refused > 30
