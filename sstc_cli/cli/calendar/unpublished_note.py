"""A note about written webinars whose changes are not published yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.releases import CalendarSeries
    from sstc_cli.workspace import Workspace

_MOST = 8


def note_unpublished(
    session: Session, workspace: Workspace, current: CalendarSeries, numbers: list[int] | None
) -> None:
    """Name those of the webinars, or of all if there are none, that have unpublished changes."""
    changed = [
        webinar for webinar in current.unpublished if not numbers or webinar.number in numbers
    ]
    if workspace.release and changed:
        names = [str(webinar.number) for webinar in changed]
        if len(names) > _MOST:
            names[_MOST:] = [f"{len(names) - _MOST} more"]
        *most, last = names
        what = f"webinars {', '.join(most)} and {last} have" if most else f"webinar {last} has"
        session.say(
            f"note: {what} changed since release `{workspace.release.name}`: "
            "publish this with `sstc release publish NAME`"
        )
