"""A person who asked to be forgotten does not come back in what others write later."""

import json

import pytest
from test_store import DAY, ONE, SEAL, TWO, answers, keep, reading, response, store  # noqa: F401 a fixture

from sstc_cli.store import Attendance, Store
from sstc_cli.store.database import transaction
from sstc_cli.store.erasure import allow_again, forget
from sstc_cli.store.names import ERASED
from sstc_cli.store.response import Identity

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
def test_a_later_import_erases_the_address(store: Store, text: str) -> None:  # noqa: F811
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
def test_other_addresses_stay(store: Store, text: str) -> None:  # noqa: F811
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    (counts,) = store.record([reading(TWO._replace(**written(text)))], SEAL, "1" * 64, DAY)
    assert counts.mentions == 0
    assert answers(store) == [{"why": text}]


def test_the_address_is_found_wherever_people_write(store: Store) -> None:  # noqa: F811
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    text = "ask one@example.org"
    person = Identity("two@example.org", text, text, json.dumps({"also": text}))
    row = TWO._replace(identity=person, others=json.dumps({text: 1}), extras=json.dumps([text]))
    here = Attendance("v", "v", 7, "zoom", 2, SEAL.person("two@example.org"), person, 30)
    later = reading(row)
    later.attendances.append(here)
    (counts,) = store.record([later], SEAL, "1" * 64, DAY)
    assert counts.mentions == 2
    assert "one@example.org" not in kept(store)
    assert "two@example.org" in kept(store)


def test_whoever_takes_part_again_may_be_named(store: Store) -> None:  # noqa: F811
    keep(store, ONE)
    forget(store, "one@example.org", SEAL)
    assert allow_again(store, "one@example.org", SEAL)
    keep(store, TWO._replace(**written("ask one@example.org")))
    assert "one@example.org" in kept(store)
