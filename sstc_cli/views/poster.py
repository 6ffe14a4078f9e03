"""The fields of `poster.md.j2`: one webinar at a glance."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series, Webinar
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import (
    LocalTime,
    SeriesFacts,
    WebinarFacts,
    local_times,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.people import SpeakerFacts, speaker_facts

_CITIES = 3  # more would make the words too small


@dataclass(frozen=True, slots=True)
class PosterView:
    """The poster of one webinar, which everybody may see."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    cities: Annotated[tuple[LocalTime, ...], "the slot in the first three of the `audience_zones`"]
    speakers: Annotated[tuple[SpeakerFacts, ...], "the speakers who are known"]


def poster_view(series: Series, webinar: Webinar, language: str) -> PosterView:
    """Return the poster of a webinar."""
    return PosterView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        cities=local_times(series, webinar, language)[:_CITIES],
        speakers=tuple(speaker_facts(person, language) for person in series.speakers_of(webinar)),
    )
