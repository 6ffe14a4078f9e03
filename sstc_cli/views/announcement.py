"""The fields of `announcement.md.j2`: short texts to paste, no longer than a channel allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Foreign, Series, Webinar
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import (
    SeriesFacts,
    WebinarFacts,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.shorten import length, shortened

OWN_WORDS = 40  # characters that a template may add to the values of a post, as the channel counts
_ENDS = 4  # invisible direction marks that keep the punctuation of another script in place
_MARK = 20  # the name of the topic's language, if it is another: ` [португальский]`, and direction


@dataclass(frozen=True, slots=True)
class Channel:
    """The number of characters that a channel allows, and how it counts Chinese ones and a link."""

    limit: int
    wide: bool
    link: int


# X counts a Chinese character twice and each link as 23 (docs.x.com/fundamentals/
# counting-characters); other networks allow more. The digest of an article in a WeChat official
# account has at most 120 characters, Chinese or not; the link goes into its field "read more".
CHANNELS: Mapping[str, Channel] = {
    "social": Channel(280, wide=True, link=23),
    "wechat": Channel(120, wide=False, link=0),
}


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A text for one channel."""

    channel: Annotated[str, "`social` or `wechat`"]
    limit: Annotated[int, "the number of characters that the channel allows"]
    topic: Annotated[
        str,
        f"the topic, shortened after a word to leave room for day, time, link and {OWN_WORDS} "
        "characters of your own",
    ]
    organisers: Annotated[tuple[str, ...], "short names, if they fit beside the whole topic"]
    url: Annotated[str | None, "the link to register, otherwise to join; never shortened"]


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """The announcement of one webinar."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    posts: Annotated[tuple[PostFacts, ...], "a text for each channel; none if it is cancelled"]


def announcement_view(series: Series, webinar: Webinar, language: str) -> AnnouncementView:
    """Return the announcement of a webinar."""
    facts = webinar_facts(series, webinar, language)
    url = facts.register_url or facts.join_url
    direction = direction_of(language)
    posts = tuple(_post(facts, url, direction, channel) for channel in CHANNELS)
    return AnnouncementView(
        language=language,
        direction=direction,
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=facts,
        posts=() if webinar.cancelled else posts,
    )


def _post(webinar: WebinarFacts, url: str | None, direction: str, name: str) -> PostFacts:
    """Return a post: the topic fills the room beside day and link, and organisers what remains."""
    channel = CHANNELS[name]
    when = f"{webinar.date}{webinar.starts}{webinar.ends}{webinar.zone}{webinar.offset}"
    room = channel.limit - OWN_WORDS - length(when, wide=channel.wide)
    room -= channel.link if url else 0
    title = webinar.title
    room -= _MARK if isinstance(title, Foreign) else 0
    room -= _ENDS if direction == "rtl" else 0
    topic = shortened(title, room, wide=channel.wide)
    topic = title.part(topic) if isinstance(title, Foreign) else topic
    organisers = tuple(organiser.short or organiser.name for organiser in webinar.organisers)
    room -= length(topic, wide=channel.wide)
    needed = sum(length(name, wide=channel.wide) + len(", ") for name in organisers)
    fitting = organisers if topic == title and needed <= room else ()
    return PostFacts(name, channel.limit, topic, fitting, url)
