"""Changes of webinars as edits: their slots, links and status, and their revisions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sstc_cli.diagnostics import Document, Edit, Path, RemoveKey, SetValue
from sstc_cli.model import WEEKDAYS, Series, Webinar
from sstc_cli.planning.columns import Column
from sstc_cli.planning.incoming.edits.links import LINK, link_edits, new_link
from sstc_cli.planning.incoming.edits.slots import SLOT, slot_after, slot_of_values
from sstc_cli.planning.incoming.edits.values import document_of, value_edits
from sstc_cli.planning.incoming.review import Added, Change
from sstc_cli.workspace.reschedule import moment_text, revision_edits, slot_values


def webinar_edits(
    series: Series, webinar: Webinar, path: Path, changes: Mapping[str, Change]
) -> Iterator[Edit]:
    """Yield the edits of a webinar's own values, without its revision."""
    if any(key in changes for key in SLOT):
        starts, ends = slot_after(webinar, changes)
        for key, value in slot_values(series, webinar, starts, ends).items():
            if key == "weekday" or value != moment_text(getattr(webinar, key)):
                yield SetValue((*path, key), value)
    if any(key in changes for key in LINK):
        yield from link_edits(webinar, path, changes)
    others = [change for change in changes.values() if change.column.key not in (*SLOT, *LINK)]
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
    series: Series,
    added: Added,
    columns: Sequence[Column],
    talks: Sequence[Document],
) -> dict[str, Document]:
    """Return a webinar as the data file has it, with its weekday if that is not a regular one."""
    values = added.values
    starts, ends = slot_of_values(values)
    document: dict[str, Document] = {"id": added.id, "number": values["number"]}
    own = [column for column in columns if column.key not in (*SLOT, *LINK, "number")]
    rest = document_of(own, values)
    document["title"] = rest.pop("title")
    weekday = WEEKDAYS[starts.weekday()]
    if series.cadence and weekday not in series.cadence.weekday:
        document["weekday"] = weekday
    document |= {"starts": moment_text(starts), "ends": moment_text(ends)}
    document |= new_link(values)
    return {**document, **rest, **({"talks": talks} if talks else {})}


def _has_reason(changes: Mapping[str, Change]) -> bool:
    return any(change.column.key == "cancelled_because" for change in changes.values())
