"""Changes in words for people, and as plain values for programs."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta

from sstc_cli.model import AgendaItem, Model, Named, SpeakerState, TalkState, Text
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.text import pick
from sstc_cli.model.zones import clock_text
from sstc_cli.releases.change import (
    Agenda,
    Cancelled,
    Change,
    Dropped,
    Groups,
    JoinLink,
    Languages,
    Moved,
    New,
    RegisterLink,
    Renamed,
    Renumbered,
    Revived,
    Reworded,
    SeriesIdentity,
    Shifted,
    Slot,
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    TalkLength,
    TalkRetitled,
    TalksReordered,
    Zone,
)
from sstc_cli.releases.compare import Affected, StateChanges


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A short phrase; `was` and `now` are None if the phrase is enough."""

    phrase: str
    was: str | None = None
    now: str | None = None


def words_of(change: Change, phrases: Phrases) -> ChangeWords:
    """Return the words for a change, with the data's own texts in the language of the phrases."""
    match change:
        case New() | Dropped() | Cancelled() | Revived() | Moved() | Renumbered():
            return _schedule_words(change, phrases)
        case Shifted():
            return _shifted_words(change, phrases)
        case TalkAdded() | TalkDropped() | TalkRetitled() | TalkLength() | SpeakerChanged():
            words = _talk_words(change, phrases)
            phrase = phrases.say("talk {number}: {what}", number=change.position, what=words.phrase)
            return replace(words, phrase=phrase)
        case TalksReordered() | Agenda() | Groups():
            return _list_words(change, phrases)
    return _fact_words(change, phrases)


def _schedule_words(
    change: New | Dropped | Cancelled | Revived | Moved | Renumbered, phrases: Phrases
) -> ChangeWords:
    say = phrases.say
    match change:
        case New():
            return ChangeWords(say("new"), None, slot_words(change.after, phrases))
        case Dropped():
            return ChangeWords(
                say("no longer in the programme"), slot_words(change.before, phrases)
            )
        case Cancelled():
            return ChangeWords(cancelled_words(change.reason, phrases))
        case Revived():
            now = slot_words(change.after, phrases)
            return ChangeWords(say("takes place after all"), say("cancelled"), now)
        case Moved():
            slots = slot_words(change.before, phrases), slot_words(change.after, phrases)
            return ChangeWords(_moved(change, phrases), *slots)
    return ChangeWords(say("another number"), str(change.before), str(change.after))


def _shifted_words(change: Shifted, phrases: Phrases) -> ChangeWords:
    """Return the local times, for example `Fri 2020-10-09 08:30 (UTC+1)`."""
    was, now = (
        f"{phrases.day(moment)} {clock_text(moment, '')}"
        for moment in (change.before, change.after)
    )
    place = phrases.zone(change.zone)
    return ChangeWords(phrases.say("the local time has shifted: {place}", place=place), was, now)


def cancelled_words(reason: Text | None, phrases: Phrases) -> str:
    """Return `cancelled`, with the reason if there is one."""
    if reason is None:
        return phrases.say("cancelled")
    return phrases.say("cancelled: {reason}", reason=reason.pick(phrases.language))


def _talk_words(
    change: TalkAdded | TalkDropped | TalkRetitled | TalkLength | SpeakerChanged, phrases: Phrases
) -> ChangeWords:
    say = phrases.say
    match change:
        case TalkAdded():
            return ChangeWords(say("new"), None, _talk(change.talk, phrases))
        case TalkDropped():
            return ChangeWords(say("dropped"), _talk(change.talk, phrases))
        case TalkRetitled():
            return _value("title", *_picked(change.before, change.after, phrases), phrases)
        case TalkLength():
            lengths = (_length(minutes, phrases) for minutes in (change.before, change.after))
            return ChangeWords(say("length"), *lengths)
    before, after = change.before, change.after
    was = _speaker(before, phrases) if before else None
    now = _speaker(after, phrases) if after else None
    phrase = "speaker named" if not was else "speaker dropped" if not now else "new speaker"
    if before and after and before.id == after.id:
        phrase = "speaker, as printed"
    return ChangeWords(say(phrase), was, now)


def _list_words(change: TalksReordered | Agenda | Groups, phrases: Phrases) -> ChangeWords:
    say = phrases.say
    match change:
        case TalksReordered():
            was, now = _order(change.before, phrases), _order(change.after, phrases)
            return ChangeWords(say("talks in another order"), was, now)
        case Agenda():
            was, now = _items(change.before, phrases), _items(change.after, phrases)
            return ChangeWords(say("agenda"), was, now)
    groups = {"added: {names}": change.added, "dropped: {names}": change.dropped}
    parts = [say(text, names=_names(named, phrases)) for text, named in groups.items() if named]
    what = say(str(change.part))
    return ChangeWords(say("{list}, {changes}", list=what, changes=say("; ").join(parts)))


def _fact_words(
    change: JoinLink | RegisterLink | Reworded | Renamed | Languages | Zone | SeriesIdentity,
    phrases: Phrases,
) -> ChangeWords:
    say = phrases.say
    match change:
        case JoinLink() | RegisterLink():
            return _link_words(change, phrases)
        case Reworded():
            texts = _picked(change.before, change.after, phrases)
            return _value(str(change.part), *texts, phrases)
        case Renamed():
            texts = _picked(change.before, change.after, phrases)
            return ChangeWords(say("name in {list}", list=say(str(change.part))), *texts)
        case Languages():
            codes = (say(", ").join(side) for side in (change.before, change.after))
            return ChangeWords(say("languages"), *codes)
        case Zone():
            return ChangeWords(say("time zone"), *map(phrases.zone, (change.before, change.after)))
    phrase = "another id or domain: calendars will show every webinar twice"
    return ChangeWords(say(phrase), change.before, change.after)


def _link_words(change: JoinLink | RegisterLink, phrases: Phrases) -> ChangeWords:
    """Return the words for a link; of a private one, only that it is private."""
    if isinstance(change, RegisterLink):
        return _value("register link", change.before, change.after, phrases)
    if change.was_private and change.is_private:
        return ChangeWords(phrases.say("a new private link or passcode"))
    private = phrases.say("private")
    was = change.before or (private if change.was_private else None)
    now = change.after or (private if change.is_private else None)
    return _value("join link", was, now, phrases)


def affected_words(affected: Affected, phrases: Phrases) -> str:
    """Return the people affected, for example `Ana Díaz, City of Cuenca; all audiences; CATIS`."""
    between = phrases.say("; ")
    audiences = _names(affected.audiences, phrases)
    organisers = _names(affected.organisers, phrases)
    parts = (
        between.join(_speaker(speaker, phrases) for speaker in affected.speakers),
        audiences and (phrases.say("all audiences") if affected.all_audiences else audiences),
        organisers and (phrases.say("all organisers") if affected.all_organisers else organisers),
    )
    return between.join(filter(None, parts))


def _moved(change: Moved, phrases: Phrases) -> str:
    """Return `moved 30 minutes later on the same day`- or `30 minutes longer`-style text."""
    parts = []
    if change.later:
        way = "later" if change.later > timedelta() else "earlier"
        day = "" if change.other_day else " on the same day"
        parts += [phrases.say(f"moved {{span}} {way}{day}", span=phrases.span(change.later))]
    if change.longer:
        way = "longer" if change.longer > timedelta() else "shorter"
        parts += [phrases.say(f"{{span}} {way}", span=phrases.span(change.longer))]
    return phrases.say(", ").join(parts) or phrases.say("the same hour in another time zone")


def slot_words(slot: Slot, phrases: Phrases) -> str:
    """Return `Fri 2020-10-09 15:30–17:00 Beijing time`, with `+1` if it ends a day later."""
    return f"{phrases.slot(slot.starts, slot.ends)} {phrases.zone(str(slot.starts.tzinfo))}"


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


def _talk(talk: TalkState, phrases: Phrases) -> str:
    title = pick(talk.title, phrases.language) or phrases.say("title to be confirmed")
    return f"{title} ({_speaker(talk.speaker, phrases)})" if talk.speaker else title


def _length(minutes: int | None, phrases: Phrases) -> str:
    return phrases.unit(minutes, "minute") if minutes else phrases.say("its share")


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


Json = object


def changes_entry(changes: StateChanges, language: str) -> dict[str, Json]:
    """Return the changes of the series, and those of each webinar with the people affected."""
    return {
        "series": [_change(change, language) for change in changes.series],
        "webinars": [
            {
                "id": changed.webinar.id,
                "number": changed.webinar.number,
                "title": changed.webinar.title.pick(language),
                "changes": [_change(change, language) for change in changed.changes],
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


def _change(change: Change, language: str) -> dict[str, Json]:
    entry: dict[str, Json] = {"kind": change.kind}
    for field in fields(change):
        entry[field.name] = json_value(getattr(change, field.name), language)
    if isinstance(change, Moved):
        minutes = int(change.later.total_seconds()) // 60
        entry |= {"minutes_later": minutes, "other_day": change.other_day}
    return entry
