"""All tables of all reports, complete: for the office, and for what is made public of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import Breakdown, By
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.results import breakdown
from sstc_cli.numbers.tables.groups import group_tables
from sstc_cli.numbers.tables.learning import bounds_table, gain_table, knowledge_tables
from sstc_cli.numbers.tables.partners import partner_tables
from sstc_cli.numbers.tables.questions import question_tables
from sstc_cli.numbers.tables.reach import reach_tables
from sstc_cli.numbers.tables.table import SERIES, Table
from sstc_cli.numbers.tables.themes import UNCODED, Coded, themes_table
from sstc_cli.numbers.tables.webinars import webinar_tables
from sstc_cli.store.partners.request import Request

Scope = tuple[int, ...]  # a webinar, or none for the series
Tables = Mapping[str, Table]  # by id

DIMENSIONS = (
    *(By.GENDER, By.AUDIENCE, By.LANGUAGE, By.REGION, By.SUBREGION, By.COUNTRY),
    *(By.LDC, By.LLDC, By.SIDS, By.PARTICIPATION),
)


@dataclass(frozen=True, slots=True)
class ExactTables:
    """The tables of each report by their ids, and the results that some of them are made of."""

    surveys: Mapping[str, Survey]
    main: str
    tables: Mapping[Scope, Tables]
    gains: Mapping[Scope, Gain]
    breakdowns: Mapping[By, Breakdown]


def exact_tables(
    cube: Cube, coded: Coded = UNCODED, requests: Sequence[Request] = ()
) -> ExactTables:
    """Return the tables of the series and of every webinar with data."""
    scopes: list[Scope] = [SERIES, *((webinar,) for webinar in cube.webinars)]
    pairs = cube.pairs(cube.main) if cube.main else None
    gains = {scope: knowledge_gain(pairs, scope) for scope in scopes} if pairs else {}
    groups = dict(_breakdowns(cube))
    tables = {scope: _of_scope(cube, scope, gains.get(scope), groups) for scope in scopes}
    tables[SERIES] |= {table.id: table for table in webinar_tables(cube, tables)}
    for scope in scopes:
        tables[scope] |= {table.id: table for table in themes_table(coded, scope)}
    tables[SERIES] |= {table.id: table for table in partner_tables(requests)}
    return ExactTables(cube.surveys, cube.main, tables, gains, groups)


def _of_scope(
    cube: Cube, scope: Scope, gain: Gain | None, groups: Mapping[By, Breakdown]
) -> dict[str, Table]:
    found = [*reach_tables(cube, scope), *question_tables(cube, scope)]
    found += knowledge_tables(cube, scope)
    if gain is not None:
        found.append(gain_table(gain, scope))
    found += bounds_table(cube, scope)
    if not scope and cube.main:
        found += group_tables(cube.surveys[cube.main], groups)
    return {table.id: table for table in found}


def _breakdowns(cube: Cube) -> Iterator[tuple[By, Breakdown]]:
    """Yield the results of the main survey by each property that it asks for."""
    for by in DIMENSIONS if cube.main else ():
        found = breakdown(cube.survey(cube.main), by)
        if found is not None:
            yield by, found
