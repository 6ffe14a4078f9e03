"""The fields of `announcement.md.j2` and `poster.md.j2`: one webinar, for the public."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from sstc_cli.model import Foreign, Series, Webinar
from sstc_cli.model.text import beginnings, shortened, text_length
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.facts import (
    DocumentView,
    LocalTime,
    WebinarFacts,
    document_fields,
    local_times,
    webinar_facts,
)
from sstc_cli.views.people import SpeakerFacts, speaker_facts

# The room for the words of a template, as X counts Chinese ones: the punctuation before and after
# a value, a paragraph's empty line, `Webinar 7: ` or `Cancelled: ` before the topic in the longest
# translation, and the name of a language after a text in another one.
_AROUND, _PARAGRAPH, _NUMBER, _CANCELLED, _LANGUAGE = 2, 2, 23, 12, 20
_MARKS = 4  # invisible direction marks that keep the punctuation of another script in place
_REGRET = 400  # what the template writes after the reason of a cancellation


class Channel(Facts):
    """The number of characters that a channel allows, and how it counts Chinese ones and a link.

    A link counts as its own characters if `link` is None. `extras` are what else the channel has
    besides topic, date and link, the most important first.
    """

    limit: int
    wide: bool = False
    link: int | None = None
    extras: tuple[str, ...] = ()


# The digest of an article in a WeChat official account has at most 120 characters, Chinese or not;
# the link goes into its field "read more". LinkedIn allows 3,000 characters in a post. X counts a
# Chinese character twice and each link as 23 (docs.x.com/fundamentals/counting-characters). A line
# of an e-mail should have at most 78 characters (RFC 5322, 2.1.1), `Subject: ` included.
CHANNELS: Mapping[str, Channel] = {
    "wechat": Channel(120, link=0, extras=("organisers",)),
    "linkedin": Channel(3_000, extras=("tags", "reason", "organisers", "local_times", "summary")),
    "x": Channel(280, wide=True, link=23, extras=("tags", "organisers")),
    "email": Channel(69),
}
_NOTHING: Mapping[str, Any] = {
    "tags": (), "reason": None, "organisers": (), "local_times": (), "summary": None,
}  # fmt: skip


class PostFacts(Facts):
    """A text for one channel."""

    channel: Annotated[str, "`wechat`, `linkedin`, `x` or `email`"]
    limit: Annotated[int, "the number of characters that the channel allows"]
    is_cancelled: Annotated[bool, "whether it will not take place"]
    number: Annotated[int | None, "number of the webinar, if there is room for it"]
    topic: Annotated[str, "the topic: whole, otherwise up to its own colon, otherwise cut"]
    date: Annotated[
        str | None, "date, with the weekday if there is room for it; always, but in a subject"
    ]
    time: Annotated[str | None, "start and end; none in the subject of an e-mail"]
    zone: Annotated[str | None, "everyday name of the zone, if there is room for it"]
    offset: Annotated[str | None, "the zone's offset on that date, for example `UTC+8`"]
    reason: Annotated[str | None, "why it is cancelled, if there is room for it"]
    summary: Annotated[str | None, "what participants will learn, if there is room for it"]
    local_times: Annotated[tuple[LocalTime, ...], "the `audience_zones`, if there is room for them"]
    organisers: Annotated[tuple[str, ...], "short names, if there is room for them"]
    tags: Annotated[tuple[str, ...], "`hashtag` and `handle` of the series' `more`, if they fit"]
    url: Annotated[str | None, "the link to register, otherwise to join; never shortened"]


def fitted(whole: PostFacts, shorter_dates: Sequence[str], name: str) -> PostFacts:
    """Return a post for a channel: the topic is cut last, and extras fill the room that is left.

    `shorter_dates` are the date without its weekday, and without its year.
    """
    channel = CHANNELS[name]
    bare = replace(whole, channel=name, limit=channel.limit, **_NOTHING)
    forms = [*(_subjects if name == "email" else _forms)(bare, *shorter_dates)]
    post = _with_topic(forms, channel)
    for extra in channel.extras:
        more = replace(post, **{extra: getattr(whole, extra)})
        post = more if _cost(more, channel) <= channel.limit else post
    return post


def _with_topic(forms: Sequence[PostFacts], channel: Channel) -> PostFacts:
    """Return a post with the longest beginning of its topic that has room in it."""
    shortest, title = forms[-1], forms[-1].topic
    for topic in beginnings(title):
        for form in forms:
            post = replace(form, topic=_part(title, topic))
            if _cost(post, channel) <= channel.limit:
                return post
    room = channel.limit - _cost(replace(shortest, topic=_part(title, "…")), channel) + 1
    topic = shortened(beginnings(title)[-1], room, wide=channel.wide)
    return replace(shortest, topic=_part(title, topic))


def _forms(post: PostFacts, plain_date: str, _: str) -> Iterator[PostFacts]:
    """Yield a post with less and less beside its topic: weekday, zone and number are left out."""
    yield post
    yield (post := replace(post, date=plain_date))
    yield (post := replace(post, zone=None))
    yield replace(post, number=None)


def _subjects(post: PostFacts, plain_date: str, short_date: str) -> Iterator[PostFacts]:
    """Yield the subject of an e-mail with less and less beside its topic."""
    post = replace(post, time=None, zone=None, offset=None, url=None)
    yield post
    yield (post := replace(post, date=plain_date))
    yield (post := replace(post, date=short_date))
    yield (post := replace(post, number=None))
    yield replace(post, date=None)


def _cost(post: PostFacts, channel: Channel) -> int:
    """Return how many characters a post has at most, as the channel counts."""
    wide = channel.wide
    size = _NUMBER if post.number else _CANCELLED if post.is_cancelled else 0
    size += _with_marks(post.topic, wide) - _AROUND
    size += sum(_size(text, wide) for text in (post.date, post.time, post.zone, post.offset))
    for place in post.local_times:
        size += sum(_size(text, wide) for text in (place.day, place.time, place.city, place.offset))
    others = (*post.organisers, *post.tags, post.summary, post.reason)
    size += sum(_with_marks(text, wide) for text in others if text)
    paragraphs = (post.time, post.local_times, post.organisers, post.tags, post.summary)
    size += _PARAGRAPH * sum(map(bool, paragraphs))
    size += _REGRET if post.reason else 0
    return size + (_link(post.url, channel) if post.url else 0)


def _link(url: str, channel: Channel) -> int:
    """Return the size of a link, which has a paragraph of its own."""
    size = len(url) if channel.link is None else channel.link
    return size + _PARAGRAPH if size else 0


def _with_marks(text: str, wide: bool) -> int:
    """Return the size of a value that a document may have in another language or direction."""
    if isinstance(text, Foreign):
        return _size(text, wide) + _LANGUAGE
    has_plain_ends = text[:1].isalpha() and text[-1:].isalnum()
    return _size(text, wide) + (0 if has_plain_ends else _MARKS)


def _size(text: str | None, wide: bool) -> int:
    return text_length(text, wide=wide) + _AROUND if text else 0


def _part(whole: str, words: str) -> str:
    return whole.part(words) if isinstance(whole, Foreign) else words


class AnnouncementView(DocumentView):
    """The announcement of one webinar."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    posts: Annotated[tuple[PostFacts, ...], "a text for each channel"]


def announcement_view(series: Series, webinar: Webinar, language: str) -> AnnouncementView:
    facts = webinar_facts(series, webinar, language)
    whole = _whole(series, webinar, facts, language)
    shorter = plain_day_text(webinar.starts, language), facts.day
    return AnnouncementView(
        **document_fields(series, language, webinar),
        webinar=facts,
        posts=tuple(fitted(whole, shorter, name) for name in CHANNELS),
    )


def _whole(series: Series, webinar: Webinar, facts: WebinarFacts, language: str) -> PostFacts:
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


class PosterView(DocumentView):
    """The poster of one webinar, which is public."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    cities: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]
    speakers: Annotated[tuple[SpeakerFacts, ...], "the speakers who are known"]


def poster_view(series: Series, webinar: Webinar, language: str) -> PosterView:
    return PosterView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language),
        cities=local_times(series, webinar, language),
        speakers=tuple(speaker_facts(person, language) for person in series.speakers_of(webinar)),
    )
