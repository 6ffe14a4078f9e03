"""Notices of the changes since a published state, one for each person or group affected."""

from collections.abc import Iterator
from datetime import date, datetime

from sstc_cli.documents.changed_facts import changed_facts
from sstc_cli.documents.changed_links import changed_link
from sstc_cli.model import Series, State
from sstc_cli.model.text import pick
from sstc_cli.releases import (
    Event,
    News,
    Recipient,
    RecipientKind,
    RecipientNews,
    change,
    news_between,
    state_of,
)
from sstc_cli.views.dates import day_text
from sstc_cli.views.notice import (
    ENTRY,
    ChangedFact,
    NoticeView,
    PlaceTimes,
    RecipientFacts,
    WebinarNews,
    notice_view,
    place_times,
)


def notices(
    series: Series, before: State, published: datetime | None, today: date, language: str
) -> Iterator[tuple[str, NoticeView]]:
    """Yield the notice of everybody affected, with the name of its file without suffix.

    `before` is the published state, and `published` the moment of its publication. Webinars that
    are over before `today` are left out.
    """
    since = day_text(published.astimezone(series.tz), language) if published else None
    for received in news_between(before, state_of(series), today):
        facts = changed_facts(received.series, language)
        webinars = list(_webinars(series, received, language))
        if webinars or facts:
            kind, name = str(received.recipient.kind), received.recipient.name.pick(language)
            recipient = RecipientFacts(kind, name, since)
            view = notice_view(series, recipient, webinars, facts, language)
            yield f"{kind}-{received.recipient.id}", view


def only_past(series: Series, before: State, today: date) -> bool:
    """Return whether something has changed, but only of webinars that are over."""
    now = state_of(series)
    return any(news_between(before, now)) and not any(news_between(before, now, today))


def _webinars(series: Series, received: RecipientNews, language: str) -> Iterator[WebinarNews]:
    """Yield the webinars whose changes can be seen in this language."""
    for news in received.webinars:
        event, facts = news.event, _facts(series, received.recipient, news, language)
        if event is Event.CHANGED and not facts:
            continue
        yield WebinarNews(
            number=news.webinar.number,
            title=news.webinar.title.pick(language),
            event=str(event),
            reason=pick(news.webinar.reason, language) if event is Event.CANCELLED else None,
            times=tuple(_times(series, received.recipient, news, language)),
            facts=facts,
            entry=ENTRY[event],
        )


def _facts(
    series: Series, recipient: Recipient, news: News, language: str
) -> tuple[ChangedFact, ...]:
    """Return the changes of a webinar as this recipient may see them."""
    facts: list[ChangedFact] = []
    for item in news.changes:
        if isinstance(item, change.JoinLink):
            fact = changed_link(series, news.webinar.id, recipient, item, language)
            facts += [fact] if fact.before != fact.now else []
        else:
            facts += changed_facts([item], language)
    return tuple(facts)


def _times(series: Series, recipient: Recipient, news: News, language: str) -> Iterator[PlaceTimes]:
    """Yield the slot on the clocks of each place: the old one, the new one, or both if it moved."""
    slots = [(state.starts, state.ends) if state else None for state in (news.before, news.now)]
    before = slots[0] if news.event is Event.MOVED or news.event.is_over else None
    now = None if news.event.is_over else slots[1]
    for zone in _zones(series, recipient):
        yield place_times(series, zone, before, now, language)


def _zones(series: Series, recipient: Recipient) -> list[str]:
    """Return the recipient's zone and the series' zone, or all audience zones if it is unknown."""
    is_speaker = recipient.kind is RecipientKind.SPEAKER
    person = series.person(recipient.id) if is_speaker else None
    if person and person.zone:
        return list(dict.fromkeys([person.zone, series.zone]))
    return list(dict.fromkeys([series.zone, *series.audience_zones]))
