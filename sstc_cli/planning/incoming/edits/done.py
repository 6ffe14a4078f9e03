"""What was done, as edits; the first of a webinar or deadline needs a map around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sstc_cli.diagnostics import Edit, Path, RemoveKey, SetValue
from sstc_cli.model import Series
from sstc_cli.planning.incoming.review import Change


def done_edits(series: Series, changes: Iterable[tuple[Path, Sequence[Change]]]) -> Iterator[Edit]:
    """Yield the edits of days on which something was done."""
    holders: dict[Path, dict[str, str]] = {}
    for path, found in changes:
        for change in found:
            holders.setdefault(path[:-1], {})[str(path[-1])] = change.after
    for path, days in holders.items():
        known = _recorded(series, path)
        after = {key: day for key, day in {**known, **days}.items() if day}
        if not known:
            yield SetValue(path, after)
        elif not after:
            yield RemoveKey(path)
        else:
            for key, day in days.items():
                yield SetValue((*path, key), day) if day else RemoveKey((*path, key))


def _recorded(series: Series, path: Path) -> dict[str, str]:
    done: Mapping[str, date] | Mapping[date, date] = (
        series.webinars[int(path[1])].done
        if path[0] == "webinars"
        else series.deadlines[int(path[1])].done
    )
    return {str(key): str(day) for key, day in done.items()}
