"""Notices: what changed since a state that others know, one for each of those concerned."""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.documents.changed_facts import changed_facts
from sstc_cli.model import Series, State
from sstc_cli.releases import (
    Event,
    News,
    Recipient,
    RecipientKind,
    RecipientNews,
    news_between,
    state_of,
)
from sstc_cli.views.dates import day_text
from sstc_cli.views.facts import pick
from sstc_cli.views.notice import (
    ENTRY,
    NoticeView,
    PlaceTimes,
    RecipientFacts,
    WebinarNews,
    notice_view,
    place_times,
)


def notices(
    series: Series, before: State, published: datetime | None, language: str
) -> Iterator[tuple[str, NoticeView]]:
    """The notices of all who are concerned, each with the name of its file without suffix.

    `before` is the state that they know, and `published` the moment at which they were told it.
    """
    since = day_text(published.astimezone(series.tz), language) if published else None
    for told in news_between(before, state_of(series)):
        facts = changed_facts(told.series, language)
        webinars = list(_webinars(series, told, language))
        if webinars or facts:
            kind, name = str(told.recipient.kind), told.recipient.name.pick(language)
            recipient = RecipientFacts(kind, name, since)
            view = notice_view(series, recipient, webinars, facts, language)
            yield f"{kind}-{told.recipient.id}", view


def _webinars(series: Series, told: RecipientNews, language: str) -> Iterator[WebinarNews]:
    """The webinars of which something is to be said in this language."""
    for news in told.webinars:
        event, facts = news.event, changed_facts(news.changes, language)
        if event is Event.CHANGED and not facts:
            continue
        yield WebinarNews(
            number=news.webinar.number,
            title=news.webinar.title.pick(language),
            event=str(event),
            reason=pick(news.webinar.reason, language) if event is Event.CANCELLED else None,
            times=tuple(_times(series, told.recipient, news, language)),
            facts=facts,
            entry=ENTRY[event],
        )


def _times(series: Series, recipient: Recipient, news: News, language: str) -> Iterator[PlaceTimes]:
    """The slot on the clocks of each place: before, now, or both where it has moved."""
    slots = [(each.starts, each.ends) if each else None for each in (news.before, news.now)]
    was = slots[0] if news.event is Event.MOVED or news.event.is_over else None
    now = None if news.event.is_over else slots[1]
    for zone in _zones(series, recipient):
        yield place_times(series, zone, was, now, language)


def _zones(series: Series, recipient: Recipient) -> list[str]:
    """Where the recipient lives, as far as the data knows, and the series' own zone."""
    person = series.speakers.get(recipient.id) if recipient.kind is RecipientKind.SPEAKER else None
    if person and person.zone:
        return list(dict.fromkeys([person.zone, series.zone]))
    return list(dict.fromkeys([series.zone, *series.audience_zones]))
