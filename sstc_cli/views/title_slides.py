"""The fields of `title-slides.md.j2`: what the moderator shows between the talks."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series, Webinar
from sstc_cli.views.agenda import TalkLine, item_lines
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


@dataclass(frozen=True, slots=True)
class TitleSlidesView:
    """The slides of one webinar, which everybody may see."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]
    talks: Annotated[tuple[TalkLine, ...], "the talks whose speaker is known"]
    survey_url: Annotated[str | None, "the link of the survey after the webinar"]


def title_slides_view(series: Series, webinar: Webinar, language: str) -> TitleSlidesView:
    """Return the slides of a webinar."""
    talks = (talk for item in item_lines(series, webinar, language) for talk in item.talks)
    links = (survey.url for survey in series.surveys if survey.when == "after" and survey.url)
    return TitleSlidesView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        local_times=local_times(series, webinar, language),
        talks=tuple(talk for talk in talks if talk.speaker),
        survey_url=next(links, None),
    )
