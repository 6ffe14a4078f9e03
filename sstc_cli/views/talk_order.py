"""The items and talks of a webinar in one list, on the series' clock and that of one speaker."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from sstc_cli.model import Entry, Person, Series, Webinar, load_zone, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.dates import hour_text, span_text
from sstc_cli.views.people import SpeakerFacts, speaker_facts


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An item or a talk in its place."""

    time: Annotated[str, "start and end in the series' zone, for example `15:30–15:35`"]
    own_time: Annotated[str | None, "the same on the speaker's clock, if that is another one"]
    talk: Annotated[int | None, "number of the talk; none for other items"]
    title: Annotated[str | None, "title of the talk, once it is known, or name of the item"]
    speaker: Annotated[SpeakerFacts | None, "who speaks, once known"]
    is_own: Annotated[bool, "whether the recipient of the brief speaks"]


def order_lines(
    series: Series, webinar: Webinar, person: Person, language: str
) -> tuple[OrderLine, ...]:
    """Return the items of a webinar, with the talks instead of the item that holds them."""
    entries = run_of_show(series, webinar)
    zone = own_zone(series, webinar, person)
    return tuple(_line(series, entry, person, zone, language) for entry in entries)


def own_zone(series: Series, webinar: Webinar, person: Person) -> ZoneInfo | None:
    """Return a person's zone if their clock differs from that of the series at the webinar."""
    if person.zone is None:
        return None
    zone = load_zone(person.zone)
    moments = [series.instant(moment) for moment in (webinar.starts, webinar.ends)]
    differs = any(moment.astimezone(zone).utcoffset() != moment.utcoffset() for moment in moments)
    return zone if differs else None


def _line(
    series: Series, entry: Entry, person: Person, zone: ZoneInfo | None, language: str
) -> OrderLine:
    code = entry.talk.speaker if entry.talk else entry.item.speaker
    speaker = series.person(code)
    return OrderLine(
        _span(entry, None, language),
        _span(entry, zone, language) if zone else None,
        entry.talk_number,
        pick(entry.talk.title, language) if entry.talk else entry.item.name.pick(language),
        speaker_facts(speaker, language) if speaker else None,
        code == person.id,
    )


def _span(entry: Entry, zone: ZoneInfo | None, language: str) -> str:
    """Return start and end of an entry on a clock, with the offsets if it changes meanwhile."""
    starts, ends = (
        moment.astimezone(zone) if zone else moment for moment in (entry.starts, entry.ends)
    )
    span = span_text(hour_text(starts, language), hour_text(ends, language), language)
    changes = starts.utcoffset() != ends.utcoffset()
    return f"{span} ({offsets_text(starts, ends)})" if changes else span
