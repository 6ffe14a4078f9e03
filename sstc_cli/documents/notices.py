"""Notices of the changes since a published state, one for each person or group affected."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sstc_cli.documents.changed_facts import Told, changed_facts
from sstc_cli.documents.changed_links import changed_link
from sstc_cli.documents.translations import labels_of
from sstc_cli.model import Series, load_zone, run_of_show
from sstc_cli.model.text import pick
from sstc_cli.releases import (
    EVERYBODY,
    Clocks,
    Event,
    News,
    Recipient,
    RecipientKind,
    RecipientNews,
    change,
    news_between,
    shifts_between,
    state_of,
    tables_of,
)
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.notice import (
    ENTRY,
    ChangedFact,
    NoticeView,
    PlaceTimes,
    RecipientFacts,
    Slot,
    WebinarNews,
    notice_view,
    place_times,
)
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import NamedState

FactsOf = Callable[[Sequence[Told]], tuple[ChangedFact, ...]]


def notices(
    workspace: Workspace,
    series: Series,
    release: NamedState,
    language: str,
    zone: str | None = None,
) -> Iterator[tuple[str, Callable[[], NoticeView]]]:
    """Yield the maker of everybody's notice, with the name of its file without suffix.

    Webinars that are over before today are left out. With a `zone`, the reader's clock is known.
    """
    published = release.published
    since = plain_day_text(published.astimezone(series.tz), language) if published else None
    clocks = Clocks(release.state.zone, release.tables)
    facts_of = partial(changed_facts, language=language, labels=labels_of(workspace, language))
    for received in _news(series, release, workspace.today):
        facts = facts_of(received.series)
        zones = _zones(series, received.recipient, zone)
        webinars = list(_webinars(series, received, clocks, facts_of, zones, language))
        if webinars or facts:
            recipient = _recipient(series, received.recipient, since, language)
            view = partial(notice_view, series, recipient, webinars, facts, language)
            yield f"{recipient.kind}-{received.recipient.id}", view


def _recipient(
    series: Series, recipient: Recipient, since: str | None, language: str
) -> RecipientFacts:
    """Return whom a notice is for; a speaker has the honorific that the data has today."""
    kind, name, honorific = str(recipient.kind), recipient.name.pick(language), None
    if kind == "speaker":
        name = str(name)  # nobody translates it, so it is not marked as foreign
        person = series.person(recipient.id)
        honorific = pick(person.honorific, language) if person else None
    if recipient == EVERYBODY:
        name = ""  # the template says it in its language
    return RecipientFacts(kind, name, since, honorific)


def only_past(series: Series, release: NamedState, today: date) -> bool:
    """Return whether something has changed, but only of webinars that are over."""
    return any(_news(series, release)) and not any(_news(series, release, today))


def _news(
    series: Series, release: NamedState, today: date | None = None
) -> Iterator[RecipientNews]:
    before = release.state
    shifts = shifts_between(before, release.tables, series, tables_of(series))
    return news_between(before, state_of(series), today, shifts)


def _webinars(  # noqa: PLR0913, PLR0917 all decide what is seen
    series: Series,
    received: RecipientNews,
    clocks: Clocks,
    facts_of: FactsOf,
    zones: Sequence[str],
    language: str,
) -> Iterator[WebinarNews]:
    """Yield the webinars whose changes can be seen in this language, and by these clocks."""
    for news in received.webinars:
        facts = _facts(series, received.recipient, news, facts_of, language)
        shifted = news.event is Event.CHANGED and _has_shifted(news, zones)
        if news.event is Event.CHANGED and not shifted and not facts:
            continue
        told = replace(news, event=Event.MOVED) if shifted else news
        yield WebinarNews(
            number=news.webinar.number,
            title=news.webinar.title.pick(language),
            event=str(told.event),
            reason=pick(news.webinar.reason, language) if told.event is Event.CANCELLED else None,
            times=tuple(_times(series, zones, told, clocks, language)),
            own_talks=tuple(_own_talks(series, received.recipient, told, zones[0], language)),
            shifted=shifted,
            facts=facts,
            entry=ENTRY[told.event],
        )


def _facts(
    series: Series, recipient: Recipient, news: News, facts_of: FactsOf, language: str
) -> tuple[ChangedFact, ...]:
    """Return the changes of a webinar as this recipient may see them."""
    facts: list[ChangedFact] = []
    for item in news.changes:
        if isinstance(item, change.JoinLink):
            fact = changed_link(series, news.webinar.id, recipient, item, language)
            facts += [fact] if fact.before != fact.now else []
        else:
            facts += facts_of([item])
    return tuple(facts)


def _has_shifted(news: News, zones: Sequence[str]) -> bool:
    """Return whether the clocks of one of the zones have changed since the release."""
    return any(isinstance(item, change.Shifted) and item.zone in zones for item in news.changes)


def _times(
    series: Series, zones: Sequence[str], news: News, clocks: Clocks, language: str
) -> Iterator[PlaceTimes]:
    """Yield the slot on the clocks of each place: the old one, the new one, or both if it moved.

    The old one is by the clocks that it was published with.
    """
    before = news.before if news.event is Event.MOVED or news.event.is_over else None
    now, today = None if news.event.is_over else news.now, Clocks(series.zone, None)
    for zone in zones:
        slots = _local(before, clocks, zone), _local(now, today, zone)
        yield place_times(series, zone, *slots, language)


def _own_talks(
    series: Series, recipient: Recipient, news: News, zone: str, language: str
) -> Iterator[PlaceTimes]:
    """Yield when a speaker's own talks are now, on the clocks of a zone."""
    webinars = {webinar.id: webinar for webinar in series.webinars}
    if recipient.kind is not RecipientKind.SPEAKER or news.event.is_over:
        return
    for entry in run_of_show(series, webinars[news.webinar.id]):
        if entry.talk and entry.talk.speaker == recipient.id:
            slot = (
                entry.starts.astimezone(load_zone(zone)),
                entry.ends.astimezone(load_zone(zone)),
            )
            yield place_times(series, zone, None, slot, language)


def _local(slot: change.Slot | None, clocks: Clocks, zone: str) -> Slot | None:
    local = clocks.slot(slot, zone) if slot else None
    return (local.starts, local.ends) if local else None


def _zones(series: Series, recipient: Recipient, zone: str | None) -> list[str]:
    """Return the recipient's zone and the series' zone, or all audience zones if it is unknown."""
    is_speaker = recipient.kind is RecipientKind.SPEAKER
    person = series.person(recipient.id) if is_speaker else None
    if own := zone or (person.zone if person else None):
        return list(dict.fromkeys([own, series.zone]))
    return list(dict.fromkeys([series.zone, *series.audience_zones]))
