"""The revision of every webinar, so that calendars follow: SEQUENCE and DTSTAMP never fall.

SEQUENCE rises when a start, an end or the status changes (RFC 5546 2.1.4); DTSTAMP and
LAST-MODIFIED are the time of the release that changed anything at all.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from operator import attrgetter

from sstc_cli.model import State, WebinarState

_A_SECOND = timedelta(seconds=1)
# what is gone cannot say how often it moved since: that may have been exported all the same
_UNSEEN = 100
_REVISION = ("sequence", "stamp")
_PUBLIC = attrgetter(*(name for name in WebinarState.model_fields if name not in _REVISION))


def revised(state: State, last: State | None, moment: datetime) -> State:
    """The state as others are told of it at `moment` (UTC), after the `last` one that they know.

    A webinar that they do not know has the revision that the data declares. One that is gone
    stays among the dropped for good, cancelled: a calendar may come late, and whoever takes its
    id again must count on from there.
    """
    known = last.known() if last else {}
    after = [*state.webinars, *(_gone(state, last) if last else ())]
    found = tuple(_revised(state, each, last, known, moment) for each in after)
    count = len(state.webinars)
    return state.model_copy(update={"webinars": found[:count], "dropped": found[count:]})


def differs(state: State, webinar: WebinarState, last: State, known: WebinarState) -> bool:
    """Whether a calendar entry or a programme would say something else of a webinar."""
    return _published(state, webinar) != _published(last, known)


def public(webinar: WebinarState) -> tuple[object, ...]:
    """A webinar's own facts, without its revision."""
    facts: tuple[object, ...] = _PUBLIC(webinar)
    return facts


def _revised(
    state: State,
    webinar: WebinarState,
    last: State | None,
    known: Mapping[str, WebinarState],
    moment: datetime,
) -> WebinarState:
    before = known.get(webinar.id)
    sequence, stamp = webinar.sequence, max(moment, webinar.stamp)
    if last and before:
        moved = _when(state, webinar) != _when(last, before)
        sequence = max(before.sequence + moved, webinar.sequence)
        same = sequence == before.sequence and not differs(state, webinar, last, before)
        stamp = before.stamp if same else max(stamp, before.stamp + _A_SECOND)
    return webinar.model_copy(update={"sequence": sequence, "stamp": stamp})


def _gone(state: State, last: State) -> Iterator[WebinarState]:
    """The webinars that are not there any more, cancelled, in the series' zone of now."""
    here = {each.id for each in state.webinars}
    for unseen, webinars in ((0, last.dropped), (_UNSEEN, last.webinars)):
        for each in webinars:
            if each.id not in here:
                changed = {"cancelled": True, "sequence": each.sequence + unseen}
                yield each.model_copy(update=changed | _slot_now(state, last, each))


def _slot_now(state: State, last: State, webinar: WebinarState) -> dict[str, datetime]:
    """Start and end of a webinar of the last state as local times of this one."""
    zone = state.instant(webinar.starts).tzinfo
    return {
        key: last.instant(moment).astimezone(zone).replace(tzinfo=None, fold=0)
        for key, moment in (("starts", webinar.starts), ("ends", webinar.ends))
    }


def _when(state: State, webinar: WebinarState) -> tuple[object, ...]:
    """What raises SEQUENCE."""
    return state.zone, webinar.starts, webinar.ends, webinar.cancelled


def _published(state: State, webinar: WebinarState) -> tuple[object, ...]:
    """All that others are told of a webinar, but for its revision."""
    series = (state.id, state.domain, state.title, state.zone)
    return public(webinar), series, state.organisers_of(webinar), state.agenda_of(webinar)
