"""What is due, as plain data: what the terminal shows and programs read."""

from dataclasses import dataclass
from datetime import date

from sstc_cli.model import Duty, Series, Standing, duties


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due: `webinar` is its number, None for the series as a whole."""

    day: date
    id: str
    name: str
    webinar: int | None
    standing: Standing
    done: date | None


def due_on(series: Series, today: date, language: str) -> tuple[Due, ...]:
    """Everything that is due, by day, as it stands on a day."""
    return tuple(_due(duty, today, language) for duty in duties(series))


def _due(duty: Duty, today: date, language: str) -> Due:
    return Due(
        duty.day,
        duty.deadline.id,
        duty.deadline.name.pick(language),
        duty.webinar.number if duty.webinar else None,
        duty.standing(today),
        duty.done,
    )
