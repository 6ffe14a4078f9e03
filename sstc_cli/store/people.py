"""The people of the store with their rows: some at a time to be counted, or named for exports."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Table,
    case,
    func,
    literal,
    null,
    select,
    tuple_,
    union,
    union_all,
)

from sstc_cli.store.database import decoded, in_parts
from sstc_cli.store.history import rows_by_survey
from sstc_cli.store.names import contacts_of, names_of, offices_of
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.schema import (
    ATTENDANCES,
    EARLIER_IDENTITIES,
    IDENTITIES,
    PEOPLE_TABLES,
    RESPONSES,
)
from sstc_cli.store.store import Store


class ResponseColumns(NamedTuple):
    """Some responses to be counted, as columns with one value for each response.

    `others` are the answers that match no option, by question.
    """

    webinars: Sequence[int]
    persons: Sequence[str | None]
    answers: Sequence[Mapping[str, object]]
    others: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class AttendanceCounts:
    """The number of people who attended, by webinar if that is known, and in all."""

    webinars: Mapping[int, int]
    persons: int


class People(NamedTuple):
    """Some people with all of their rows, in the order of webinars.

    `known` have an address, and so can be recognised. `attendances` are webinars and persons.
    `responses` are those that count, by survey; the others are `superseded`.
    """

    known: frozenset[str]
    attendances: tuple[Sequence[int], Sequence[str | None]]
    responses: Mapping[str, ResponseColumns]
    superseded: Mapping[tuple[str, int], int] = MappingProxyType({})


_COUNTED_AT_ONCE = 1_500  # rows: more need more memory, fewer more work to begin and end each time
_IDENTITY = ""  # in place of the id of a survey
_NONE: Mapping[str, str] = MappingProxyType({})


_ROWS_EACH = 10
Few = Collection[tuple[str, str]]  # surveys, or the attendance, and ids of webinars


def people(store: Store, without: Few = ()) -> Iterator[People]:
    """Yield all people, without their rows of some surveys about some webinars."""
    with store.reading() as connection:
        if connection is None:
            return
        left: list[Any] = []
        # a server sends all rows at once unless it is asked not to; SQLite never does
        streamed = {"stream_results": True, "max_row_buffer": _COUNTED_AT_ONCE}
        options = {} if connection.dialect.name == "sqlite" else streamed
        result = connection.execute(_rows(store, without), execution_options=options)
        for rows in result.partitions(_COUNTED_AT_ONCE):
            found = [*left, *rows]
            end = _start_of_last(found)
            left = found[end:]
            if end:
                yield _people(found[:end])
        if left:
            yield _people(left)


def _rows(store: Store, without: Few) -> CompoundSelect[Any]:
    """Return the query of all rows, person by person, which SQLite finds without sorting them."""
    said, there, who = RESPONSES.c, ATTENDANCES.c, IDENTITIES.c
    counted = case((said.superseded, null()), else_=said.answers).label("answers")
    ids = [*store.webinars]
    number = store.number(said.webinar)
    responses = select(said.person, said.survey, number, counted, said.others)
    responses = responses.where(
        said.webinar.in_(ids), tuple_(said.survey, said.webinar).not_in(without)
    )
    nothing = (null().label("answers"), null().label("others"))
    number = store.number(there.webinar)
    attendances = select(there.person, literal(ATTENDANCE_ID), number, *nothing)
    attended = [id_ for id_ in ids if (ATTENDANCE_ID, id_) not in without]
    attendances = attendances.where(there.webinar.in_(attended))
    identities = select(who.person, literal(_IDENTITY), literal(0), *nothing)
    rows = union_all(responses, attendances, identities.where(who.email.is_not(None)))
    return rows.order_by(rows.selected_columns.person)


def _start_of_last(rows: Sequence[Any]) -> int:
    end = len(rows) - 1
    last = rows[end][0]
    while end and rows[end - 1][0] == last and last is not None:
        end -= 1
    return end


def _people(rows: Sequence[Any]) -> People:
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
    responses = {
        id_: ResponseColumns(
            webinars,
            persons,
            decoded(f"[{','.join(answers)}]"),  # all of them in one go
            [_NONE if other == "{}" else decoded(other) for other in others],
        )
        for id_, (persons, _, webinars, answers, others) in found.items()
        if persons
    }
    return People(frozenset(known), (there[2], there[0]), responses, superseded)


def few_people(store: Store, least: int) -> Few:
    """Return the surveys, or the attendance, that fewer people than `least` have at a webinar."""
    said, there = RESPONSES.c, ATTENDANCES.c
    # people have one row each, or hardly more: to tell those of many rows apart takes long
    close = [key for key, n in rows_by_survey(store).items() if n < _ROWS_EACH * least]
    people_of = [func.count(func.coalesce(of.person, of.key).distinct()) for of in (said, there)]
    rows = select(said.survey, said.webinar).where(~said.superseded)
    rows = rows.where(tuple_(said.survey, said.webinar).in_(close))
    rows = rows.group_by(said.survey, said.webinar).having(people_of[0] < least)
    visits = select(literal(ATTENDANCE_ID), there.webinar)
    visits = visits.where(tuple_(literal(ATTENDANCE_ID), there.webinar).in_(close))
    visits = visits.group_by(there.webinar).having(people_of[1] < least)
    with store.reading() as connection:
        found = connection.execute(union_all(rows, visits)) if connection else ()
        return {(survey, webinar) for survey, webinar in found}


def attended_webinars(store: Store) -> list[int]:
    """Return the numbers of the webinars of the plan that a person attended."""
    query = select(ATTENDANCES.c.webinar).distinct()
    with store.reading() as connection:
        ids = {*connection.scalars(query)} if connection else set()
    return sorted({number for id_, number in store.webinars.items() if id_ in ids})


def names_and_addresses(store: Store) -> list[str]:
    found: set[str] = set()
    for email, name, _, contacts in _who(store):
        found |= {*names_of(name, contacts), *contacts_of(contacts), *filter(None, [email])}
    return sorted(found)


def organisations(store: Store) -> list[str]:
    return sorted({
        office
        for _, _, organisation, contacts in _who(store)
        for office in offices_of(organisation, contacts)
    })  # fmt: skip


def _who(store: Store) -> Sequence[Any]:
    """Return who each person is, also as earlier imports have it: the last one may lack a name."""
    columns = ("email", "name", "organisation", "contacts")
    queries = (select(*(table.c[name] for name in columns)) for table in PEOPLE_TABLES)
    with store.reading() as connection:
        return connection.execute(union(*queries)).all() if connection else []


def _last_known(name: str) -> ColumnElement[Any]:
    """Return a detail of people as the last import says it that has one, for example a name."""
    earlier = EARLIER_IDENTITIES.c
    before = select(earlier[name]).where(earlier.person == IDENTITIES.c.person, earlier[name] != "")
    before = before.order_by(earlier.import_id.desc()).limit(1).correlate(IDENTITIES)
    last = IDENTITIES.c[name]
    return func.coalesce(func.nullif(last, ""), before.scalar_subquery(), last)


Identified = Mapping[str, Any]

_EXPORTED_AT_ONCE = 5_000  # more need more memory, fewer need more messages to a server

CONTACTS = ("email", "name", "organisation", "contacts")


@dataclass(frozen=True, slots=True)
class IdentifiedRows:
    """Rows with the people they are of, in the order of their keys, read some at a time.

    Each has the id of its webinar, and its `number`, or None if the plan lacks it.
    """

    store: Store
    table: Table
    keys: Sequence[str]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Identified]:
        columns, people = self.table.c, IDENTITIES.c
        contacts = (_last_known(name).label(name) for name in CONTACTS)
        query = select(*columns, *contacts)
        query = query.join_from(
            self.table, IDENTITIES, columns.person == people.person, isouter=True
        )
        for keys in in_parts(self.keys, _EXPORTED_AT_ONCE):
            with self.store.reading() as connection:
                found = connection.execute(query.where(columns.key.in_(keys))) if connection else ()
                numbers = self.store.webinars
                rows = {
                    row.key: {**row._mapping, "number": numbers.get(row.webinar)} for row in found
                }
            yield from (rows[key] for key in keys if key in rows)


def identified_rows(
    store: Store, webinars: Sequence[str], survey: str | None = None
) -> IdentifiedRows:
    """Return the responses to a survey, or else the attendances, at webinars, or all.

    They are found by their keys, because sorting all of their contents takes much memory.
    """
    table = RESPONSES if survey else ATTENDANCES
    columns = table.c
    query = select(columns.key)
    if len(webinars) != 1:  # a comparison with each webinar of a large series takes long
        query = query.order_by(store.number(columns.webinar))
    query = query.order_by(columns.key)
    if webinars:
        query = query.where(columns.webinar.in_(webinars))
    if survey:
        query = query.where(columns.survey == survey, ~columns.superseded)
    with store.reading() as connection:
        keys = connection.scalars(query).all() if connection else []
    return IdentifiedRows(store, table, keys)
