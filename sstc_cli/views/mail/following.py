"""The webinar that follows another one, for messages that look back."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series, Status, Webinar
from sstc_cli.views.dates import city_of, day_text, hour_text
from sstc_cli.views.facts import zone_text
from sstc_cli.views.local import local_slots


@dataclass(frozen=True, slots=True)
class FollowingFacts:
    """The next webinar of the series, on the reader's clock if it is known."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    date: Annotated[str, "weekday and date there at the start"]
    starts: Annotated[str, "start there"]
    zone: Annotated[str, "everyday name of the series' zone, or the reader's city"]
    offset: Annotated[str, "offset there on that date, for example `UTC+8`"]
    register_url: Annotated[str | None, "the link to register"]


def following_facts(
    series: Series, webinar: Webinar, zone: str, language: str
) -> FollowingFacts | None:
    """Return the next webinar that is to be held after another one, on the clocks of a zone."""
    later = (other for other in series.in_time_order if other.starts > webinar.starts)
    following = next((other for other in later if other.status is Status.PLANNED), None)
    if following is None:
        return None
    (slot,) = local_slots(series, following, [zone])
    is_own = zone == series.zone
    return FollowingFacts(
        following.number,
        following.title.pick(language),
        day_text(slot.starts, language),
        hour_text(slot.starts, language),
        zone_text(series, language) if is_own else city_of(series, zone, language),
        slot.offset,
        series.register_url_of(following),
    )
