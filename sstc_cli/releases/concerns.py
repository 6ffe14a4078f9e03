"""The changes of a webinar that concern a person or group, besides what happens to it."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.model import WebinarState
from sstc_cli.releases.change import (
    Change,
    Moved,
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    TalkPlace,
    TalksReordered,
    WebinarChange,
)
from sstc_cli.releases.recipients import Recipient, RecipientKind, Sides

Told = WebinarChange | TalkPlace


# kinds of changes that matter only to organisers
_INTERNAL = frozenset({"groups", "renamed", "languages", "identity"})
HIDDEN: Mapping[RecipientKind, frozenset[str]] = {
    RecipientKind.SPEAKER: _INTERNAL | {"talks_reordered", "register_link"},
    RecipientKind.AUDIENCE: _INTERNAL | {"agenda", "talk_length"},
    RecipientKind.ORGANISER: frozenset(),
}


def is_affected(recipient: Recipient, sides: Sides, changes: Sequence[WebinarChange]) -> bool:
    """Return whether the changes of a webinar concern a recipient, who then gets a notice."""
    if not any(side.takes_place for side in sides):
        return False
    are_in = [recipient in side.recipients for side in sides if side.webinar]
    moved = any(isinstance(change, Moved) for change in changes)
    return moved or not all(are_in) or any(True for _ in told_to(recipient, sides, changes))


def told_to(recipient: Recipient, sides: Sides, changes: Sequence[WebinarChange]) -> Iterator[Told]:
    """Yield the changes to mention; speakers get only their own talks and places."""
    before, now = (side.webinar for side in sides)
    for change in changes:
        if is_for(recipient, change, now):
            yield change
        elif isinstance(change, TalksReordered):
            places = {talk.id: position for position, talk in recipient.talks_of(before)}
            for position, talk in recipient.talks_of(now):
                if places.get(talk.id, position) != position:
                    yield TalkPlace(places[talk.id], position)


def is_for(recipient: Recipient, change: Change, webinar: WebinarState | None = None) -> bool:
    """Return whether to mention a change besides the event."""
    if isinstance(change, Moved) or change.kind in HIDDEN[recipient.kind]:
        return False
    position = getattr(change, "position", None)
    if position is None or recipient.kind is not RecipientKind.SPEAKER:
        return True
    match change:
        case SpeakerChanged():
            people = (change.before, change.after)
        case TalkAdded() | TalkDropped():
            people = (change.talk.speaker, None)
        case _:
            return position in [own for own, _ in recipient.talks_of(webinar)]
    return any(person.id == recipient.id for person in people if person)
