"""Releases: published versions, the changes since, and the revisions in calendars."""

from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot, slot_of
from sstc_cli.releases.compare import StateChanges, WebinarChanges, changes_between
from sstc_cli.releases.news import News, NewsEvent, RecipientNews, news_between
from sstc_cli.releases.offsets import Clocks, shifts_between, shifts_since, tables_of
from sstc_cli.releases.public_series import CalendarSeries, for_calendars
from sstc_cli.releases.recipients import EVERYBODY, NoticeRecipient, RecipientKind, same_names
from sstc_cli.releases.state import next_release, no_older_than, state_of
from sstc_cli.releases.words import (
    affected_words,
    cancelled_words,
    changes_entry,
    json_value,
    slot_words,
    words_of,
)

__all__ = [
    "EVERYBODY",
    "CalendarSeries",
    "Change",
    "ChangeKind",
    "Clocks",
    "News",
    "NewsEvent",
    "NoticeRecipient",
    "RecipientKind",
    "RecipientNews",
    "StateChanges",
    "WebinarChanges",
    "WebinarSlot",
    "affected_words",
    "cancelled_words",
    "changes_between",
    "changes_entry",
    "for_calendars",
    "json_value",
    "news_between",
    "next_release",
    "no_older_than",
    "same_names",
    "shifts_between",
    "shifts_since",
    "slot_of",
    "slot_words",
    "state_of",
    "tables_of",
    "words_of",
]
