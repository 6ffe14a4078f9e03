"""What of the series others were not told yet."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Path
from sstc_cli.model import Release, Series
from sstc_cli.releases import WebinarChange, changes_between, state_of, words_of
from sstc_cli.rules import Untold

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


def untold(series: Series, release: Release) -> Iterator[Untold]:
    """The webinars that differ from what a release told, or that it does not know."""
    places = {each.id: index for index, each in enumerate(series.webinars)}
    since = release.published.astimezone(series.tz).date()
    for each in changes_between(release.series, state_of(series)).webinars:
        phrases = [words_of(change, series.languages[0]).phrase for change in each.changes]
        more = f" and {len(phrases) - _MOST} more" if len(phrases) > _MOST else ""
        what = "; ".join(phrases[:_MOST]) + more
        index = places.get(each.webinar.id)
        path = ("webinars",) if index is None else _path(index, each.changes[0])
        yield Untold(
            path, each.webinar.number, each.webinar.starts.date(), what, release.name, since
        )


def _path(index: int, change: WebinarChange) -> Path:
    """The key that changed first, where it is a single one."""
    part = getattr(change, "part", None)
    key = str(part) if part else _KEYS.get(change.kind)
    key = "cancelled_because" if key == "reason" else key
    return ("webinars", index, key) if key else ("webinars", index)
