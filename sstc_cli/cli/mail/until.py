"""The instant after which no mail is sent."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import typer

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def read_until(text: str) -> str:
    """Return a time on the command line, or a date with a time; refuse another text."""
    try:
        if not _CLOCK.fullmatch(text):
            datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        message = f"`{text}` is not a time: write 18:00, or '2026-11-27 18:00'"
        raise typer.BadParameter(message) from None
    return text


def instant_of(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a time in a zone: the next one of a time without a date."""
    if match := _CLOCK.fullmatch(text):
        local = now.astimezone(zone)
        wall = time(int(match[1]), int(match[2]), tzinfo=zone)
        today = datetime.combine(local.date(), wall)
        return today if today > local else datetime.combine(local.date() + timedelta(1), wall)
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
