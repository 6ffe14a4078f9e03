"""SEQUENCE and DTSTAMP: they rise when they must, and never fall."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import read_series

from sstc_cli.ics import Style, write_webinar
from sstc_cli.model import Release, Revision, Series
from sstc_cli.releases import for_calendars, next_release, no_older_than, state_of

FIRST = datetime(2020, 6, 1, 8, tzinfo=UTC)
SECOND = FIRST + timedelta(days=30)
SLOT = "starts: 2020-08-14 15:30, ends: 2020-08-14 17:00"
LATER = "starts: 2020-08-14 16:00, ends: 2020-08-14 17:30"
A = "{id: a, number: 1, title: A, " + SLOT
B = "{id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}"


def series(*webinars: str, head: str = "") -> Series:
    return read_series(f"{head}\nwebinars:\n" + "".join(f"  - {webinar}\n" for webinar in webinars))


def publish(state: Series, last: Release | None = None, moment: datetime = FIRST) -> Release:
    return next_release(state_of(state), last, "name", None, moment)


def revision(release: Release, id_: str = "a") -> Revision:
    return release.series.webinars_by_id()[id_].revision


def test_the_first_release_takes_the_declared_revision() -> None:
    assert revision(publish(series(A + "}"))) == Revision(0, FIRST)
    assert revision(publish(series(A + ", revision: 3}"))).sequence == 3
    declared = series(A + ", revised: 2020-07-01 20:00}")  # a stamp that others may have
    assert revision(publish(declared)).stamp == datetime(2020, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "sequence", "stamp"),
    [
        (A + "}", 0, FIRST),
        (A + ", status: held}", 0, FIRST),
        (A.replace(SLOT, LATER) + "}", 1, SECOND),
        (A.replace("17:00", "17:15") + "}", 1, SECOND),
        (A + ", status: cancelled}", 1, SECOND),
        (A.replace("title: A", "title: Z") + "}", 0, SECOND),
        (A + ", join_url: 'https://example.org/'}", 0, SECOND),
        (A + ", talks: [{id: one, title: T}]}", 0, SECOND),
        (A.replace(SLOT, LATER) + ", revision: 1}", 1, SECOND),
        (A.replace(SLOT, LATER) + ", revision: 5}", 5, SECOND),
        (A + ", revision: 2}", 2, SECOND),  # there and back: somebody may have the one between
    ],
)
def test_what_raises_the_sequence_and_what_the_stamp(now, sequence, stamp) -> None:
    first = publish(series(A + "}", B))
    second = publish(series(now, B), first, SECOND)
    assert revision(second) == Revision(sequence, stamp)
    assert revision(second, "b") == Revision(0, FIRST)


@pytest.mark.parametrize(
    "head",
    [
        "title: Another title",
        "domain: example.com",
        "organisers: [{id: office, name: The new office}]",
        "agenda: [{id: talks, name: Talks, minutes: 90}]",
    ],
)
def test_what_all_entries_show_renews_all_stamps(head: str) -> None:
    second = publish(series(A + "}", head=head), publish(series(A + "}")), SECOND)
    assert revision(second) == Revision(0, SECOND)
    second = publish(series(A + "}", head="zone: Asia/Tokyo"), publish(series(A + "}")), SECOND)
    assert revision(second) == Revision(1, SECOND)  # another zone is a move


def test_a_webinar_that_is_gone_stays_cancelled_and_counts_on() -> None:
    first = publish(series(A + "}", B))
    second = publish(series(B), first, SECOND)
    (gone,) = second.series.dropped
    assert (gone.id, gone.cancelled, gone.revision) == ("a", True, Revision(100, SECOND))
    third = publish(series(B), second, SECOND + timedelta(days=1))
    assert third.series.dropped == second.series.dropped
    back = publish(series(A + "}", B), third, SECOND + timedelta(days=2))
    assert revision(back) == Revision(101, SECOND + timedelta(days=2))
    assert back.series.dropped == ()


def test_a_dropped_webinar_is_newer_than_exports_in_between() -> None:
    """The data file counted two moves, both exported; with the webinar its count is gone."""
    first = publish(series(A + "}", B))
    exported = for_calendars(series(A.replace(SLOT, LATER) + ", revision: 2}", B), first)
    assert exported.revisions["a"].sequence == 2
    assert revision(publish(series(B), first, SECOND)).sequence > 2


def test_the_hour_of_a_dropped_webinar_follows_the_zone() -> None:
    first = publish(series(A + "}", B))
    second = publish(series(B, head="zone: Asia/Tokyo"), first, SECOND)
    (gone,) = second.series.dropped
    assert gone.starts == datetime(2020, 8, 14, 16, 30)


def test_without_a_release_the_declared_revision_counts() -> None:
    found = for_calendars(series(A + ", revision: 2, revised: 2020-06-01 20:00}"), None)
    assert found.unpublished == ()
    webinar = found.series.webinars[0]
    stamp = datetime(2020, 6, 1, 12, tzinfo=UTC)
    assert found.revision_of(found.series, webinar) == Revision(2, stamp)


def test_unpublished_changes_are_newer_than_the_release() -> None:
    moved = series(A.replace(SLOT, LATER) + "}", B.replace("title: B", "title: Z"))
    found = for_calendars(moved, publish(series(A + "}", B)))
    after = FIRST + timedelta(seconds=1)
    a, b = found.series.webinars
    assert found.unpublished == (a, b)
    assert found.revision_of(found.series, a) == Revision(1, after)
    assert found.revision_of(found.series, b) == Revision(0, after)


def test_a_deleted_webinar_is_written_as_published_until_a_release_cancels_it() -> None:
    first = publish(series(A + "}", B))
    found = for_calendars(series(B), first)
    b, a = found.series.webinars
    assert (b.id, a.id, a.cancelled) == ("b", "a", False)
    assert (found.unpublished, found.deleted) == ((), (a,))
    assert found.revision_of(found.series, a) == Revision(0, FIRST)
    second = publish(series(B), first, SECOND)
    renumbered = series(B.replace("number: 2", "number: 1"), head="title: Another")
    assert [webinar.id for webinar in for_calendars(renumbered, second).unpublished] == ["b"]
    found = for_calendars(series(B), second)
    b, a = found.series.webinars
    assert (a.cancelled, found.unpublished, found.deleted) == (True, (), ())
    assert found.revision_of(found.series, a) == Revision(100, SECOND)


def test_a_dropped_webinar_reads_as_before_when_it_returns_cancelled() -> None:
    people = "people: [{id: ana, name: Ana}]"
    talks = "summary: About A, talks: [{id: one, title: T, speaker: ana}]"
    kept = series(A + f", status: cancelled, {talks}}}", B, head=people)
    dropped = publish(series(B), publish(kept), SECOND)
    assert text_of(series(B), dropped) == text_of(kept, dropped)
    assert text_of(kept, dropped).count("Ana") == 1


def text_of(now: Series, release: Release) -> str:
    """Return the calendar entry of the first webinar."""
    found = for_calendars(now, release)
    (a,) = (webinar for webinar in found.series.webinars if webinar.id == "a")
    return write_webinar(found.series, a, "en", Style(revision_of=found.revision_of)).decode()


def test_a_change_that_is_taken_back_is_newer_than_the_change() -> None:
    """Only `revised` shows that somebody may have the change."""
    first = publish(series(A + "}", B))
    back = series(A + ", revised: 2020-06-05 20:00}", B)
    found = for_calendars(back, first)
    stamp = datetime(2020, 6, 5, 12, tzinfo=UTC)
    assert (found.revisions["a"], found.unpublished) == (Revision(0, stamp), ())
    assert revision(publish(back, first, SECOND)) == Revision(0, stamp)


def test_a_release_is_not_older_than_an_exported_file() -> None:
    first = publish(series(A + "}", B))
    state = no_older_than(state_of(series(A + "}", B)), {"a": Revision(4, SECOND)})
    second = next_release(state, first, "name", None, SECOND + timedelta(days=1))
    assert revision(second) == Revision(4, SECOND + timedelta(days=1))
    assert revision(second, "b") == Revision(0, FIRST)
