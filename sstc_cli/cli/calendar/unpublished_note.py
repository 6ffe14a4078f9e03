"""A note about written webinars whose changes are not published yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Webinar
    from sstc_cli.releases import CalendarSeries
    from sstc_cli.workspace import Workspace

_MOST = 8


def note_unpublished(
    session: Session, workspace: Workspace, current: CalendarSeries, webinars: Sequence[Webinar]
) -> None:
    """Name those of the webinars, or of all if there are none, that have unpublished changes."""
    ids = {webinar.id for webinar in webinars}
    changed = [webinar for webinar in current.unpublished if not ids or webinar.id in ids]
    if workspace.release and changed:
        numbers = [str(webinar.number) for webinar in changed]
        if len(numbers) > _MOST:
            numbers[_MOST:] = [f"{len(numbers) - _MOST} more"]
        *most, last = numbers
        what = f"webinars {', '.join(most)} and {last} have" if most else f"webinar {last} has"
        session.say(
            f"note: {what} changed since release `{workspace.release.name}`: "
            "publish this with `sstc release publish NAME`"
        )
