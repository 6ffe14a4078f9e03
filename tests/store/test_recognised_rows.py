"""Rows under other keys, people who asked to be forgotten, and rows that a later export lacks."""

from dataclasses import replace

from test_store import DAY, SEAL, answers, contents, keep, reading, response, store

from sstc_cli.store import Attendance, Store, imports, store_problems
from sstc_cli.store.erasure import allow_again, forget, rekey, undo
from sstc_cli.store.import_plan import MissingRows
from sstc_cli.store.response import Identity, Rejected, Response, instant_of

__all__ = ["store"]


def row(key: str, *others: str, **answers: object) -> Response:
    return response(key, **answers)._replace(other_keys=others)


def counts(store: Store, *rows: Response, sha: str = "1" * 64, **more: object):
    return store.record([replace(reading(*rows), **more)], SEAL, sha, DAY)[0]


def test_a_row_under_an_old_key_is_the_same_row(store: Store) -> None:
    keep(store, row("uuid 1", content=1), row("uuid 2", content=2))
    again = counts(store, row("root", "id", "uuid 1", content=1), row("uuid 2", content=2))
    assert (again.new, again.changed, again.unchanged, again.missing) == (0, 0, 2, ())
    assert [imported.id for imported in imports(store)] == [1]
    edited = counts(store, row("root", "id", "uuid 3", content=5), row("uuid 2", content=2))
    assert (edited.new, edited.changed) == (0, 1)
    without = counts(store, row("id", "uuid 4", content=4), row("uuid 2", content=2))
    assert (without.new, without.changed, without.missing) == (0, 1, ())
    assert counts(store, row("root", "id", "uuid 5", content=4)).unchanged == 1
    assert sorted(given["content"] for given in answers(store)) == [2, 4]
    assert undo(store, 3).restored == 1
    assert sorted(given["content"] for given in answers(store)) == [2, 5]
    undo(store, 2)
    undo(store, 1)
    assert not any(contents(store).values())


def test_two_rows_that_were_one_response_become_one(store: Store) -> None:
    keep(store, row("uuid 1", content=1))
    keep(store, row("uuid 2", content=2))
    assert len(answers(store)) == 2
    now = counts(store, row("uuid 1", "id", "uuid 2", content=2))
    assert (now.new, now.changed) == (0, 1)
    assert answers(store) == [{"content": 2}]
    assert store_problems(store) == []
    undo(store, 3)
    assert answers(store) == [{"content": 2}]  # as import 2 had it
    undo(store, 2)
    assert answers(store) == [{"content": 1}]


def test_consent_is_withdrawn_under_any_key(store: Store) -> None:
    keep(store, row("uuid 1", content=1), row("root", "id", content=2))
    refused = [("new", "uuid 1"), ("id", "uuid 7")]
    assert counts(store, refused=refused).withdrawn == 2
    assert answers(store) == []


def test_a_forgotten_person_stays_out_until_allowed_again(store: Store) -> None:
    one, two = response("a", "one@example.org", content=5), response("b", "two@example.org")
    there = Attendance("t", "c", 7, "zoom", 2, one.person, Identity(None, "One", None, "{}"), 9)
    keep(store, one, two)
    forget(store, "One@example.org", SEAL)
    later = counts(store, one, two, response("c", "one@example.org", content=1))
    assert (later.new, later.unchanged, later.forgotten, later.missing) == (0, 1, 2, ())
    assert counts(store, attendances=[there]).forgotten == 1
    rekey(store, SEAL, b"n" * 32)
    pseudonyms = store.pseudonym_key([b"n" * 32, SEAL.person_key])
    tried = store.compare([reading(one)], pseudonyms, "2" * 64)
    assert (tried[0].forgotten, tried[0].new) == (1, 0)
    assert not allow_again(store, "two@example.org", pseudonyms)
    assert allow_again(store, " ONE@example.org", pseudonyms)
    assert store.record([reading(one)], pseudonyms, "3" * 64, DAY)[0].new == 1
    assert one.person not in repr(contents(store)["identities"])  # the new pseudonym


def test_rows_that_a_later_export_lacks_are_named(store: Store) -> None:
    rows = [response(f"k{n}", content=n)._replace(row=n) for n in range(2, 8)]
    keep(store, *rows)
    assert counts(store, *rows[1:]).missing == (MissingRows(1, (2,)),)
    assert counts(store, *rows[1:], rejected=[Rejected(2, (), ("k2",))]).missing == ()
    assert counts(store, *rows[:2], file="b.csv").missing == ()  # too few to be a later export
    assert counts(store, *rows[1:], platform="other").missing == ()
    assert counts(store, *(row._replace(webinar=8) for row in rows[1:])).missing == ()
    assert counts(store, response("new", content=1)).missing == (
        MissingRows(1, (2, 3, 4, 5, 6, 7)),
    )
    older = counts(store, *rows, sha="0" * 64)
    assert older.missing == ()  # `new` is from a later import
    assert counts(store, *rows[3:]).missing[0] == MissingRows(1, (2, 3, 4))


def test_the_later_instant_counts_in_whatever_zone(store: Store) -> None:
    early = response("a", "one@example.org", "2020-10-09T17:10:00+08:00", content=1)
    late = response("b", "one@example.org", "2020-10-09T12:30:00+03:00", content=5)
    assert counts(store, late).superseded == 0
    assert counts(store, early).superseded == 1
    assert answers(store) == [{"content": 5}]


def test_instants_sort_by_time_and_other_texts_stay() -> None:
    times = ["2020-10-09T17:10:00+08:00", "2020-10-09T12:10:01+03:00", "2020-10-09T09:10:02.5Z"]
    assert sorted(map(instant_of, reversed(times))) == [*map(instant_of, times)]
    for text in ("in May", "2020-10-09", "2020-10-09T09:10:00", ""):
        assert instant_of(text) == text
    assert instant_of(None) == ""
    assert instant_of("0001-01-01T00:00:00+14:00").startswith("0001")
