"""The zone of a series: by option, as the schedule names it, or by asking."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.notes import Notes, quoted
from sstc_cli.planning.foreign.options import Asker, Options, left_open
from sstc_cli.planning.foreign.spelling.words import on_one_line
from sstc_cli.planning.foreign.spelling.zones import zone_in
from sstc_cli.planning.foreign.table import Table
from sstc_cli.planning.foreign.when.moments import zones_in_preface

_ALL_TIMES = re.compile(r"(?i)^(?:all )?times?(?: are| is)?(?: in)?[: ]+")


@dataclass(frozen=True)
class Zone:
    """The zone of a series, its name in the words of the file, and the zones of other words."""

    name: str
    label: str = ""
    by_words: dict[str, str] = field(default_factory=dict)


def decide_zone(
    tables: Sequence[Table],
    entries: Sequence[Entry],
    options: Options,
    asker: Asker | None,
    notes: Notes,
) -> Zone:
    """Return the zone of the series. Refuse a schedule that names none if nobody can be asked."""
    words = Counter(entry.moment.zone for entry in entries if entry.moment.zone)
    words.update(text for table in tables for text, _ in zones_in_preface(table))
    known = {text: named.zone for text in words if (named := zone_in(text)) and named.zone}
    for entry in entries:
        text = entry.moment.zone
        if text and zone_in(text) is None:
            notes.add("W772", f"`{quoted(text)}` is not a time zone", entry.spot)
    if options.zone:
        return Zone(options.zone, _label(known, options.zone), _by_words(known, options.zone))
    usual = Counter(known[text] for text in words.elements() if text in known)
    if usual:
        zone = usual.most_common(1)[0][0]
        return Zone(zone, _label(known, zone), _by_words(known, zone))
    possible = [zone for text in words if (named := zone_in(text)) for zone in named.possible]
    possible = list(dict.fromkeys(possible))
    if possible:
        shown = quoted(next(text for text in words if zone_in(text)))
        shown = shown.upper() if len(shown) < 7 else shown
        problem = f"the times are in `{shown}`, which is not the name of a time zone"
        hint = f"name it: `--zone {possible[0]}`"
        hint += f", or {' or '.join(possible[1:])}" if possible[1:] else ""
    else:
        problem = "the schedule does not say in which time zone its times are"
        hint = "add `--zone`, for example `--zone Africa/Nairobi`"
    if asker is None:
        raise left_open(problem, hint)
    return Zone(asker.zone(problem, possible), "", _by_words(known, ""))


def _by_words(known: dict[str, str], zone: str) -> dict[str, str]:
    """Return the zones of the words that name another one than that of the series."""
    return {text: other for text, other in known.items() if other != zone}


def _label(known: dict[str, str], zone: str) -> str:
    """Return the words of the file for a zone, if documents can print them: `Nairobi time`."""
    for text, name in known.items():
        has_case = text != text.upper() or not text.isascii()
        if name == zone and "/" not in text and has_case and len(text) > 3:
            words = on_one_line(_ALL_TIMES.sub("", text).strip(" ()（）"))
            return words if words.casefold() not in ("utc", "gmt") and _is_label(words) else ""
    return ""


def _is_label(words: str) -> bool:
    parts = ("time", "heure", "hora", "врем", "时间", "توقيت")
    return any(part in words.casefold() for part in parts) and len(words) <= 40
