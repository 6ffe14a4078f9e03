"""The people of the store, some at a time, each with all of their rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import CompoundSelect, Connection, case, literal, null, select, union_all

from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import ATTENDANCES, IDENTITIES, RESPONSES
from sstc_cli.store.store import Batch, Store, batch_of

_AT_ONCE = 1_500  # rows: more need more memory, fewer more work to begin and end each time
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


def people(store: Store) -> Iterator[People]:
    """Yield everybody in the store."""
    with store.reading() as connection:
        if connection is None:
            return
        left: list[Any] = []
        result = connection.execute(_rows(), execution_options=_streamed(connection))
        for rows in result.partitions(_AT_ONCE):
            found = [*left, *rows]
            end = _start_of_last(found)
            left = found[end:]
            if end:
                yield _people(found[:end])
        if left:
            yield _people(left)


def _rows() -> CompoundSelect[Any]:
    """Return the query of all rows, person by person, which SQLite finds without sorting them."""
    said, there, who = RESPONSES.c, ATTENDANCES.c, IDENTITIES.c
    counted = case((said.superseded, null()), else_=said.answers).label("answers")
    responses = select(said.person, said.survey, said.webinar, counted, said.others)
    nothing = (null().label("answers"), null().label("others"))
    attendances = select(there.person, literal(ATTENDANCE_ID), there.webinar, *nothing)
    identities = select(who.person, literal(_IDENTITY), literal(0), *nothing)
    rows = union_all(responses, attendances, identities.where(who.email.is_not(None)))
    return rows.order_by(rows.selected_columns.person)


def _streamed(connection: Connection) -> dict[str, Any]:
    """Return the options to get rows from a server as they are read; SQLite always does so."""
    if connection.dialect.name == "sqlite":
        return {}
    return {"stream_results": True, "max_row_buffer": _AT_ONCE}


def _start_of_last(rows: Sequence[Any]) -> int:
    """Return where the rows of the last person begin."""
    end = len(rows) - 1
    last = rows[end][0]
    while end and rows[end - 1][0] == last and last is not None:
        end -= 1
    return end


def _people(rows: Sequence[Any]) -> People:
    """Divide the rows by where they come from."""
    in_order = sorted(sorted(rows, key=itemgetter(2)), key=itemgetter(1))
    found = {id_: [*zip(*part, strict=True)] for id_, part in groupby(in_order, itemgetter(1))}
    known = found.pop(_IDENTITY, ((),))[0]
    there = found.pop(ATTENDANCE_ID, ((), (), ()))
    superseded: Counter[tuple[str, int]] = Counter()
    for id_, (persons, _, webinars, answers, others) in found.items():
        if None in answers:
            counted = [answer is not None for answer in answers]
            superseded.update(
                (id_, at) for at, kept in zip(webinars, counted, strict=True) if not kept
            )
            columns = (persons, _, webinars, answers, others)
            found[id_] = [tuple(compress(column, counted)) for column in columns]
    responses = {id_: batch_of(columns[2], columns[0], *columns[3:])
                 for id_, columns in found.items() if columns[0]}  # fmt: skip
    return People(frozenset(known), (there[2], there[0]), responses, superseded)


def attended_webinars(store: Store) -> list[int]:
    """Return the webinars with known attendance."""
    query = select(ATTENDANCES.c.webinar).distinct()
    with store.reading() as connection:
        return sorted(connection.scalars(query)) if connection else []
