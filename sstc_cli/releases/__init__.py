"""Releases: what others were told, what changed since, and how calendars follow."""

from sstc_cli.releases import change
from sstc_cli.releases.change import Change, SeriesChange, WebinarChange
from sstc_cli.releases.compare import Changes, Concerned, WebinarChanges, changes_between
from sstc_cli.releases.entries import changes_entry, plain
from sstc_cli.releases.follow import CalendarSeries, for_calendars
from sstc_cli.releases.lifecycle import revised
from sstc_cli.releases.news import (
    Event,
    News,
    Recipient,
    RecipientKind,
    RecipientNews,
    news_between,
)
from sstc_cli.releases.record import document_of, released
from sstc_cli.releases.state import state_of
from sstc_cli.releases.words import ChangeWords, concerned_words, words_of

__all__ = [
    "CalendarSeries",
    "Change",
    "ChangeWords",
    "Changes",
    "Concerned",
    "Event",
    "News",
    "Recipient",
    "RecipientKind",
    "RecipientNews",
    "SeriesChange",
    "WebinarChange",
    "WebinarChanges",
    "change",
    "changes_between",
    "changes_entry",
    "concerned_words",
    "document_of",
    "for_calendars",
    "news_between",
    "plain",
    "released",
    "revised",
    "state_of",
    "words_of",
]
