"""What `announcement.md.j2` may see: short texts to be pasted, no longer than a channel takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Foreign, Series, Webinar
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import (
    SeriesFacts,
    WebinarFacts,
    register_url,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.shorten import length, shortened

OWN_WORDS = 40  # what a template may add to the values of a post, in the channel's characters
_ENDS = 4  # two signs that nobody sees: what a title of another script ends with stays there
_MARK = 20  # what says that a topic is in another language: ` [португальский]` and its direction


@dataclass(frozen=True, slots=True)
class Channel:
    """How many characters a channel takes, and how it counts Chinese ones and a link."""

    limit: int
    wide: bool
    link: int


# X counts a Chinese character twice and each link as 23 (docs.x.com/fundamentals/
# counting-characters); other networks take more. The digest of an article in a WeChat official
# account has at most 120 characters, Chinese or not; the link has a field of its own, "read more".
CHANNELS: Mapping[str, Channel] = {
    "social": Channel(280, wide=True, link=23),
    "wechat": Channel(120, wide=False, link=0),
}


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A text for one channel."""

    channel: Annotated[str, "`social` or `wechat`"]
    limit: Annotated[int, "how many characters the channel takes"]
    topic: Annotated[
        str,
        f"the topic, shortened at a word so that it fits with day, time, link and {OWN_WORDS} "
        "characters of your own",
    ]
    organisers: Annotated[tuple[str, ...], "short names, where they fit beside the whole topic"]
    url: Annotated[str | None, "where to register, else where to join; never shortened"]


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """The announcement of one webinar."""

    language: Annotated[str, "code of the document's language, as in `en`"]
    direction: Annotated[str, "`ltr` or `rtl`: the way the language is written"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series that the webinar belongs to"]
    webinar: Annotated[WebinarFacts, "the webinar itself"]
    posts: Annotated[tuple[PostFacts, ...], "the text for each channel; none once cancelled"]


def announcement_view(series: Series, webinar: Webinar, language: str) -> AnnouncementView:
    """The announcement of a webinar."""
    facts = webinar_facts(series, webinar, language)
    url = register_url(series) or webinar.join_url
    direction = direction_of(language)
    posts = tuple(_post(facts, url, direction, each) for each in CHANNELS)
    return AnnouncementView(
        language=language,
        direction=direction,
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=facts,
        posts=() if webinar.cancelled else posts,
    )


def _post(webinar: WebinarFacts, url: str | None, direction: str, name: str) -> PostFacts:
    """The topic gets what day, link and the template's words leave; organisers what it leaves."""
    channel = CHANNELS[name]
    when = f"{webinar.date}{webinar.starts}{webinar.ends}{webinar.zone}{webinar.offset}"
    room = channel.limit - OWN_WORDS - length(when, wide=channel.wide)
    room -= channel.link if url else 0
    title = webinar.title
    room -= _MARK if isinstance(title, Foreign) else 0
    room -= _ENDS if direction == "rtl" else 0
    topic = shortened(title, room, wide=channel.wide)
    topic = title.part(topic) if isinstance(title, Foreign) else topic
    organisers = tuple(each.short or each.name for each in webinar.organisers)
    room -= length(topic, wide=channel.wide)
    needed = sum(length(each, wide=channel.wide) + len(", ") for each in organisers)
    fitting = organisers if topic == title and needed <= room else ()
    return PostFacts(name, channel.limit, topic, fitting, url)
