"""Notices of the changes since a published state, one for each person or group affected."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sstc_cli.documents.translations import labels_of
from sstc_cli.model import (
    AgendaItem,
    Named,
    Series,
    SpeakerState,
    TalkState,
    Text,
    load_zone,
    run_of_show,
)
from sstc_cli.model.text import pick
from sstc_cli.releases import (
    EVERYBODY,
    PEOPLE,
    Change,
    ChangeKind,
    Clocks,
    News,
    NewsEvent,
    NoticeRecipient,
    RecipientKind,
    RecipientNews,
    WebinarSlot,
    hosts_of,
    news_between,
    shifts_between,
    state_of,
    tables_of,
)
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.facts import link_day
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
from sstc_cli.views.people import honorific_of
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import NamedState


def changed_link(  # noqa: PLR0913, PLR0917 all decide what is told
    series: Series,
    webinar_id: str,
    recipient: NoticeRecipient,
    link: Change,
    language: str,
    today: date,
) -> ChangedFact:
    """Return the fact of a changed link, with a private one only for speakers and organisers.

    The day on which others get it is told until it comes.
    """
    webinar = next((webinar for webinar in series.webinars if webinar.id == webinar_id), None)
    before = (link.before,) if link.before else ()
    join = webinar.join_for(named=recipient.kind is not RecipientKind.AUDIENCE) if webinar else None
    if join or not (link.was_private or link.is_private):
        now = tuple(filter(None, (join.url, join.passcode))) if join else ()
        return ChangedFact("join_link", None, before, now)
    day = link_day(series, webinar, language, today) if webinar else None
    now_at = webinar.join.url if webinar and webinar.join else None
    is_new = link.was_private or (link.before is not None and link.before != now_at)
    return ChangedFact("private_link", None, before, (day or "", *(["new"] if is_new else [])))


_NAMES = {
    "renumbered": "number",
    "talk_added": "talk",
    "talk_dropped": "talk",
    "talk_retitled": "talk_title",
    "talks_reordered": "talk_order",
}
# what the event of a webinar already says
_EVENTS = frozenset(
    {
        ChangeKind.NEW, ChangeKind.DROPPED, ChangeKind.CANCELLED, ChangeKind.REVIVED,
        ChangeKind.SHIFTED,
    }
)  # fmt: skip
_COMMA = ", "


def changed_facts(
    changes: Iterable[Change], language: str, labels: Mapping[str, str]
) -> tuple[ChangedFact, ...]:
    """Return a fact for each change, except changes that read the same in this language."""
    comma, facts = labels.get(_COMMA, _COMMA), []
    for item in changes:
        what = str(item.part) if item.part else _NAMES.get(item.kind, item.kind)
        values = (None, None) if item.kind in _EVENTS else (item.before, item.after)
        before, now = (_parts(value, language, comma) for value in values)
        if before != now:
            facts.append(ChangedFact(what, item.position, before, now))
    return tuple(facts)


def _parts(value: object, language: str, comma: str) -> tuple[str, ...]:
    """Return the words of a value, in the parts that a template puts together."""
    if isinstance(value, tuple):
        items = (comma.join(_parts(item, language, comma)) for item in value)
        return tuple(item for item in items if item)  # talks of which nothing is known
    texts = (text for text in _texts(value, language) if text is not None)
    return tuple(text.pick(language) if isinstance(text, Text) else str(text) for text in texts)


def _texts(value: object, language: str) -> tuple[object, ...]:
    match value:
        case SpeakerState():
            return value.name, value.position, value.organisation
        case TalkState():
            return value.title, *_texts(value.speaker, language)
        case AgendaItem():
            return (f"{value.name.pick(language)} ({value.minutes})",)
        case Named():
            return (value.name,)
    return (value,)


FactsOf = Callable[[Sequence[Change]], tuple[ChangedFact, ...]]


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
    day = published.astimezone(series.tz).date() if published else date.min
    since = plain_day_text(day, language) if published else None
    clocks = Clocks(release.state.zone, release.tables)
    facts_of = partial(changed_facts, language=language, labels=labels_of(workspace, language))
    links_of = partial(changed_link, series, language=language, today=workspace.today)
    for received in _news(series, release, workspace.today):
        facts = facts_of(received.series)
        zones = _zones(series, received.recipient, zone)
        webinars = list(_webinars(series, received, clocks, facts_of, links_of, zones, language))
        if webinars or facts:
            recipient = _recipient(series, received.recipient, since, language)
            view = partial(notice_view, series, recipient, webinars, facts, language, day)
            yield f"{recipient.kind}-{received.recipient.id}", view


def _recipient(
    series: Series, recipient: NoticeRecipient, since: str | None, language: str
) -> RecipientFacts:
    """Return whom a notice is for; a person has the honorific that the data has today."""
    kind, name, honorific = str(recipient.kind), recipient.name.pick(language), None
    if recipient.kind in PEOPLE:
        name = recipient.name.pick_name(language)
        person = series.person(recipient.id)
        honorific = honorific_of(person, language) if person else None
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
    return news_between(before, state_of(series), today, shifts, hosts_of(series))


def _webinars(  # noqa: PLR0913, PLR0917 all decide what is seen
    series: Series,
    received: RecipientNews,
    clocks: Clocks,
    facts_of: FactsOf,
    links_of: Callable[[str, NoticeRecipient, Change], ChangedFact],
    zones: Sequence[str],
    language: str,
) -> Iterator[WebinarNews]:
    """Yield the webinars whose changes can be seen in this language, and by these clocks."""
    for news in received.webinars:
        facts = _facts(news, facts_of, partial(links_of, news.webinar.id, received.recipient))
        shifted = news.event is NewsEvent.CHANGED and any(
            item.kind is ChangeKind.SHIFTED and item.zone in zones for item in news.changes
        )
        if news.event is NewsEvent.CHANGED and not shifted and not facts:
            continue
        told = replace(news, event=NewsEvent.MOVED) if shifted else news
        yield WebinarNews(
            id=news.webinar.id,
            number=news.webinar.number,
            title=news.webinar.title.pick(language),
            event=str(told.event),
            reason=pick(news.webinar.reason, language)
            if told.event is NewsEvent.CANCELLED
            else None,
            times=tuple(_times(series, zones, told, clocks, language)),
            own_talks=tuple(_own_talks(series, received.recipient, told, zones[0], language)),
            shifted=shifted,
            facts=facts,
            entry=ENTRY[told.event],
        )


def _facts(
    news: News, facts_of: FactsOf, link_of: Callable[[Change], ChangedFact]
) -> tuple[ChangedFact, ...]:
    facts: list[ChangedFact] = []
    for item in news.changes:
        if item.kind is ChangeKind.JOIN_LINK:
            fact = link_of(item)
            facts += [fact] if fact.before != fact.now else []
        else:
            facts += facts_of([item])
    return tuple(facts)


def _times(
    series: Series, zones: Sequence[str], news: News, clocks: Clocks, language: str
) -> Iterator[PlaceTimes]:
    """Yield the slot on the clocks of each place: the old one, the new one, or both if it moved.

    The old one is by the clocks that it was published with.
    """
    before = news.before if news.event is NewsEvent.MOVED or news.event.is_over else None
    now, today = None if news.event.is_over else news.now, Clocks(series.zone, None)
    for zone in zones:
        slots = _local(before, clocks, zone), _local(now, today, zone)
        yield place_times(series, zone, *slots, language)


def _own_talks(
    series: Series, recipient: NoticeRecipient, news: News, zone: str, language: str
) -> Iterator[PlaceTimes]:
    webinars = {webinar.id: webinar for webinar in series.webinars}
    if recipient.kind is not RecipientKind.SPEAKER or news.event.is_over:
        return
    for entry in run_of_show(series, webinars[news.webinar.id]):
        if entry.talk and entry.talk.speaker == recipient.id:
            starts, ends = (at.astimezone(load_zone(zone)) for at in (entry.starts, entry.ends))
            yield place_times(series, zone, None, (starts, ends), language)


def _local(slot: WebinarSlot | None, clocks: Clocks, zone: str) -> Slot | None:
    local = clocks.slot(slot, zone) if slot else None
    return (local.starts, local.ends) if local else None


def _zones(series: Series, recipient: NoticeRecipient, zone: str | None) -> list[str]:
    """Return the recipient's zone and the series' zone, or all audience zones if it is unknown."""
    person = series.person(recipient.id) if recipient.kind in PEOPLE else None
    if own := zone or (person.zone if person else None):
        return list(dict.fromkeys([own, series.zone]))
    return list(dict.fromkeys([series.zone, *series.audience_zones]))
