"""Whatever happens to webinars: whoever applies our files ends with the right entries.

The client follows RFC 5546 2.1.5: an entry is replaced by one of the same UID that has a higher
SEQUENCE, or the same SEQUENCE and a later DTSTAMP. A real CalDAV server receives the files as well.
"""

from dataclasses import dataclass, field, replace
from itertools import count

from calendar_clients import caldav
from foreign_readers import Event, ical_js_reader
from histories import START, STEPS, Office, Step, expected, shown, when
from hypothesis import given, settings
from hypothesis import strategies as st

__all__ = ["caldav"]


@dataclass
class Client:
    """The calendar of one person."""

    entries: dict[str, Event] = field(default_factory=dict)

    def apply(self, events: list[Event]) -> None:
        for event in events:
            known = self.entries.get(event.uid)
            if known is None or (event.sequence, event.stamp) > (known.sequence, known.stamp):
                self.entries[event.uid] = event

    @classmethod
    def of(cls, events: list[Event]) -> "Client":
        client = cls()
        client.apply(events)
        return client


def text_of(entries: dict[str, Event]) -> dict[str, str]:
    return {uid: event.description for uid, event in entries.items()}


read = ical_js_reader


@settings(max_examples=150)
@given(steps=st.lists(STEPS, min_size=1, max_size=12), data=st.data())
def test_every_client_ends_with_the_right_entries(read, steps, data) -> None:
    office = Office()
    files = [read(office.take(step)) for step in [START, *steps]]
    files.append(read(office.take(Step("first", "nothing", 1, by_hand=True, publish=False))))
    kept = data.draw(st.lists(st.booleans(), min_size=len(files), max_size=len(files)))
    everything, some, shuffled = Client(), Client(), Client()
    for file, received in zip(files, kept, strict=True):
        everything.apply(file)
        if received:
            some.apply(file)
    for file in data.draw(st.permutations(files)):
        shuffled.apply(file)
    for client in (everything, some, shuffled):
        client.apply(files[-1])  # the last one arrives twice
        assert shown(client.entries) == expected(office)
        assert text_of(client.entries) == text_of(Client.of(files[-1]).entries)


@given(steps=st.lists(STEPS, min_size=1, max_size=12), data=st.data())
def test_clients_of_a_series_without_releases(read, steps, data) -> None:
    """A webinar that nobody published and that is deleted has no cancellation, so none is."""
    kept = [step for step in steps if step.deed not in ("drop", "return")]
    office = Office()
    files = [
        read(office.take(replace(step, publish=False)))
        for step in [START, *kept, replace(START, export=True)]
    ]
    client = Client()
    for file in [*data.draw(st.permutations(files)), files[-1]]:
        client.apply(file)
    assert shown(client.entries) == expected(office)


@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_nothing_ever_falls_and_nothing_rises_without_a_reason(read, steps) -> None:
    office = Office()
    before = {event.uid: event for event in read(office.take(START))}
    quiet = True  # since the last export, nothing was published and no command counted
    for step in steps:
        now = {event.uid: event for event in read(office.take(step))}
        quiet = quiet and step.by_hand and not step.publish
        assert set(before) <= set(now)
        for uid, known in before.items():
            event = now[uid]
            assert event.sequence >= known.sequence
            assert event.stamp >= known.stamp
            if replace(event, sequence=0, stamp=0) == replace(known, sequence=0, stamp=0):
                assert not quiet or event.sequence == known.sequence
            else:
                assert event.stamp > known.stamp
            if when(event) != when(known):
                assert event.sequence > known.sequence  # RFC 5546 2.1.4
        before, quiet = now, quiet or step.export


COUNTER = count()


@settings(max_examples=15)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), data=st.data())
def test_a_caldav_server(caldav, read, steps, data) -> None:
    office, collection = Office(), f"calendar-{next(COUNTER)}"
    caldav.make(collection)
    for step in [START, *steps]:
        office.change(step)
        # the last ones arrive twice
        for _ in range(2 if step is steps[-1] else data.draw(st.integers(0, 1))):
            for name, file in office.files().items():
                caldav.put(collection, name, file)
    found = shown({event.uid: event for event in read(caldav.get(collection))})
    assert found == expected(office)
