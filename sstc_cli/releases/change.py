"""A change between two states of a series."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sstc_cli.model import State, WebinarState


class ChangeKind(StrEnum):
    """What has changed, with the types of the values before and after."""

    # of the series
    IDENTITY = "identity"  # texts: id and domain, without which calendars add every entry again
    ZONE = "zone"  # texts
    LANGUAGES = "languages"  # tuples of texts
    RENAMED = "renamed"  # Text: the name of an organiser or audience
    # of the series or of a webinar
    REWORDED = "reworded"  # Text or None: a title, summary or reason
    GROUPS = "groups"  # tuples of Named: those removed, and those added
    AGENDA = "agenda"  # tuples of AgendaItem
    # of a webinar
    NEW = "new"  # WebinarSlot, after only
    DROPPED = "dropped"  # WebinarSlot, before only
    CANCELLED = "cancelled"  # Text or None, after only: the reason
    REVIVED = "revived"  # WebinarSlot, after only
    MOVED = "moved"  # WebinarSlot
    SHIFTED = "shifted"  # datetime: other tables have other clocks in a zone
    RENUMBERED = "renumbered"  # int
    JOIN_LINK = "join_link"  # text or None; a private link is unknown
    REGISTER_LINK = "register_link"  # text or None
    TALKS_REORDERED = "talks_reordered"  # tuples of TalkState
    # of a talk
    TALK_ADDED = "talk_added"  # TalkState, after only
    TALK_DROPPED = "talk_dropped"  # TalkState, before only
    TALK_RETITLED = "talk_retitled"  # Text or None
    TALK_LENGTH = "talk_length"  # int or None: minutes; None is an even share of the time
    SPEAKER = "speaker"  # SpeakerState or None; one with the same id is printed differently
    TALK_PLACE = "talk_place"  # int: the place of a talk, counted from 1, for its speaker


class Part(StrEnum):
    """The part of a series or webinar that a changed text or list belongs to."""

    TITLE = "title"
    SUMMARY = "summary"
    REASON = "reason"
    ORGANISERS = "organisers"
    AUDIENCES = "audiences"


@dataclass(frozen=True, slots=True)
class WebinarSlot:
    """Start and end, with their zone."""

    starts: datetime
    ends: datetime


def slot_of(state: State, webinar: WebinarState) -> WebinarSlot:
    return WebinarSlot(state.instant(webinar.starts), state.instant(webinar.ends))


@dataclass(frozen=True, slots=True)
class Change:
    """A change; `position` is that of a talk, from 1, and `zone` that of shifted times."""

    kind: ChangeKind
    before: Any = None
    after: Any = None
    part: Part | None = None
    position: int | None = None
    zone: str = ""
    was_private: bool = False
    is_private: bool = False
