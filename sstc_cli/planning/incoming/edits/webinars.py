"""Changes of webinars as edits: their slots, links and status, and their revisions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sstc_cli.diagnostics import Document, Edit, Path, RemoveKey, SetValue
from sstc_cli.model import Series, Webinar
from sstc_cli.planning.columns import Column
from sstc_cli.planning.incoming.edits.values import document_of, value_edits
from sstc_cli.planning.incoming.review import Change
from sstc_cli.planning.rows import HIDDEN_LINK
from sstc_cli.workspace.reschedule import moment_text, revision_edits, slot_values

SLOT = ("date", "start", "end")
_LINK = ("join", "passcode")


def webinar_edits(
    series: Series, webinar: Webinar, path: Path, changes: Mapping[str, Change]
) -> Iterator[Edit]:
    """Yield the edits of a webinar's own values, without its revision."""
    if any(key in changes for key in SLOT):
        starts, ends = slot_after(webinar, changes)
        for key, value in slot_values(series, webinar, starts, ends).items():
            if key == "weekday" or value != moment_text(getattr(webinar, key)):
                yield SetValue((*path, key), value)
    if any(key in changes for key in _LINK):
        yield from _link_edits(webinar, path, changes)
    others = [change for change in changes.values() if change.column.key not in (*SLOT, *_LINK)]
    yield from value_edits(path, webinar, others, series.languages[0])
    status, reason = changes.get("status"), webinar.cancelled_because
    if status and status.before == "cancelled" and reason and not _has_reason(changes):
        yield RemoveKey((*path, "cancelled_because"))


def revision_of(
    series: Series, webinar: Webinar, now: datetime, edits: Sequence[Edit]
) -> list[Edit]:
    """Return the edits that mark a webinar as newer, if any of its edits can be seen."""
    keys = {str(edit.path[2]) for edit in edits if len(edit.path) > 2} - {"done", "weekday"}
    if not keys:
        return []
    counted = bool(keys & {"starts", "ends", "status"})
    return revision_edits(series, webinar, now, counted=counted)


def new_webinar(
    id_: str, columns: Sequence[Column], values: Mapping[str, str], talks: Sequence[Document]
) -> dict[str, Document]:
    """Return a webinar as the data file has it."""
    starts, ends = slot_of_values(values)
    document: dict[str, Document] = {"id": id_, "number": values["number"]}
    own = [column for column in columns if column.key not in (*SLOT, *_LINK, "number")]
    rest = document_of(own, values)
    document["title"] = rest.pop("title")
    document |= {"starts": moment_text(starts), "ends": moment_text(ends)}
    if (link := values.get("join", "")) and link != HIDDEN_LINK:
        passcode = values.get("passcode")
        document["join"] = {"url": link, **({"passcode": passcode} if passcode else {})}
    return {**document, **rest, **({"talks": talks} if talks else {})}


def slot_of_values(values: Mapping[str, str]) -> tuple[datetime, datetime]:
    """Return the start and the end of a new webinar."""
    starts = _moment(values["date"], values["start"])
    return starts, _end(starts.date(), values["start"], values["end"])


def _has_reason(changes: Mapping[str, Change]) -> bool:
    return any(change.column.key == "cancelled_because" for change in changes.values())


def slot_after(webinar: Webinar, changes: Mapping[str, Change]) -> tuple[datetime, datetime]:
    """Return the start and the end, of which some parts are new."""
    changed = {key: changes[key].after for key in SLOT if key in changes}
    day = changed.get("date", str(webinar.starts.date()))
    clock = changed.get("start", f"{webinar.starts:%H:%M}")
    starts = _moment(day, clock)
    if "end" in changed:
        return starts, _end(starts.date(), clock, changed["end"])
    nights = webinar.ends.date() - webinar.starts.date()
    if nights <= timedelta(1):
        return starts, _end(starts.date(), clock, f"{webinar.ends:%H:%M}")
    return starts, datetime.combine(starts.date() + nights, webinar.ends.time())


def _moment(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))


def _end(day: date, start: str, end: str) -> datetime:
    """Return the end on a day, after midnight if it is before the start, or on its own day."""
    if len(end) > len("15:30"):
        return datetime.fromisoformat(end)
    night = timedelta(time.fromisoformat(end) < time.fromisoformat(start))
    return datetime.combine(day + night, time.fromisoformat(end))


def _link_edits(webinar: Webinar, path: Path, changes: Mapping[str, Change]) -> Iterator[Edit]:
    """Yield the edits of the link to join; a link that is new is private."""
    after = {key: changes[key].after for key in _LINK if key in changes}
    url, passcode = after.get("join"), after.get("passcode")
    if webinar.join is None and webinar.join_url is None:
        values = {"url": url or "", "passcode": passcode or ""}
        yield SetValue((*path, "join"), {key: text for key, text in values.items() if text})
        return
    place: Path = (*path, "join") if webinar.join else (*path, "join_url")
    if url == "":
        yield RemoveKey(place)
        return
    if url:
        yield SetValue((*place, "url") if webinar.join else place, url)
    if passcode is not None:
        key = (*path, "join", "passcode")
        yield SetValue(key, passcode) if passcode else RemoveKey(key)
