"""What only a PostgreSQL server has: roles, snapshots, statistics, encodings, poolers."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from conftest import NUMBERS, missing_program
from postgres import pooler, program
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.pool import NullPool
from test_store import DAY, ONE, SEAL, TWO, answers, contents, keep, reading, response

from sstc_cli.errors import SstcError
from sstc_cli.store import Store
from sstc_cli.store.erasure import forget, purge, rekey, undo
from sstc_cli.store.people import people
from sstc_cli.store.postgres import postgres

PEOPLE = [response(f"k{n}", f"p{n}@example.org", comment=f"secret {n} x") for n in range(60)]


# in a process of its own, because pytest would take what the driver logs
DYING = """
import sys
from sqlalchemy import bindparam
from sstc_cli.errors import SstcError
from sstc_cli.store import Store
from sstc_cli.store.postgres import postgres
from sstc_cli.store.schema import RESPONSES

try:
    with Store(postgres(sys.argv[1])).writing() as connection:
        rows = RESPONSES.update().where(RESPONSES.c.key == bindparam("was")).values(row=1)
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 100")
        __import__("time").sleep(1)
        connection.execute(rows, [{"was": "a"}, {"was": "b"}])
except SstcError as error:
    print(error.message)
"""


@pytest.fixture
def url(postgres_url: str) -> str:
    """Return the URL of a database without any table."""
    with connected(postgres_url) as server:
        server.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return postgres_url


@contextmanager
def connected(url: str, isolation: str = "AUTOCOMMIT") -> Iterator[Connection]:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        isolation_level=isolation,
    )
    with engine.connect() as connection:
        yield connection


def sql(url: str, statement: str) -> None:
    with connected(url) as server:
        server.exec_driver_sql(statement)


def as_role(url: str, role: str) -> str:
    """Return the URL for a role, which is made anew."""
    with connected(url) as server:
        for (known,) in server.exec_driver_sql("SELECT rolname FROM pg_roles").all():
            if known == role:
                server.exec_driver_sql(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")
        server.exec_driver_sql(f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA public TO {role}")
    return url.replace("sstc@", f"{role}@")


def on_disk(url: str) -> bytes:
    """Return everything that the server keeps of the tables of a database."""
    with connected(url) as server:
        server.exec_driver_sql("CHECKPOINT")
        query = "SELECT oid FROM pg_database WHERE datname = current_database()"
        oid = server.exec_driver_sql(query).scalar_one()
    # other tests leave other databases on this server
    folder = Path(str(make_url(url).query["host"])) / "data" / "base" / str(oid)
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def sampled(url: str) -> str:
    """Return what anybody with the rights of the store sees in the statistics."""
    with connected(url) as server:
        server.exec_driver_sql("ANALYZE")
        rows = server.exec_driver_sql("SELECT * FROM pg_stats WHERE schemaname <> 'pg_catalog'")
        return repr([*map(tuple, rows)])


def test_forgetting_leaves_no_byte_in_the_server_s_tables(url: str) -> None:
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    forget(store, "p33@example.org", SEAL)
    data = on_disk(url)
    assert b"p34@example.org" in data
    assert b"p33@example.org" not in data and b"secret 33 x" not in data
    assert len(answers(store)) == len(PEOPLE) - 1


def test_the_server_s_statistics_have_nobody(url: str) -> None:
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    found = sampled(url)
    assert "superseded" in found
    for text in ("example.org", "secret", "P1", PEOPLE[0].person[:16]):
        assert text not in found


def test_a_role_with_all_permissions_erases_and_another_one_says_that_it_cannot(url: str) -> None:
    keep(Store(postgres(url), webinars=NUMBERS), *PEOPLE)
    may, may_not = (
        Store(postgres(as_role(url, role)), webinars=NUMBERS) for role in ("may", "may_not")
    )
    with connected(url) as server:
        server.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO may")
        rights = "SELECT, INSERT, UPDATE, DELETE"
        server.exec_driver_sql(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO may_not")
    before = contents(may)
    with pytest.raises(SstcError, match=r"nothing was changed .* permission denied for table"):
        forget(may_not, "p33@example.org", SEAL)
    assert contents(may) == before
    forget(may, "p33@example.org", SEAL)
    assert b"p33@example.org" not in on_disk(url)


def test_an_old_snapshot_keeps_nobody(url: str) -> None:
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    with connected(url, "REPEATABLE READ") as other:
        other.exec_driver_sql("SELECT 1")
        forget(store, "p33@example.org", SEAL)
        assert b"p33@example.org" not in on_disk(url)


def test_whoever_reads_for_long_lets_nothing_be_half_erased(url: str, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["sstc_cli.store.postgres"], "WAIT", 1)
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    with connected(url, "REPEATABLE READ") as other:
        other.exec_driver_sql("SELECT * FROM about")
        with pytest.raises(SstcError, match="in use by another command"):
            forget(store, "p33@example.org", SEAL)
    assert len(answers(store)) == len(PEOPLE)


def test_a_frozen_store_changes_only_after_whoever_reads_it(url: str, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["sstc_cli.store.postgres"], "WAIT", 1)
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    with store.frozen(), Store(postgres(url), webinars=NUMBERS).frozen():
        with pytest.raises(SstcError, match="in use by another command"):
            keep(Store(postgres(url), webinars=NUMBERS), ONE)
        assert len(answers(store)) == len(PEOPLE)
    keep(Store(postgres(url), webinars=NUMBERS), ONE)
    assert len(answers(store)) == len(PEOPLE) + 1


@pytest.mark.parametrize("command", ["purge", "undo", "rotate"])
def test_what_others_deleted_leaves_no_trace(url: str, command: str) -> None:
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE)
    keep(store, ONE)
    with connected(url) as server:
        server.exec_driver_sql("DELETE FROM identities WHERE email = 'p33@example.org'")
    assert b"p33@example.org" in on_disk(url)
    {
        "purge": lambda: purge(store, date(2000, 1, 1), {}),
        "undo": lambda: undo(store, 2),
        "rotate": lambda: rekey(store, SEAL, b"n" * 32),
    }[command]()
    data = on_disk(url)
    assert b"p34@example.org" in data and b"p33@example.org" not in data


def test_whoever_no_longer_agrees_leaves_no_byte(url: str) -> None:
    store = Store(postgres(url), webinars=NUMBERS)
    keep(store, *PEOPLE, TWO)
    store.record([reading(refused=(("b",),))], SEAL, "1" * 64, DAY)
    data = on_disk(url)
    assert b"p34@example.org" in data and b"two@example.org" not in data


@pytest.mark.parametrize(
    "url", ["postgresql://u:half@SECRET@h/d", "postgresql://u:half@SECRET@h:1/d?sslmode=require"]
)
def test_a_password_with_an_unescaped_sign_is_not_shown_in_part(url: str) -> None:
    with pytest.raises(SstcError) as caught:
        postgres(url)
    assert "SECRET" not in f"{caught.value.message} {caught.value.hint}"
    assert "`%40`" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("/postgres?", "/nowhere?", 'database "nowhere" does not exist'),
        ("sstc@", "nobody_here:secret@", 'role "nobody_here" does not exist'),
        ("?", "?sslmode=weird&", 'invalid sslmode value: "weird"'),
        ("sstc@", "busy:busy@", 'too many connections for role "…"'),
    ],
)
def test_the_server_s_own_reason_is_shown(url: str, was: str, now: str, reason: str) -> None:
    as_role(url, "busy")
    sql(url, "ALTER ROLE busy CONNECTION LIMIT 0")
    with pytest.raises(SstcError) as caught:
        list(people(Store(postgres(url.replace(was, now)), webinars=NUMBERS)))
    assert caught.value.message.startswith("cannot reach the store ")
    assert caught.value.message.endswith(f": {reason}")


def test_missing_permissions_and_limits_of_the_server_have_words(url: str) -> None:
    stranger = Store(postgres(as_role(url, "stranger")), webinars=NUMBERS)
    with pytest.raises(SstcError, match="permission denied for schema public") as caught:
        keep(stranger, ONE)
    assert "own the tables" in (caught.value.hint or "")
    keep(Store(postgres(url), webinars=NUMBERS), *PEOPLE)
    with connected(url) as server:
        server.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO stranger")
    for setting, words in (
        ("default_transaction_read_only = on", "the database is read-only"),
        ("statement_timeout = 1", "it took too long"),
    ):
        sql(url, f"ALTER ROLE stranger SET {setting}")
        with pytest.raises(SstcError, match=words):
            forget(
                Store(postgres(url.replace("sstc@", "stranger@")), webinars=NUMBERS),
                "p1@example.org",
                SEAL,
            )
        sql(url, "ALTER ROLE stranger RESET ALL")


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_keep_every_letter_is_refused(url: str, encoding: str) -> None:
    name = f"in_{encoding.lower()}"
    with connected(url) as server:
        server.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
        server.exec_driver_sql(
            f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0"
        )
    with pytest.raises(SstcError, match=f"encoded in {encoding}, not in UTF8"):
        keep(Store(postgres(url.replace("/postgres?", f"/{name}?")), webinars=NUMBERS), ONE)


def test_a_pooler_without_prepared_statements_does(url: str) -> None:
    if not program("pgbouncer"):
        missing_program("PgBouncer is not installed: apt-get install pgbouncer")
    with pooler(url) as pooled:
        keep(Store(postgres(pooled), webinars=NUMBERS), *PEOPLE)
        store = Store(
            postgres(pooled), webinars=NUMBERS
        )  # another client of the same server process
        assert rekey(store, SEAL, b"n" * 32) == len(PEOPLE)
        pseudonyms = store.pseudonym_key([b"n" * 32, SEAL.person_key])
        assert forget(store, "p33@example.org", pseudonyms).responses == 1
        assert len(answers(store)) == len(PEOPLE) - 1


@pytest.mark.parametrize("table", ["about", "imports"])
def test_tables_of_another_program_are_refused_and_a_schema_of_our_own_does(url, table) -> None:
    sql(url, f"CREATE TABLE {table} (other integer)")
    with pytest.raises(SstcError, match=f"another program has a table `{table}`"):
        keep(Store(postgres(url), webinars=NUMBERS), ONE)
    store = Store(postgres(as_role(url, "webinars")), webinars=NUMBERS)
    sql(url, "CREATE SCHEMA AUTHORIZATION webinars")
    keep(store, ONE)
    assert len(answers(store)) == 1
    with connected(url) as server:
        assert server.exec_driver_sql(f"TABLE public.{table}").all() == []
        server.exec_driver_sql("DROP SCHEMA webinars CASCADE")


def test_a_connection_that_dies_says_nothing_but_the_error(url: str) -> None:
    keep(Store(postgres(url), webinars=NUMBERS), ONE)
    done = subprocess.run(
        [sys.executable, "-c", DYING, url], capture_output=True, text=True, check=False
    )
    assert "cannot reach the store" in done.stdout
    assert done.stderr == ""
