"""The revision of every webinar, so that calendars accept updates: it never falls.

SEQUENCE rises when a start, an end or the status changes (RFC 5546 2.1.4). DTSTAMP and
LAST-MODIFIED are the time of the last release that changed anything public.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from operator import attrgetter

from sstc_cli.model import Revision, State, WebinarState

_A_SECOND = timedelta(seconds=1)
# a deleted webinar may have moved, and been exported, any number of times after the last release;
# its cancellation must have a higher SEQUENCE than all those exports
_UNSEEN = 100
_REVISION = ("sequence", "stamp")
_PUBLIC = attrgetter(*(name for name in WebinarState.fields if name not in _REVISION))


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
    facts: tuple[object, ...] = _PUBLIC(webinar)
    return facts


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
        stamp = max(before.stamp, webinar.stamp) if same else max(stamp, before.stamp + _A_SECOND)
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
