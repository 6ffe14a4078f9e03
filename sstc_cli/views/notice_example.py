"""Example notices with every possible change, to try the template before it is needed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sstc_cli.model import Series, Text, Webinar, load_zone
from sstc_cli.model.text import pick
from sstc_cli.views.dates import day_text, plain_day_text
from sstc_cli.views.notice import (
    ENTRY,
    FACTS,
    ChangedFact,
    NoticeView,
    RecipientFacts,
    Slot,
    WebinarNews,
    notice_view,
    place_times,
)

_OF_TALKS = ("talk", "talk_title", "talk_length", "speaker")
_A_DAY = timedelta(days=1)


def notice_examples(
    series: Series, webinars: Sequence[Webinar], language: str
) -> Iterator[tuple[str, Callable[[], NoticeView]]]:
    """Yield makers of notices for a speaker, an audience and an organiser, with every event."""
    since = plain_day_text(series.revised, language)
    webinar_news = [
        _news(series, webinar, event, language, shifted=shifted)
        for webinar in webinars
        for event, shifted in [*((event, False) for event in ENTRY), ("moved", True)]
    ]
    for kind, name, text in _recipients(series):
        recipient = RecipientFacts(kind, text.pick(language), since)
        facts = _facts(series, language)
        told = [_with_talk(news) for news in webinar_news] if kind == "speaker" else webinar_news
        view = partial(notice_view, series, recipient, told, facts, language)
        yield f"{kind}-{name}", view


def _recipients(series: Series) -> Iterator[tuple[str, str, Text]]:
    """Yield kind, id and name of the first person, audience and organiser."""
    yield from (("speaker", person.id, person.name) for person in series.people[:1])
    yield from (("audience", audience.id, audience.name) for audience in series.audiences[:1])
    yield from (("organiser", office.id, office.name) for office in series.organisers[:1])


def _news(
    series: Series, webinar: Webinar, event: str, language: str, *, shifted: bool
) -> WebinarNews:
    """Return the news of an event, as if the webinar had been one day earlier before."""
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    is_over = ENTRY[event] == "delete"
    before = (starts - _A_DAY, ends - _A_DAY) if is_over or event == "moved" else None
    now = None if is_over else (starts, ends)
    zones = dict.fromkeys([series.zone, *series.audience_zones])
    return WebinarNews(
        number=webinar.number,
        title=webinar.title.pick(language),
        event=event,
        reason=pick(webinar.cancelled_because, language),
        times=tuple(
            place_times(series, zone, _local(before, zone), _local(now, zone), language)
            for zone in zones
        ),
        own_talks=(),
        shifted=shifted,
        facts=_facts(series, language) if event in ("moved", "changed") else (),
        entry=ENTRY[event],
    )


def _with_talk(news: WebinarNews) -> WebinarNews:
    """Return the news with a talk that takes the whole slot, if the webinar takes place."""
    return replace(news, own_talks=tuple(time for time in news.times[:1] if time.now))


def _local(slot: Slot | None, zone: str) -> Slot | None:
    """Return a slot on the clocks of a zone."""
    if slot is None:
        return None
    starts, ends = (moment.astimezone(load_zone(zone)) for moment in slot)
    return starts, ends


def _facts(series: Series, language: str) -> tuple[ChangedFact, ...]:
    """Return a change of every fact, from nothing to some words."""
    url = f"https://{series.domain}/"
    day = day_text(series.revised, language)
    words = {"join_link": url, "register_link": url, "private_link": day}
    title = series.title.pick(language)
    return tuple(
        ChangedFact(what, 1 if what in _OF_TALKS else None, (), (words.get(what, title),))
        for what in FACTS
    )
