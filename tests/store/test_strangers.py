"""What somebody else adds to a store may copy people: nothing more is written to it."""

import pytest
from sqlalchemy import select
from test_store import ONE, SEAL, TWO, keep, store  # noqa: F401 a fixture

from sstc_cli.errors import SstcError
from sstc_cli.store import Store, store_problems
from sstc_cli.store.database import transaction
from sstc_cli.store.erasure import forget, rekey, undo
from sstc_cli.store.schema import IDENTITIES, METADATA

COPY = {
    "sqlite": (
        "CREATE TABLE copied (email TEXT)",
        "CREATE TRIGGER tapped AFTER INSERT ON identities"
        " BEGIN INSERT INTO copied VALUES (new.email); END",
    ),
    "postgresql": (
        "CREATE FUNCTION tap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
        "CREATE TRIGGER tapped AFTER INSERT ON identities FOR EACH ROW EXECUTE FUNCTION tap()",
    ),
}
NAMES = {"sqlite": ["table `copied`", "trigger `tapped`"], "postgresql": ["trigger `tapped`"]}
AWAY = {"sqlite": "DROP TABLE copied", "postgresql": "DROP FUNCTION tap() CASCADE"}


def run(place: Store, *statements: str) -> str:
    with transaction(place.database, writing=True) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        return connection.dialect.name


def test_a_trigger_or_a_table_of_somebody_else_is_named(store: Store) -> None:  # noqa: F811
    keep(store, ONE)
    kind = run(store)
    run(store, *COPY[kind])
    for change in (
        lambda: keep(store, TWO),
        lambda: undo(store, 1),
        lambda: forget(store, "one@example.org", SEAL),
        lambda: rekey(store, SEAL, b"n" * 32),
    ):
        with pytest.raises(
            SstcError, match="which sstc did not make, so nothing was written"
        ) as no:
            change()
        assert all(name in no.value.message for name in NAMES[kind])
    with transaction(store.database, writing=False) as connection:
        assert connection.scalars(select(IDENTITIES.c.email)).all() == ["one@example.org"]
    assert store_problems(store) == [f"sstc did not make the {x}: delete it" for x in NAMES[kind]]
    run(store, AWAY[kind], *["DROP TRIGGER tapped"] * (kind == "sqlite"))
    keep(store, TWO)
    assert forget(store, "one@example.org", SEAL).responses == 1
    assert store_problems(store) == []


def test_an_index_a_view_and_statistics_may_stay(store: Store) -> None:  # noqa: F811
    keep(store, ONE)
    run(
        store,
        "CREATE INDEX quick ON responses (webinar)",
        "CREATE VIEW seen AS SELECT webinar FROM responses",
        "ANALYZE",
    )
    try:
        keep(store, TWO)
        assert store_problems(store) == []
    finally:
        run(store, "DROP VIEW seen")


def test_a_rule_and_a_kept_copy_in_postgresql_are_named(postgres_url: str) -> None:
    from sstc_cli.store.postgres import postgres

    own = Store(postgres(postgres_url))
    with transaction(own.database, writing=True) as connection:
        METADATA.drop_all(connection)
    keep(own, ONE)
    run(
        own,
        "CREATE TABLE elsewhere (email TEXT)",
        "CREATE RULE tapped AS ON INSERT TO identities"
        " DO ALSO INSERT INTO elsewhere VALUES (new.email)",
        "CREATE MATERIALIZED VIEW kept AS SELECT email FROM identities",
    )
    try:
        with pytest.raises(SstcError, match=r"a materialized view `kept`, a rule `tapped`, which"):
            keep(own, TWO)
    finally:
        run(own, "DROP MATERIALIZED VIEW kept", "DROP TABLE elsewhere CASCADE")
    keep(own, TWO)
