"""Imports, undoings and erasures in any order: the store agrees with a model of a few lines."""

import json
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.store import (
    Attendance,
    PseudonymKey,
    Reading,
    SqliteFile,
    Store,
    imports,
    store_problems,
    store_size,
)
from sstc_cli.store.erasure import forget, rekey, undo
from sstc_cli.store.people import people
from sstc_cli.store.response import Identity, Response

KEYS, PEOPLE, CONTENTS = range(4), ("a@example.org", "b@example.org", None), range(3)
ROWS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(CONTENTS)), max_size=4,
                unique_by=lambda row: row[0])  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("import"), ROWS),
    st.tuples(st.just("attend"), ROWS),
    st.tuples(st.just("refuse"), st.sampled_from(KEYS)),
    st.tuples(st.just("undo"), st.integers(1, 6)),
    st.tuples(st.just("forget"), st.sampled_from(PEOPLE[:2])),
    st.tuples(st.just("rekey"), st.just(None)),
)


class Model:
    """Every version of a row by the import that brought it; the latest one counts."""

    def __init__(self) -> None:
        self.versions: dict[tuple[str, int], dict[int, int]] = {}
        self.known: list[int] = []
        self.last = 0
        self.forgotten: set[str | None] = set()

    def current(self) -> dict[tuple[str, int], int]:
        return {key: versions[max(versions)] for key, versions in self.versions.items() if versions}

    def take(self, kind: str, rows: list[tuple[int, int]]) -> None:
        now = self.current()
        rows = [row for row in rows if person_of(row[0]) not in self.forgotten]
        fresh = [(key, content) for key, content in rows if now.get((kind, key)) != content]
        if fresh:
            self._begin()
        for key, content in fresh:
            self.versions.setdefault((kind, key), {})[self.last] = content

    def refuse(self, key: int) -> None:
        if self.versions.get(("import", key)):
            self._begin()
            del self.versions["import", key]

    def undo(self, number: int) -> None:
        self.known.remove(number)
        for versions in self.versions.values():
            versions.pop(number, None)

    def forget(self, person: str) -> None:
        self.forgotten.add(person)
        for kind, key in list(self.versions):
            if person_of(key) == person:
                del self.versions[kind, key]

    def _begin(self) -> None:
        self.last = max(self.known, default=0) + 1  # SQLite gives the last number again
        self.known.append(self.last)


def person_of(key: int) -> str | None:
    return PEOPLE[key % len(PEOPLE)]


def rows_of(
    pseudonyms: PseudonymKey, kind: str, rows: list[tuple[int, int]]
) -> list[Response | Attendance]:
    found = []
    for key, content in rows:
        who = person_of(key)
        person = pseudonyms.digest("person", who) if who else None
        identity = Identity(who, None, None, "{}") if who else None
        name = f"{kind} {key}"
        answers = json.dumps({"row": key, "content": content})
        found.append(
            Attendance(name, str(content), "7", "zoom", key, person, identity, content)
            if kind == "attend"
            else Response(name, str(content), "exit", "7", "plain", key, None, None, person,
                          identity, answers, "{}", "{}")
        )  # fmt: skip
    return found


def act(store: Store, model: Model, keys: list[bytes], step: tuple[str, object]) -> None:
    what, value = step
    pseudonyms = store.pseudonym_key(keys)
    match what:
        case "import" | "attend":
            reading = Reading("f", "", "plain", "attendance" if what == "attend" else "exit")
            (reading.attendances if what == "attend" else reading.responses).extend(
                rows_of(pseudonyms, what, value)
            )
            store.record([reading], pseudonyms, "0" * 64, date(2020, 10, 10))
            model.take(what, value)
        case "refuse":
            reading = Reading("f", "", "plain", "exit", refused=[(f"import {value}",)])
            store.record([reading], pseudonyms, "0" * 64, date(2020, 10, 10))
            model.refuse(value)
        case "undo" if value in model.known:
            undo(store, value)
            model.undo(value)
        case "forget" if store.begun:
            forget(store, value, pseudonyms)
            model.forget(value)
        case "rekey" if store.begun:
            keys.insert(0, bytes([len(keys)]) * 32)
            rekey(store, pseudonyms, keys[0])


def agree(store: Store, model: Model) -> None:
    now = model.current()
    answers = {key: content for (kind, key), content in now.items() if kind == "import"}
    blocks = [*people(store)]
    found = [given for b in blocks for batch in b.responses.values() for given in batch.answers]
    by_person = Counter(person_of(key) for key in answers)
    counted = [*(person for person in by_person if person), *[None] * by_person[None]]
    assert len(found) == len(counted)
    assert sum(sum(b.superseded.values()) for b in blocks) == len(answers) - len(found)
    assert {given["row"]: given["content"] for given in found}.items() <= answers.items()
    visits = [key for kind, key in now if kind == "attend"]
    there = {person_of(key) or f"row {key}" for key in visits}
    found_there = [who or (at, n) for at, b in enumerate(blocks)
                   for n, who in enumerate(b.attendances[1])]  # fmt: skip
    assert len({*found_there}) == len(there)
    kept = {person_of(key) for (_, key), versions in model.versions.items() if versions} - {None}
    assert store_size(store) == (len(answers), len(visits), len(kept))
    assert [imported.id for imported in imports(store)] == model.known
    assert not store.begun or store_problems(store) == []


@settings(max_examples=20)
@given(st.lists(STEPS, max_size=8), st.randoms(use_true_random=False))
def test_any_order_of_imports_and_undoings_agrees_with_the_model(steps, chance) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, model, keys = (
            Store(SqliteFile(Path(folder) / "s" / "s.sqlite")),
            Model(),
            [b"k" * 32],
        )
        for step in steps:
            act(store, model, keys, step)
            agree(store, model)
        numbers = [*model.known]
        chance.shuffle(numbers)
        for number in numbers:
            act(store, model, keys, ("undo", number))
            agree(store, model)
        assert store_size(store) == (0, 0, 0)
