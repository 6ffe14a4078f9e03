"""Changes in words for people, and as plain values for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, timedelta
from typing import Any

from sstc_cli.model import AgendaItem, Model, Named, SpeakerState, TalkState, Text
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.text import pick
from sstc_cli.model.zones import clock_text
from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot
from sstc_cli.releases.compare import Affected, StateChanges


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A short phrase; `was` and `now` are None if the phrase is enough."""

    phrase: str
    was: str | None = None
    now: str | None = None


def words_of(change: Change, phrases: Phrases) -> ChangeWords:
    """Return the words for a change, with the data's own texts in the language of the phrases."""
    if change.kind in _WORDS:
        phrase, word = _WORDS[change.kind]
        was, now = (
            None if value is None else word(value, phrases)
            for value in (change.before, change.after)
        )
        words = ChangeWords(phrases.say(phrase), was, now)
    elif change.kind in _EVENTS:
        words = _event_words(change, phrases)
    else:
        words = _fact_words(change, phrases)
    if change.position is None:
        return words
    phrase = phrases.say("talk {number}: {what}", number=change.position, what=words.phrase)
    return replace(words, phrase=phrase)


_EVENTS = (ChangeKind.CANCELLED, ChangeKind.REVIVED, ChangeKind.MOVED, ChangeKind.SHIFTED)


def _event_words(change: Change, phrases: Phrases) -> ChangeWords:
    say, before, after = phrases.say, change.before, change.after
    match change.kind:
        case ChangeKind.CANCELLED:
            return ChangeWords(cancelled_words(after, phrases))
        case ChangeKind.REVIVED:
            now = slot_words(after, phrases)
            return ChangeWords(say("takes place after all"), say("cancelled"), now)
        case ChangeKind.MOVED:
            slots = slot_words(before, phrases), slot_words(after, phrases)
            return ChangeWords(_moved(before, after, phrases), *slots)
    place = phrases.zone(change.zone)
    times = (f"{phrases.day(time)} {clock_text(time, '')}" for time in (before, after))
    return ChangeWords(say("the local time has shifted: {place}", place=place), *times)


def _fact_words(change: Change, phrases: Phrases) -> ChangeWords:
    """Return the words for a change whose phrase depends on its values."""
    before, after, part = change.before, change.after, str(change.part or "title")
    match change.kind:
        case ChangeKind.JOIN_LINK | ChangeKind.REGISTER_LINK:
            return _link_words(change, phrases)
        case ChangeKind.REWORDED | ChangeKind.TALK_RETITLED:
            return _value(part, *_picked(before, after, phrases), phrases)
        case ChangeKind.RENAMED:
            what = phrases.say("name in {list}", list=phrases.say(part))
            return ChangeWords(what, *_picked(before, after, phrases))
        case ChangeKind.TALK_LENGTH:
            lengths = (
                phrases.unit(minutes, "minute") if minutes else phrases.say("its share")
                for minutes in (before, after)
            )
            return ChangeWords(phrases.say("length"), *lengths)
        case ChangeKind.SPEAKER:
            return _speaker_words(before, after, phrases)
    return _group_words(change, phrases)


def cancelled_words(reason: Text | None, phrases: Phrases) -> str:
    """Return `cancelled`, with the reason if there is one."""
    if reason is None:
        return phrases.say("cancelled")
    return phrases.say("cancelled: {reason}", reason=reason.pick(phrases.language))


def _moved(before: WebinarSlot, after: WebinarSlot, phrases: Phrases) -> str:
    """Return `moved 30 minutes later on the same day`- or `30 minutes longer`-style text."""
    later = after.starts - before.starts
    longer = _length(after) - _length(before)
    parts = []
    if later:
        way = "later" if later > timedelta() else "earlier"
        day = "" if _on_other_days(before, after) else " on the same day"
        parts += [phrases.say(f"moved {{span}} {way}{day}", span=phrases.span(later))]
    if longer:
        way = "longer" if longer > timedelta() else "shorter"
        parts += [phrases.say(f"{{span}} {way}", span=phrases.span(longer))]
    return phrases.say(", ").join(parts) or phrases.say("the same hour in another time zone")


def _length(slot: WebinarSlot) -> timedelta:
    """Return how long a webinar really takes, also if the clocks change meanwhile."""
    return slot.ends.astimezone(UTC) - slot.starts.astimezone(UTC)


def _on_other_days(before: WebinarSlot, after: WebinarSlot) -> bool:
    """Return whether the starts are on different days, each in the zone of its own state."""
    return before.starts.date() != after.starts.date()


def _link_words(change: Change, phrases: Phrases) -> ChangeWords:
    """Return the words for a link; of a private one, only that it is private."""
    if change.kind is ChangeKind.REGISTER_LINK:
        return _value("register link", change.before, change.after, phrases)
    if change.was_private and change.is_private:
        return ChangeWords(phrases.say("a new private link or passcode"))
    private = phrases.say("private")
    was = change.before or (private if change.was_private else None)
    now = change.after or (private if change.is_private else None)
    return _value("join link", was, now, phrases)


def _value(name: str, was: str | None, now: str | None, phrases: Phrases) -> ChangeWords:
    """Return the words for a value that was added, removed or replaced."""
    phrase = f"first {name}" if was is None else f"no {name}" if now is None else name
    return ChangeWords(phrases.say(phrase), was, now)


def _picked(
    before: Text | None, after: Text | None, phrases: Phrases
) -> tuple[str | None, str | None]:
    """Return both texts in the requested language, or in the first one in which they differ."""
    languages = [
        phrases.language,
        *(before.by_language if before else ()),
        *(after.by_language if after else ()),
    ]
    pairs = ((pick(before, code), pick(after, code)) for code in languages)
    return next((pair for pair in pairs if pair[0] != pair[1]), (None, None))


def _speaker_words(
    before: SpeakerState | None, after: SpeakerState | None, phrases: Phrases
) -> ChangeWords:
    was = _speaker(before, phrases) if before else None
    now = _speaker(after, phrases) if after else None
    phrase = "speaker named" if not was else "speaker dropped" if not now else "new speaker"
    if before and after and before.id == after.id:
        phrase = "speaker, as printed"
    return ChangeWords(phrases.say(phrase), was, now)


def _group_words(change: Change, phrases: Phrases) -> ChangeWords:
    say = phrases.say
    groups = {"added: {names}": change.after, "dropped: {names}": change.before}
    parts = [say(text, names=_names(named, phrases)) for text, named in groups.items() if named]
    what = say(str(change.part))
    if not parts:  # whose names are withdrawn
        return ChangeWords(what)
    return ChangeWords(say("{list}, {changes}", list=what, changes=say("; ").join(parts)))


def affected_words(affected: Affected, phrases: Phrases) -> str:
    """Return the people affected, for example `Ana Díaz, City of Cuenca; all audiences; CATIS`."""
    between = phrases.say("; ")
    audiences = _names(affected.audiences, phrases)
    organisers = _names(affected.organisers, phrases)
    parts = (
        between.join(_speaker(who, phrases) for who in (*affected.speakers, *affected.moderators)),
        audiences and (phrases.say("all audiences") if affected.all_audiences else audiences),
        organisers and (phrases.say("all organisers") if affected.all_organisers else organisers),
    )
    return between.join(filter(None, parts))


def slot_words(slot: WebinarSlot, phrases: Phrases) -> str:
    """Return `Fri 2020-10-09 15:30–17:00 Beijing time`, with `+1` if it ends a day later."""
    return f"{phrases.slot(slot.starts, slot.ends)} {phrases.zone(str(slot.starts.tzinfo))}"


def _talk(talk: TalkState, phrases: Phrases) -> str:
    title = pick(talk.title, phrases.language) or phrases.say("title to be confirmed")
    return f"{title} ({_speaker(talk.speaker, phrases)})" if talk.speaker else title


def _speaker(speaker: SpeakerState, phrases: Phrases) -> str:
    """Return `Ana Díaz, Mayor, City of Cuenca`, without the facts that are missing."""
    facts = (speaker.name, speaker.position, speaker.organisation)
    return phrases.say(", ").join(fact.pick(phrases.language) for fact in facts if fact)


def _order(talks: tuple[TalkState, ...], phrases: Phrases) -> str:
    return phrases.say("; ").join(pick(talk.title, phrases.language) or talk.id for talk in talks)


def _items(items: tuple[AgendaItem, ...], phrases: Phrases) -> str:
    parts = (
        phrases.say("{item} {minutes} min", item=name.pick(phrases.language), minutes=minutes)
        for name, minutes in ((item.name, item.minutes) for item in items)
    )
    return phrases.say(", ").join(parts) or phrases.say("none")


def _names(groups: tuple[Named, ...], phrases: Phrases) -> str:
    return phrases.listed([(group.short or group.name).pick(phrases.language) for group in groups])


# the phrase of a change, and how its values are written
_WORDS: Mapping[ChangeKind, tuple[str, Callable[[Any, Phrases], str]]] = {
    ChangeKind.NEW: ("new", slot_words),
    ChangeKind.DROPPED: ("no longer in the programme", slot_words),
    ChangeKind.RENUMBERED: ("another number", lambda number, _: str(number)),
    ChangeKind.TALK_ADDED: ("new", _talk),
    ChangeKind.TALK_DROPPED: ("dropped", _talk),
    ChangeKind.TALKS_REORDERED: ("talks in another order", _order),
    ChangeKind.AGENDA: ("agenda", _items),
    ChangeKind.LANGUAGES: ("languages", lambda codes, phrases: phrases.say(", ").join(codes)),
    ChangeKind.ZONE: ("time zone", lambda zone, phrases: phrases.zone(zone)),
    ChangeKind.IDENTITY: (
        "another id or domain: calendars will show every webinar twice",
        lambda uid, _: uid,
    ),
}

Json = object


def changes_entry(changes: StateChanges, language: str) -> dict[str, Json]:
    """Return the changes of the series, and those of each webinar with the people affected."""
    return {
        "series": [_change_entry(change, language) for change in changes.series],
        "webinars": [
            {
                "id": changed.webinar.id,
                "number": changed.webinar.number,
                "title": changed.webinar.title.pick(language),
                "changes": [_change_entry(change, language) for change in changed.changes],
                "concerned": json_value(changed.affected, language),
            }
            for changed in changes.webinars
        ],
    }


def json_value(value: object, language: str) -> Json:
    """Return a value for JSON: texts in one language, models and plain values as objects."""
    if isinstance(value, Text):
        return value.pick(language)
    if isinstance(value, Model):
        return {key: json_value(content, language) for key, content in vars(value).items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: json_value(content, language) for key, content in value._asdict().items()}
    if isinstance(value, tuple):
        return [json_value(item, language) for item in value]
    if is_dataclass(value):
        return {
            field.name: json_value(getattr(value, field.name), language) for field in fields(value)
        }
    return value


# the keys of a change in JSON, each with its attribute
_SIDES = {"before": "before", "after": "after"}
_OF_PART = {"part": "part"} | _SIDES
_OF_TALK = {"position": "position"} | _SIDES
_KEYS: Mapping[ChangeKind, Mapping[str, str]] = {
    ChangeKind.NEW: {"after": "after"},
    ChangeKind.REVIVED: {"after": "after"},
    ChangeKind.DROPPED: {"before": "before"},
    ChangeKind.CANCELLED: {"reason": "after"},
    ChangeKind.SHIFTED: {"zone": "zone"} | _SIDES,
    ChangeKind.REWORDED: _OF_PART,
    ChangeKind.RENAMED: _OF_PART,
    ChangeKind.GROUPS: {"part": "part", "added": "after", "dropped": "before"},
    ChangeKind.JOIN_LINK: _SIDES | {"was_private": "was_private", "is_private": "is_private"},
    ChangeKind.TALK_ADDED: {"position": "position", "talk": "after"},
    ChangeKind.TALK_DROPPED: {"position": "position", "talk": "before"},
    ChangeKind.TALK_RETITLED: _OF_TALK,
    ChangeKind.TALK_LENGTH: _OF_TALK,
    ChangeKind.SPEAKER: _OF_TALK,
}


def _change_entry(change: Change, language: str) -> dict[str, Json]:
    entry: dict[str, Json] = {"kind": change.kind}
    for key, attribute in _KEYS.get(change.kind, _SIDES).items():
        entry[key] = json_value(getattr(change, attribute), language)
    if change.kind is ChangeKind.MOVED:
        later = change.after.starts - change.before.starts
        entry["minutes_later"] = int(later.total_seconds()) // 60
        entry["other_day"] = _on_other_days(change.before, change.after)
    return entry
