"""Changes in plain English: what happened, what was, and what is now."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import singledispatch

from sstc_cli.model import AgendaItem, Named, SpeakerState, TalkState, Text
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
from sstc_cli.releases.compare import Concerned

_UNITS = ((10_080, "week"), (1_440, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """A short phrase; `was` and `now` are None where the phrase says it all."""

    phrase: str
    was: str | None = None
    now: str | None = None


@singledispatch
def words_of(change: Change, language: str) -> ChangeWords:
    """A change, with the data's own texts in a language where they have it."""
    raise TypeError(f"{type(change).__name__} has no words in {language}")


@words_of.register
def _(change: New, language: str) -> ChangeWords:
    return ChangeWords("new", None, _slot(change.after))


@words_of.register
def _(change: Dropped, language: str) -> ChangeWords:
    return ChangeWords("not in the programme any more", _slot(change.before))


@words_of.register
def _(change: Cancelled, language: str) -> ChangeWords:
    reason = f": {change.reason.pick(language)}" if change.reason else ""
    return ChangeWords(f"cancelled{reason}")


@words_of.register
def _(change: Revived, language: str) -> ChangeWords:
    return ChangeWords("takes place after all", "cancelled", _slot(change.after))


@words_of.register
def _(change: Moved, language: str) -> ChangeWords:
    return ChangeWords(_moved(change), _slot(change.before), _slot(change.after))


@words_of.register
def _(change: Renumbered, language: str) -> ChangeWords:
    return ChangeWords("another number", str(change.before), str(change.after))


@words_of.register
def _(change: JoinLink, language: str) -> ChangeWords:
    return _value("join link", change.before, change.after)


@words_of.register
def _(change: Reworded, language: str) -> ChangeWords:
    return _value(str(change.part), *_picked(change.before, change.after, language))


@words_of.register
def _(change: Renamed, language: str) -> ChangeWords:
    was, now = _picked(change.before, change.after, language)
    return ChangeWords(f"name in {change.part}", was, now)


@words_of.register
def _(change: TalkAdded, language: str) -> ChangeWords:
    return ChangeWords(f"talk {change.position}: new", None, _talk(change.talk, language))


@words_of.register
def _(change: TalkDropped, language: str) -> ChangeWords:
    return ChangeWords(f"talk {change.position}: dropped", _talk(change.talk, language))


@words_of.register
def _(change: TalkRetitled, language: str) -> ChangeWords:
    words = _value("title", *_picked(change.before, change.after, language))
    return replace(words, phrase=f"talk {change.position}: {words.phrase}")


@words_of.register
def _(change: TalkLength, language: str) -> ChangeWords:
    was, now = (
        f"{each} minutes" if each else "its share" for each in (change.before, change.after)
    )
    return ChangeWords(f"talk {change.position}: length", was, now)


@words_of.register
def _(change: SpeakerChanged, language: str) -> ChangeWords:
    before, after = change.before, change.after
    was = _speaker(before, language) if before else None
    now = _speaker(after, language) if after else None
    how = "speaker named" if not was else "speaker dropped" if not now else "new speaker"
    if before and after and before.id == after.id:
        how = "speaker, as printed"
    return ChangeWords(f"talk {change.position}: {how}", was, now)


@words_of.register
def _(change: TalksReordered, language: str) -> ChangeWords:
    was, now = _order(change.before, language), _order(change.after, language)
    return ChangeWords("talks in another order", was, now)


@words_of.register
def _(change: Agenda, language: str) -> ChangeWords:
    return ChangeWords("agenda", _items(change.before, language), _items(change.after, language))


@words_of.register
def _(change: Groups, language: str) -> ChangeWords:
    parts = {"added": change.added, "dropped": change.dropped}
    told = (f"{how}: {_names(each, language)}" for how, each in parts.items() if each)
    return ChangeWords(f"{change.part}, {'; '.join(told)}")


@words_of.register
def _(change: Languages, language: str) -> ChangeWords:
    return ChangeWords("languages", ", ".join(change.before), ", ".join(change.after))


@words_of.register
def _(change: Zone, language: str) -> ChangeWords:
    return ChangeWords("time zone", change.before, change.after)


@words_of.register
def _(change: SeriesIdentity, language: str) -> ChangeWords:
    phrase = "another id or domain: calendars will show every webinar twice"
    return ChangeWords(phrase, change.before, change.after)


def concerned_words(concerned: Concerned, language: str) -> str:
    """`Ana Díaz, City of Cuenca; all audiences; CATIS`."""
    audiences = _names(concerned.audiences, language)
    organisers = _names(concerned.organisers, language)
    parts = (
        "; ".join(_speaker(each, language) for each in concerned.speakers),
        audiences and ("all audiences" if concerned.all_audiences else audiences),
        organisers and ("all organisers" if concerned.all_organisers else organisers),
    )
    return "; ".join(filter(None, parts))


def span_words(span: timedelta) -> str:
    """A length of time without sign: `1 week`, `2 days and 30 minutes`."""
    left = abs(int(span.total_seconds())) // 60
    parts: list[str] = []
    for minutes, unit in _UNITS:
        if unit == "week" and left % minutes:
            continue
        count, left = divmod(left, minutes)
        parts += [f"{count} {unit}{'' if count == 1 else 's'}"] if count else []
    return _listed(parts)


def _moved(change: Moved) -> str:
    """`moved 30 minutes later, on the same day`, `30 minutes longer`."""
    parts = []
    if change.later:
        how = f"moved {span_words(change.later)} {_than(change.later, 'later', 'earlier')}"
        parts.append(how + ("" if change.other_day else " on the same day"))
    if change.longer:
        parts.append(f"{span_words(change.longer)} {_than(change.longer, 'longer', 'shorter')}")
    return ", ".join(parts) or "the same hour in another time zone"


def _than(span: timedelta, more: str, less: str) -> str:
    return more if span > timedelta() else less


def _slot(slot: Slot) -> str:
    """`Fri 2020-10-09 15:30–17:00 Asia/Shanghai`; an end on a later day is marked."""
    days = (slot.ends.date() - slot.starts.date()).days
    later = f" +{days}" if days else ""
    return f"{slot.starts:%a %Y-%m-%d %H:%M}–{slot.ends:%H:%M}{later} {slot.starts.tzinfo}"


def _value(name: str, was: str | None, now: str | None) -> ChangeWords:
    """A value that came, went, or is another one."""
    return ChangeWords(
        f"first {name}" if was is None else f"no {name}" if now is None else name, was, now
    )


def _picked(
    before: Text | None, after: Text | None, language: str
) -> tuple[str | None, str | None]:
    """Both in the language asked for, else in the first one in which they differ."""
    written = [*(before.by_language if before else ()), *(after.by_language if after else ())]
    pairs = ((_pick(before, each), _pick(after, each)) for each in (language, *written))
    return next((pair for pair in pairs if pair[0] != pair[1]), (None, None))


def _pick(text: Text | None, language: str) -> str | None:
    return text.pick(language) if text else None


def _talk(talk: TalkState, language: str) -> str:
    title = _pick(talk.title, language) or "title to be confirmed"
    return f"{title} ({_speaker(talk.speaker, language)})" if talk.speaker else title


def _speaker(speaker: SpeakerState, language: str) -> str:
    """`Ana Díaz, Mayor, City of Cuenca`, as far as it is known."""
    facts = (speaker.name, speaker.position, speaker.organisation)
    return ", ".join(fact.pick(language) for fact in facts if fact)


def _order(talks: tuple[TalkState, ...], language: str) -> str:
    return "; ".join(_pick(talk.title, language) or talk.id for talk in talks)


def _items(items: tuple[AgendaItem, ...], language: str) -> str:
    return ", ".join(f"{each.name.pick(language)} {each.minutes} min" for each in items) or "none"


def _names(named: tuple[Named, ...], language: str) -> str:
    return _listed([(each.short or each.name).pick(language) for each in named])


def _listed(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
