"""The fields of `notice.md.j2`: what has changed for a person, audience or organiser; examples."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, TypeAlias

from sstc_cli.model import Series, Text, Webinar, load_zone
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offsets_text
from sstc_cli.quantity import shared
from sstc_cli.views.dates import city_of, day_text, plain_day_text
from sstc_cli.views.facts import DocumentView, SlotFacts, document_fields, slot_fields, zone_text
from sstc_cli.views.letters import signing_place
from sstc_cli.views.people import ContactFacts, contacts

Slot: TypeAlias = tuple[datetime, datetime]  # start and end, with their zone

# What can change besides the time of a webinar.
FACTS = (
    *("title", "summary", "join_link", "private_link", "register_link", "number", "organisers"),
    *("audiences", "agenda", "languages", "zone", "identity", "talk", "talk_title"),
    *("talk_length", "talk_order", "talk_place", "speaker"),
)
# What to do with the calendar entry at each event.
ENTRY = {
    "new": "add",
    "joined": "add",
    "revived": "add",
    "moved": "replace",
    "changed": "replace",
    "cancelled": "delete",
    "dropped": "delete",
    "left": "delete",
}


class RecipientFacts(Facts):
    """The recipient of a notice."""

    kind: Annotated[str, "`speaker`, `moderator`, `audience` or `organiser`"]
    name: Annotated[
        str | None,
        "name of the person or group; empty for all participants, none for contacts "
        "whose group is unknown",
    ]
    since: Annotated[str | None, "the date of the published version, if it is known"]
    honorific: Annotated[str | None, "words before the name of a person, for example `Dr.`"] = None


class PlaceTimes(Facts):
    """The old and the new slot of a webinar in one place."""

    place: Annotated[str, "everyday name of the series' zone, or the city of another zone"]
    offset: Annotated[str | None, "its offset, if that is the same before and now"]
    before: Annotated[SlotFacts | None, "the slot in the published version"]
    now: Annotated[SlotFacts | None, "the slot now; none if the webinar will not take place"]


class ChangedFact(Facts):
    """Another change: the old and the new words."""

    what: Annotated[str, "one of " + ", ".join(f"`{fact}`" for fact in FACTS)]
    talk: Annotated[int | None, "number of the talk, if the change is about one"]
    before: Annotated[tuple[str, ...], "the published words, in parts; empty if there were none"]
    now: Annotated[
        tuple[str, ...],
        "the words now, in parts; empty if there are none. A `private_link` has the day on which "
        "registered people get it, and then `new` if it is another link; a `join_link` has the "
        "passcode after the link",
    ]


class WebinarNews(Facts):
    """The changes of one webinar."""

    id: Annotated[str, "its id, which never changes"]
    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    event: Annotated[
        str,
        "`new`, `joined` (the recipient is now part of it), `revived`, `moved`, `changed`, "
        "`cancelled`, `dropped` (from the programme) or `left` (the recipient is no longer part "
        "of it)",
    ]
    reason: Annotated[str | None, "why it is cancelled, if the data has a reason"]
    times: Annotated[
        tuple[PlaceTimes, ...], "the slot in the recipient's zone, in the series' zone, …"
    ]
    own_talks: Annotated[
        tuple[PlaceTimes, ...],
        "when a speaker's own talks are now, in the speaker's zone; empty for others",
    ]
    shifted: Annotated[
        bool, "whether it has `moved` only on the clocks of a place: the plan is the same"
    ]
    facts: Annotated[tuple[ChangedFact, ...], "the other changes"]
    entry: Annotated[
        str,
        "what to do with the calendar entry: `add`, `replace` or `delete`; `correct` or `remove` "
        "it, if there is one, in mails to people without an entry from you",
    ]


class SharedFact(Facts):
    """The same change of many webinars."""

    numbers: Annotated[tuple[str, ...], "the numbers of the webinars, for example `1–6` and `8`"]
    fact: Annotated[ChangedFact, "the change, which is also in the `facts` of each webinar"]


class NoticeView(DocumentView):
    """All changes that affect one person, audience or organiser."""

    place: Annotated[str | None, "where the first organiser signs letters, if the data has it"]
    date: Annotated[str | None, "the day of the last of these changes; none in an e-mail"]
    recipient: Annotated[RecipientFacts, "the recipient of the notice"]
    webinars: Annotated[
        tuple[WebinarNews, ...],
        "the webinars that have changed: those that do not take place, those at another time, new "
        "ones, and others",
    ]
    shared: Annotated[
        tuple[SharedFact, ...], "the changes that three webinars or more have in common"
    ]
    facts: Annotated[tuple[ChangedFact, ...], "the changes of the series as a whole"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


_RANKS = {
    event: rank
    for rank, events in enumerate((("cancelled", "dropped", "left"), ("moved",), ("changed",)))
    for event in events
}
_NEW_RANK = 1.5  # after those at another time


def notice_view(  # noqa: PLR0913, PLR0917 all are what it says
    series: Series,
    recipient: RecipientFacts,
    webinars: Iterable[WebinarNews],
    facts: tuple[ChangedFact, ...],
    language: str,
    since: date = date.min,
) -> NoticeView:
    """Return a notice that begins with what matters most, and has the same changes once.

    It is dated by when the plan changed, and not before the version that people have.
    """
    told = tuple(sorted(webinars, key=lambda news: _RANKS.get(news.event, _NEW_RANK)))
    revised = {news.number: news.facts for news in told if news.event in ("moved", "changed")}
    ids = {news.id for news in told}
    moments = [webinar.revised for webinar in series.webinars if webinar.id in ids]
    day = max(since, *(moment.date() for moment in (series.revised, *filter(None, moments))))
    return NoticeView(
        **document_fields(series, language),
        place=signing_place(series.organisers, language),
        date=plain_day_text(day, language),
        recipient=recipient,
        webinars=told,
        shared=tuple(SharedFact(runs, fact) for fact, runs in shared(revised).items()),
        facts=facts,
        contacts=contacts(series.organisers, language),
    )


def place_times(
    series: Series, zone: str, before: Slot | None, now: Slot | None, language: str
) -> PlaceTimes:
    """Return the old and the new slot, both on the clocks of the zone; one may be None."""
    place = zone_text(series, language) if zone == series.zone else city_of(series, zone, language)
    was, will = (
        SlotFacts(**slot_fields(*slot, offsets_text(*slot), language)) if slot else None
        for slot in (before, now)
    )
    offsets = {slot.offset for slot in (was, will) if slot}
    return PlaceTimes(place, offsets.pop() if len(offsets) == 1 else None, was, will)


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
        told = webinar_news
        if kind == "speaker":  # with a talk that takes the whole slot, if the webinar takes place
            told = [
                replace(news, own_talks=tuple(time for time in news.times[:1] if time.now))
                for news in webinar_news
            ]
        view = partial(_example, series, recipient, told, facts, language)
        yield f"{kind}-{name}", view


def _example(
    series: Series,
    recipient: RecipientFacts,
    told: Sequence[WebinarNews],
    facts: tuple[ChangedFact, ...],
    language: str,
) -> NoticeView:
    """Return a notice whose first fact is that of several webinars."""
    view = notice_view(series, recipient, told, facts, language)
    return replace(view, shared=(SharedFact(("1–3", "5"), facts[0]),))


def _recipients(series: Series) -> Iterator[tuple[str, str, Text]]:
    yield from (("speaker", person.id, person.name) for person in series.people[:1])
    yield from (("audience", audience.id, audience.name) for audience in series.audiences[:1])
    yield from (("organiser", office.id, office.name) for office in series.organisers[:1])


def _news(
    series: Series, webinar: Webinar, event: str, language: str, *, shifted: bool
) -> WebinarNews:
    """Return the news of an event, as if the webinar had been one day earlier before."""
    starts, ends = series.slot(webinar)
    is_over = ENTRY[event] == "delete"
    before = (starts - _A_DAY, ends - _A_DAY) if is_over or event == "moved" else None
    now = None if is_over else (starts, ends)
    zones = dict.fromkeys([series.zone, *series.audience_zones])
    return WebinarNews(
        id=webinar.id,
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


def _local(slot: Slot | None, zone: str) -> Slot | None:
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
