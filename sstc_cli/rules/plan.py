"""The plan that rules check, and the decorator of these rules."""

from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from sstc_cli.diagnostics import Path
from sstc_cli.model import Series, Status, Survey, Webinar
from sstc_cli.model.glossary import GlossaryTerm
from sstc_cli.model.series import Window
from sstc_cli.rules.rule import Rule, registering
from sstc_cli.rules.wordings import PlacedText, texts_of


class Unpublished(NamedTuple):
    """A difference between a webinar and the last release.

    `day` is the webinar's date, `what` has the changes in words, and `since` is the date of the
    release with the name `release`.
    """

    path: Path
    number: int
    day: date
    what: str
    release: str
    since: date


class Outdated(NamedTuple):
    """A translation that is the same as in a release, although its original has changed."""

    path: Path
    language: str
    original: str
    release: str
    since: date


class Shifted(NamedTuple):
    """A local time that other time zone tables have shifted since a release.

    `path` is the place of the `zone` in the data, and `day` the webinar's date; `was` and `now` are
    the times there, and `tables` says which versions of the tables differ.
    """

    path: Path
    zone: str
    number: int
    day: date
    was: str
    now: str
    release: str
    tables: str


@dataclass(frozen=True)
class Plan:
    """A series with its surveys on a day.

    `tracked` has the workspace's files that git tracks, as paths from its root with `/`.
    `unpublished` has the changes since the last release, `outdated` the translations that did not
    follow, and `shifted` the local times that other tables have shifted. `publishing` says whether
    it goes out now. `databases` are the tracked files of SQLite. `glossary` has the terms that
    translations should use.
    """

    series: Series
    today: date
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    tracked: frozenset[str] = frozenset()
    unpublished: tuple[Unpublished, ...] = ()
    outdated: tuple[Outdated, ...] = ()
    shifted: tuple[Shifted, ...] = ()
    publishing: bool = False
    databases: frozenset[str] = frozenset()
    glossary: tuple[GlossaryTerm, ...] = ()

    @property
    def main(self) -> str:
        """The first language of the series, in which diagnostics name people."""
        return self.series.languages[0]

    @property
    def tomorrow(self) -> date:
        """The last day that somewhere may be today."""
        return self.today + timedelta(days=1)

    @cached_property
    def held(self) -> tuple[tuple[int, Webinar], ...]:
        """Index and webinar of those that are not cancelled."""
        webinars = enumerate(self.series.webinars)
        return tuple((index, webinar) for index, webinar in webinars if not webinar.cancelled)

    @cached_property
    def planned(self) -> tuple[tuple[int, Webinar], ...]:
        """Index and webinar of those that are still to come: neither cancelled nor past."""
        return tuple(
            (index, webinar)
            for index, webinar in enumerate(self.series.webinars)
            if webinar.status is Status.PLANNED and not self.is_past(webinar)
        )

    def is_past(self, webinar: Webinar) -> bool:
        return webinar.ends.date() < self.today

    @cached_property
    def in_other_years(self) -> Mapping[int, date]:
        """The day that was probably meant, by the index of each webinar with a typo in the year.

        Such a webinar is outside the window, but would be inside it in another year. Most webinars
        must be inside, because otherwise the typo is in the window.
        """
        window = self.series.window
        outside = {
            index: webinar.starts.date()
            for index, webinar in enumerate(self.series.webinars)
            if not window.starts <= webinar.starts.date() <= window.ends
        }
        if 2 * len(outside) >= len(self.series.webinars):
            return {}
        inside = {index: _inside(window, day) for index, day in outside.items()}
        return {index: days[0] for index, days in inside.items() if len(days) == 1}

    def ahead(self, days: int) -> Iterator[tuple[int, Webinar, int]]:
        """Yield index, webinar and remaining days of the webinars planned for the next days."""
        for index, webinar in self.planned:
            remaining = self._days_until(webinar)
            if 0 <= remaining <= days:
                yield index, webinar, remaining

    def when(self, webinar: Webinar) -> str:
        """Return how far ahead a webinar is: `today`, `tomorrow` or `in 5 days`."""
        remaining = self._days_until(webinar)
        return {0: "today", 1: "tomorrow"}.get(remaining, f"in {remaining} days")

    def _days_until(self, webinar: Webinar) -> int:
        return (webinar.starts.date() - self.today).days

    @cached_property
    def texts(self) -> tuple[PlacedText, ...]:
        return texts_of(self.series, enumerate(self.series.webinars))

    @cached_property
    def wordings(self) -> tuple[tuple[Path, str, str], ...]:
        """Path, language and words of these texts, for each language."""
        return tuple(wording for placed in self.texts for wording in placed.wordings(self.main))


RULES_OF_PLANS: list[Rule[Plan]] = []
rule = registering(RULES_OF_PLANS)


def takes_days(webinar: Webinar) -> bool:
    """Return whether a slot is so long that only its own rule is to name it (W240)."""
    return webinar.ends - webinar.starts > timedelta(days=1)


def clashes(webinars: Iterable[tuple[int, Webinar]]) -> Iterator[tuple[int, Webinar, Webinar]]:
    """Yield each webinar, with its index, that starts before another one ends, and that other one.

    Webinars are taken by time, and each is compared with the one that ends last so far.
    """
    longest: Webinar | None = None
    for index, webinar in sorted(webinars, key=lambda numbered: numbered[1].starts):
        if longest is not None and webinar.starts < longest.ends:
            yield index, webinar, longest
        if longest is None or webinar.ends > longest.ends:
            longest = webinar


def link_path(webinar: Webinar) -> Path:
    return ("join", "url") if webinar.join else ("join_url",)


def _inside(window: Window, day: date) -> list[date]:
    """Return the same day of other years that are in the window."""
    years = range(window.starts.year, window.ends.year + 1)
    leap = (day.month, day.day) == (2, 29)
    days = [day.replace(year=year) for year in years if not leap or isleap(year)]
    return [day for day in days if window.starts <= day <= window.ends]
