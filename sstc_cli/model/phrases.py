"""The fixed words of the terminal, in English; `views.catalogues` has them in other languages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from sstc_cli.model.text import Foreign, Text
from sstc_cli.model.zones import clock_text, offset_text, zone_place
from sstc_cli.quantity import quantity

Unit = Literal["week", "day", "hour", "minute"]
MINUTES: Mapping[Unit, int] = {"week": 10_080, "day": 1_440, "hour": 60, "minute": 1}


class Phrases:
    """Words in a language; `zone_names` are the everyday names of some zones."""

    def __init__(self, language: str, zone_names: Mapping[str, Text | None] | None = None) -> None:
        self.language = language
        self._zone_names = zone_names or {}

    def say(self, text: str, /, **values: object) -> str:
        """Return an English text in the language, with its `{names}` filled in."""
        return self.translated(text).format(**values)

    def translated(self, text: str) -> str:
        return text

    def count(self, number: int, noun: str) -> str:
        """Return a number with its noun: `1 webinar`, `2 webinars`."""
        return quantity(number, noun)

    def day(self, day: date) -> str:
        """Return a day with the short name of its weekday: `Fri 2020-10-09`."""
        return f"{day:%a %Y-%m-%d}"

    def due(self, day: date, at: datetime | None) -> str:
        """Return the day when something is due, and the hour if there is one."""
        return self.day(day) + (f" {clock_text(at, offset_text(at))}" if at else "")

    def ahead(self, days: int) -> str:
        """Return how far ahead something is: `today`, `tomorrow`, `in 5 days`."""
        return self.say({0: "today", 1: "tomorrow"}[days]) if days < 2 else self.in_days(days)

    def in_days(self, days: int) -> str:
        """Return a number of days from now on: `in 5 days`."""
        return f"in {days} days"

    def span(self, span: timedelta) -> str:
        """Return the length of a span, for example `1 week` or `2 days and 30 minutes`."""
        rest = abs(int(span.total_seconds())) // 60
        parts: list[str] = []
        for unit, minutes in MINUTES.items():
            if unit == "week" and rest % minutes:
                continue
            number, rest = divmod(rest, minutes)
            parts += [self.unit(number, unit)] if number else []
        return self.listed(parts)

    def unit(self, number: int, unit: Unit) -> str:
        """Return a number of weeks, days, hours or minutes."""
        return quantity(number, unit)

    def listed(self, names: Sequence[str]) -> str:
        """Join names to `a, b and c`."""
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def slot(self, starts: datetime, ends: datetime) -> str:
        """Return `Fri 2020-10-09 23:30–01:00 +1`, with both offsets if the clocks change."""
        days = (ends.date() - starts.date()).days
        offsets = {offset_text(starts), offset_text(ends)}
        usual = None if len(offsets) == 1 else ""
        clocks = f"{clock_text(starts, usual)}–{clock_text(ends, usual)}"
        return f"{self.day(starts)} {clocks}" + (f" +{days}" if days else "")

    def zone(self, zone: str) -> str:
        """Return the everyday name of a zone: `Beijing time`; without one, its IANA name."""
        name = self._zone_names.get(zone)
        picked = name.pick(self.language) if name else zone
        return self.place(zone) if isinstance(picked, Foreign) else picked

    def place(self, zone: str) -> str:
        """Return the city that a zone is named after: `Nairobi`."""
        return zone_place(zone)
