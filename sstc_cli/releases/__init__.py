"""Releases: published versions, the changes since, and the revisions in calendars."""

from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot, slot_of
from sstc_cli.releases.compare import StateChanges, WebinarChanges, changes_between
from sstc_cli.releases.news import News, NewsEvent, RecipientNews, news_between
from sstc_cli.releases.offsets import Clocks, shifts_between, shifts_since, tables_of
from sstc_cli.releases.public_series import CalendarSeries, for_calendars
from sstc_cli.releases.recipients import (
    EVERYBODY,
    PEOPLE,
    Hosts,
    NoticeRecipient,
    RecipientKind,
    hosts_of,
    is_affected,
    same_names,
    sides_of,
)
from sstc_cli.releases.state import next_release, no_older_than, state_of
from sstc_cli.releases.words import (
    ChangeWords,
    affected_words,
    cancelled_words,
    changes_entry,
    json_value,
    slot_words,
    words_of,
)
