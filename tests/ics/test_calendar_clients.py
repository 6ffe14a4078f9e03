"""Real calendar programs that receive our files one by one end with the right entries."""

from datetime import UTC, datetime
from itertools import count

from calendar_clients import CalDav, Subscriber, caldav, subscriber
from foreign_readers import ical_js_reader
from histories import START, STEPS, Office, Step, expected, shown
from hypothesis import given, settings
from hypothesis import strategies as st

__all__ = ["caldav", "subscriber"]
COUNTER = count()


read = ical_js_reader


@settings(max_examples=15)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), data=st.data())
def test_a_caldav_server(caldav, read, steps, data) -> None:
    office, collection = Office(), f"calendar-{next(COUNTER)}"
    caldav.make(collection)
    for step in [START, *steps]:
        office.change(step)
        if data.draw(st.booleans()):
            store(caldav, collection, office)
    for _ in range(2):  # the last ones arrive twice
        store(caldav, collection, office)
    found = shown({event.uid: event for event in read(caldav.get(collection))})
    assert found == expected(office)


def store(caldav: CalDav, collection: str, office: Office) -> None:
    for name, file in office.files().items():
        caldav.put(collection, name, file)


def test_a_subscriber_who_misses_some_files(subscriber: Subscriber) -> None:
    office = Office()
    subscriber.offer(office.take(START))
    subscriber.fetch()
    assert subscriber.entries() == seen_by(office)
    for step, fetched in (
        (Step("first", "move", 1, by_hand=False, publish=False), True),
        (Step("first", "move", -3, by_hand=True, publish=True), False),
        (Step("second", "cancel", 1, by_hand=True, publish=True), True),
        (Step("third", "retitle", 2, by_hand=True, publish=True), False),
        (Step("third", "drop", 1, by_hand=True, publish=True), True),
        (Step("second", "revive", 1, by_hand=False, publish=True), False),
        (Step("third", "return", 1, by_hand=True, publish=True), True),
    ):
        subscriber.offer(office.take(step))
        if fetched:
            subscriber.fetch()
            assert subscriber.entries() == seen_by(office)
    subscriber.fetch()
    assert subscriber.entries() == seen_by(office)


def seen_by(office: Office) -> list[tuple[str, ...]]:
    """Return the entries that a calendar lists: each webinar once, the dropped ones cancelled."""
    series = office.exported.series
    found = []
    for webinar in series.webinars:
        slot = (series.instant(moment).astimezone(UTC) for moment in (webinar.starts, webinar.ends))
        status = "CANCELLED" if webinar.cancelled else "CONFIRMED"
        title = f"Webinar {webinar.number}: {webinar.title.pick('en')}"
        title = f"Cancelled: {title}" if webinar.cancelled else title
        found.append((*map(written, slot), status, title))
    return sorted(found)


def written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
