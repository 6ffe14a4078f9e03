"""The fields of `announcement.md.j2`: short texts to paste, no longer than a channel allows."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series, Webinar
from sstc_cli.views.dates import direction_of, plain_day_text
from sstc_cli.views.facts import (
    SeriesFacts,
    WebinarFacts,
    local_times,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.posts.channels import CHANNELS, PostFacts, fitted


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """The announcement of one webinar."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    posts: Annotated[tuple[PostFacts, ...], "a text for each channel"]


def announcement_view(series: Series, webinar: Webinar, language: str) -> AnnouncementView:
    """Return the announcement of a webinar."""
    facts = webinar_facts(series, webinar, language)
    whole = _whole(series, webinar, facts, language)
    shorter = plain_day_text(webinar.starts, language), facts.day
    return AnnouncementView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=facts,
        posts=tuple(fitted(whole, shorter, name) for name in CHANNELS),
    )


def _whole(series: Series, webinar: Webinar, facts: WebinarFacts, language: str) -> PostFacts:
    """Return a post with everything in it."""
    tags = (series.more[key].pick(language) for key in ("hashtag", "handle") if key in series.more)
    held = not webinar.cancelled
    return PostFacts(
        channel="",
        limit=0,
        is_cancelled=webinar.cancelled,
        number=webinar.number if held else None,
        topic=facts.title,
        date=facts.date,
        time=facts.time,
        zone=facts.zone,
        offset=facts.offset,
        reason=facts.reason,
        summary=facts.summary if held else None,
        local_times=local_times(series, webinar, language) if held else (),
        organisers=tuple(organiser.short or organiser.name for organiser in facts.organisers),
        tags=tuple(tags),
        url=(facts.register_url or facts.join_url) if held else None,
    )
