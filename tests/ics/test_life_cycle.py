"""Whatever happens to webinars: whoever applies our files ends with the right entries.

The client follows RFC 5546 2.1.5: an entry is replaced by one of the same UID that has a higher
SEQUENCE, or the same SEQUENCE and a later DTSTAMP.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from foreign_readers import Event, Reader, ical_js
from histories import STEPS, Office, Step, expected, shown, when
from hypothesis import given, settings
from hypothesis import strategies as st


@dataclass
class Client:
    """The calendar of one person."""

    entries: dict[str, Event] = field(default_factory=dict)

    def apply(self, events: list[Event]) -> None:
        for event in events:
            known = self.entries.get(event.uid)
            if known is None or (event.sequence, event.stamp) > (known.sequence, known.stamp):
                self.entries[event.uid] = event


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    """Read as Thunderbird and Nextcloud do."""
    with ical_js() as reader:
        yield reader


@settings(max_examples=150)
@given(steps=st.lists(STEPS, min_size=1, max_size=12), data=st.data())
def test_every_client_ends_with_the_right_entries(
    read: Reader, steps: list[Step], data: st.DataObject
) -> None:
    office = Office()
    files = [read(office.take(step)) for step in [Step("first", "nothing", 1, True, True), *steps]]
    kept = data.draw(st.lists(st.booleans(), min_size=len(files), max_size=len(files)))
    everything, some = Client(), Client()
    for file, received in zip(files, [*kept[:-1], True], strict=True):
        everything.apply(file)
        if received:
            some.apply(file)
    for client in (everything, some):
        client.apply(files[-1])  # the last one arrives twice
        found = shown(client.entries)
        assert {uid: found.pop(uid) for uid in expected(office)} == expected(office)
        assert {status for _, _, status, _ in found.values()} <= {"CANCELLED"}


@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_nothing_ever_falls_and_nothing_rises_without_a_reason(
    read: Reader, steps: list[Step]
) -> None:
    office = Office()
    before = {event.uid: event for event in read(office.take(replace(steps[0], deed="nothing")))}
    release, published = office.release, before
    for step in steps:
        now = {event.uid: event for event in read(office.take(step))}
        for uid, known in published.items():
            if when(now[uid]) != when(known):
                assert now[uid].sequence > known.sequence  # RFC 5546 2.1.4
        if office.release is not release:
            release, published = office.release, now
        assert set(before) <= set(now)
        for uid, known in before.items():
            event = now[uid]
            assert event.sequence >= known.sequence
            assert event.stamp >= known.stamp
            if replace(event, sequence=0, stamp=0) == replace(known, sequence=0, stamp=0):
                counted = step.deed == "drop" or not step.by_hand
                assert event.sequence == known.sequence or counted
            else:
                assert (event.sequence, event.stamp) > (known.sequence, known.stamp)
        before = now
