"""The subject of a report, its tables, and the words of its language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from sstc_cli.model import Question, Series, Survey, Webinar
from sstc_cli.model.report import ReportTexts
from sstc_cli.numbers.tables.table import SERIES, Table, Tables
from sstc_cli.numbers.words import Words
from sstc_cli.views.dates import direction_of


def is_told(table: Table) -> bool:
    """Return whether a table shows more than hidden values, and groups that nobody is in."""
    return any(value for line in table.lines for value in line.values)


@dataclass(frozen=True)
class Setting:
    """One report in one language.

    `tables` are those of the report, and `others` those of the single webinars by their ids.
    `webinar` is None for the report of the series. In the `office` edition nothing is hidden.
    Some answers since the report `waits_since` are not counted yet, and the tables `late` lack
    people.
    """

    series: Series
    surveys: Mapping[str, Survey]
    written: ReportTexts
    words: Words
    tables: Tables
    others: Mapping[str, Tables]
    webinar: Webinar | None = None
    office: bool = False
    waits_since: str = ""
    late: Collection[str] = ()

    @property
    def language(self) -> str:
        return self.words.language

    @cached_property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of the webinar, or none for the series."""
        return (self.webinar.number,) if self.webinar else SERIES

    @property
    def covered(self) -> tuple[int, ...]:
        """The numbers of the webinars that have results; none if all of them have."""
        found = self.numbers or tuple(sorted(self.series.numbers[id_] for id_ in self.others))
        return () if len(found) == self.series.count else found

    @property
    def shown(self) -> list[Table]:
        return [table for table in self.tables.values() if not table.too_few and is_told(table)]

    def question(self, table: Table) -> Question | None:
        survey = self.surveys.get(table.survey)
        questions = survey.questions if survey else ()
        return next((asked for asked in questions if asked.id == table.question), None)

    def tables_of(self, webinar: str | None) -> Tables:
        return self.tables if webinar is None else self.others.get(webinar, {})
