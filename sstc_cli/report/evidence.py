"""The evidence that the store has of a series: the tables of each report, complete or public."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.choices import By
from sstc_cli.model import Series, Survey, Webinar
from sstc_cli.model.report import PublishedReport, ReportTexts
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.tables.publication import NextEdition, next_edition
from sstc_cli.numbers.tables.report_tables import DIMENSIONS, exact_tables
from sstc_cli.numbers.tables.table import SERIES, Scope, Tables
from sstc_cli.numbers.words import Words
from sstc_cli.report.memory import Sizes, check_memory, recall, sizes_of
from sstc_cli.report.quotes import Quotes, read_coded, read_quotes
from sstc_cli.report.setting import Setting
from sstc_cli.store import Import, Store, imports
from sstc_cli.store.requests import requests


@dataclass(frozen=True, slots=True)
class Edition:
    """The contents of a report: in that for the `office` nothing is hidden.

    Results are broken down by the `dimensions` alone, if there are any. A public one tells nothing
    about few people either beside the reports `after` which it comes.
    """

    office: bool = False
    dimensions: Collection[By] = ()
    after: Sequence[PublishedReport] = ()


@dataclass(frozen=True)
class ReportEvidence:
    """The tables of the series and of each webinar with data, and the files that they rest on.

    `next` is the edition that can be published after the report `last`, if there is one, and
    `before` is what that one has told. `sizes` are those of its people who are in the store.
    """

    series: Series
    surveys: Mapping[str, Survey]
    written: ReportTexts
    tables: Mapping[tuple[int, ...], Tables]
    edition: Edition = Edition()
    files: Sequence[Import] = ()
    quotes: Quotes = field(default_factory=Quotes)
    next: NextEdition | None = None
    before: Mapping[Scope, Tables] = field(default_factory=dict)
    last: str = ""
    sizes: Sizes = field(default_factory=dict)

    @property
    def webinars(self) -> list[int]:
        return sorted(scope[0] for scope in self.tables if scope)

    @property
    def counted(self) -> Mapping[Scope, Tables]:
        return self.next.published.counted if self.next else {}

    def setting(self, words: Words, webinar: Webinar | None = None) -> Setting:
        scope = (webinar.number,) if webinar else SERIES
        tables, made = self.tables.get(scope, {}), self.next
        if chosen := self.edition.dimensions:  # without the groups that were not asked for
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
            waits_since=self.last if made and (made.waiting or made.late) else "",
            late={id_ for id_, at in made.late if at == scope} if made else (),
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
    least = 0 if edition.office else strictest(surveys.values()).least
    cube = make_cube(store, surveys, (), DIMENSIONS, least=least)
    coded = read_coded(store, cube, [theme.id for theme in written.themes], least)
    exact = exact_tables(cube, coded, requests(store))
    quotes, files = read_quotes(store, surveys), imports(store)
    if edition.office:
        tables = _by_id(exact.tables, store.webinars)
        return ReportEvidence(series, surveys, written, tables, edition, files, quotes)
    memory = recall(store)
    check_memory(memory, edition.after, exact)
    made = next_edition(exact, memory.published)
    tables, before = (
        _by_id(found, store.webinars) for found in (made.tables, memory.published.shown)
    )
    return ReportEvidence(
        series, surveys, written, tables, edition, files, quotes, made, before, memory.last,
        sizes_of(exact, made.published),
    )  # fmt: skip


def _by_id(tables: Mapping[Scope, Tables], numbers: Mapping[str, int]) -> dict[Scope, Tables]:
    """Return tables whose lines about webinars have their ids, which texts and records name."""
    ids = {str(number): id_ for id_, number in numbers.items()}
    return {
        scope: {id_: table.renamed(ids) for id_, table in found.items()}
        for scope, found in tables.items()
    }
