"""What changed among the talks of a webinar."""

from collections.abc import Iterator

from sstc_cli.model import TalkState
from sstc_cli.releases.change import (
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    TalkLength,
    TalkRetitled,
    TalksReordered,
)

Talks = tuple[TalkState, ...]
TalkChange = TalkAdded | TalkDropped | TalkRetitled | TalkLength | SpeakerChanged | TalksReordered


def talk_changes(before: Talks, after: Talks) -> Iterator[TalkChange]:
    """Talks are the same by their ids; positions count from 1."""
    if before == after:
        return
    old = {each.id: each for each in before}
    new = {each.id: each for each in after}
    for position, talk in enumerate(after, 1):
        known = old.get(talk.id)
        if known is None:
            yield TalkAdded(position, talk)
        elif known != talk:
            yield from _changes(position, known, talk)
    for position, talk in enumerate(before, 1):
        if talk.id not in new:
            yield TalkDropped(position, talk)
    if [each for each in old if each in new] != [each for each in new if each in old]:
        yield TalksReordered(before, after)


def _changes(position: int, before: TalkState, after: TalkState) -> Iterator[TalkChange]:
    if before.title != after.title:
        yield TalkRetitled(position, before.title, after.title)
    if before.minutes != after.minutes:
        yield TalkLength(position, before.minutes, after.minutes)
    if before.speaker != after.speaker:
        yield SpeakerChanged(position, before.speaker, after.speaker)
