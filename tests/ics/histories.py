"""A series to which things happen, and what a calendar should show at the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from conftest import read_series
from foreign_readers import Event
from hypothesis import strategies as st

from sstc_cli.ics import write_series, write_webinar
from sstc_cli.model import Release, Series, Status, Webinar
from sstc_cli.releases import CalendarSeries, for_calendars, released, state_of
from sstc_cli.workspace import with_released_revisions

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
        self.change(step)
        told = self.told
        return write_series(told.series, "en", revision_of=told.revision_of)

    @property
    def reported(self) -> CalendarSeries:
        """The series as calendars get it."""
        return for_calendars(self.series, self.release)

    def files(self) -> dict[str, bytes]:
        """A file a webinar, by its id."""
        told = self.told
        return {
            each.id: write_webinar(told.series, each, "en", revision_of=told.revision_of)
            for each in told.series.webinars
        }

    def change(self, step: Step) -> None:
        """Let something happen, and publish it where that is due."""
        self.now += timedelta(days=1)
        counts = step.deed in ("move", "cancel", "revive") and not step.by_hand
        self._do(step, counts=counts)
        if step.publish or not counts or self.release is None:
            self.release = released(state_of(self.series), self.release, "name", None, self.now)

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
                for each in with_released_revisions(self.series, self.release).webinars
                if each.id == webinar.id
            )
            now = self.now.astimezone(self.series.tz).replace(tzinfo=None)
            changed |= {"revision": told.revision + 1, "revised": now}
        return webinar.model_copy(update=changed)


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
