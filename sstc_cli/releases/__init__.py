"""Releases: published versions, the changes since, and the revisions in calendars."""

from sstc_cli.releases import change
from sstc_cli.releases.change import Change, WebinarChange, slot_of
from sstc_cli.releases.compare import Changes, WebinarChanges, changes_between
from sstc_cli.releases.entries import changes_entry, json_value
from sstc_cli.releases.follow import CalendarSeries, for_calendars
from sstc_cli.releases.lifecycle import no_older_than
from sstc_cli.releases.news import Event, News, RecipientNews, news_between
from sstc_cli.releases.offsets import Clocks, shifts_between, shifts_since, tables_of
from sstc_cli.releases.recipients import EVERYBODY, Recipient, RecipientKind, same_names
from sstc_cli.releases.record import next_release
from sstc_cli.releases.state import state_of
from sstc_cli.releases.words import affected_words, cancelled_words, slot_words, words_of

__all__ = [
    "EVERYBODY",
    "CalendarSeries",
    "Change",
    "Changes",
    "Clocks",
    "Event",
    "News",
    "Recipient",
    "RecipientKind",
    "RecipientNews",
    "WebinarChange",
    "WebinarChanges",
    "affected_words",
    "cancelled_words",
    "change",
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
