"""The changes among the talks of a webinar."""

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
    """Yield the changes of talks, which are matched by their ids; positions count from 1."""
    if before == after:
        return
    old = {talk.id: talk for talk in before}
    new = {talk.id: talk for talk in after}
    for position, talk in enumerate(after, 1):
        earlier = old.get(talk.id)
        if earlier is None:
            yield TalkAdded(position, talk)
        elif earlier != talk:
            yield from _changes(position, earlier, talk)
    for position, talk in enumerate(before, 1):
        if talk.id not in new:
            yield TalkDropped(position, talk)
    if [id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old]:
        yield TalksReordered(before, after)


def _changes(position: int, before: TalkState, after: TalkState) -> Iterator[TalkChange]:
    if before.title != after.title:
        yield TalkRetitled(position, before.title, after.title)
    if before.minutes != after.minutes:
        yield TalkLength(position, before.minutes, after.minutes)
    if before.speaker != after.speaker:
        yield SpeakerChanged(position, before.speaker, after.speaker)
