"""What a file leaves open is asked, or named by an option; nothing is asked twice."""

from dataclasses import dataclass, field
from pathlib import Path

from shipped import EXIT, SERIES

from sstc_cli.sheets import DateOrder, read_sheets
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey import (
    Ambiguity,
    ImportOptions,
    OtherColumn,
    Table,
    decide,
    find_tables,
    question_of,
)
from sstc_cli.survey.decide import DecidedImport

HEADER = ["Timestamp", "Country", "Gender", "Contents", "Consent"]
ROW = ["9/10/2020 10:00:00", "Kenyaa", "Woman", "5", "Yes"]
MIXED = [[f"{date}/2020 10:00:00", "Kenya", "Man", "4", "Yes"] for date in ("25/10", "10/25")]


@dataclass
class Scripted:
    """Answers each kind of question in one way, and remembers what was asked."""

    column: str | None = "content"
    asked: list[str] = field(default_factory=list)

    def question(self, table: Table, column: OtherColumn) -> str | None:
        self.asked.append(f"{table.sheet.name} {column.header}: {column.suggestion}")
        return self.column

    def country(self, file: str, ambiguity: Ambiguity) -> str | None:
        self.asked.append(f"{ambiguity.text} in {file}, {ambiguity.rows}")
        return ambiguity.codes[0]

    def webinar(self, file: str) -> int:
        self.asked.append(f"webinar of {file}")
        return 8

    def day_first(self, problem: str) -> bool:
        self.asked.append(problem)
        return True

    def timezone(self, file: str, usual: str) -> str:
        self.asked.append(f"zone of {file}, usually {usual}")
        return "Africa/Nairobi"

    def insists(self, problem: str) -> bool:
        self.asked.append(problem)
        return True


def decided(
    folder: Path, sheets: dict[str, list[list[str]]], asker: Scripted | None, **options: object
) -> DecidedImport:
    file = folder / "answers.xlsx"
    file.write_bytes(write_workbook({name: (rows, 1) for name, rows in sheets.items()}))
    source = read_sheets(file)
    tables = find_tables(source, [EXIT], SERIES)
    return decide(source, tables, SERIES, ImportOptions(**options), asker)


def questions(found: DecidedImport) -> list[list[str]]:
    return [
        [question.id for column in table.columns if (question := question_of(column))]
        for table in found.tables
    ]


def test_columns_countries_webinar_and_dates_are_asked_in_this_order(tmp_path: Path) -> None:
    asker = Scripted()
    found = decided(tmp_path, {"A": [HEADER, ROW, *MIXED]}, asker)
    assert asker.asked == [
        "A Contents: content",
        "Kenyaa in answers.xlsx, (2,)",
        "webinar of answers.xlsx",
        "some dates in answers.xlsx start with the day, and some with the month",
        "zone of answers.xlsx, usually Asia/Shanghai",
    ]
    assert questions(found) == [["country", "gender", "content", "consent"]]
    assert [(table.webinar, table.order) for table in found.tables] == [(8, DateOrder.DMY)]
    (mapping,) = found.mappings.values()
    assert [(column.header, column.question) for column in mapping.columns] == [
        ("Contents", "content")
    ]
    assert mapping.codes("country") == {"Kenyaa": "KE"}
    assert (mapping.timezone, found.tables[0].local_zone) == ("Africa/Nairobi", "Africa/Nairobi")


def test_two_sheets_of_one_form_ask_once(tmp_path: Path) -> None:
    asker = Scripted()
    found = decided(tmp_path, {"A": [HEADER, ROW], "B": [HEADER, ROW]}, asker, webinar=7)
    assert asker.asked == [
        "A Contents: content",
        "Kenyaa in answers.xlsx, (2,)",
        "zone of answers.xlsx, usually Asia/Shanghai",
    ]  # webinar 7 shows the dates
    assert questions(found) == [["country", "gender", "content", "consent"]] * 2
    (mapping,) = found.mappings.values()
    assert (len(mapping.columns), len(mapping.answers)) == (1, 1)


def test_a_whole_column_counts_before_and_after_those_of_its_options(tmp_path: Path) -> None:
    first = (
        ["_id", "_uuid", "_submission_time", "consent"],
        ["1", "u", "2020-10-09T10:00:00", "yes"],
    )
    option, whole = ("most_useful/talks", "1"), ("most_useful", "talks")
    for pairs in ((option, whole), (whole, option)):
        header = [*first[0], *(header for header, _ in pairs)]
        cells = [*first[1], *(cell for _, cell in pairs)]
        found = decided(tmp_path, {"A": [header, cells]}, None, webinar=7)
        assert questions(found) == [["consent", "most_useful"]]
        column = next(
            column for column in found.tables[0].columns if column.header == "most_useful"
        )
        assert question_of(column)
