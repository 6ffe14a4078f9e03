"""The public facts of a series, their revisions, and the release that saves them."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from sstc_cli.model import (
    RELEASE_VERSION,
    Join,
    Named,
    Release,
    Revision,
    Series,
    SpeakerState,
    State,
    TalkState,
    Webinar,
    WebinarState,
    declared_revision,
)

_COST = 2**12  # 4 MB and some 10 milliseconds for a link
_BYTES = 2


def join_digest(series: Series, join: Join | None) -> str | None:
    """Return the digest of a link that is not public, with its passcode."""
    if join is None or join.public:
        return None
    return _digest(f"{series.id}@{series.domain}", f"{join.url}\n{join.passcode or ''}")


@lru_cache(maxsize=1_024)
def _digest(salt: str, secret: str) -> str:
    slow = hashlib.scrypt(secret.encode(), salt=salt.encode(), n=_COST, r=8, p=1, dklen=_BYTES)
    return f"scrypt:{slow.hex()}"


def state_of(series: Series) -> State:
    """Return the public facts of a series, with the revisions that the data declares."""
    return State(
        id=series.id,
        domain=series.domain,
        title=series.title,
        zone=series.zone,
        zone_name=series.zone_name,
        languages=series.languages,
        organisers=tuple(
            Named(id=organiser.id, name=organiser.name, short=organiser.short)
            for organiser in series.organisers
        ),
        audiences=tuple(
            Named(id=audience.id, name=audience.name, short=None) for audience in series.audiences
        ),
        agenda=series.agenda,
        webinars=tuple(_webinar(series, webinar) for webinar in series.webinars),
        dropped=(),
    )


def _webinar(series: Series, webinar: Webinar) -> WebinarState:
    revision = declared_revision(series, webinar)
    open_join = webinar.join_for(named=False)
    return WebinarState(
        id=webinar.id,
        number=webinar.number,
        sequence=revision.sequence,
        stamp=revision.stamp,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        cancelled=webinar.cancelled,
        reason=webinar.reason,
        summary=webinar.summary,
        join_url=open_join.url if open_join else None,
        join_digest=join_digest(series, webinar.join_link),
        register_url=series.register_url_of(webinar),
        organisers=webinar.organisers,
        audiences=webinar.audiences,
        talks=tuple(
            TalkState(
                id=talk.id,
                title=talk.title,
                minutes=talk.minutes,
                speaker=speaker_state(series, talk.speaker),
            )
            for talk in webinar.talks
        ),
        agenda=webinar.agenda,
    )


def speaker_state(series: Series, speaker: str | None) -> SpeakerState | None:
    """Return the speaker as printed, without the private facts of that person."""
    person = series.person(speaker)
    if person is None:
        return None
    return SpeakerState(
        id=person.id,
        name=person.name,
        position=person.position,
        organisation=person.organisation,
    )


A_SECOND = timedelta(seconds=1)
# a deleted webinar may have moved, and been exported, any number of times after the last release;
# its cancellation must have a higher SEQUENCE than all those exports
_UNSEEN = 100
_PUBLIC = tuple(name for name in WebinarState.fields if name not in ("sequence", "stamp"))


def with_revisions(
    state: State, last: State | None, moment: datetime, *, cancel_deleted: bool
) -> State:
    """Return the state with the revisions that it has at `moment` (UTC), after the `last` release.

    A new webinar has the revision that the data declares. A deleted one stays among the dropped
    for good: calendars may update late, and a webinar that takes its id again must continue its
    revisions. A release cancels it. Until then it stays as published, because it may be back soon.
    """
    published = last.webinars_by_id() if last else {}
    deleted = _deleted(state, last, cancel=cancel_deleted) if last else ()
    after = [*state.webinars, *deleted]
    webinars = tuple(_revised(state, webinar, last, published, moment) for webinar in after)
    count = len(state.webinars)
    return state.replaced(webinars=webinars[:count], dropped=webinars[count:])


def no_older_than(state: State, exported: Mapping[str, Revision]) -> State:
    """Return the state with revisions that are at least those in exported files."""
    webinars = []
    for webinar in state.webinars:
        known = exported.get(webinar.id, webinar.revision)
        update = {
            "sequence": max(webinar.sequence, known.sequence),
            "stamp": max(webinar.stamp, known.stamp),
        }
        webinars.append(webinar.replaced(**update))
    return state.replaced(webinars=tuple(webinars))


def differs(state: State, webinar: WebinarState, last: State, before: WebinarState) -> bool:
    """Return whether a calendar entry or a programme would describe the webinar differently."""
    return _published(state, webinar) != _published(last, before)


def public_facts(webinar: WebinarState) -> tuple[object, ...]:
    """Return a webinar's own facts, without its revision."""
    return tuple(getattr(webinar, name) for name in _PUBLIC)


def _revised(
    state: State,
    webinar: WebinarState,
    last: State | None,
    published: Mapping[str, WebinarState],
    moment: datetime,
) -> WebinarState:
    before = published.get(webinar.id)
    sequence, stamp = webinar.sequence, max(moment, webinar.stamp)
    if last and before:
        moved = _when(state, webinar) != _when(last, before)
        sequence = max(before.sequence + moved, webinar.sequence)
        same = sequence == before.sequence and not differs(state, webinar, last, before)
        # a change may have been exported and then undone, which only `revised` shows
        stamp = max(before.stamp, webinar.stamp) if same else max(stamp, before.stamp + A_SECOND)
    return webinar.replaced(sequence=sequence, stamp=stamp)


def _deleted(state: State, last: State, *, cancel: bool) -> Iterator[WebinarState]:
    """Yield the deleted webinars, with times in the series' present zone."""
    ids = {webinar.id for webinar in state.webinars}
    for webinar in last.dropped:
        if webinar.id not in ids:
            yield webinar.replaced(**_slot_now(state, last, webinar))
    for webinar in last.webinars:
        if webinar.id not in ids:
            cancelled = {"cancelled": True, "sequence": webinar.sequence + _UNSEEN}
            update = _slot_now(state, last, webinar) | (cancelled if cancel else {})
            yield webinar.replaced(**update)


def _slot_now(state: State, last: State, webinar: WebinarState) -> dict[str, object]:
    """Return start and end of a webinar of the last state, as local times in this state's zone."""
    zone = state.instant(webinar.starts).tzinfo
    return {
        key: last.instant(moment).astimezone(zone).replace(tzinfo=None, fold=0)
        for key, moment in (("starts", webinar.starts), ("ends", webinar.ends))
    }


def _when(state: State, webinar: WebinarState) -> tuple[object, ...]:
    """Return the facts whose change raises SEQUENCE."""
    return state.zone, webinar.starts, webinar.ends, webinar.cancelled


def _published(state: State, webinar: WebinarState) -> tuple[object, ...]:
    """Return everything published about a webinar, except its revision."""
    series = (state.id, state.domain, state.title, state.zone)
    return public_facts(webinar), series, state.organisers_of(webinar), state.agenda_of(webinar)


def next_release(
    state: State, last: Release | None, name: str, note: str | None, published: datetime
) -> Release:
    """Return the next release after the last one; `published` is an instant in UTC."""
    before = last.series if last else None
    series = with_revisions(state, before, published, cancel_deleted=True)
    return Release(
        version=RELEASE_VERSION, name=name, published=published, note=note, series=series
    )
