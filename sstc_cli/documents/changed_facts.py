"""Changes as facts of a view: the published words and the words of now, in a language."""

from collections.abc import Iterable, Mapping

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


Told = Change | change.TalkPlace
_COMMA = ", "


def changed_facts(
    changes: Iterable[Told], language: str, labels: Mapping[str, str]
) -> tuple[ChangedFact, ...]:
    """Return a fact for each change, except changes that read the same in this language."""
    comma = labels.get(_COMMA, _COMMA)
    facts = (_fact(item, language, comma) for item in changes)
    return tuple(fact for fact in facts if fact.before != fact.now)


def _fact(item: Told, language: str, comma: str) -> ChangedFact:
    part = getattr(item, "part", None)
    what = str(part) if part else _NAMES.get(item.kind, item.kind)
    before, now = (_parts(value, language, comma) for value in _old_and_new(item))
    return ChangedFact(what, getattr(item, "position", None), before, now)


def _old_and_new(item: Told) -> tuple[object, object]:
    """Return the old and the new value; two None for what the event of a webinar already says."""
    match item:
        case change.Groups():
            return item.dropped, item.added
        case change.TalkAdded():
            return None, item.talk
        case change.TalkDropped():
            return item.talk, None
        case (
            change.New()
            | change.Dropped()
            | change.Cancelled()
            | change.Revived()
            | change.Shifted()
        ):
            return None, None
    return item.before, item.after


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
