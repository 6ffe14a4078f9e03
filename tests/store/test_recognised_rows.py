"""Rows under other keys, people who asked to be forgotten, and rows that a later export lacks."""

import json
from dataclasses import replace

import pytest
from test_store import DAY, ONE, SEAL, TWO, answers, contents, keep, reading, response, store

from sstc_cli.store import Attendance, Store, imports, store_problems
from sstc_cli.store.database import transaction
from sstc_cli.store.erasure import allow_again, forget, rekey, undo
from sstc_cli.store.import_plan import MissingRows
from sstc_cli.store.names import ERASED
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
    there = Attendance("t", "c", "7", "zoom", 2, one.person, Identity(None, "One", None, "{}"), 9)
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
    assert counts(store, *(row._replace(webinar="8") for row in rows[1:])).missing == ()
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


SPELLINGS = [
    "one@example.org", "ONE@Example.org", "(one@example.org)", "mailto:one@example.org.",
    "one (at) example (dot) org", "one at example dot org", "one＠example.org",
    "x\none@example.org\ny", "see one@example.org.Thanks", "a one@example.org-b",
    "tel/one@example.org/7", "\tone [at] example.org",
]  # fmt: skip
OTHERS = ["someone@example.org", "one@example.organic", "one@example.com", "at one. at org", "@"]


def written(text: str) -> dict[str, object]:
    return {"answers": json.dumps({"why": text}, ensure_ascii=False), "content": text}


def kept(place: Store) -> str:
    with transaction(place.database, writing=False) as connection:
        return "".join(
            repr(tuple(row))
            for table in ("responses", "identities", "attendances")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
        )


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_later_import_erases_the_address(store: Store, text: str) -> None:
    keep(store, ONE, TWO)
    forget(store, "One@example.org", SEAL)
    rows = [TWO._replace(**written(text)), response("c", "c@example.org")._replace(**written(text))]
    (counts,) = store.record([reading(*rows)], SEAL, "1" * 64, DAY)
    assert (counts.new, counts.changed, counts.mentions) == (1, 1, 2)
    texts = [given["why"] for given in answers(store)]
    assert all(ERASED in given and "example" not in given.casefold() for given in texts), texts
    (again,) = store.record([reading(*rows)], SEAL, "1" * 64, DAY)
    assert (again.unchanged, again.mentions) == (2, 0)


@pytest.mark.parametrize("text", OTHERS)
def test_other_addresses_stay(store: Store, text: str) -> None:
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    (counts,) = store.record([reading(TWO._replace(**written(text)))], SEAL, "1" * 64, DAY)
    assert counts.mentions == 0
    assert answers(store) == [{"why": text}]


def test_the_address_is_found_wherever_people_write(store: Store) -> None:
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    text = "ask one@example.org"
    person = Identity("two@example.org", text, text, json.dumps({"also": text}))
    row = TWO._replace(identity=person, others=json.dumps({text: 1}), extras=json.dumps([text]))
    here = Attendance("v", "v", "7", "zoom", 2, SEAL.person("two@example.org"), person, 30)
    later = reading(row)
    later.attendances.append(here)
    (counts,) = store.record([later], SEAL, "1" * 64, DAY)
    assert counts.mentions == 2
    assert "one@example.org" not in kept(store)
    assert "two@example.org" in kept(store)


def test_whoever_takes_part_again_may_be_named(store: Store) -> None:
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    assert allow_again(store, "one@example.org", SEAL)
    keep(store, TWO._replace(**written("ask one@example.org")))
    assert "one@example.org" in kept(store)
