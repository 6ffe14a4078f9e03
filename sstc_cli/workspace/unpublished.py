"""Differences from the last release: unpublished changes, old translations, shifted times."""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.diagnostics import Path
from sstc_cli.model import Release, Series, State, Status, Text
from sstc_cli.model.phrases import Phrases
from sstc_cli.releases import (
    Change,
    changes_between,
    for_calendars,
    shifts_since,
    state_of,
    words_of,
)
from sstc_cli.rules import Outdated, Shifted, Unpublished
from sstc_cli.versions import table_version

_KEYS = {
    "moved": "starts",
    "cancelled": "status",
    "revived": "status",
    "renumbered": "number",
    "join_link": "join_url",
    "register_link": "register_url",
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
    """Yield the webinars that differ from a release, are new, or were deleted."""
    places = {webinar.id: index for index, webinar in enumerate(series.webinars)}
    since = release.published.astimezone(series.tz).date()
    words = Phrases(series.languages[0])
    for changed in changes_between(release.series, state_of(series)).webinars:
        phrases = [words_of(change, words).phrase for change in changed.changes]
        more = f" and {len(phrases) - _MOST} more" if len(phrases) > _MOST else ""
        what = "; ".join(phrases[:_MOST]) + more
        webinar = changed.webinar
        index = places.get(webinar.id)
        path = ("webinars",) if index is None else _path(series, index, changed.changes[0])
        yield Unpublished(path, webinar.number, webinar.starts.date(), what, release.name, since)


def outdated(series: Series, release: Release) -> Iterator[Outdated]:
    """Yield the translations that are the same as in a release although the original changed."""
    main, since = series.languages[0], release.published.astimezone(series.tz).date()
    for path, old, new in _pairs(series, release.series):
        before, now = old.by_language, new.by_language
        if main in before and main in now and before[main] != now[main]:
            for language in now:
                if language != main and before.get(language) == now[language]:
                    yield Outdated((*path, language), language, main, release.name, since)


def shifted(series: Series, release: Release) -> Iterator[Shifted]:
    """Yield the local times of planned webinars that other time zone tables have shifted."""
    if release.tables is None:
        return
    tables = f"tzdata {table_version('tzdata')} has other clocks than {release.tables.tzdata}"
    shifts = shifts_since(release, series)
    for webinar in series.webinars:
        for time in shifts.get(webinar.id, ()) if webinar.status is Status.PLANNED else ():
            path: Path = ("zone",)
            if time.zone != series.zone:
                path = ("audience_zones", series.audience_zones.index(time.zone))
            was, now = _local(time.before), _local(time.after)
            day = webinar.starts.date()
            yield Shifted(path, time.zone, webinar.number, day, was, now, release.name, tables)


def _local(moment: datetime) -> str:
    """Return a local time with its offset: `2027-03-23 13:00 (UTC+01:00)`."""
    return f"{moment:%Y-%m-%d %H:%M} (UTC{moment.isoformat()[19:]})"


def _pairs(series: Series, published: State) -> Iterator[tuple[Path, Text, Text]]:
    """Yield the published and the present version of each text, with its path in the series."""
    yield ("title",), published.title, series.title
    by_id = {webinar.id: webinar for webinar in published.webinars}
    for index, webinar in enumerate(series.webinars):
        if before := by_id.get(webinar.id):
            texts: list[tuple[Path, Text | None, Text | None]] = [
                (("title",), before.title, webinar.title),
                (("summary",), before.summary, webinar.summary),
                (("cancelled_because",), before.reason, webinar.cancelled_because),
            ]
            talks = {talk.id: talk.title for talk in before.talks}
            texts += [
                (("talks", at, "title"), talks.get(talk.id), talk.title)
                for at, talk in enumerate(webinar.talks)
            ]
            for path, old, new in texts:
                if old is not None and new is not None:
                    yield ("webinars", index, *path), old, new


def _path(series: Series, index: int, change: Change) -> Path:
    key = str(change.part) if change.part else _KEYS.get(change.kind)
    key = "cancelled_because" if key == "reason" else key
    key = "join" if key == "join_url" and series.webinars[index].join else key
    return ("webinars", index, key) if key else ("webinars", index)


def with_exported_revisions(series: Series, release: Release) -> Series:
    """Return the series with the revisions that its calendar files have."""
    exported = for_calendars(series, release).revisions
    webinars = []
    for webinar in series.webinars:
        revision = exported[webinar.id]
        revised = revision.stamp.astimezone(series.tz).replace(tzinfo=None, fold=0)
        update = {"revision": revision.sequence, "revised": revised}
        webinars.append(webinar.replaced(**update))
    return series.replaced(webinars=tuple(webinars))
