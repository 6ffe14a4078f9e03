"""Notes about written webinars: what is not published, deleted, or marked as newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.calendar.export_options import ExportOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sstc_cli.ics import Renewed
    from sstc_cli.workspace import Workspace

_MOST = 8


def note_unpublished(options: ExportOptions, workspace: Workspace) -> None:
    """Name those of the chosen webinars that were changed or deleted since the last release."""
    release, current = workspace.release, options.current
    chosen = {webinar.id for webinar in options.webinars}
    changed = [str(webinar.number) for webinar in current.unpublished if webinar.id in chosen]
    deleted = [f"`{webinar.id}`" for webinar in current.deleted if webinar.id in chosen]
    if release and changed:
        options.session.say(
            f"note: {_listed('webinar', changed)} {_have(changed)} changed since release "
            f"`{release.name}`: publish this with `sstc release publish NAME`"
        )
    if release and deleted:
        entries = "its entry stays" if len(deleted) == 1 else "their entries stay"
        options.session.say(
            f"warning: {_listed('webinar', deleted)} {_have(deleted)} been deleted since release "
            f"`{release.name}`: {entries} until `sstc release publish NAME` cancels "
            f"{'it' if len(deleted) == 1 else 'them'}"
        )


def note_unreadable(options: ExportOptions, files: Mapping[str, Renewed]) -> None:
    """Name the replaced files whose revisions are not known."""
    names = ", ".join(f"`{name}`" for name, file in files.items() if file.is_unreadable)
    if names:
        options.session.say(
            f"warning: the last {names} could not be read, so its entries may be older than those "
            "that people have: restore it and export again, or publish a release"
        )


def note_replaced(options: ExportOptions, files: Iterable[Renewed]) -> None:
    """Name the webinars that had to be marked as newer, and those missing from the data."""
    raised, gone = dict[str, None](), dict[str, None]()
    for file in files:
        raised |= dict.fromkeys(map(_owner, file.raised))
        gone |= dict.fromkeys(map(_owner, file.gone))
    series = options.series
    numbers = {f"{series.id}-{webinar.id}": str(webinar.number) for webinar in series.webinars}
    if newer := [number for owner, number in numbers.items() if owner in raised]:
        entry, differs, it = (
            ("entry", "differs", "it is") if len(newer) == 1 else ("entries", "differ", "they are")
        )
        options.session.say(
            f"note: the {entry} of {_listed('webinar', newer)} {differs} from the last file, so "
            f"{it} marked as newer than the data says"
        )
    before = f"{series.id}-"
    lost = [f"`{owner.removeprefix(before)}`" for owner in gone if owner not in numbers]
    if lost and all(owner.startswith(before) for owner in gone):
        options.session.say(
            f"warning: {_listed('webinar', lost)} of the replaced file "
            f"{'is' if len(lost) == 1 else 'are'} not in the data: calendars that imported the "
            "file keep the entry. To cancel it, put the webinar back with `status: cancelled`"
        )


def _owner(uid: str) -> str:
    """Return the ids of the series and the webinar in a UID."""
    return uid.partition("@")[0].partition(".")[0]


def _listed(noun: str, names: Sequence[str]) -> str:
    """Return `webinar 3` or `webinars 3, 4 and 7`, with at most eight names."""
    if len(names) > _MOST:
        names = [*names[:_MOST], f"{len(names) - _MOST} more"]
    *most, last = names
    return f"{noun}s {', '.join(most)} and {last}" if most else f"{noun} {last}"


def _have(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
