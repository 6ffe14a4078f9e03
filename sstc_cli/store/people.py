"""The people of the store, some at a time, each with all of their rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import CompoundSelect, case, literal, null, select, union_all

from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import ATTENDANCES, IDENTITIES, RESPONSES
from sstc_cli.store.store import Batch, Store, batch_of

_AT_ONCE = 4_000  # rows: more need more memory, fewer more work to begin and end each time
_IDENTITY = ""  # in place of the id of a survey


@dataclass(frozen=True, slots=True)
class People:
    """Some people with all of their rows, in the order of webinars.

    `known` have an address, and so can be recognised. `attendances` are webinars and persons.
    `responses` are those that count, by survey; the others are `superseded`.
    """

    known: frozenset[str]
    attendances: tuple[Sequence[int], Sequence[str | None]]
    responses: Mapping[str, Batch]
    superseded: Mapping[tuple[str, int], int] = field(default_factory=dict)


def people(store: Store, surveys: Sequence[str]) -> Iterator[People]:
    """Yield everybody in the store, with the rows of these surveys and of the attendance."""
    with store.reading() as connection:
        if connection is None:
            return
        left: list[Any] = []
        result = connection.execution_options(yield_per=_AT_ONCE).execute(_rows(surveys))
        for rows in result.partitions():
            found = [*left, *rows]
            end = _start_of_last(found)
            left = found[end:]
            if end:
                yield _people(found[:end])
        if left:
            yield _people(left)


def _rows(surveys: Sequence[str]) -> CompoundSelect[Any]:
    """Return the query of all rows, person by person."""
    said, there, who = RESPONSES.c, ATTENDANCES.c, IDENTITIES.c
    counted = case((said.superseded, null()), else_=said.answers).label("answers")
    responses = select(said.person, said.survey, said.webinar, counted, said.others)
    responses = responses.where(said.survey.in_(surveys))
    nothing = (null().label("answers"), null().label("others"))
    attendances = select(there.person, literal(ATTENDANCE_ID), there.webinar, *nothing)
    identities = select(who.person, literal(_IDENTITY), literal(0), *nothing)
    rows = union_all(responses, attendances, identities.where(who.email.is_not(None)))
    return rows.order_by(rows.selected_columns.person)


def _start_of_last(rows: Sequence[Any]) -> int:
    """Return where the rows of the last person begin."""
    end = len(rows) - 1
    last = rows[end][0]
    while end and rows[end - 1][0] == last and last is not None:
        end -= 1
    return end


def _people(rows: Sequence[Any]) -> People:
    """Divide the rows by where they come from."""
    by_survey: dict[str, list[Any]] = {}
    for row in sorted(rows, key=itemgetter(2)):
        by_survey.setdefault(row[1], []).append(row)
    known = frozenset(row[0] for row in by_survey.pop(_IDENTITY, ()))
    there = by_survey.pop(ATTENDANCE_ID, [])
    attendances = ([row[2] for row in there], [row[0] for row in there])
    superseded: Counter[tuple[str, int]] = Counter()
    responses = {}
    for id_, found in by_survey.items():
        superseded.update((id_, row[2]) for row in found if row[3] is None)
        if counted := [row for row in found if row[3] is not None]:
            responses[id_] = _batch(counted)
    return People(known, attendances, responses, superseded)


def attended_webinars(store: Store) -> list[int]:
    """Return the webinars with known attendance."""
    query = select(ATTENDANCES.c.webinar).distinct()
    with store.reading() as connection:
        return sorted(connection.scalars(query)) if connection else []


def _batch(rows: Sequence[Any]) -> Batch:
    persons, _, webinars, answers, others = zip(*rows, strict=True)
    return batch_of(webinars, persons, answers, others)


def names_and_addresses(store: Store) -> list[str]:
    """Return the names and addresses of everybody in the store, each once."""
    who = IDENTITIES.c
    with store.reading() as connection:
        if connection is None:
            return []
        rows = connection.execute(select(who.name, who.email)).all()
    return sorted({text for row in rows for text in row if text})


def organisations(store: Store) -> list[str]:
    """Return the organisations of everybody in the store, each once."""
    works_for = IDENTITIES.c.organisation
    query = select(works_for).where(works_for.is_not(None)).distinct()
    with store.reading() as connection:
        return sorted(connection.scalars(query)) if connection else []
