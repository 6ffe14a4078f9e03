"""`sstc schedule`: the schedule, in any time zone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sstc_cli.cli.group import new_group
from sstc_cli.cli.options import Json, Language, Today, Zones, read_language, read_zones
from sstc_cli.cli.session import Session, chosen, session_of

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar

app = new_group("schedule", "The schedule, in any time zone.")


@app.command("list")
def list_(
    context: typer.Context,
    zone: Zones = None,
    language: Language = None,
    as_json: Json = False,
    today: Today = None,
) -> None:
    """List all webinars.

    Example: `sstc schedule list --zone Africa/Nairobi --zone America/Bogota`
    """
    from sstc_cli.views.schedule import schedule_view
