"""`sstc calendar export` on 100, 1,000 and 10,000 webinars, beside icalendar writing the same.

icalendar is given the finished texts and instants of the largest file; `sstc` reads and checks
the data first, and makes them.
"""

import subprocess
from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import interleaved, tool

SIZES = (100, 1_000, 10_000)
ALONE = "icalendar alone, 10,000"
LARGEST = "sstc calendar export, 10,000"

CONVERT = """
import json
from pathlib import Path
from icalendar import Calendar
names = ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "SUMMARY",
         "DESCRIPTION", "ORGANIZER", "LOCATION", "URL", "CONFERENCE", "CATEGORIES")
calendar = Calendar.from_ical(Path("series.ics").read_bytes())
events = [
    {name: getattr(event[name], "dt", event[name]) for name in names}
    | {"CN": event["ORGANIZER"].params["CN"], "CATEGORIES": [*map(str, event["CATEGORIES"])]}
    for event in calendar.walk("VEVENT")
]
plain = lambda value: value.strftime("%Y%m%dT%H%M%S")
Path("events.json").write_text(json.dumps(events, default=plain), encoding="utf-8")
"""
WRITE = """
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from icalendar import Calendar, Event, vCalAddress, vUri
calendar, zone = Calendar(), ZoneInfo("Asia/Shanghai")
calendar.add("VERSION", "2.0")
calendar.add("PRODID", "-//benchmark//EN")
for fields in json.loads(Path("events.json").read_text(encoding="utf-8")):
    event = Event()
    organizer = vCalAddress(fields.pop("ORGANIZER"), params={"CN": fields.pop("CN")})
    event.add("ORGANIZER", organizer)
    event.add("CONFERENCE", vUri(fields.pop("CONFERENCE"), params={"VALUE": "URI"}))
    for name, value in fields.items():
        if name.startswith("DT") or name == "LAST-MODIFIED":
            own = UTC if name in ("DTSTAMP", "LAST-MODIFIED") else zone
            value = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=own)
        event.add(name, value)
    calendar.add_component(event)
calendar.add_missing_timezones()
Path("alone.ics").write_bytes(calendar.to_ical())
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    commands = {}
    for count in SIZES:
        root = workspace(folder / str(count), count)
        commands[f"sstc calendar export, {count:,}"] = export(root)
    commands[f"the same, --checklist: {SIZES[-1] * 5:,} tasks"] = [*export(root), "--checklist"]
    subprocess.run(commands[LARGEST], cwd=folder, check=True, capture_output=True)
    (folder / str(SIZES[-1]) / "out.ics").rename(folder / "series.ics")
    subprocess.run([tool("python"), "-c", CONVERT], cwd=folder, check=True)
    commands[ALONE] = [tool("python"), "-c", WRITE]
    measured = interleaved(commands, rounds, folder)
    alone = measured[ALONE]
    return [
        (
            name,
            f"{figures.seconds:.2f} s",
            f"{figures.seconds / alone.seconds:.2f} x",
            f"{figures.megabytes:.0f} MB",
            f"{figures.megabytes / alone.megabytes:.2f} x",
            "<= 1 x the time, <= 2 x the memory" if name == LARGEST else "",
        )
        for name, figures in measured.items()
    ]


def export(root: Path) -> list[str]:
    target = str(root / "out.ics")
    return [tool("sstc"), "--workspace", str(root), "calendar", "export", "-o", target]
