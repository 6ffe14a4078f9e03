"""The survey commands on a PostgreSQL, as an office with a server runs them."""

import json
from pathlib import Path

import pytest
from conftest import Sstc, alter
from killing import kill
from sqlalchemy import Engine, event
from systems import STOPS

HEADER = "E-mail,Your full name,Country,Gender,Content,Consent\n"
FILE = "exit-webinar-7.csv"


@pytest.fixture
def office(workspace: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose store is an empty database."""
    from sqlalchemy import create_engine

    engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    monkeypatch.setenv("SSTC_STORE", postgres_url)
    rows = (f"p{n}@example.org,Person {n},Kenya,Woman,5,Yes\n" for n in range(300))
    (workspace / FILE).write_text(HEADER + "".join(rows), "utf-8")
    return workspace


def test_every_command_works_on_postgres(sstc: Sstc, office: Path) -> None:
    assert "nothing has been imported yet" in sstc("surveys", "list").err
    first = sstc("surveys", "import", FILE)
    assert "300 new" in first.out
    assert first.err.startswith("created the store postgres on /")
    again = sstc("surveys", "import", FILE)
    assert ("300 unchanged" in again.out, "created" in again.err) == (True, False)
    assert "1. exit-webinar-7.csv: survey exit, webinar 7" in sstc("surveys", "list").out
    assert "300 responses: 300 people" in sstc("surveys", "summary", "7").out
    assert "Eastern Africa     300" in sstc("surveys", "summary", "--by", "subregion").out
    assert sstc("surveys", "forget", "p7@example.org", "--yes").out == "erased: 1 response\n"
    assert sstc("surveys", "key", "--rotate").err == "gave 299 people a new pseudonym\n"
    assert sstc("surveys", "check").out == "the store is intact: 299 responses, 299 people\n"
    exported = sstc("surveys", "export", "--format", "csv", "-o", "-").out
    assert len(exported.splitlines()) == 300 and "example.org" not in exported
    sstc("surveys", "backup", "copy.sqlite").gives(2, "pg_dump")
    assert "deleted 299 responses" in sstc("surveys", "undo", "1", "--yes").out
    assert "299 new" in sstc("surveys", "import", FILE).out  # one asked to be forgotten
    purge = sstc("surveys", "purge", "--older-than", "0d", "--yes", "--today", "2099-01-01")
    assert purge.out == "before 2099-01-01: 299 responses erased\n"
    assert json.loads(sstc("surveys", "list", "--json").out)["imports"] == []
    assert not (office / ".sstc").exists()


def test_a_command_makes_one_connection_and_few_requests(sstc: Sstc, office: Path) -> None:
    """Over a distance, each request takes a while: the bounds are a quarter above what it takes."""
    seen: list[str] = []

    def connected(*_: object) -> None:
        seen.append("connection")

    def asked(*_: object) -> None:
        seen.append("request")

    event.listen(Engine, "connect", connected)
    event.listen(Engine, "before_cursor_execute", asked)
    try:
        for words, most in (
            (["import", FILE], 86), (["import", FILE], 50), (["list"], 15), (["summary", "7"], 11),
            (["summary", "--by", "participation"], 14), (["export"], 20), (["check"], 33),
            (["forget", "p7@example.org", "--yes"], 65), (["key", "--rotate"], 36),
        ):  # fmt: skip
            seen.clear()
            assert sstc("surveys", *words).status == 0
            assert seen.count("connection") == 1, words
            assert seen.count("request") <= most, words
    finally:
        event.remove(Engine, "connect", connected)
        event.remove(Engine, "before_cursor_execute", asked)


def test_a_database_of_another_series_is_refused(sstc: Sstc, office: Path) -> None:
    assert "300 new" in sstc("surveys", "import", FILE).out
    alter(office, "id: sstc-cities", "id: other", count=1)
    purge = ["purge", "--older-than", "0d", "--yes"]
    for words in (
        ["list"], ["summary", "7"], ["import", FILE], ["export"], ["check"], ["key", "--rotate"],
        ["undo", "1", "--yes"], ["forget", "p7@example.org", "--yes"], purge,
        ["backup", "copy.sqlite"],
    ):  # fmt: skip
        result = sstc("surveys", *words)
        assert (result.status, result.out) == (3, ""), words
        assert result.err.count("belongs to the series `sstc-cities-ecommerce-2020`") == 1


@STOPS
def test_an_import_killed_on_postgres_is_all_or_nothing(sstc: Sstc, office: Path) -> None:
    sstc("surveys", "import", FILE)
    purge = ["surveys", "purge", "--older-than", "0d", "--yes", "--today", "2099-01-01"]
    sstc(*purge)
    job = {"words": ["surveys", "import", FILE], "places": [], "most": 8}
    (found,) = kill(office, job | {"state": ["surveys", "check"], "reset": purge})
    assert found["nothing"] and found["all"]
    assert sstc("surveys", "check").out == "the store is intact: 300 responses, 300 people\n"
