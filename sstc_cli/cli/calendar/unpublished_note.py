"""A line about what is written, but was not published."""

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
    session: Session, workspace: Workspace, told: CalendarSeries, written: Sequence[Webinar]
) -> None:
    """Name the webinars that were written otherwise than published; none written means all."""
    ids = {each.id for each in written}
    changed = [each for each in told.unpublished if not ids or each.id in ids]
    if workspace.release and changed:
        numbers = [str(each.number) for each in changed]
        if len(numbers) > _MOST:
            numbers[_MOST:] = [f"{len(numbers) - _MOST} more"]
        *most, last = numbers
        who = f"webinars {', '.join(most)} and {last}" if most else f"webinar {last}"
        session.say(
            f"note: {who} changed since the release `{workspace.release.name}`: "
            "`sstc release publish NAME` makes that a release of its own"
        )
