"""The store, in SQLite and on a real PostgreSQL: the same tests for both."""

import json
import os
import sqlite3
import stat
import sys
import traceback
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from conftest import NUMBERS
from sqlalchemy import func, select, update
from systems import FILE_MODES

from sstc_cli.choices import By
from sstc_cli.errors import SstcError
from sstc_cli.model import Survey, Text
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.store import (
    Attendance,
    PseudonymKey,
    Reading,
    SqliteFile,
    Store,
    imports,
    store_problems,
    webinars_with_rows,
)
from sstc_cli.store.database import transaction
from sstc_cli.store.erasure import BY_DIGEST, BY_PSEUDONYM, MENTIONS, forget, purge, rekey, undo
from sstc_cli.store.names import ERASED
from sstc_cli.store.people import AttendanceCounts, people
from sstc_cli.store.postgres import postgres
from sstc_cli.store.response import Identity, Response
from sstc_cli.store.schema import (
    ABOUT,
    CERTIFICATES,
    CODES,
    FORGOTTEN,
    MAILINGS,
    METADATA,
    RESPONSES,
    TABLE_PAIRS,
)
from sstc_cli.store.sqlite import in_words
from sstc_cli.survey.export import EXPORTS, Included, export_attendance, export_rows

SEAL = PseudonymKey(b"k" * 32)
DAY = date(2020, 10, 10)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "sqlite":
        return Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    database = postgres(request.getfixturevalue("postgres_url"))
    with transaction(database, writing=True) as connection:
        METADATA.drop_all(connection)
    return Store(database, webinars=NUMBERS)


def response(key: str, email: str | None = None, submitted: str | None = None, **answers: object):
    person = SEAL.digest("person", email) if email else None
    return Response(
        key, SEAL.digest(repr((email, answers))), "exit", "7", "plain", 2, submitted, None, person,
        Identity(email, email.partition("@")[0].title(), None, "{}") if email else None,
        json.dumps(answers), "{}", "{}",
    )  # fmt: skip


def reading(*responses: Response, refused: tuple[tuple[str, ...], ...] = ()) -> Reading:
    return Reading("a.csv", "", "plain", "exit", list(responses), refused=list(refused))


def keep(store: Store, *responses: Response, **more: object) -> None:
    store.record([reading(*responses, **more)], SEAL, "0" * 64, DAY)


def contents(store: Store) -> dict[str, list[tuple]]:
    """Return everything that is kept, but for the imports themselves."""
    with transaction(store.database, writing=False) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for pair in TABLE_PAIRS
            for table in pair
        }


def answers(store: Store) -> list[dict]:
    batches = [block.responses["exit"] for block in people(store) if block.responses]
    return [given for batch in batches for given in batch.answers]


def superseded(store: Store) -> dict[tuple[str, int], int]:
    return {row: n for block in people(store) for row, n in block.superseded.items()}


ONE = response("a", "one@example.org", content=5)
TWO = response("b", "two@example.org", content=4)


def test_an_import_is_kept_and_the_same_again_changes_nothing(store: Store) -> None:
    keep(store, ONE, TWO)
    before = contents(store)
    keep(store, TWO, ONE)
    assert contents(store) == before
    assert [(imported.new, imported.webinars) for imported in imports(store)] == [(2, ("7",))]
    assert webinars_with_rows(store) == {("exit", "7")}
    assert store_problems(store) == []


def test_every_import_can_be_undone_to_the_state_before_it(store: Store) -> None:
    keep(store, ONE, TWO)
    states = [contents(store)]
    for number in (2, 3):
        changed = ONE._replace(content=f"{number}", answers=f'{{"content": {number}}}')
        changed = changed._replace(identity=ONE.identity._replace(name=f"Name {number}"))
        keep(store, changed, response(f"new {number}", f"{number}@example.org"))
        states.append(contents(store))
    for number in (3, 2):
        gone = undo(store, number)
        assert (gone.responses, gone.restored) == (2, 1)
        assert contents(store) == states[number - 2]
    keep(store, response("new 2", "2@example.org"))
    assert [done.id for done in imports(store)] == [1, 2]  # without a gap
    undo(store, 2)
    undo(store, 1)
    assert not any(contents(store).values())
    for number in (1, 0, -(10**30), 2**31, 10**30):
        with pytest.raises(SstcError, match=f"unknown import {number}"):
            undo(store, number)


def test_the_last_submission_of_a_person_counts(store: Store) -> None:
    early = response("a", "one@example.org", "2020-10-09T10:00:00", content=1)
    late = response("c", "one@example.org", "2020-10-09T11:00:00", content=5)
    keep(store, late, TWO)
    keep(store, early)
    assert {given["content"] for given in answers(store)} == {4, 5}
    assert superseded(store) == {("exit", 7): 1}
    undo(store, 1)
    assert answers(store) == [{"content": 1}]
    assert superseded(store) == {}


def test_a_person_who_no_longer_agrees_is_taken_out_for_good(store: Store) -> None:
    keep(store, ONE, TWO)
    keep(store, ONE._replace(content="new"))
    keep(store, refused=(("a",),))
    assert len(contents(store)["identities"]) == 1
    assert contents(store)["earlier_responses"] == []
    assert undo(store, 3).withdrawn == 1
    assert len(answers(store)) == 1


def test_attendance_is_kept_beside_the_answers(store: Store) -> None:
    there = [
        Attendance(
            f"t{n}", "c", "7", "zoom", n, SEAL.digest("person", f"{n}@example.org"),
            Identity(f"{n}@example.org", None, None, "{}"), 60 + n,
        )
        for n in range(3)
    ]  # fmt: skip
    both = replace(reading(ONE), attendances=there)
    assert store.record([both], SEAL, "0" * 64, DAY)[0].new == 4
    cube = make_cube(store, {})
    assert cube.attendance() == AttendanceCounts({7: 3}, 3)
    assert cube.attendance([8]) == AttendanceCounts({}, 0)
    header, *rows = export_attendance(store, ["7"], Included(contacts=True))
    assert header[:4] == ["webinar", "webinar_id", "person", "minutes"]
    assert header[4:] == ["email", "name", "organisation", "contacts"]
    assert min(row[3:5] for row in rows) == [60.0, "0@example.org"]
    assert forget(store, "1@example.org", SEAL).attendances == 1
    assert make_cube(store, {}).attendance().webinars == {7: 2}
    undo(store, 1)
    assert make_cube(store, {}).attendance().webinars == {}


def test_returning_persons_are_distinguished_from_new_ones(store: Store) -> None:
    def at(webinar: int, who: str | None, survey: str = "exit") -> Response:
        said = response(f"{survey} {webinar} {who}", who and f"{who}@example.org", content=5)
        return said._replace(webinar=str(webinar), survey=survey)

    nameless = SEAL.digest("row", "t")
    there = [
        Attendance(f"t{n}", "c", str(n), "zoom", 2, person, Identity(address, "P", None, "{}"), 60)
        for n, person, address in (
            (1, SEAL.digest("person", "was-there@example.org"), "was-there@example.org"),
            (3, nameless, None),
        )
    ]
    keep(store, *(at(2, who) for who in ("back", "new", None, "was-there")), at(1, "back"))
    registered = Reading("r.csv", "", "plain", "registration", [at(1, "new", "registration")])
    store.record([replace(reading(), attendances=there)], SEAL, "1" * 64, DAY)
    store.record([registered], SEAL, "2" * 64, DAY)
    after = Survey(id="exit", when="after", title=Text("Exit"), questions=())
    before = Survey(id="registration", when="before", title=Text("Registration"), questions=())
    cube = make_cube(store, {"exit": after, "registration": before}, (), [By.PARTICIPATION])
    found = cube.survey("exit")
    assert found.sizes(By.PARTICIPATION, [2]) == {"first_time": 1, "not_stated": 1, "returning": 2}
    assert found.sizes(By.PARTICIPATION, [1]) == {"first_time": 1}
    assert (cube.visits([1]), cube.visits([3])) == ({"first_time": 1}, {"not_stated": 1})
    undo(store, 1)
    keep(store, at(2, "back"))
    again = make_cube(store, {"exit": after}, (), [By.PARTICIPATION]).survey("exit")
    assert again.sizes(By.PARTICIPATION) == {"first_time": 1}


def test_imports_at_once_do_not_double(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(keep, store, ONE, TWO) for _ in range(4)]
        for future in done:
            future.result()
    assert [imported.new for imported in imports(store)] == [2]
    assert len(answers(store)) == 2


def test_a_store_in_use_is_reported_after_a_while(store: Store, monkeypatch) -> None:
    keep(store, ONE)
    for home in ("sqlite", "postgres"):
        monkeypatch.setattr(sys.modules[f"sstc_cli.store.{home}"], "WAIT", 1)
    with (
        transaction(store.database, writing=True),
        pytest.raises(SstcError, match="in use by another command"),
    ):
        keep(store, TWO)
    assert len(answers(store)) == 1


def test_a_person_is_forgotten_everywhere(store: Store) -> None:
    other = response("b", "two@example.org", comment="ask One@Example.org, ONE@EXAMPLE.ORG!")
    keep(store, ONE, other)
    keep(store, ONE._replace(content="new", answers='{"content": 1}'))
    gone = forget(store, "ONE@example.ORG", SEAL)
    assert (gone.responses, gone.mentions) == (1, 1)
    assert answers(store) == [{"comment": "ask [erased], [erased]!"}]
    assert "one@example.org" not in repr(contents(store)).lower()
    assert "'One'" not in repr(contents(store))


def erased(store: Store, address: str, said: dict[str, str], *people: Response) -> int:
    """Forget a person; check what is left of texts of others, and return the mentions."""
    texts = (json.dumps({"comments": text}, ensure_ascii=False) for text in said)
    keep(store, *people, *(response(f"k{n}")._replace(answers=t) for n, t in enumerate(texts)))
    mentions = forget(store, address, SEAL).mentions
    found = {given["comments"] for given in answers(store) if "comments" in given}
    assert found == {*said.values()}
    return mentions - sum(before != after for before, after in said.items())


def named(key: str, name: str, email: str | None = None, works_for: str | None = None) -> Response:
    person = SEAL.person(email) if email else SEAL.digest("row", key)
    return response(key)._replace(person=person, identity=Identity(email, name, works_for, "{}"))


def test_a_mention_is_erased_but_not_inside_a_longer_address(store: Store) -> None:
    said = {
        "a@example.org": ERASED, "(A@Example.org)": f"({ERASED})",
        "see\na@example.org.": f"see\n{ERASED}.", "邮箱a@example.org，谢谢": f"邮箱{ERASED}，谢谢",
        "x_a@example.org": f"x_{ERASED}", "data@example.org": "data@example.org",
        "a@example.organic": "a@example.organic", "\x0ba@example.org": f"\x0b{ERASED}",
        "a@example.org\ta@example.org": f"{ERASED}\t{ERASED}",
    }  # fmt: skip
    assert erased(store, " mailto:a@example.org", said) == 0


def test_a_person_is_erased_in_the_names_and_organisations_of_others(store: Store) -> None:
    said = {
        "ada@example.org": ERASED, "Ada (ADA@Example.org)": f"Ada ({ERASED})",
        "Bo for ada@example.org": f"Bo for {ERASED}", "ada  lovelace": ERASED,
        "Ada Lovelace (guest)": f"{ERASED} (guest)", "Ada Lovelaces": "Ada Lovelaces", "Bo": "Bo",
    }  # fmt: skip
    others = [named(f"k{n}", name) for n, name in enumerate(said)]
    namesake = named("n", "Ada Lovelace", "al@example.org", "office of Ada Lovelace")
    ada = named("a", "Ada Lovelace", "ada@example.org")
    keep(store, ada, namesake, *others)
    keep(store, *(other._replace(content=f"new {other.key}") for other in others))
    assert forget(store, "ada@example.org", SEAL).mentions == 11
    kept = contents(store)
    for table in ("identities", "earlier_identities"):
        names = {row[3] for row in kept[table] if row[2] is None}
        assert names == {*said.values()}
    assert [row[3:5] for row in kept["identities"] if row[2]] == [
        ("Ada Lovelace", f"office of {ERASED}")
    ]
    assert "ada@example.org" not in repr(kept).lower()
    names = ("王伟", "王伟明", "王伟（教育部）")
    keep(store, named("w", "王伟", "w@example.org"), *(named(name, name) for name in names))
    forget(store, "w@example.org", SEAL)
    found = {row[3] for row in contents(store)["identities"]}
    assert {"王伟明", f"{ERASED}（教育部）"} <= found and "王伟" not in found


def test_a_mention_is_erased_in_any_case_of_any_script(store: Store) -> None:
    said = {"ask ÉVA@EXAMPLE.ORG or éva@Example.org": f"ask {ERASED} or {ERASED}"}
    assert erased(store, "éva@example.org", said) == 0


@pytest.mark.parametrize("space", ["\n", "\r\n", "\t", " \n ", "\x0b", "\u3000"])
def test_a_mention_over_two_lines_is_erased(space: str, store: Store) -> None:
    said = {
        f"Ask Zelda{space}Quux": f"Ask {ERASED}",
        f"Ask zelda{space}@{space}example.org": f"Ask {ERASED}", "Zelda\\nQuux": "Zelda\\nQuux",
    }  # fmt: skip
    zelda = named("z", "Zelda Quux", "zelda@example.org")
    assert erased(store, "zelda@example.org", said, zelda) == 0


def test_a_name_is_erased_in_any_spelling(store: Store) -> None:
    kept_apart = json.dumps({"First name": "Thị Hoa", "Last name": "Nguyễn"})
    sean = named("s", "Seán O'Connor", "sean@example.org")
    sean = sean._replace(identity=sean.identity._replace(contacts=kept_apart))
    said = {
        "a\nSean O’Connor spoke": f"a\n{ERASED} spoke", "SEÁN O'CONNOR": ERASED,
        "Thi Hoa Nguyen": ERASED, "Sean O'Connors": "Sean O'Connors", "Hoa": "Hoa",
    }  # fmt: skip
    guest = named("g", "Sean O’Connor (guest)")
    assert erased(store, "sean@example.org", said, sean, guest) == 1
    assert f"{ERASED} (guest)" in {name for _, _, _, name, *_ in contents(store)["identities"]}


@pytest.mark.parametrize(
    "address", ["", " ", "a", "%", "@", "anonymous", "a@b", "a@b.org, c@d.org"]
)
def test_only_a_whole_address_is_forgotten(store: Store, address: str) -> None:
    keep(store, response("a", "a@example.org", comments="a"))
    before = contents(store)
    with pytest.raises(SstcError, match="not an e-mail address"):
        forget(store, address, SEAL)
    assert contents(store) == before


def test_forgetting_leaves_no_byte_in_the_files(tmp_path: Path) -> None:
    store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    people = [
        response(f"k{n}", f"p{n}@example.org", comment=f"secret-{n}-" * 9) for n in range(300)
    ]
    keep(store, *people)
    keep(store, *(person._replace(content="new") for person in people[:200]))
    assert forget(store, "p150@example.org", SEAL).responses == 1
    data = b"".join(path.read_bytes() for path in (tmp_path / ".sstc").iterdir())
    assert b"p151@example.org" in data and b"secret-151-" in data
    for trace in (b"p150@", b"secret-150-", b"P150", people[150].person.encode()):
        assert trace not in data


def test_what_is_too_old_is_purged(store: Store) -> None:
    keep(store, response("a", "one@example.org", "2019-01-31T23:00:00"), TWO)
    keep(store, response("c", "three@example.org", "2021-01-01"))
    assert purge(store.trial(), date(2020, 1, 1), {}).responses == 1
    assert len(answers(store)) == 3
    assert purge(store, date(2020, 1, 1), {}).responses == 1
    assert len(contents(store)["identities"]) == 2
    assert purge(store, date(2020, 10, 11), {}).responses == 1  # its import's day
    assert [imported.id for imported in imports(store)] == [2]
    assert store_problems(store) == []


def test_rows_without_a_day_have_that_of_their_webinar(store: Store) -> None:
    said = response("x", "x@example.org", "in May")._replace(webinar="8")
    there = [
        Attendance(f"t{n}", "c", str(n), "zoom", n, None, Identity(None, "P", None, "{}"), 60)
        for n in (7, 8, 9)
    ]
    store.record([replace(reading(TWO, said), attendances=there)], SEAL, "0" * 64, DAY)
    days = {"7": date(2018, 1, 1), "8": date(2019, 1, 1)}
    gone = purge(store, date(2018, 1, 2), days)
    assert (gone.responses, gone.attendances) == (1, 1)
    gone = purge(store, date(2019, 1, 2), days)
    assert (gone.responses, gone.attendances) == (1, 1)
    assert purge(store, DAY, days).attendances == 0  # webinar 9 is not in the plan
    assert purge(store, date(2020, 10, 11), days).attendances == 1


def test_a_rotated_key_gives_new_pseudonyms_and_knows_the_rows(store: Store) -> None:
    own = response("d", content=3)._replace(person=SEAL.digest("row", "d"))
    own = own._replace(identity=Identity(None, "No Address", None, "{}"))
    keep(store, ONE, TWO, own)
    before = {row[0] for row in contents(store)["identities"]}
    assert rekey(store, SEAL, b"n" * 32) == 3
    after = {row[0] for row in contents(store)["identities"]}
    assert len(after) == 3 and not before & after
    pseudonyms = store.pseudonym_key([b"n" * 32, SEAL.person_key])
    assert store.record([reading(ONE, TWO, own)], pseudonyms, "0" * 64, DAY)[0].unchanged == 3
    again = ONE._replace(content="new")
    store.record([reading(again)], pseudonyms, "1" * 64, DAY)
    assert len(contents(store)["identities"]) == 3
    assert forget(store, "one@example.org", pseudonyms).responses == 1
    with pytest.raises(SstcError, match="another key"):
        store.pseudonym_key([b"n" * 32])
    with pytest.raises(SstcError, match="gave the store a new key while this one was working"):
        store.record([reading(ONE)], SEAL, "0" * 64, DAY)


def test_a_failure_in_the_middle_keeps_nothing(store: Store, monkeypatch) -> None:
    keep(store, ONE)
    before = contents(store)

    def fail(*_: object) -> None:
        raise RuntimeError

    for name in ("sstc_cli.store.store.supersede", "sstc_cli.store.erasure.drop_orphans"):
        monkeypatch.setattr(name, fail)
    with pytest.raises(RuntimeError):
        keep(store, TWO)
    with pytest.raises(RuntimeError):
        undo(store, 1)
    assert contents(store) == before


def test_the_export_has_pseudonyms_unless_contacts_are_named(store: Store) -> None:
    survey = Survey.read(
        {
            "id": "exit", "when": "after", "title": "Exit",
            "questions": [
                {"id": "content", "type": "number", "text": "C"},
                {"id": "comment", "type": "text", "role": "comment", "text": "T"},
            ],
        }
    )  # fmt: skip
    keep(store, response("a", "one@example.org", "2020-10-09T10:00:00", content=5, comment="=1"))
    person = SEAL.digest("person", "one@example.org")[:16]
    header, row = export_rows(store, survey, [], Included())
    assert dict(zip(header, row, strict=True)) == {
        "webinar": 7.0, "webinar_id": "7", "person": person, "submitted": "2020-10-09",
        "content": 5.0,
    }  # fmt: skip
    header, row = export_rows(store, survey, ["7"], Included(texts=True, contacts=True))
    found = dict(zip(header, row, strict=True))
    assert (found["comment"], found["email"], found["name"]) == ("=1", "one@example.org", "One")
    assert [*export_rows(store, survey, ["8"], Included())][1:] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_needs_memory_for_a_few_rows_only(tmp_path: Path, monkeypatch, kind: str) -> None:
    monkeypatch.setattr("sstc_cli.store.people._EXPORTED_AT_ONCE", 100)
    question = {"id": "comment", "type": "text", "role": "comment", "text": "T"}
    survey = Survey.read({"id": "exit", "when": "after", "title": "Exit", "questions": [question]})
    store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    keep(store, *(response(f"k{n}", comment="x" * 9_000) for n in range(2_000)))
    with (tmp_path / "export").open("wb") as stream:
        tracemalloc.start()
        try:
            EXPORTS[kind](export_rows(store, survey, [], Included(texts=True)), "exit", stream)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert stream.tell() > 18_000_000 > 2 * peak


def test_a_store_belongs_to_the_first_series_that_writes_to_it(store: Store) -> None:
    keep(store, ONE)
    mine, other = (Store(store.database, name, NUMBERS) for name in ("mine", "other"))
    assert len(answers(other)) == len(answers(mine)) == 1  # reading claims nothing
    keep(mine, TWO)
    before = contents(store)
    for refused in (
        lambda: answers(other),
        lambda: imports(other),
        lambda: keep(other, ONE),
        lambda: other.compare([reading(ONE)], SEAL, "0" * 64),
        lambda: other.pseudonym_key([SEAL.person_key]),
        lambda: undo(other, 1),
        lambda: purge(other, DAY, {}),
        lambda: forget(other, "one@example.org", SEAL),
        lambda: rekey(other, SEAL, b"n" * 32),
        lambda: store_problems(other),
        lambda: other.begun,
    ):
        with pytest.raises(SstcError, match="belongs to the series `mine`"):
            refused()
    assert contents(store) == before
    assert len(answers(mine)) == 2


@pytest.mark.parametrize("version", ["0", "6", "99"])
def test_a_store_of_another_version_is_refused(store: Store, version: str) -> None:
    keep(store, ONE)
    with transaction(store.database, writing=True) as connection:
        connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value=version))
    for use in (answers, lambda store: keep(store, TWO), lambda store: undo(store, 1)):
        with pytest.raises(SstcError, match="another version of sstc"):
            use(store)


@FILE_MODES
def test_the_journal_is_for_its_owner_and_empty_after_closing(tmp_path: Path) -> None:
    umask = os.umask(0)
    names = {".gitignore", "store.sqlite", "store.sqlite-journal"}
    try:
        store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
        keep(store, ONE)
        with transaction(store.database, writing=True) as connection:
            connection.execute(select(func.count()).select_from(RESPONSES))
            connection.exec_driver_sql("DELETE FROM responses")
            # two computers that share a drive do not share the memory of a log
            assert {path.name for path in (tmp_path / ".sstc").iterdir()} == names
            for path in (tmp_path / ".sstc").glob("store*"):
                assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(umask)
    assert {path.name for path in (tmp_path / ".sstc").iterdir()} == names
    assert (tmp_path / ".sstc" / "store.sqlite-journal").stat().st_size == 0


def test_a_large_import_does_not_keep_out_those_who_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.store.database.WAIT", 0.1)
    store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    keep(store, ONE)
    with transaction(store.database, writing=True) as connection:
        connection.exec_driver_sql(
            "INSERT INTO about"
            " WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10000)"
            " SELECT 'n' || n, hex(randomblob(500)) FROM n"
        )
        assert len(answers(store)) == 1


def test_a_drive_that_goes_away_is_no_full_disk(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    error = in_words(sqlite3.OperationalError("disk I/O error"), file)
    assert error.message == f"cannot read or write the store {file}: nothing was changed"
    assert "drive is connected" in str(error.hint)


def test_the_disks_of_macos_are_told_to_write(tmp_path: Path) -> None:
    store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    keep(store, ONE)
    with transaction(store.database, writing=True) as connection:
        assert connection.exec_driver_sql("PRAGMA fullfsync").scalar() == 1


@FILE_MODES
def test_faults_are_named(tmp_path: Path) -> None:
    store = Store(SqliteFile(tmp_path / ".sstc" / "store.sqlite"), webinars=NUMBERS)
    keep(store, ONE)
    store.database.file.chmod(0o644)
    with closing(sqlite3.connect(store.database.file)) as plain:
        plain.execute("DELETE FROM responses")
        plain.execute("INSERT INTO attendances VALUES ('a', 'c', 99, '7', 'zoom', 1, NULL, 5)")
        plain.commit()
    found = "\n".join(store_problems(store))
    for part in ("other users can read", "no import", "`identities` belong to no response"):
        assert part in found


@pytest.mark.parametrize(
    "url",
    ["sqlite:///secret", "postgresql://u:secret@host", "mysql://u:secret@h/d", "://secret", "\0",
     "postgresql://u:secret@h/d?options=-c%20x", "postgresql://u:secret@h:port/d",
     "postgresql+pg8000://u:secret@h/d", "postgresql://u:secret@h/d?service=x",
     "postgresql://u:secret@h/d?password=secret", "postgresql://u:p@ss:secret@h:1/d",
     "postgresql://u:secret@\u202eh/d", f"postgresql://u:secret@{'h' * 300}/d", " " * 9],
)  # fmt: skip
def test_a_strange_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(SstcError) as caught:
        postgres(url)
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    "rest",
    ["@127.0.0.1:1/d", "@127.0.0.1:1/d?sslmode=weird", "@127.0.0.1:99999999/d", "@[::1]:1/d",
     "@127.0.0.1:1/d%00x", "@127.0.0.1:1/../../etc", "%00@127.0.0.1:1/d", "\n@127.0.0.1:1/d",
     "@/d?host=/nowhere", "@h.invalid/d?host=a&host=b"],
)  # fmt: skip
def test_a_password_is_never_shown(rest: str) -> None:
    database = postgres(f"postgresql://u:secret{rest}")
    assert "secret" not in repr(database) + database.label
    with pytest.raises(SstcError, match="cannot reach the store") as caught:
        list(people(Store(database, webinars=NUMBERS)))
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


def test_what_is_known_of_an_error_has_no_answers(store: Store) -> None:
    with pytest.raises(SstcError) as caught:
        keep(store, ONE._replace(platform=object()))
    report = "".join(traceback.format_exception(caught.value))
    assert "hide_parameters" in report
    assert "one@example.org" not in report


def test_every_column_that_may_have_somebody_is_known_to_what_erases() -> None:
    own = {"name", "email"}  # of the row's own person, who is erased with it
    known = {*BY_DIGEST, *MENTIONS, *(table.c.person for table in BY_PSEUDONYM)}
    known |= {FORGOTTEN.c.person, ABOUT.c.value, CODES.c.themes, MAILINGS.c.told}
    known |= {table.c[name] for table in BY_PSEUDONYM for name in own if name in table.c}
    digests = {"key", "also", "content", "comment", "sha256"}  # of rows and files
    known |= {column for table in METADATA.tables.values() for column in table.c
              if column.name in {*digests, "submitted", "instant", "consent"}}  # fmt: skip
    known.add(CERTIFICATES.c.code)
    assert not [
        str(column)
        for table in METADATA.tables.values()
        for column in table.c
        if (isinstance(column.type, sqlalchemy.Text) or getattr(column.type, "length", 0) == 64)
        if column not in known
    ]
