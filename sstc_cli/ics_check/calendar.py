"""The facts about a whole calendar that rules need, collected while its entries pass by."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from sstc_cli.ics_check.component import INNER, KNOWN, Component
from sstc_cli.ics_check.lines import ContentLine
from sstc_cli.ics_check.recurrence import still_repeats_after
from sstc_cli.ics_check.values import moment_of, unescaped

MOST_MOMENTS = 2_000
MOST_ZONES = 200
MOST_RULE = 2_000  # characters
MOST_UNKNOWN = 200
MOST_IDS = 300_000
MOST_YEAR = 9_000  # date arithmetic with later years overflows
_HALF_A_YEAR = timedelta(weeks=26)


@dataclass(slots=True)
class ZoneUse:
    """The first use of a time zone, and the local times in that zone with their lines."""

    first: ContentLine
    moments: dict[datetime, int] = field(default_factory=dict)


class Repeated(NamedTuple):
    """A repeated entry as far as its other dates must agree: its start and its rule."""

    start: ContentLine
    rule: str
    has_dates: bool  # RDATE, beside its rule


@dataclass
class Calendar:
    """A VCALENDAR as far as it is read: its properties, its zones, and what its entries use."""

    component: Component
    zones: dict[str, Component] = field(default_factory=dict)
    uses: dict[str, ZoneUse] = field(default_factory=dict)
    ids: dict[bytes, int] = field(default_factory=dict)
    uids: list[str] = field(default_factory=list)
    unknown: list[ContentLine] = field(default_factory=list)
    repeated: dict[str, Repeated] = field(default_factory=dict)
    moved: list[tuple[str, ContentLine]] = field(default_factory=list)
    entries: int = 0
    first_entry: int = 0

    @property
    def method(self) -> str:
        """The method in capitals, for example `PUBLISH`, or an empty text."""
        lines = self.component.properties.get("METHOD")
        return lines[0].value.strip().upper() if lines else ""

    @property
    def refers_to_known_entries(self) -> bool:
        """Whether the recipient has the entries already, so that they need no start or title."""
        return self.method in ("CANCEL", "REPLY", "REFRESH")

    def add(self, component: Component) -> None:
        """Record an entry or a zone."""
        if component.name == "VTIMEZONE":
            if len(self.zones) < MOST_ZONES:
                self.zones.setdefault(unescaped(component.text("TZID")), component)
            return
        if component.name not in KNOWN:
            is_ours = component.name.startswith("X-") or component.name in INNER
            if not is_ours and len(self.unknown) < MOST_UNKNOWN:
                self.unknown.append(component.begin)
            return
        self.entries += 1
        self.first_entry = self.first_entry or component.begin.number
        uid = component.text("UID")
        if len(self.uids) < 2 and uid not in self.uids:
            self.uids.append(uid)
        if "RRULE" in component.properties or "RECURRENCE-ID" in component.properties:
            self._repeat(component, uid)
        for lines in component.properties.values():
            for line in lines:
                if "TZID" in line.params and not line.value.endswith("Z"):
                    self._use(component, line)

    def seen_before(self, key: str, line: int) -> int | None:
        """Return the line of the first entry with this key, or None if this entry is the first.

        Digests of the keys take little memory, also for many entries.
        """
        digest = blake2b(key.encode(errors="surrogateescape"), digest_size=8).digest()
        if digest in self.ids:
            return self.ids[digest]
        if len(self.ids) < MOST_IDS:
            self.ids[digest] = line
        return None

    def _repeat(self, component: Component, uid: str) -> None:
        """Record a rule with its start, or the date of a rule that an entry replaces."""
        moved, start = component.first("RECURRENCE-ID"), component.first("DTSTART")
        rule = component.text("RRULE")
        if moved:
            if len(self.moved) < MOST_MOMENTS:
                self.moved.append((uid, moved))
        elif start and len(rule) < MOST_RULE and len(self.repeated) < MOST_MOMENTS:
            self.repeated.setdefault(uid, Repeated(start, rule, "RDATE" in component.properties))

    def _use(self, component: Component, line: ContentLine) -> None:
        """Record the times of a line, and a later time of a repeated entry in the other season."""
        tzid = line.params["TZID"]
        if tzid not in self.uses:
            if len(self.uses) == MOST_ZONES:
                return
            self.uses[tzid] = ZoneUse(line)
        moments = self.uses[tzid].moments
        if len(moments) >= MOST_MOMENTS:
            return
        values = (moment_of(text) for text in line.value[:2_000].split(","))
        local = (value for value in values if isinstance(value, datetime) and not value.tzinfo)
        times = [moment for moment in local if moment.year < MOST_YEAR]
        if line.name == "DTSTART":
            repeated = (
                moment for moment in times if still_repeats_after(component, moment, _HALF_A_YEAR)
            )
            times += [moment + _HALF_A_YEAR for moment in repeated]
        for moment in times:
            moments.setdefault(moment, line.number)
