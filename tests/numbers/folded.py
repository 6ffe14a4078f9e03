"""The cube of responses that are not in a store."""

from collections.abc import Iterable, Mapping, Sequence

from conftest import NUMBERS

from sstc_cli.choices import By
from sstc_cli.model import Survey
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.folding.fold import Fold
from sstc_cli.numbers.tables.publication import next_edition
from sstc_cli.numbers.tables.report_tables import ExactTables
from sstc_cli.numbers.tables.table import Scope, Tables
from sstc_cli.source import build, parse
from sstc_cli.store.people import People, ResponseColumns


def survey_of(text: str) -> Survey:
    """Return a survey that is valid."""
    built, found = build(parse(text, "exit.yaml"), Survey)
    assert built, found
    return built


Visits = Sequence[tuple[int, str | None]]  # the webinar and the person of each attendance


def cube_of(
    surveys: Iterable[Survey],
    responses: Mapping[str, Sequence[ResponseColumns]],
    visits: Visits = (),
    known: Iterable[str] | None = None,
    by: Sequence[By] = (*By,),
) -> Cube:
    """Return the cube of all webinars; by default everybody with a pseudonym has an address."""
    fold = Fold(
        {survey.id: survey for survey in surveys}, [], by, {at for at, _ in visits}, NUMBERS
    )
    batches = {id_: in_order(found) for id_, found in responses.items() if found}
    persons = {person for batch in batches.values() for person in batch.persons}
    persons |= {person for _, person in visits}
    there = sorted(visits, key=lambda visit: visit[0])
    addresses = frozenset(persons - {None} if known is None else known)
    fold.add(People(addresses, ([at for at, _ in there], [who for _, who in there]), batches))
    return Cube(fold)


def public_tables(exact: ExactTables) -> Mapping[Scope, Tables]:
    return next_edition(exact).tables


def in_order(batches: Sequence[ResponseColumns]) -> ResponseColumns:
    """Return all responses as one batch, in the order of webinars, as the store yields them."""
    rows = [
        row
        for batch in batches
        for row in zip(batch.webinars, batch.persons, batch.answers, batch.others, strict=True)
    ]
    return ResponseColumns(*zip(*sorted(rows, key=lambda row: row[0]), strict=True))
