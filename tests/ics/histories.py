"""A series that changes step by step, and what a calendar should show at the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from conftest import read_series
from foreign_readers import Event
from hypothesis import strategies as st

from sstc_cli.ics import Style, renew, write_series, write_webinar
from sstc_cli.model import Release, Series, Status, Text, Webinar
from sstc_cli.releases import CalendarSeries, for_calendars, next_release, state_of
from sstc_cli.workspace.unpublished import with_exported_revisions

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
    """A change of one webinar, by a command or by hand, and whether it is published and exported.

    A change by hand raises no revision in the data file.
    """

    name: str
    deed: str
    hours: int
    by_hand: bool
    publish: bool
    export: bool = True


STEPS = st.builds(
    Step,
    st.sampled_from(NAMES),
    st.sampled_from(
        ["move", "cancel", "revive", "drop", "return", "retitle", "link", "swap", "nothing"]
    ),
    st.integers(-3, 3).filter(bool),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


START = Step("first", "nothing", 1, by_hand=True, publish=True)


@dataclass
class Office:
    """A series that changes, is published and exported."""

    series: Series = SERIES
    gone: dict[str, Webinar] = field(default_factory=dict)
    release: Release | None = None
    now: datetime = FIRST
    file: bytes = b""
    single: dict[str, bytes] = field(default_factory=dict)

    def take(self, step: Step) -> bytes:
        """Return the last exported file of the series after a step."""
        self.change(step)
        if step.export or not self.file:
            exported = self.exported
            file = write_series(exported.series, "en", Style(revision_of=exported.revision_of))
            self.file = renew(file, self.file).data
        return self.file

    @property
    def exported(self) -> CalendarSeries:
        return for_calendars(self.series, self.release)

    def files(self) -> dict[str, bytes]:
        """Return one exported file for each webinar, by its id."""
        exported = self.exported
        for webinar in exported.series.webinars:
            file = write_webinar(
                exported.series, webinar, "en", Style(revision_of=exported.revision_of)
            )
            self.single[webinar.id] = renew(file, self.single.get(webinar.id, b"")).data
        return self.single

    def change(self, step: Step) -> None:
        """Change a webinar, and publish if the step asks for it."""
        self.now += timedelta(seconds=20)
        self._do(step)
        if step.publish:
            self.release = next_release(state_of(self.series), self.release, "name", None, self.now)

    def _do(self, step: Step) -> None:
        here = {webinar.id: webinar for webinar in self.series.webinars}
        if step.deed == "drop" and step.name in here:
            self.gone[step.name] = here.pop(step.name)
        elif step.deed == "return" and step.name in self.gone:
            here[step.name] = self.gone.pop(step.name)
        elif step.deed == "swap":
            self._swap(here, step)
        elif step.name in here:
            here[step.name] = self._changed(here[step.name], step)
        self.series = self.series.replaced(webinars=tuple(here.values()))

    def _swap(self, here: dict[str, Webinar], step: Step) -> None:
        """Let a webinar and another one exchange their times and numbers."""
        other = NAMES[NAMES.index(step.name) - 1]
        if step.name in here and other in here:
            pair = here[step.name], here[other]
            for mine, theirs in (pair, pair[::-1]):
                slot = {name: getattr(theirs, name) for name in ("starts", "ends", "number")}
                more = {} if step.by_hand else self._revision(mine, counted=True)
                here[mine.id] = mine.replaced(**slot, **more)

    def _changed(self, webinar: Webinar, step: Step) -> Webinar:
        later = timedelta(hours=step.hours)
        changed: dict[str, object] = {
            "move": {"starts": webinar.starts + later, "ends": webinar.ends + later},
            "cancel": {"status": Status.CANCELLED},
            "revive": {"status": Status.PLANNED},
            "retitle": {"title": Text(f"{step.hours}")},
            "link": {"join_url": f"https://example.org/{step.hours}"},
        }.get(step.deed, {})
        if changed and not step.by_hand:
            counted = step.deed in ("move", "cancel", "revive")
            changed |= self._revision(webinar, counted=counted)
        return webinar.replaced(**changed)

    def _revision(self, webinar: Webinar, *, counted: bool) -> dict[str, object]:
        """Return the revision that the commands of `sstc schedule` write."""
        series = self.series
        if self.release:
            series = with_exported_revisions(series, self.release)
        exported = series.webinars[self.series.webinars.index(webinar)]
        now = self.now.astimezone(self.series.tz).replace(tzinfo=None)
        later = (exported.revised or series.revised) + timedelta(minutes=1)
        revision = exported.revision + 1 if counted else webinar.revision
        return {"revision": revision, "revised": max(now, later).replace(second=0)}


def expected(office: Office) -> dict[str, tuple[int, int, str, str]]:
    """Return start, end, status and title of each webinar, by its UID."""
    series = office.exported.series
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
