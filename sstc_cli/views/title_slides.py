"""The fields of `title-slides.md.j2`: what the moderator shows between the talks."""

from typing import Annotated

from sstc_cli.model import Series, Webinar
from sstc_cli.views.agenda import TalkLine, item_lines
from sstc_cli.views.facts import (
    DocumentView,
    LocalTime,
    WebinarFacts,
    document_fields,
    local_times,
    webinar_facts,
)
from sstc_cli.views.messages import FollowingFacts, following_facts
from sstc_cli.views.people import ContactFacts, contacts


class TitleSlidesView(DocumentView):
    """The slides of one webinar, which everybody may see."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]
    talks: Annotated[tuple[TalkLine, ...], "the talks whose speaker is known"]
    survey_url: Annotated[str | None, "the link of the survey after the webinar"]
    following: Annotated[FollowingFacts | None, "the next webinar of the series, if there is one"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def title_slides_view(series: Series, webinar: Webinar, language: str) -> TitleSlidesView:
    talks = (talk for item in item_lines(series, webinar, language) for talk in item.talks)
    links = (survey.url for survey in series.surveys if survey.when == "after" and survey.url)
    return TitleSlidesView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language),
        local_times=local_times(series, webinar, language),
        talks=tuple(talk for talk in talks if talk.speaker),
        survey_url=next(links, None),
        following=following_facts(series, webinar, series.zone, language),
        contacts=contacts(series.organisers_of(webinar), language),
    )
