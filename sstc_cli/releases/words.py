"""Changes in plain English: what happened, what was, and what is now."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sstc_cli.model import AgendaItem, Named, SpeakerState, TalkState, Text
from sstc_cli.model.text import pick
from sstc_cli.quantity import quantity
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
    Renamed,
    Renumbered,
    Revived,
    Reworded,
    SeriesIdentity,
    Slot,
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    TalkLength,
    TalkRetitled,
    TalksReordered,
    Zone,
)
from sstc_cli.releases.compare import Affected

_UNITS = ((10_080, "week"), (1_440, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A short phrase; `was` and `now` are None if the phrase is enough."""

    phrase: str
    was: str | None = None
    now: str | None = None


def words_of(change: Change, language: str) -> ChangeWords:
    """Return the words for a change, with the data's own texts in a language if they have it."""
    match change:
        case New() | Dropped() | Cancelled() | Revived() | Moved() | Renumbered():
            return _schedule_words(change, language)
        case TalkAdded() | TalkDropped() | TalkRetitled() | TalkLength() | SpeakerChanged():
            words = _talk_words(change, language)
            return replace(words, phrase=f"talk {change.position}: {words.phrase}")
        case TalksReordered() | Agenda() | Groups():
            return _list_words(change, language)
    return _fact_words(change, language)


def _schedule_words(
    change: New | Dropped | Cancelled | Revived | Moved | Renumbered, language: str
) -> ChangeWords:
    match change:
        case New():
            return ChangeWords("new", None, _slot(change.after))
        case Dropped():
            return ChangeWords("no longer in the programme", _slot(change.before))
        case Cancelled():
            reason = f": {change.reason.pick(language)}" if change.reason else ""
            return ChangeWords(f"cancelled{reason}")
        case Revived():
            return ChangeWords("takes place after all", "cancelled", _slot(change.after))
        case Moved():
            return ChangeWords(_moved(change), _slot(change.before), _slot(change.after))
    return ChangeWords("another number", str(change.before), str(change.after))


def _talk_words(
    change: TalkAdded | TalkDropped | TalkRetitled | TalkLength | SpeakerChanged, language: str
) -> ChangeWords:
    match change:
        case TalkAdded():
            return ChangeWords("new", None, _talk(change.talk, language))
        case TalkDropped():
            return ChangeWords("dropped", _talk(change.talk, language))
        case TalkRetitled():
            return _value("title", *_picked(change.before, change.after, language))
        case TalkLength():
            return ChangeWords("length", _length(change.before), _length(change.after))
    before, after = change.before, change.after
    was = _speaker(before, language) if before else None
    now = _speaker(after, language) if after else None
    phrase = "speaker named" if not was else "speaker dropped" if not now else "new speaker"
    if before and after and before.id == after.id:
        phrase = "speaker, as printed"
    return ChangeWords(phrase, was, now)


def _list_words(change: TalksReordered | Agenda | Groups, language: str) -> ChangeWords:
    match change:
        case TalksReordered():
            was, now = _order(change.before, language), _order(change.after, language)
            return ChangeWords("talks in another order", was, now)
        case Agenda():
            was, now = _items(change.before, language), _items(change.after, language)
            return ChangeWords("agenda", was, now)
    groups = {"added": change.added, "dropped": change.dropped}
    parts = (f"{verb}: {_names(named, language)}" for verb, named in groups.items() if named)
    return ChangeWords(f"{change.part}, {'; '.join(parts)}")


def _fact_words(
    change: JoinLink | Reworded | Renamed | Languages | Zone | SeriesIdentity, language: str
) -> ChangeWords:
    match change:
        case JoinLink():
            return _value("join link", change.before, change.after)
        case Reworded():
            return _value(str(change.part), *_picked(change.before, change.after, language))
        case Renamed():
            texts = _picked(change.before, change.after, language)
            return ChangeWords(f"name in {change.part}", *texts)
        case Languages():
            return ChangeWords("languages", ", ".join(change.before), ", ".join(change.after))
        case Zone():
            return ChangeWords("time zone", change.before, change.after)
    phrase = "another id or domain: calendars will show every webinar twice"
    return ChangeWords(phrase, change.before, change.after)


def affected_words(affected: Affected, language: str) -> str:
    """Return the people affected, for example `Ana Díaz, City of Cuenca; all audiences; CATIS`."""
    audiences = _names(affected.audiences, language)
    organisers = _names(affected.organisers, language)
    parts = (
        "; ".join(_speaker(speaker, language) for speaker in affected.speakers),
        audiences and ("all audiences" if affected.all_audiences else audiences),
        organisers and ("all organisers" if affected.all_organisers else organisers),
    )
    return "; ".join(filter(None, parts))


def span_words(span: timedelta) -> str:
    """Return the length of a span, for example `1 week` or `2 days and 30 minutes`."""
    rest = abs(int(span.total_seconds())) // 60
    parts: list[str] = []
    for minutes, unit in _UNITS:
        if unit == "week" and rest % minutes:
            continue
        number, rest = divmod(rest, minutes)
        parts += [quantity(number, unit)] if number else []
    return _listed(parts)


def _moved(change: Moved) -> str:
    """Return `moved 30 minutes later on the same day`- or `30 minutes longer`-style text."""
    parts = []
    if change.later:
        phrase = f"moved {span_words(change.later)} {_than(change.later, 'later', 'earlier')}"
        parts.append(phrase + ("" if change.other_day else " on the same day"))
    if change.longer:
        parts.append(f"{span_words(change.longer)} {_than(change.longer, 'longer', 'shorter')}")
    return ", ".join(parts) or "the same hour in another time zone"


def _than(span: timedelta, more: str, less: str) -> str:
    return more if span > timedelta() else less


def _slot(slot: Slot) -> str:
    """Return `Fri 2020-10-09 15:30–17:00 Asia/Shanghai`, with `+1` if it ends a day later."""
    days = (slot.ends.date() - slot.starts.date()).days
    later = f" +{days}" if days else ""
    return f"{slot.starts:%a %Y-%m-%d %H:%M}–{slot.ends:%H:%M}{later} {slot.starts.tzinfo}"


def _value(name: str, was: str | None, now: str | None) -> ChangeWords:
    """Return the words for a value that was added, removed or replaced."""
    return ChangeWords(
        f"first {name}" if was is None else f"no {name}" if now is None else name, was, now
    )


def _picked(
    before: Text | None, after: Text | None, language: str
) -> tuple[str | None, str | None]:
    """Return both texts in the requested language, or in the first one in which they differ."""
    languages = [
        language,
        *(before.by_language if before else ()),
        *(after.by_language if after else ()),
    ]
    pairs = ((pick(before, code), pick(after, code)) for code in languages)
    return next((pair for pair in pairs if pair[0] != pair[1]), (None, None))


def _talk(talk: TalkState, language: str) -> str:
    title = pick(talk.title, language) or "title to be confirmed"
    return f"{title} ({_speaker(talk.speaker, language)})" if talk.speaker else title


def _length(minutes: int | None) -> str:
    return f"{minutes} minutes" if minutes else "its share"


def _speaker(speaker: SpeakerState, language: str) -> str:
    """Return `Ana Díaz, Mayor, City of Cuenca`, without the facts that are missing."""
    facts = (speaker.name, speaker.position, speaker.organisation)
    return ", ".join(fact.pick(language) for fact in facts if fact)


def _order(talks: tuple[TalkState, ...], language: str) -> str:
    return "; ".join(pick(talk.title, language) or talk.id for talk in talks)


def _items(items: tuple[AgendaItem, ...], language: str) -> str:
    return ", ".join(f"{item.name.pick(language)} {item.minutes} min" for item in items) or "none"


def _names(groups: tuple[Named, ...], language: str) -> str:
    return _listed([(group.short or group.name).pick(language) for group in groups])


def _listed(names: list[str]) -> str:
    """Join names to `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
