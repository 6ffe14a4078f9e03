"""A series that changes step by step, and what a calendar should show at the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from conftest import read_series
from foreign_readers import Event
from hypothesis import strategies as st

from sstc_cli.ics import write_series, write_webinar
from sstc_cli.model import Release, Series, Status, Webinar
from sstc_cli.releases import CalendarSeries, for_calendars, next_release, state_of
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
NAMES = tuple(webinar.id for webinar in SERIES.webinars)


@dataclass(frozen=True)
class Step:
    """A change of one webinar, by a command or by hand, and whether it is published.

    A change by hand raises no revision in the data file, so it must be published before the export.
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
        """Return the file of the series after a step."""
        self.change(step)
        exported = self.exported
        return write_series(exported.series, "en", revision_of=exported.revision_of)

    @property
    def exported(self) -> CalendarSeries:
        """Return the series as calendars receive it."""
        return for_calendars(self.series, self.release)

    def files(self) -> dict[str, bytes]:
        """Return one file for each webinar, by its id."""
        exported = self.exported
        return {
            webinar.id: write_webinar(
                exported.series, webinar, "en", revision_of=exported.revision_of
            )
            for webinar in exported.series.webinars
        }

    def change(self, step: Step) -> None:
        """Change a webinar, and publish if the step asks for it or must be published."""
        self.now += timedelta(days=1)
        counts = step.deed in ("move", "cancel", "revive") and not step.by_hand
        self._do(step, counts=counts)
        if step.publish or not counts or self.release is None:
            self.release = next_release(state_of(self.series), self.release, "name", None, self.now)

    def _do(self, step: Step, *, counts: bool) -> None:
        here = {webinar.id: webinar for webinar in self.series.webinars}
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
            (published,) = (
                candidate
                for candidate in with_released_revisions(self.series, self.release).webinars
                if candidate.id == webinar.id
            )
            now = self.now.astimezone(self.series.tz).replace(tzinfo=None)
            changed |= {"revision": published.revision + 1, "revised": now}
        return webinar.model_copy(update=changed)


def expected(office: Office) -> dict[str, tuple[int, int, str, str]]:
    """Return start, end, status and title of each webinar, by its UID."""
    series = office.series
    return {
        f"series-{webinar.id}@example.org": (
            int(series.instant(webinar.starts).timestamp()),
            int(series.instant(webinar.ends).timestamp()),
            "CANCELLED" if webinar.cancelled else "CONFIRMED",
            webinar.title.pick("en"),
        )
        for webinar in series.webinars
    }


def when(event: Event) -> tuple[int, int, str]:
    return event.starts, event.ends, event.status


def shown(entries: dict[str, Event]) -> dict[str, tuple[int, int, str, str]]:
    return {
        uid: (event.starts, event.ends, event.status, event.summary.rpartition(": ")[2])
        for uid, event in entries.items()
    }
