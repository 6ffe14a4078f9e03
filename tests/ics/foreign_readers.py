"""Calendar readers of other projects: each returns the events of a file, or refuses it."""

import ctypes
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import vobject
from conftest import missing_program
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as IcalEvent
from ical.exceptions import CalendarParseError

REPOSITORY = Path(__file__).parent.parent.parent


class RefusedError(Exception):
    """A reader refuses a file, with its reason."""


@dataclass(frozen=True)
class Event:
    """The facts of a VEVENT by a reader; instants are seconds since 1970."""

    uid: str
    starts: int
    ends: int
    stamp: int
    sequence: int
    status: str
    summary: str
    description: str
    organizer: str
    attendees: list[str]


Reader = Callable[[bytes], list[Event]]


@contextmanager
def asked_ical_js() -> Iterator[Callable[[bytes], dict[str, Any]]]:
    """Ask ical.js for the events and todos of a file."""
    if not shutil.which("node"):
        missing_program("node is missing: apt-get install nodejs npm")
    if not (REPOSITORY / "node_modules" / "ical.js").is_dir():
        missing_program("ical.js is missing: npm install")
    program = ["node", str(Path(__file__).with_name("read_events.mjs"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        to_node, from_node = node.stdin, node.stdout

        def ask(data: bytes) -> dict[str, Any]:
            to_node.write(json.dumps(data.decode()).encode() + b"\n")
            to_node.flush()
            answer: dict[str, Any] = json.loads(from_node.readline())
            if "refused" in answer:
                raise RefusedError(answer["refused"])
            return answer

        yield ask


@contextmanager
def ical_js() -> Iterator[Reader]:
    with asked_ical_js() as ask:
        yield lambda data: [Event(**event) for event in ask(data)["events"]]


@contextmanager
def vobject_() -> Iterator[Reader]:
    """Read as Radicale and many scripts do; it uses the VTIMEZONE of the file."""
    zones: dict[str, Any] = vars(vobject.icalendar)["__tzidMap"]

    def read(data: bytes) -> list[Event]:
        zones.clear()  # else it keeps the first definition that it ever saw of a zone
        try:
            (calendar,) = vobject.readComponents(data.decode())
            calendar.validate(raiseException=True)
            declared = {zone.tzid.value for zone in calendar.contents.get("vtimezone", [])}
            if missing := set(zones) - declared - {"UTC"}:
                raise RefusedError(f"no VTIMEZONE for {missing}")
            return [_vobject_event(event) for event in calendar.contents.get("vevent", [])]
        except (vobject.base.VObjectError, ValueError, AttributeError) as error:
            raise RefusedError(str(error)) from error

    yield read
    zones.clear()


def _vobject_event(event: Any) -> Event:
    return Event(
        event.uid.value,
        int(event.dtstart.value.timestamp()),
        int(event.dtend.value.timestamp()),
        int(event.dtstamp.value.timestamp()),
        int(event.sequence.value),
        event.status.value,
        event.summary.value,
        event.description.value,
        event.organizer.params["CN"][0],
        [attendee.value for attendee in event.contents.get("attendee", [])],
    )


@contextmanager
def ical() -> Iterator[Reader]:
    """Read as Home Assistant does, strict about types; it looks zones up by their names."""

    def read(data: bytes) -> list[Event]:
        try:
            calendar = IcsCalendarStream.calendar_from_ics(data.decode())
        except (CalendarParseError, ValueError) as error:
            raise RefusedError(str(error)) from error
        return [_ical_event(event) for event in calendar.events]

    yield read


def _ical_event(event: IcalEvent) -> Event:
    return Event(
        event.uid,
        int(event.start.timestamp()),
        int(event.end.timestamp()),
        int(event.dtstamp.timestamp()),
        int(event.sequence),
        event.status.value,
        event.summary,
        event.description,
        event.organizer.common_name,
        [str(attendee.uri) for attendee in event.attendees],
    )


@contextmanager
def libical() -> Iterator[Reader]:
    """Read as Evolution and KOrganizer do; it knows what each METHOD must have."""
    library = _load_libical()

    def read(data: bytes) -> list[Event]:
        root = library.icalparser_parse_string(data)
        if not root:
            raise RefusedError("there is no component")
        try:
            library.icalrestriction_check(root)
            if library.icalcomponent_count_errors(root):
                raise RefusedError(library.icalcomponent_as_ical_string(root).decode())
            return [_libical_event(library, event) for event in _libical_events(library, root)]
        finally:
            library.icalcomponent_free(root)

    yield read


class _Time(Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    )


_FUNCTIONS = {
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_as_ical_string": (c_char_p, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_description": (c_char_p, c_void_p),
    "icalcomponent_get_dtstart": (_Time, c_void_p),
    "icalcomponent_get_dtend": (_Time, c_void_p),
    "icalcomponent_get_dtstamp": (_Time, c_void_p),
    "icalcomponent_free": (None, c_void_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icalproperty_get_parameter_as_string": (c_char_p, c_void_p, c_char_p),
    "icaltime_as_timet_with_zone": (c_int64, _Time, c_void_p),
}


def _load_libical() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        missing_program("libical 3 is missing: apt-get install libical3t64")
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def _libical_events(library: ctypes.CDLL, root: int) -> Iterator[int]:
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    calendar = library.icalcomponent_string_to_kind(b"VCALENDAR")
    assert not library.icalcomponent_get_first_component(root, calendar), "several calendars"
    event = library.icalcomponent_get_first_component(root, kind)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(root, kind)


def _libical_event(library: ctypes.CDLL, event: int) -> Event:
    def found(name: bytes) -> int:
        kind = library.icalproperty_string_to_kind(name)
        return library.icalcomponent_get_first_property(event, kind)

    def instant(time: _Time) -> int:
        if not time.zone:
            raise RefusedError("no VTIMEZONE")
        return library.icaltime_as_timet_with_zone(time, time.zone)

    name = library.icalproperty_get_parameter_as_string(found(b"ORGANIZER"), b"CN")
    return Event(
        library.icalcomponent_get_uid(event).decode(),
        instant(library.icalcomponent_get_dtstart(event)),
        instant(library.icalcomponent_get_dtend(event)),
        instant(library.icalcomponent_get_dtstamp(event)),
        int(library.icalproperty_get_value_as_string(found(b"SEQUENCE"))),
        library.icalproperty_get_value_as_string(found(b"STATUS")).decode(),
        library.icalcomponent_get_summary(event).decode(),
        library.icalcomponent_get_description(event).decode(),
        name.decode(),
        list(_attendees(library, event)),
    )


def _attendees(library: ctypes.CDLL, event: int) -> Iterator[str]:
    kind = library.icalproperty_string_to_kind(b"ATTENDEE")
    found = library.icalcomponent_get_first_property(event, kind)
    while found:
        yield library.icalproperty_get_value_as_string(found).decode()
        found = library.icalcomponent_get_next_property(event, kind)


STRICT = {"ical.js": ical_js, "libical": libical, "vobject": vobject_}
READERS = {"ical": ical, **STRICT}


@pytest.fixture(scope="session", params=READERS)
def each_reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    with READERS[request.param]() as reader:
        yield reader


@pytest.fixture(scope="session", params=STRICT)
def strict_reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    with STRICT[request.param]() as reader:
        yield reader


@pytest.fixture(scope="module")
def ical_js_reader() -> Iterator[Reader]:
    with ical_js() as reader:
        yield reader
