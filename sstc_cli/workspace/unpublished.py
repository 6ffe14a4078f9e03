"""What of the series others were not told yet, and which translations are left behind."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Path
from sstc_cli.model import Release, Series, State, Text
from sstc_cli.releases import WebinarChange, changes_between, state_of, words_of
from sstc_cli.rules import Outdated, Unpublished

_KEYS = {
    "moved": "starts",
    "cancelled": "status",
    "revived": "status",
    "renumbered": "number",
    "join_link": "join_url",
    "agenda": "agenda",
    "talk_added": "talks",
    "talk_dropped": "talks",
    "talk_retitled": "talks",
    "talk_length": "talks",
    "talks_reordered": "talks",
    "speaker": "talks",
}
_MOST = 3


def unpublished(series: Series, release: Release) -> Iterator[Unpublished]:
    """The webinars that differ from what a release told, or that it does not know."""
    places = {each.id: index for index, each in enumerate(series.webinars)}
    since = release.published.astimezone(series.tz).date()
    for each in changes_between(release.series, state_of(series)).webinars:
        phrases = [words_of(change, series.languages[0]).phrase for change in each.changes]
        more = f" and {len(phrases) - _MOST} more" if len(phrases) > _MOST else ""
        what = "; ".join(phrases[:_MOST]) + more
        index = places.get(each.webinar.id)
        path = ("webinars",) if index is None else _path(index, each.changes[0])
        yield Unpublished(
            path, each.webinar.number, each.webinar.starts.date(), what, release.name, since
        )


def outdated(series: Series, release: Release) -> Iterator[Outdated]:
    """The translations that are as a release has them, though their originals are not."""
    main, since = series.languages[0], release.published.astimezone(series.tz).date()
    for path, old, new in _pairs(series, release.series):
        before, now = old.by_language, new.by_language
        if main in before and main in now and before[main] != now[main]:
            for language in now:
                if language != main and before.get(language) == now[language]:
                    yield Outdated((*path, language), language, main, release.name, since)


def _pairs(series: Series, told: State) -> Iterator[tuple[Path, Text, Text]]:
    """The texts that stand in both, with their paths in the series."""
    yield ("title",), told.title, series.title
    known = {each.id: each for each in told.webinars}
    for index, webinar in enumerate(series.webinars):
        if before := known.get(webinar.id):
            texts: list[tuple[Path, Text | None, Text | None]] = [
                (("title",), before.title, webinar.title),
                (("summary",), before.summary, webinar.summary),
                (("cancelled_because",), before.reason, webinar.cancelled_because),
            ]
            talks = {each.id: each.title for each in before.talks}
            texts += [
                (("talks", at, "title"), talks.get(talk.id), talk.title)
                for at, talk in enumerate(webinar.talks)
            ]
            for path, old, new in texts:
                if old is not None and new is not None:
                    yield ("webinars", index, *path), old, new


def _path(index: int, change: WebinarChange) -> Path:
    """The key that changed first, where it is a single one."""
    part = getattr(change, "part", None)
    key = str(part) if part else _KEYS.get(change.kind)
    key = "cancelled_because" if key == "reason" else key
    return ("webinars", index, key) if key else ("webinars", index)
