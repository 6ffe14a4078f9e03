"""The evidence that the store has of a series: the tables of each report, complete or public."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sstc_cli.choices import By
from sstc_cli.model import Series, Survey, Webinar
from sstc_cli.model.report import ReportTexts
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.tables.report_tables import DIMENSIONS, exact_tables, public_tables
from sstc_cli.numbers.tables.table import SERIES, Tables
from sstc_cli.numbers.words import Words
from sstc_cli.report.quotes import Quotes, read_coded, read_quotes
from sstc_cli.report.setting import Setting
from sstc_cli.store import Import, Store, imports
from sstc_cli.store.requests import requests


@dataclass(frozen=True, slots=True)
class Edition:
    """The contents of a report: in that for the `office` nothing is hidden.

    Results are broken down by the `dimensions` alone, if there are any.
    """

    office: bool = False
    dimensions: Collection[By] = ()


@dataclass(frozen=True)
class ReportEvidence:
    """The tables of the series and of each webinar with data, and the files that they rest on."""

    series: Series
    surveys: Mapping[str, Survey]
    written: ReportTexts
    tables: Mapping[tuple[int, ...], Tables]
    edition: Edition = Edition()
    files: Sequence[Import] = ()
    quotes: Quotes = field(default_factory=Quotes)

    @property
    def webinars(self) -> list[int]:
        return sorted(scope[0] for scope in self.tables if scope)

    def setting(self, words: Words, webinar: Webinar | None = None) -> Setting:
        tables = self.tables.get((webinar.number,) if webinar else SERIES, {})
        if chosen := self.edition.dimensions:  # without the groups that nobody asked for
            shown = {None, *chosen}
            tables = {id_: table for id_, table in tables.items() if table.by in shown}
        return Setting(
            series=self.series,
            surveys=self.surveys,
            written=self.written,
            words=words,
            tables=tables,
            others={
                webinar.id: self.tables[webinar.number,]
                for webinar in self.series.webinars
                if (webinar.number,) in self.tables
            },
            webinar=webinar,
            office=self.edition.office,
        )

    def files_of(self, webinar: Webinar | None) -> Sequence[Import]:
        if webinar is None:
            return self.files
        return [file for file in self.files if webinar.id in file.webinars]


def read_evidence(
    store: Store,
    series: Series,
    surveys: Mapping[str, Survey],
    written: ReportTexts,
    edition: Edition,
) -> ReportEvidence:
    """Return what the store says, after what is about few people is hidden."""
    cube = make_cube(store, surveys, (), DIMENSIONS)
    coded = read_coded(store, surveys, [theme.id for theme in written.themes])
    exact = exact_tables(cube, coded, requests(store))
    found = exact.tables if edition.office else public_tables(exact)
    tables = {scope: _by_id(tables, store.webinars) for scope, tables in found.items()}
    quotes = read_quotes(store, surveys)
    return ReportEvidence(series, surveys, written, tables, edition, imports(store), quotes)


_OF_WEBINARS = ("attendance", "webinars")  # tables with a line for each webinar


def _by_id(tables: Tables, numbers: Mapping[str, int]) -> Tables:
    """Return tables whose lines about webinars have their ids, which texts and records name."""
    ids = {str(number): id_ for id_, number in numbers.items()}
    return {
        id_: table.with_lines(
            [replace(line, key=ids.get(line.key, line.key)) for line in table.lines]
        )
        if table.root in _OF_WEBINARS
        else table
        for id_, table in tables.items()
    }
