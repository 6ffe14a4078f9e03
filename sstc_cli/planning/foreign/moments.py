"""The day and the times that the cells of a line say."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sstc_cli.model.values import MONTHS
from sstc_cli.planning.clocks import NOTHING, ClockRange, MomentParts, minutes_of, parts_of
from sstc_cli.planning.foreign.dialogue import (
    WHEN,
    CellSpot,
    Fact,
    Notes,
    Task,
    quoted,
)
from sstc_cli.planning.foreign.schedule import (
    Moment,
    ScheduleCell,
    ScheduleLine,
    ScheduleTable,
    WrittenMoment,
)
from sstc_cli.planning.foreign.spelling import ZoneName, zone_in, zones_of_line
from sstc_cli.sheets.cells import number_of

_YEAR = re.compile(r"(?<![\d.])(20[0-4]\d)(?![\d.])")
# the year of an aim, such as the 2030 Agenda, is not that of its webinars
_AIM_YEAR = r"20[3-4][05](?!\d)"
_AIM = re.compile(
    rf"(?i)\b(?:agenda|visi[oó]n|visão|horizonte?|goals?|targets?|sdgs?)\W+(?:de )?{_AIM_YEAR}|"
    rf"{_AIM_YEAR}(?:\W+(?:agenda|vision|goals?|targets?)| ?年?(?:可持续|议程|愿景))|"
    rf"(?:повестк|خطة|رؤية)\D*{_AIM_YEAR}"
)
_SPAN = re.compile(
    r"(20\d\d)\W*?(?:[-–—/~&至到]|\b(?:to|and|et|à|au|a|y|al|e|и|по|до|إلى|حتى)\b)"
    r"\W*(?:\w+\W+)?(20\d\d)"
)
_HALF = 6  # months: a schedule from November to March goes on in the next year


def years_in(text: str) -> set[int]:
    """Return the years that a text names, without those of aims, such as the 2030 Agenda."""
    years = {int(year) for year in _YEAR.findall(_AIM.sub(" ", text))}
    return years | {year + 1 for year in years if _is_with_next(text, year)}


def _is_with_next(text: str, year: int) -> bool:
    """Return whether a text has a year with the next one: `2026-27`, `2026 to March 2027`."""
    short = rf"{year}\s?[-–/]\s?{year % 100 + 1:02}(?![\d/.-])"
    return (str(year), str(year + 1)) in _SPAN.findall(text) or bool(re.search(short, text))


def year_in(texts: Iterable[str]) -> int | None:
    """Return the only year of all texts that name one, or the first of a span: `2026-2027`."""
    texts = [text for text in texts if years_in(text)]
    common = sorted(set.intersection(*map(years_in, texts))) if texts else []
    is_span = len(common) == 2 and any(_is_with_next(text, common[0]) for text in texts)
    return common[0] if len(common) == 1 or is_span else None


class DayReader:
    """Turns written days into dates, all in one way.

    `about` are texts that may mention the year. `years` has the years of days in the sections and
    sheets that name one, with these names.
    """

    def __init__(
        self,
        written: Sequence[WrittenMoment],
        about: Sequence[str],
        years: Mapping[CellSpot, tuple[str, int]],
        task: Task,
    ) -> None:
        self.task, self.about, self.years = task, about, years
        self.year = self._first_year(written)
        self.days_first = self._order(written)
        self.named = set[int]().union(*map(years_in, about))
        self.before: date | None = None
        self.is_far = False  # the last written year is that of a day far from the one before
        self.part = ""

    def date(self, written: WrittenMoment) -> date | None:
        """Return the date of a written day, or None, with a note, if it does not exist."""
        notes = self.task.notes
        found = written.day.on(self._year_of(written), days_first=self.days_first)
        if found is None:
            message = f"the day `{quoted(written.text)}` does not exist"
            notes.add("W772", message, written.spot, "correct the date")
            return None
        is_named = not self.named or found.year in self.named
        if written.day.year is None and self.before and (self.is_far or not is_named):
            message = (
                f"`{quoted(written.text)}` has no year: read as {found.year}, by the day above"
            )
            notes.add("W774", message, written.spot, "write the year into the cell")
        elif self.before and written.day.year:
            self.is_far = abs((found - self.before).days) > 31 * _HALF
        self.before, self.part = found, self.years.get(written.spot, ("", 0))[0]
        if written.weekday is not None and written.weekday != found.weekday():
            message = f"`{quoted(written.text)}` is a {found:%A}, and not the weekday beside it"
            notes.add("W775", message, written.spot, "check the date with the organisers")
        return found

    def _year_of(self, written: WrittenMoment) -> int:
        """Return the year of a day: its own, or that of the one before, or the next one."""
        day = written.day
        if day.year is not None:
            return day.year
        part, year = self.years.get(written.spot, ("", 0))
        if part != self.part and year:
            return year
        month = day.readings()[0][0] if day.readings() else 1
        if self.before is None:
            return self.year
        return self.before.year + (self.before.month - month >= _HALF)

    def _first_year(self, written: Sequence[WrittenMoment]) -> int:
        """Return the year of the first days: by option, the file's own, or by asking."""
        lacking = [day for day in written if day.day.year is None and day.spot not in self.years]
        if self.task.options.year or not lacking:
            return self.task.options.year or 0
        example = quoted(lacking[0].text)
        named = [text for text in self.about if years_in(text)]
        year = year_in(named)
        known = next((day for day in written if day.day.year is not None), None)
        if known is not None and known.day.year is not None:
            month, first = known.day.second, lacking[0].day.second
            is_before = written.index(lacking[0]) < written.index(known)
            year = known.day.year - (1 if is_before and first - month >= _HALF else 0)
            if named and not any(year in years_in(text) for text in named):
                named.append(known.text)
                year = None
        if year:
            return year
        problem = f"no date has a year, for example `{example}`"
        if named:
            texts = " and ".join(
                f"`{quoted(text)}`" for text in dict.fromkeys((named[0], named[-1]))
            )
            problem = f"the year of `{example}` is open: it may be that of {texts}"
        return self.task.ask(problem, "add `--year`, for example `--year 2027`").year(problem)

    def _order(self, written: Sequence[WrittenMoment]) -> bool | None:
        """Return whether dates start with the day: by option, by themselves, or by asking."""
        if self.task.options.dates:
            return self.task.options.dates == "dmy"
        is_open = [day for day in written if len(day.day.readings()) > 1]
        shapes = {day.day.shape for day in written if day.day.shape}
        shapes |= {shape for day in is_open if (shape := self._by_weekday(day))}
        if is_open and len(shapes) == 1:
            self._note_odd(written, is_open, days_first="dmy" in shapes)
        if not is_open or len(shapes) == 1:
            return shapes.pop() == "dmy" if shapes else None
        first = is_open[0]
        readings = " or ".join(f"{day} {MONTHS[month - 1]}" for month, day in first.day.readings())
        where = f"`{quoted(first.text)}` in {first.spot.address}"
        problem = f"{where} may be {readings}"
        if shapes:
            problem += ": some dates start with the day, and some with the month"
        hint = "add `--dates dmy` (day first) or `--dates mdy` (month first)"
        return self.task.ask(problem, hint).day_first(problem)

    def _note_odd(
        self,
        written: Sequence[WrittenMoment],
        is_open: Sequence[WrittenMoment],
        *,
        days_first: bool,
    ) -> None:
        """Note days with two readings if the one of no other day puts all days in order."""
        usual, other = (
            [
                found
                for day in written
                if day.day.year and (found := day.day.on(day.day.year, days_first=first))
            ]
            for first in (days_first, not days_first)
        )
        if usual != sorted(usual) and other == sorted(other):
            first = "day" if days_first else "month"
            message = (
                f"read with the {first} first, as other dates: the other way, rows are in order"
            )
            for day in is_open:
                self.task.notes.add(
                    "W774", f"`{quoted(day.text)}`: {message}", day.spot, "check it"
                )

    def _by_weekday(self, written: WrittenMoment) -> str:
        """Return the order in which a day is on its weekday, if only one of them is."""
        year = written.day.year or self.years.get(written.spot, ("", 0))[1] or self.year
        if written.weekday is None or not year:
            return ""
        fits = [
            order
            for order, first in (("dmy", True), ("mdy", False))
            if (found := written.day.on(year, days_first=first))
            and found.weekday() == written.weekday
        ]
        return fits[0] if len(fits) == 1 else ""


def note_swapped(written: Sequence[WrittenMoment], notes: Notes) -> None:
    """Note Excel's dates up to the 12th beside texts that it did not understand as dates.

    An Excel that expects the month first turns 5/6 into the 6th of May, and leaves 13/6 as a text.
    """
    shapes = {day.day.shape for day in written if day.day.shape and not day.is_excel}
    dates = [day for day in written if day.is_excel]
    if len(shapes) != 1 or any(max(day.day.first, day.day.second) > 12 for day in dates):
        return
    first = "day" if shapes.pop() == "dmy" else "month"
    message = f"Excel may have swapped day and month: other dates are texts with the {first} first"
    for day in dates:
        if day.day.first != day.day.second:
            notes.add("W774", message, day.spot, "check the date with the organisers")


_LABEL = re.compile(  # what a day may have beside it: `Day 2`, `第2场`
    r"\b(?:day|week|session|webinar|jour|semaine|s[eé]ance|d[ií]a|semana|день|неделя) ?\d{1,2}\b|"
    r"第 ?\d{1,2} ?[天周期讲场次]"
)
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_ALL_TIMES = re.compile(r"(?i)all times\b|times (?:are|in)\b|time ?zone\b")
_ABBREVIATED = re.compile(r"[A-Z]{2,5}\Z")
_ABOUT_TIMES = re.compile(r"(?i)time|heure|hora|врем|时间|توقيت|utc|gmt")


def moment_of_line(table: ScheduleTable, line: ScheduleLine, notes: Notes) -> Moment:
    """Return when a line takes place; note what its cells have besides."""
    moment = Moment(minutes=_minutes(line, notes), is_undated=line.is_undated)
    for fact in (Fact.DATE, Fact.TIME, Fact.STARTS, Fact.ENDS):
        for cell in line.cells.get(fact, ()):
            moment = _with_cell(moment, fact, cell, notes)
    moment = replace(moment, is_own=moment.day is not None)
    if moment.day is None and line.day is not None:
        moment = replace(moment, day=_written(line.day, parts_of(line.day.value)))
    weekday = line.cell(Fact.WEEKDAY)
    if moment.day is not None and weekday is not None:
        number = parts_of(weekday.value).weekday
        moment = replace(moment, day=replace(moment.day, weekday=number))
        if number is None:
            notes.add("W772", f"`{quoted(weekday.text)}` is not a weekday", weekday.spot)
    if moment.zone or moment.end_zone:
        return replace(moment, zone=moment.zone or moment.end_zone)
    timed = (column for column in table.columns if column.fact in WHEN and column.zone)
    beside = line.text(Fact.ZONE) or next((column.zone for column in timed), "")
    return replace(moment, zone=beside or zone_above(table))


def _with_cell(moment: Moment, fact: Fact, cell: ScheduleCell, notes: Notes) -> Moment:
    number = number_of(cell.value)
    # a number in a column of starts or ends is a time typed with a point: 9.30
    is_clock = fact is not Fact.DATE and number is not None and 0 <= number <= 24
    parts = parts_of(cell.value, times_only=fact is Fact.TIME or is_clock)
    slot, spot = parts.slot, moment.spot or (cell.spot if parts.slot != NOTHING else None)
    if parts.guessed:
        notes.add("W774", f"`{quoted(cell.text)}`: {parts.guessed}", cell.spot)
    zone = parts.rest if zone_in(parts.rest) else ""
    if not _check_rest(parts, cell, fact, zone, notes):  # half of what it says is used never
        return replace(moment, is_undated=moment.is_undated or fact is Fact.DATE)
    day = _written(cell, parts)
    if slot.starts:
        zone = zone or cell.column.zone
    if fact is Fact.ENDS:
        if None not in (slot.starts, moment.slot.ends) and slot.starts != moment.slot.ends:
            message = f"`{quoted(cell.text)}` is another end than the one before: it was left out"
            notes.add("W774", message, cell.spot, "correct the end in data/webinars.yaml")
            return moment
        both = ClockRange(moment.slot.starts, slot.starts or moment.slot.ends)
        last, other = day or moment.last_day, zone if zone != moment.zone else ""
        return replace(moment, slot=both, last_day=last, end_zone=other, spot=spot)
    both = ClockRange(slot.starts or moment.slot.starts, slot.ends or moment.slot.ends)
    return replace(moment, day=moment.day or day, slot=both, zone=zone or moment.zone, spot=spot)


def _check_rest(
    parts: MomentParts, cell: ScheduleCell, fact: Fact, zone: str, notes: Notes
) -> bool:
    """Return whether a cell can be read; note what it has besides."""
    wanted = "date" if fact is Fact.DATE else "time"
    if parts.is_empty or (fact is Fact.DATE and parts.day is None and not parts.slot.starts):
        notes.add("W772", f"`{quoted(cell.text)}` is not a {wanted}", cell.spot, "correct the cell")
        return False
    rest = _LABEL.sub("", parts.rest).strip()
    if not rest or zone:
        return True
    if _NUMBER.search(rest):
        message = f"`{quoted(cell.text)}` is more than one {wanted}, so it was left out"
        notes.add("W772", message, cell.spot, f"write one row for each {wanted}")
        return False
    notes.add("W772", f"`{quoted(parts.rest)}` in `{quoted(cell.text)}` is unknown", cell.spot)
    return True


def _written(cell: ScheduleCell, parts: MomentParts) -> WrittenMoment | None:
    if parts.day is None:
        return None
    is_text = isinstance(cell.value, str)
    weekday = parts.weekday if is_text else None  # Excel's dates have no other
    return WrittenMoment(parts.day, cell.spot, cell.text, weekday, is_excel=not is_text)


_IN_MINUTES = re.compile(r"(?i)\bmin|分|мин|دقيق")


def _minutes(line: ScheduleLine, notes: Notes) -> int | None:
    cell = line.cell(Fact.MINUTES)
    if cell is None:
        return None
    minutes, number = minutes_of(cell.value), number_of(cell.value)
    if number is not None and 1 <= number <= 6 and _IN_MINUTES.search(cell.column.header):
        return int(number)
    if number is not None and 1 <= number <= 6:
        notes.add("W774", f"`{quoted(cell.text)}` was read as hours", cell.spot, "write minutes")
    if minutes is None:
        notes.add("W772", f"`{quoted(cell.text)}` is not a length", cell.spot, "write minutes")
    return minutes


def zones_above(table: ScheduleTable) -> Iterator[str]:
    """Yield the texts above a table that name a zone: `All times are Nairobi time`."""
    timed = {column.index for column in table.columns if column.fact in WHEN}
    for _, at, text in table.preface:
        for line in text.split("\n"):
            is_about_times = _ABOUT_TIMES.search(line)
            parts = [part.strip() for part in re.split(r"[(（）);,.]", line)]
            named = [
                part
                for part in parts
                if zone_in(part)
                and (
                    _ABOUT_TIMES.search(part)
                    or (is_about_times and _ABBREVIATED.match(part))
                    or _ALL_TIMES.match(line)
                )
            ]
            if at in timed and not is_about_times and zone_in(line):
                yield line
            elif named and zone_in(line):  # two names of one zone: `Moscow time (MSK)`
                yield max(named, key=lambda part: bool((zone_in(part) or ZoneName("")).zone))
            else:
                yield from named or zones_of_line(line)


def zone_above(table: ScheduleTable) -> str:
    """Return the only zone above a table in its own words, or an empty text."""
    named = [found for words in zones_above(table) if (found := zone_in(words))]
    return named[0].words if len({(one.zone, one.possible) for one in named}) == 1 else ""
