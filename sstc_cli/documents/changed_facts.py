"""Changes as facts of a view: what was told, and what is so now, in a language."""

from collections.abc import Iterable

from sstc_cli.model import AgendaItem, Named, SpeakerState, TalkState, Text
from sstc_cli.releases import Change, change
from sstc_cli.views.notice import ChangedFact

_NAMES = {
    "renumbered": "number",
    "talk_added": "talk",
    "talk_dropped": "talk",
    "talk_retitled": "talk_title",
    "talks_reordered": "talk_order",
}


def changed_facts(changes: Iterable[Change], language: str) -> tuple[ChangedFact, ...]:
    """A fact for each change, but for those that read the same in this language."""
    facts = (_fact(each, language) for each in changes)
    return tuple(each for each in facts if each.before != each.now)


def _fact(each: Change, language: str) -> ChangedFact:
    part = getattr(each, "part", None)
    what = str(part) if part else _NAMES.get(each.kind, each.kind)
    before, now = (_parts(side, language) for side in _sides(each))
    return ChangedFact(what, getattr(each, "position", None), before, now)


def _sides(each: Change) -> tuple[object, object]:
    """What was and what is; nothing of changes that the event of a webinar tells."""
    match each:
        case change.Groups():
            return each.dropped, each.added
        case change.TalkAdded():
            return None, each.talk
        case change.TalkDropped():
            return each.talk, None
        case change.New() | change.Dropped() | change.Cancelled() | change.Revived():
            return None, None
    return each.before, each.after


def _parts(value: object, language: str) -> tuple[str, ...]:
    """The words of a value, in the parts that a template puts together."""
    if isinstance(value, tuple):
        return tuple(", ".join(_parts(each, language)) for each in value)
    texts = (each for each in _texts(value, language) if each is not None)
    return tuple(each.pick(language) if isinstance(each, Text) else str(each) for each in texts)


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
