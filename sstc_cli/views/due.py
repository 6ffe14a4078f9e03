"""Deadlines as plain data, for the terminal and for programs."""

from dataclasses import dataclass
from datetime import date, datetime

from sstc_cli.model import Duty, Series, Standing, duties


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline on a date: `webinar` is its number, or None for the series as a whole.

    `at` is the instant of a deadline some hours before or after a webinar.
    """

    day: date
    id: str
    name: str
    webinar: int | None
    standing: Standing
    done: date | None
    at: datetime | None


def due_on(series: Series, today: date, language: str) -> tuple[Due, ...]:
    """Return every deadline in order of its date, with its state on the date `today`."""
    return tuple(_due(duty, today, language) for duty in duties(series))


def _due(duty: Duty, today: date, language: str) -> Due:
    return Due(
        duty.day,
        duty.deadline.id,
        duty.deadline.name.pick(language),
        duty.webinar.number if duty.webinar else None,
        duty.standing(today),
        duty.done,
        duty.at,
    )
