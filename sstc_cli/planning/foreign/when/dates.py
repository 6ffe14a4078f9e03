"""The dates of lines: the order of day and month, missing years, and weekdays that contradict."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from sstc_cli.model.values import MONTHS
from sstc_cli.planning.foreign.notes import Notes, quoted
from sstc_cli.planning.foreign.options import Asker, Options, left_open
from sstc_cli.planning.foreign.spelling.days import Day
from sstc_cli.planning.foreign.when.moment import Written

_YEAR = re.compile(r"(?<![\d.])(20[0-4]\d)(?![\d.])")
_HALF = 6  # months: a schedule from November to March goes on in the next year


def year_in(texts: Iterable[str]) -> int | None:
    """Return the only year that texts mention, or the first of two that follow each other."""
    years = sorted({int(year) for text in texts for year in _YEAR.findall(text)})
    if len(years) == 1 or (len(years) == 2 and years[1] - years[0] == 1):
        return years[0]
    return None


class Dates:
    """Turns written days into dates, all in one way."""

    def __init__(
        self,
        written: Sequence[Written],
        about: Sequence[str],
        options: Options,
        asker: Asker | None,
    ) -> None:
        self.options, self.asker, self.about = options, asker, about
        self.year = self._first_year(written)
        self.days_first = self._order(written)
        self.before: date | None = None

    def date(self, written: Written, notes: Notes) -> date | None:
        """Return the date of a written day, or None, with a note, if it does not exist."""
        found = written.day.on(self._year_of(written.day), days_first=self.days_first)
        if found is None:
            message = f"the day `{quoted(written.text)}` does not exist"
            notes.add("W772", message, written.spot, "correct the date")
            return None
        self.before = found
        if written.weekday is not None and written.weekday != found.weekday():
            message = f"`{quoted(written.text)}` is a {found:%A}, and not the weekday beside it"
            notes.add("W775", message, written.spot, "check the date with the organisers")
        return found

    def _year_of(self, day: Day) -> int:
        """Return the year of a day: its own, or that of the one before, or the next one."""
        if day.year is not None:
            return day.year
        month = day.readings()[0][0] if day.readings() else 1
        if self.before is None:
            return self.year
        if self.before.month - month >= _HALF:
            return self.before.year + 1
        return self.before.year

    def _first_year(self, written: Sequence[Written]) -> int:
        """Return the year of the first days: by option, the file's own, or by asking."""
        lacking = [day for day in written if day.day.year is None]
        if self.options.year or not lacking:
            return self.options.year or 0
        known = next((day for day in written if day.day.year is not None), None)
        if known is not None and known.day.year is not None:
            month, first = known.day.second, lacking[0].day.second
            is_before = written.index(lacking[0]) < written.index(known)
            return known.day.year - (1 if is_before and first - month >= _HALF else 0)
        if year := year_in(self.about):
            return year
        problem = f"no date has a year, for example `{quoted(lacking[0].text)}`"
        if self.asker is not None:
            return self.asker.year(problem)
        raise left_open(problem, "add `--year`, for example `--year 2027`")

    def _order(self, written: Sequence[Written]) -> bool | None:
        """Return whether dates start with the day: by option, by themselves, or by asking."""
        if self.options.dates:
            return self.options.dates == "dmy"
        is_open = [day for day in written if len(day.day.readings()) > 1]
        shapes = {day.day.shape for day in written if day.day.shape}
        shapes |= {shape for day in is_open if (shape := self._by_weekday(day))}
        if not is_open or len(shapes) == 1:
            return shapes.pop() == "dmy" if shapes else None
        first = is_open[0]
        readings = " or ".join(f"{day} {MONTHS[month - 1]}" for month, day in first.day.readings())
        where = f"`{quoted(first.text)}` in {first.spot.address}"
        problem = f"{where} may be {readings}"
        if shapes:
            problem += ": some dates start with the day, and some with the month"
        if self.asker is not None:
            return self.asker.day_first(problem)
        raise left_open(problem, "add `--dates dmy` (day first) or `--dates mdy` (month first)")

    def _by_weekday(self, written: Written) -> str:
        """Return the order in which a day is on its weekday, if only one of them is."""
        year = written.day.year or self.year
        if written.weekday is None or not year:
            return ""
        fits = [
            order
            for order, first in (("dmy", True), ("mdy", False))
            if (found := written.day.on(year, days_first=first))
            and found.weekday() == written.weekday
        ]
        return fits[0] if len(fits) == 1 else ""
