"""Whatever happens to webinars: whoever applies our files ends with the right entries.

The client follows RFC 5546 2.1.5: an entry is replaced by one of the same UID that has a higher
SEQUENCE, or the same SEQUENCE and a later DTSTAMP.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from conftest import read_series
from foreign_readers import Event, Reader, ical_js
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.ics import write_series
from sstc_cli.model import Release, Series, Status, Webinar
from sstc_cli.releases import followed, released, state_of
from sstc_cli.workspace import counted

FIRST = datetime(2020, 6, 1, tzinfo=UTC)
SERIES = read_series(
    "webinars:\n"
    + "".join(
        f"- {{id: {name}, number: {n}, title: The {name}, starts: 2020-08-{10 + n} 15:30, "
        f"ends: 2020-08-{10 + n} 17:00}}\n"
        for n, name in enumerate(("first", "second", "third"), 1)
    )
)
NAMES = tuple(each.id for each in SERIES.webinars)


@dataclass(frozen=True)
class Step:
    """What happens to one webinar, whether by our commands or by hand, and whether it is published.

    By hand nothing is counted in the data file, so that has to be published before it is exported.
    """

    name: str
    deed: str
    hours: int
    by_hand: bool
    publish: bool


STEPS = st.builds(
    Step,
    st.sampled_from(NAMES),
    st.sampled_from(["move", "cancel", "revive", "drop", "return", "retitle", "nothing"]),
    st.integers(-3, 3).filter(bool),
    st.booleans(),
    st.booleans(),
)


@dataclass
class Office:
    """A series that changes, is published and exported."""

    series: Series = SERIES
    gone: dict[str, Webinar] = field(default_factory=dict)
    release: Release | None = None
    now: datetime = FIRST

    def take(self, step: Step) -> bytes:
        """The series' file after a step."""
        self.now += timedelta(days=1)
        counts = step.deed in ("move", "cancel", "revive") and not step.by_hand
        self._do(step, counts=counts)
        if step.publish or not counts or self.release is None:
            self.release = released(state_of(self.series), self.release, "name", None, self.now)
        told = followed(self.series, self.release)
        return write_series(told.series, "en", revision_of=told.revision_of)

    def _do(self, step: Step, *, counts: bool) -> None:
        here = {each.id: each for each in self.series.webinars}
        if step.deed == "drop" and step.name in here:
            self.gone[step.name] = here.pop(step.name)
        elif step.deed == "return" and step.name in self.gone:
            here[step.name] = self.gone.pop(step.name)
        elif step.name in here:
            here[step.name] = self._changed(here[step.name], step, counts=counts)
        self.series = self.series.model_copy(update={"webinars": tuple(here.values())})

    def _changed(self, webinar: Webinar, step: Step, *, counts: bool) -> Webinar:
        later = timedelta(hours=step.hours)
        changed: dict[str, object] = {
            "move": {"starts": webinar.starts + later, "ends": webinar.ends + later},
            "cancel": {"status": Status.CANCELLED},
            "revive": {"status": Status.PLANNED},
            "retitle": {"title": type(webinar.title)(f"{step.hours}")},
        }.get(step.deed, {})
        if counts:
            (told,) = (
                each
                for each in counted(self.series, self.release).webinars
                if each.id == webinar.id
            )
            now = self.now.astimezone(self.series.tz).replace(tzinfo=None)
            changed |= {"revision": told.revision + 1, "revised": now}
        return webinar.model_copy(update=changed)


@dataclass
class Client:
    """Somebody's calendar."""

    entries: dict[str, Event] = field(default_factory=dict)

    def apply(self, events: list[Event]) -> None:
        for event in events:
            known = self.entries.get(event.uid)
            if known is None or (event.sequence, event.stamp) > (known.sequence, known.stamp):
                self.entries[event.uid] = event


@pytest.fixture(scope="module")
def read() -> Iterator[Reader]:
    """Thunderbird's and Nextcloud's reader."""
    with ical_js() as reader:
        yield reader


def expected(office: Office) -> dict[str, tuple[int, int, str, str]]:
    """When and whether each webinar is held, and its title."""
    series = office.series
    return {
        f"series-{each.id}@example.org": (
            int(series.instant(each.starts).timestamp()),
            int(series.instant(each.ends).timestamp()),
            "CANCELLED" if each.cancelled else "CONFIRMED",
            each.title.pick("en"),
        )
        for each in series.webinars
    }


def when(event: Event) -> tuple[int, int, str]:
    return event.starts, event.ends, event.status


def shown(entries: dict[str, Event]) -> dict[str, tuple[int, int, str, str]]:
    return {
        uid: (each.starts, each.ends, each.status, each.summary.rpartition(": ")[2])
        for uid, each in entries.items()
    }


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
    before = {each.uid: each for each in read(office.take(replace(steps[0], deed="nothing")))}
    release, published = office.release, before
    for step in steps:
        now = {each.uid: each for each in read(office.take(step))}
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
                assert event.sequence - known.sequence <= (not step.by_hand)
            else:
                assert (event.sequence, event.stamp) > (known.sequence, known.stamp)
        before = now
