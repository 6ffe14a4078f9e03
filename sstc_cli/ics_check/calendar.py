"""What rules must know of a whole calendar while its entries pass by."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.recurrence import reaches
from sstc_cli.ics_check.values import moment_of
from sstc_cli.ics_check.written import ContentLine

MOST_MOMENTS = 2_000
MOST_ZONES = 200
MOST_IDS = 300_000
MOST_YEAR = 9_000  # reckoning with later ones leaves the calendar
_HALF_A_YEAR = timedelta(weeks=26)


@dataclass(slots=True)
class ZoneUse:
    """Where a time zone is used first, and the local times that are told in it."""

    first: ContentLine
    moments: dict[datetime, int] = field(default_factory=dict)


@dataclass
class Calendar:
    """A VCALENDAR as far as it is read: its own properties, zones, and what its entries use."""

    component: Component
    zones: dict[str, Component] = field(default_factory=dict)
    uses: dict[str, ZoneUse] = field(default_factory=dict)
    ids: dict[bytes, int] = field(default_factory=dict)
    uids: list[str] = field(default_factory=list)
    entries: int = 0
    first_entry: int = 0

    @property
    def method(self) -> str:
        """PUBLISH, REQUEST, CANCEL … or nothing."""
        return self.component.text("METHOD").upper()

    def take(self, component: Component) -> None:
        """Note what an entry or a zone adds."""
        if component.name == "VTIMEZONE":
            if len(self.zones) < MOST_ZONES:
                self.zones.setdefault(component.text("TZID"), component)
            return
        self.entries += 1
        self.first_entry = self.first_entry or component.begin.number
        uid = component.text("UID")
        if len(self.uids) < 2 and uid not in self.uids:
            self.uids.append(uid)
        for lines in component.properties.values():
            for line in lines:
                if "TZID" in line.params and not line.value.endswith("Z"):
                    self._use(component, line)

    def seen_before(self, key: str, line: int) -> int | None:
        """The line in which an entry had this key before; a digest keeps many of them small."""
        digest = blake2b(key.encode(errors="surrogateescape"), digest_size=8).digest()
        if digest in self.ids:
            return self.ids[digest]
        if len(self.ids) < MOST_IDS:
            self.ids[digest] = line
        return None

    def _use(self, component: Component, line: ContentLine) -> None:
        tzid = line.params["TZID"]
        if tzid not in self.uses:
            if len(self.uses) == MOST_ZONES:
                return
            self.uses[tzid] = ZoneUse(line)
        moments = self.uses[tzid].moments
        if len(moments) >= MOST_MOMENTS:
            return
        found = [moment_of(each) for each in line.value[:2_000].split(",")]
        local = (each for each in found if isinstance(each, datetime) and not each.tzinfo)
        times = [each for each in local if each.year < MOST_YEAR]
        if line.name == "DTSTART":
            times += [
                each + _HALF_A_YEAR for each in times if reaches(component, each, _HALF_A_YEAR)
            ]
        for each in times:
            moments.setdefault(each, line.number)
