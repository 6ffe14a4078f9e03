"""Releases: what others were told, what changed since, and how calendars follow."""

from sstc_cli.releases import change
from sstc_cli.releases.change import Change, SeriesChange, WebinarChange
from sstc_cli.releases.compare import Changes, Concerned, WebinarChanges, changes_between
from sstc_cli.releases.entries import changes_entry, plain
from sstc_cli.releases.follow import Followed, followed
from sstc_cli.releases.lifecycle import revised
from sstc_cli.releases.news import Event, Kind, News, Recipient, Told, news_between
from sstc_cli.releases.record import document_of, released
from sstc_cli.releases.state import state_of
from sstc_cli.releases.words import Words, concerned_words, words_of

__all__ = [
    "Change",
    "Changes",
    "Concerned",
    "Event",
    "Followed",
    "Kind",
    "News",
    "Recipient",
    "SeriesChange",
    "Told",
    "WebinarChange",
    "WebinarChanges",
    "Words",
    "change",
    "changes_between",
    "changes_entry",
    "concerned_words",
    "document_of",
    "followed",
    "news_between",
    "plain",
    "released",
    "revised",
    "state_of",
    "words_of",
]
