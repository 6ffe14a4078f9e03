"""The time zone of a schedule, and times in other ones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo

from sstc_cli.model.zones import load_zone
from sstc_cli.planning.days import plain
from sstc_cli.planning.foreign.dialogue import WHEN, CellSpot, Fact, Task, quoted
from sstc_cli.planning.foreign.moments import zone_above, zones_above
from sstc_cli.planning.foreign.schedule import ScheduleTable, TimedLine
from sstc_cli.planning.foreign.spelling import ZoneName, on_one_line, zone_in

_TIME_WORDS = ("time", "heure", "hora", "врем", "时间", "توقيت")
_IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_NO_PLACE = re.compile(
    r"(?i)\d ?h|\bh(?:h|ou?rs?)?\b|[hm]m\b|\b(?:[ap]m|min\w*|start\w*|end\w*|from|to"
    r"|tb[cd]|approx\w*)\b"
)
_ALL_TIMES = re.compile(r"(?i)^(?:all )?times?(?: are| is)?(?: in)?[: ]+")


@dataclass(frozen=True)
class ZoneChoice:
    """The zone of a series, and its name in the words of the file."""

    name: str
    label: str = ""


def decide_zone(
    tables: Sequence[ScheduleTable], entries: Sequence[TimedLine], task: Task
) -> ZoneChoice:
    """Return the zone of the series. Refuse a schedule that names none if nobody can be asked."""
    words = Counter(entry.moment.zone for entry in entries if entry.moment.zone)
    for entry in entries:
        text = entry.moment.zone
        if text and zone_in(text) is None:
            message = f"`{quoted(text)}` is not a time zone: the time was read as one of the series"
            task.notes.add("W772", message, entry.spot, "write the city beside the time")
    _note_unknown(tables, task)
    above = {text for table in tables if not zone_above(table) for text in zones_above(table)}
    zones = ((text, zone_in(text)) for text in (*words, *sorted(above)))
    known = {text: named.zone for text, named in zones if named and named.zone}
    if above and task.options.zone not in known.values():
        named_above = " and ".join(f"`{quoted(text)}`" for text in sorted(above))
        problem = f"the rows above the table name several zones, {named_above}"
        possible = [*dict.fromkeys(known.values())]
        hint = f"name that of the times: `--zone {' or --zone '.join(possible)}`"
        return ZoneChoice(task.ask(problem, hint).zone(problem, possible))
    usual = next((text for text, _ in words.most_common() if zone_in(text)), "")
    if zone := task.options.zone or known.get(usual):
        is_mixed = any(known.get(text) != zone for text in words)
        hint = "write it beside each time" if task.options.zone else "add `--zone`"
        for entry in entries:
            if entry.starts and not entry.moment.zone and (is_mixed or not task.options.zone):
                message = f"no time zone is beside `{entry.starts:%H:%M}`: read as {zone}"
                task.notes.add("W774", message, entry.moment.spot or entry.spot, hint)
        return ZoneChoice(zone, _label(known, zone))
    readings = [named for text, _ in words.most_common() if (named := zone_in(text))]
    possible = [*dict.fromkeys(zone for reading in readings for zone in reading.possible)]
    if usual and readings[0].offset is not None:
        problem = f"the times have offsets such as `{_shown(usual)}`, and no time zone is named"
        hint = "name that of the series, for example `--zone Africa/Nairobi`: times are converted"
    elif usual:
        problem = f"the times are in `{_shown(usual)}`, which is not the name of a time zone"
        hint = f"name it: `--zone {possible[0]}`" if possible else "name one with `--zone`"
        hint += f", or {' or '.join(possible[1:])}" if possible[1:] else ""
    else:
        problem = "the schedule does not name the time zone of its times"
        hint = "add `--zone`, for example `--zone Africa/Nairobi`"
    return ZoneChoice(task.ask(problem, hint).zone(problem, possible))


def _note_unknown(tables: Sequence[ScheduleTable], task: Task) -> None:
    """Note words in the place of a zone that name none: `Time (HQ)`, `Times are NY time`."""
    for table in tables:
        places = [
            (table.header, column.index, words)
            for column in table.columns
            if column.fact in WHEN - {Fact.DATE} and not column.zone
            for words in _IN_BRACKETS.findall(column.header)
        ]
        if not zone_above(table):
            places += [place for place in table.preface if _ALL_TIMES.match(place[2])]
        for row, at, words in places:
            text = _ALL_TIMES.sub("", words)
            if not zone_in(text) and not _NO_PLACE.search(text) and any(map(str.isalpha, text)):
                message = (
                    f"`{quoted(text)}` is not a known time zone: the times were read as the series'"
                )
                hint = "write a city or an offset, such as `UTC+3`"
                task.notes.add("W772", message, CellSpot(table.sheet.name, max(row, 0), at), hint)


def _label(known: dict[str, str], zone: str) -> str:
    """Return the words of the file for a zone, if documents can print them: `Nairobi time`."""
    for text, name in known.items():
        has_case = text != text.upper() or not text.isascii()
        if name == zone and "/" not in text and has_case and len(text) > 3:
            words = on_one_line(_ALL_TIMES.sub("", text).strip(" ()（）"))
            is_label = any(part in words.casefold() for part in _TIME_WORDS) and len(words) <= 40
            return words if words.casefold() not in ("utc", "gmt") and is_label else ""
    return ""


@dataclass
class ZoneMover:
    """Moves times into the zone of the series; `meant` are the zones that words may mean."""

    zone: str
    task: Task
    meant: dict[str, tuple[tzinfo, ...]] = field(default_factory=dict)

    def move(self, entry: TimedLine) -> None:
        """Move the times of an entry with a zone of their own, and note what changed."""
        words, before = entry.moment.zone, entry.starts
        if before is None or not words:
            return
        spot = entry.moment.spot or entry.spot
        entry.starts = self._moved(before, words, spot)
        if (end := entry.ends) is not None:
            named_last = entry.moment.end_zone
            entry.ends = self._moved(end, named_last or words, spot)
            if named_last and entry.ends == end:
                self._note_season(named_last, end, spot)
        entry.day = entry.starts.date()
        if entry.starts != before:
            zone, named = self.zone, zone_in(words)
            message = f"{before:%H:%M} {_shown(words)} became {entry.starts:%H:%M} in {zone}"
            own = named.zone if named else None
            hint = f"name the zone of the series with `--zone {own}`" if own else ""
            self.task.notes.add("W774", message, spot, hint)
        else:
            self._note_season(words, before, spot)

    def _note_season(self, words: str, moment: datetime, spot: CellSpot) -> None:
        """Note words such as `CET` beside a time in summer, which people do not mean exactly."""
        if is_out_of_season(words, moment, self.zone):
            message = f"{self.zone} has another time than `{_shown(words)}` on {moment:%Y-%m-%d}"
            message += f": read as {moment:%H:%M} there"
            self.task.notes.add("W774", message, spot, "check the time with the organisers")

    def _moved(self, moment: datetime, words: str, spot: CellSpot) -> datetime:
        """Return a moment in the zone of the series; ask if its own zone may be one of several."""
        if words not in self.meant:
            self.meant[words] = _zones_of(words, self.zone)
        target = load_zone(self.zone)
        found = {
            moment.replace(tzinfo=own).astimezone(target).replace(tzinfo=None)
            for own in self.meant[words]
        }
        if len(found) == 1:
            return found.pop()
        possible = (zone_in(words) or ZoneName(words)).possible
        problem = f"`{moment:%H:%M} {_shown(words)}` in {spot.address} may be a time of "
        problem += f"{', '.join(possible[:-1])} or {possible[-1]}"
        hint = "write the city beside the time, for example `New York time`"
        self.meant[words] = (load_zone(self.task.ask(problem, hint).zone(problem, possible)),)
        return self._moved(moment, words, spot)


def _zones_of(words: str, zone: str) -> tuple[tzinfo, ...]:
    """Return the zones that words may mean; an abbreviation of the series' zone means that."""
    named = zone_in(words) or ZoneName(words)
    if named.zone:
        return (load_zone(named.zone),)
    if named.offset is not None:
        return (timezone(timedelta(minutes=named.offset)),)
    if not named.possible or zone in named.possible or plain(words) in _short_names(zone):
        return (load_zone(zone),)
    return tuple(map(load_zone, named.possible))


def _shown(words: str) -> str:
    """Return words for a zone as messages have them: `CET`."""
    text = quoted(_ALL_TIMES.sub("", words))
    return text.upper() if len(text) < 7 else text


def _short_names(zone: str) -> set[str]:
    """Return what people may call a zone in winter and in summer: `cet` and `cest`."""
    days = (datetime(2027, month, 1, tzinfo=load_zone(zone)) for month in (1, 7))
    return {plain(day.tzname() or "") for day in days}


def is_out_of_season(words: str, moment: datetime, zone: str) -> bool:
    """Return whether words such as `EST` are the winter's of a zone, and the moment in summer."""
    now = plain(moment.replace(tzinfo=load_zone(zone)).tzname() or "")
    named = set(re.findall(r"\w+", plain(words)))
    return now not in named and not named.isdisjoint(_short_names(zone))
