"""What rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sstc_cli.diagnostics import Path
from sstc_cli.model import Series, Status, Survey, Webinar
from sstc_cli.rules.texts import PlacedText, texts_of


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A webinar that is not, or not any more, what others were told in the last release.

    `day` is when it is held, `what` what changed `since` the day of that `release`.
    """

    path: Path
    number: int
    day: date
    what: str
    release: str
    since: date


@dataclass(frozen=True, slots=True)
class Outdated:
    """A translation that is as it was in a release, though its original is not."""

    path: Path
    language: str
    original: str
    release: str
    since: date


@dataclass(frozen=True, slots=True)
class Focus:
    """What two states of a series differ in: webinars by their indexes, and keys of theirs."""

    webinars: frozenset[int]
    keys: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """A series with its surveys, as it stands on a day.

    `tracked` has the workspace's files that git tracks, as paths from its root with `/`. With
    a `focus`, rules that look at webinars one by one look at those alone; rules that compare
    webinars take the `whole` plan. `unpublished` is what changed since the last release, and
    `outdated` which translations did not follow.
    """

    series: Series
    today: date
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    tracked: frozenset[str] = frozenset()
    focus: Focus | None = None
    unpublished: tuple[Unpublished, ...] = ()
    outdated: tuple[Outdated, ...] = ()

    @cached_property
    def whole(self) -> "Plan":
        """The plan with every webinar."""
        return self if self.focus is None else replace(self, focus=None)

    @cached_property
    def webinars(self) -> tuple[tuple[int, Webinar], ...]:
        """Index and webinar of all that are looked at."""
        every = self.series.webinars
        return (
            tuple(enumerate(every))
            if self.focus is None
            else tuple((index, every[index]) for index in sorted(self.focus.webinars))
        )

    @cached_property
    def planned(self) -> tuple[tuple[int, Webinar], ...]:
        """Those of them that are neither held nor cancelled."""
        return tuple((at, each) for at, each in self.webinars if each.status is Status.PLANNED)

    def ahead(self, days: int) -> Iterator[tuple[int, Webinar, int]]:
        """Index, webinar and days left of those planned from today to so many days ahead."""
        for index, webinar in self.planned:
            left = (webinar.starts.date() - self.today).days
            if 0 <= left <= days:
                yield index, webinar, left

    def when(self, webinar: Webinar) -> str:
        """How far ahead it is: `today`, `tomorrow` or `in 5 days`."""
        left = (webinar.starts.date() - self.today).days
        return {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")

    @cached_property
    def texts(self) -> tuple[PlacedText, ...]:
        """All texts that people read, in every language."""
        return texts_of(self.series, self.webinars)

    @cached_property
    def wordings(self) -> tuple[tuple[Path, str, str], ...]:
        """Path, language and words of each language of these texts."""
        main = self.series.languages[0]
        return tuple(each for placed in self.texts for each in placed.wordings(main))
