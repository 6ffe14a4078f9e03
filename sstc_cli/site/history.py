"""What the releases say of the past: changes from one to the next, and earlier starts."""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from itertools import pairwise

from sstc_cli.model import Release, Series, State, load_zone
from sstc_cli.model.phrases import Phrases
from sstc_cli.quantity import shared
from sstc_cli.releases import (
    Change,
    ChangeKind,
    StateChanges,
    WebinarSlot,
    changes_between,
    shifts_between,
    shifts_since,
    state_of,
    words_of,
)
from sstc_cli.releases.public_series import draft_state
from sstc_cli.releases.quotes import without_withdrawn, words_in
from sstc_cli.views.catalogues import phrases_in
from sstc_cli.views.dates import day_text
from sstc_cli.views.site_pages import (
    ChangedWebinar,
    ChangeLine,
    PublishedChanges,
    PublishedTime,
    published_time,
)
from sstc_cli.views.site_webinar import FOLDER


def earlier_starts(releases: Sequence[Release], state: State) -> dict[str, tuple[datetime, ...]]:
    """Return the starts that webinars had in earlier releases, by their ids, the latest first."""
    now = {webinar.id: state.instant(webinar.starts) for webinar in state.webinars_by_id().values()}
    found: dict[str, dict[datetime, None]] = {}
    for release in reversed(releases):
        for webinar in release.series.webinars:
            start = release.series.instant(webinar.starts)
            if webinar.id in now and start != now[webinar.id]:
                found.setdefault(webinar.id, {})[start] = None
    return {id_: tuple(starts) for id_, starts in found.items()}


class History:
    """The changes of all releases, compared once and worded in each language.

    Texts and links are quoted only if the site still shows them: what was withdrawn is gone. With a
    `draft`, also what it changes of the last release.
    """

    def __init__(
        self, releases: Sequence[Release], pages: frozenset[str], draft: Series | None = None
    ) -> None:
        self._releases, self._pages = releases, pages
        last = releases[-1] if releases else None
        shown = draft_state(draft, last) if draft else last.series if last else None
        self._public = {words for _, words in words_in(shown)}
        self._titles = {"": shown.title} if shown else {}
        for id_, webinar in shown.webinars_by_id().items() if shown else ():
            self._titles[id_] = webinar.title
        self._state = state_of(draft) if draft else None
        self._draft = None
        if draft and releases:
            last, now = releases[-1], state_of(draft)
            self._draft = changes_between(last.series, now, shifts_since(last, draft))
        self._changes = [
            changes_between(
                before.series,
                after.series,
                shifts_between(before.series, before.tables, after.series, after.tables),
            )
            for before, after in pairwise(releases)
        ]

    def published(self, language: str) -> tuple[PublishedChanges, ...]:
        changes = [None, *self._changes] if self._releases else []
        pairs = zip(self._releases, changes, strict=True)
        entries = [self._entry(release, changed, language) for release, changed in pairs]
        return tuple(reversed(entries))

    def unpublished(self, language: str) -> tuple[ChangedWebinar, ...]:
        if self._state is None or self._draft is None:
            return ()
        return tuple(self._changed(self._state, self._draft, language))

    def _entry(
        self, release: Release, changes: StateChanges | None, language: str
    ) -> PublishedChanges:
        state = release.series
        return PublishedChanges(
            release.name,
            day_text(release.published.astimezone(load_zone(state.zone)), language),
            release.published.isoformat(),
            changes is None,
            len([webinar for webinar in state.webinars if not webinar.cancelled]),
            tuple(self._changed(state, changes, language)) if changes else (),
        )

    def _changed(
        self, state: State, changes: StateChanges, language: str
    ) -> Iterator[ChangedWebinar]:
        phrases = phrases_in(language, {state.zone: state.zone_name})

        def lines(found: Sequence[Change]) -> tuple[ChangeLine, ...]:
            return tuple(_line(change, phrases, self._public) for change in found)

        found = {one.webinar.number: lines(one.changes) for one in changes.webinars}
        common: dict[tuple[str, ...], tuple[ChangeLine, ...]] = {}
        for line, runs in (same := shared(found)).items():
            common[runs] = (*common.get(runs, ()), line)
        entries = []
        for changed in changes.webinars:
            webinar = changed.webinar
            href = f"{FOLDER}{webinar.id}.html" if webinar.id in self._pages else None
            title = self._titles.get(webinar.id, webinar.title).pick(language)
            own = tuple(line for line in found[webinar.number] if line not in same)
            rank = min(_RANKS.get(change.kind, _LAST) for change in changed.changes)
            entries.append((rank, ChangedWebinar(webinar.number, (), title, href, own)))
        series = lines(changes.series)
        entries.append(
            (_LAST, ChangedWebinar(None, (), self._titles[""].pick(language), None, series))
        )
        entries += [
            (_LAST, ChangedWebinar(None, runs, "", None, of)) for runs, of in common.items()
        ]
        entries.sort(key=lambda entry: (entry[0], entry[1].number is not None))
        yield from (entry for _, entry in entries if entry.lines)


# what matters most comes first: what does not take place, what has moved, and what is new
_RANKS = {
    ChangeKind.CANCELLED: 0, ChangeKind.DROPPED: 0, ChangeKind.MOVED: 1, ChangeKind.SHIFTED: 1,
    ChangeKind.NEW: 2, ChangeKind.REVIVED: 2,
}  # fmt: skip
_LAST = 3
# changes whose values are times
_TIMED = frozenset(
    {
        ChangeKind.MOVED, ChangeKind.SHIFTED, ChangeKind.NEW, ChangeKind.REVIVED,
        ChangeKind.DROPPED,
    }
)  # fmt: skip


def _line(change: Change, phrases: Phrases, public: Set[str]) -> ChangeLine:
    """Return a change in words, with its times apart from them, and without withdrawn words."""
    change, quotes_was, quotes_now = without_withdrawn(change, public)
    words = words_of(change, phrases)
    times = (change.before, change.after) if change.kind in _TIMED else (None, None)
    before, after = (_time(change, side, phrases) for side in times)
    was = words.was if quotes_was and not before else None
    now = words.now if quotes_now and not after else None
    return ChangeLine(words.phrase[:1].upper() + words.phrase[1:], was, now, before, after)


def _time(
    change: Change, side: WebinarSlot | datetime | None, phrases: Phrases
) -> PublishedTime | None:
    if side is None:
        return None
    starts, ends = (side.starts, side.ends) if isinstance(side, WebinarSlot) else (side, None)
    zone = change.zone or str(starts.tzinfo)
    name = phrases.zone(zone)
    place = phrases.place(zone) if name == zone else name
    return published_time(starts, ends, place, phrases.language)
