"""What `notice.md.j2` may see: what changed for one person, audience or organiser."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeAlias

from sstc_cli.model import Series, load_zone
from sstc_cli.views.dates import city_text, clock_text, day_text, direction_of, offset_text
from sstc_cli.views.facts import (
    ContactFacts,
    SeriesFacts,
    contacts,
    revised_text,
    series_facts,
    zone_text,
)

Slot: TypeAlias = tuple[datetime, datetime]  # start and end, with their zone

# What else can change, beside the time of a webinar.
FACTS = (
    *("title", "summary", "join_link", "number", "organisers", "audiences", "agenda"),
    *("languages", "zone", "identity", "talk", "talk_title", "talk_length", "talk_order"),
    "speaker",
)
# What to do with the calendar entry at each event.
ENTRY = {
    "new": "add",
    "joined": "add",
    "revived": "add",
    "moved": "replace",
    "changed": "replace",
    "cancelled": "delete",
    "dropped": "delete",
    "left": "delete",
}


@dataclass(frozen=True, slots=True)
class RecipientFacts:
    """Whom a notice is for."""

    kind: Annotated[str, "`speaker`, `audience` or `organiser`"]
    name: Annotated[str, "name of the person or of the group"]
    since: Annotated[str | None, "the day on which they were told last, where it is known"]


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A slot on the clocks of one place."""

    date: Annotated[str, "weekday and day there at the start"]
    starts: Annotated[str, "start there"]
    ends: Annotated[str, "end there"]
    offset: Annotated[str, "offset there on that day, as in `UTC+3`"]
    overnight: Annotated[bool, "whether it ends there on the next day"]


@dataclass(frozen=True, slots=True)
class PlaceTimes:
    """When it was and when it is now, in one place."""

    place: Annotated[str, "what people call the series' zone, or the city of another one"]
    offset: Annotated[str | None, "its offset, where that is the same before and now"]
    before: Annotated[SlotFacts | None, "the slot that was told before"]
    now: Annotated[SlotFacts | None, "the slot of now; none where it will not take place"]


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """Something else that changed: its old and its new words."""

    what: Annotated[str, "one of " + ", ".join(f"`{each}`" for each in FACTS)]
    talk: Annotated[int | None, "number of the talk, where it is about one"]
    before: Annotated[tuple[str, ...], "what was told before, in parts; empty where nothing was"]
    now: Annotated[tuple[str, ...], "what is so now, in parts; empty where nothing is"]


@dataclass(frozen=True, slots=True)
class WebinarNews:
    """What changed about one webinar."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    event: Annotated[
        str,
        "`new`, `joined` (the recipient came to it), `revived`, `moved`, `changed`, `cancelled`, "
        "`dropped` (from the programme) or `left` (it goes on without the recipient)",
    ]
    reason: Annotated[str | None, "why it is cancelled, where that is told"]
    times: Annotated[
        tuple[PlaceTimes, ...], "the slot where the recipient lives, in the series' zone, …"
    ]
    facts: Annotated[tuple[ChangedFact, ...], "what else changed"]
    entry: Annotated[str, "what to do with the calendar entry: `add`, `replace` or `delete`"]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """All that one person, audience or organiser has to learn."""

    language: Annotated[str, "code of the document's language, as in `en`"]
    direction: Annotated[str, "`ltr` or `rtl`: the way the language is written"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    recipient: Annotated[RecipientFacts, "whom the notice is for"]
    webinars: Annotated[tuple[WebinarNews, ...], "the webinars that changed"]
    facts: Annotated[tuple[ChangedFact, ...], "what changed about the series as a whole"]
    contacts: Annotated[tuple[ContactFacts, ...], "whom to ask"]


def notice_view(
    series: Series,
    recipient: RecipientFacts,
    webinars: Iterable[WebinarNews],
    facts: tuple[ChangedFact, ...],
    language: str,
) -> NoticeView:
    """A notice of webinars and of facts of the series."""
    return NoticeView(
        language=language,
        direction=direction_of(language),
        revised=max(revised_text(series, each) for each in (None, *series.webinars)),
        series=series_facts(series, language),
        recipient=recipient,
        webinars=tuple(webinars),
        facts=facts,
        contacts=contacts(series.organisers, language),
    )


def place_times(
    series: Series, zone: str, before: Slot | None, now: Slot | None, language: str
) -> PlaceTimes:
    """When it was and when it is now on the clocks of a zone; one of the two is known."""
    place = zone_text(series, language) if zone == series.zone else city_text(zone, language)
    was, will = (_slot(slot, zone, language) if slot else None for slot in (before, now))
    offsets = {slot.offset for slot in (was, will) if slot}
    return PlaceTimes(place, offsets.pop() if len(offsets) == 1 else None, was, will)


def _slot(slot: Slot, zone: str, language: str) -> SlotFacts:
    starts, ends = (each.astimezone(load_zone(zone)) for each in slot)
    return SlotFacts(
        day_text(starts, language),
        clock_text(starts),
        clock_text(ends),
        offset_text(starts),
        starts.date() != ends.date(),
    )
