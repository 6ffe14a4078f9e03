"""Find the tables of a file: sheet, header row, platform, survey, and the webinar it mentions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Series, Survey
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.limits import MOST_COLUMNS, not_a_spreadsheet, too_many_columns
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.survey.attendance import ATTENDANCE
from sstc_cli.survey.coded_answers import decode_numbers
from sstc_cli.survey.column import MatchedBy, OtherColumn, question_of
from sstc_cli.survey.consent import consent_codes, with_suggested_consent
from sstc_cli.survey.header_rows import first_row, joined_header, texts_of, transposed
from sstc_cli.survey.match import Matcher
from sstc_cli.survey.rows import IDENTITY
from sstc_cli.survey.table import FoundTable
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey_tools import any_table, platforms
from sstc_cli.survey_tools.any_table import shows_visits
from sstc_cli.survey_tools.platform import Platform, Shape, folded


def no_table(source: Source, matchers: Sequence[Matcher]) -> SstcError:
    files = " or ".join(f"data/surveys/{matcher.survey.id}.yaml" for matcher in matchers)
    if not matchers:
        return SstcError("the workspace has no survey", "write data/surveys/exit.yaml first")
    if not source.is_spreadsheet():
        return not_a_spreadsheet(source.file.name)
    if error := transposed(source, matchers):
        return error
    message = f"no row of {source.file.name} has the questions of a survey"
    hint = f"add the headers of its columns to the `aliases` in {files}"
    if source.encoding not in (None, "UTF-8"):
        message = f"{message}; it was read as {source.encoding}"
        hint = f"if its letters are wrong, name the encoding with `--encoding`; otherwise {hint}"
    return SstcError(message, hint)


def find_tables(
    source: Source,
    surveys: Sequence[Survey],
    series: Series,
    mappings: Mapping[str, FormMapping] = MappingProxyType({}),
    *,
    least: int = 2,
) -> tuple[FoundTable, ...]:
    """Return the tables of a file; refuse a file without one, or with an uncertain survey.

    `mappings` are the earlier decisions, by form. If `least` is 0, the table of a
    tool that is recognised is found even if it has no known question.
    """
    file, webinars = source.file.name, Webinars(series)
    finder = _Finder(file, surveys, mappings, least)
    tables = [table for sheet in source.sheets if (table := finder.find(sheet))]
    most = max((table.matched for table in tables), default=0)
    if not tables:
        raise no_table(source, [finder.matcher(any_table.PLAIN, survey) for survey in surveys])
    chosen = [table for table in tables if table.matched * 2 >= most]
    return tuple(replace(table, webinar=_webinar_of(table, file, webinars)) for table in chosen)


def compare_surveys(
    source: Source,
    tables: Sequence[FoundTable],
    others: Sequence[Survey],
    mappings: Mapping[str, FormMapping],
) -> tuple[FoundTable, ...]:
    """Return the tables of a file, those marked that clearly belong to another survey."""
    if not others:
        return tuple(tables)
    finder = _Finder(source.file.name, others, mappings, 0)
    sheets = {sheet.name: sheet for sheet in source.sheets}
    return tuple(
        replace(table, better=finder.better(sheets[table.sheet.name], table)) for table in tables
    )


def match_again(table: FoundTable, mapping: FormMapping, file: str) -> FoundTable:
    return _complete(table, Matcher(table.platform, table.survey, mapping), file)


class _Finder:
    """Looks for the header row that has most of one survey's questions."""

    def __init__(
        self, file: str, surveys: Sequence[Survey], mappings: Mapping[str, FormMapping], least: int
    ) -> None:
        self.file, self.surveys, self.mappings = file, surveys, mappings
        self.least = min(least, max(len(surveys), 1))  # one question is enough if one is named
        self.matchers: dict[tuple[str, str], Matcher] = {}

    def find(self, sheet: Sheet) -> FoundTable | None:
        headers = [texts_of(row) for row in sheet.rows[:HEADER_WITHIN]]
        if max(map(len, headers), default=0) > MOST_COLUMNS:
            raise too_many_columns(self.file)
        tables = [*self._tables(sheet, headers)]
        best = max(tables, key=lambda table: table.matched, default=None)
        asked = [q for column in best.columns if (q := question_of(column))] if best else []
        is_plain = best is None or best.platform is any_table.PLAIN
        may_be_visits = is_plain and all(question.role in IDENTITY for question in asked)
        if may_be_visits and any(shows_visits([*map(fold, header)]) for header in headers):
            # at most names and addresses are known
            hint = "make a table with the columns Name, Email and Minutes, and import that"
            message = f"{self.file} looks like attendance, from a tool that sstc does not read"
            raise SstcError(message, hint)
        if best is None or not self._is_enough(best):
            return None
        best = self._unrivalled(best, tables)
        return _complete(best, self.matcher(best.platform, best.survey), self.file)

    def better(self, sheet: Sheet, table: FoundTable) -> str | None:
        headers = [texts_of(row) for row in sheet.rows[:HEADER_WITHIN]]
        tables = [other for other in self._tables(sheet, headers) if other.survey in self.surveys]
        other = max(tables, key=lambda other: other.matched, default=None)
        return other.survey.id if other and _is_clearly_better(other, table) else None

    def _tables(self, sheet: Sheet, headers: Sequence[Sequence[str]]) -> Iterator[FoundTable]:
        found: dict[int, Platform] = {}
        for index, header in enumerate(headers):
            if texts := folded(header):
                found[index] = next(tool for tool in platforms() if tool.recognises(texts))
        for index, platform in found.items():
            shape = (platform.shape or Shape)(sheet.rows, index)
            for survey in (ATTENDANCE,) if platform.is_attendance else self.surveys:
                matcher = self.matcher(platform, survey)
                if platform is not any_table.PLAIN or matcher.may_ask(headers[index]):
                    yield from _table(sheet, shape, matcher)
        for index, platform in found.items():
            if platform is found.get(index + 1) is any_table.PLAIN:
                yield from self._joined(sheet, index, headers[index], headers[index + 1])

    def _joined(
        self, sheet: Sheet, index: int, above: Sequence[str], below: Sequence[str]
    ) -> Iterator[FoundTable]:
        for survey in self.surveys:
            matcher = self.matcher(any_table.PLAIN, survey)
            if titles := joined_header(above, below, matcher.asks):
                rows = [*sheet.rows[:index], titles, [], *sheet.rows[index + 2 :]]
                yield from _table(sheet, Shape(rows, index, skipped=1), matcher)

    def matcher(self, platform: Platform, survey: Survey) -> Matcher:
        key = platform.name, survey.id
        if key not in self.matchers:
            empty = FormMapping(platform=platform.name, survey=survey.id)
            mapping = self.mappings.get(empty.form, empty)
            self.matchers[key] = Matcher(platform, survey, mapping)
        return self.matchers[key]

    def _is_enough(self, table: FoundTable) -> bool:
        """Return whether a table has enough questions: an e-mail address alone is not a survey."""
        if table.platform.is_attendance:
            return table.matched > 0
        if self.least == 0:
            return table.matched > 0 or table.platform is not any_table.PLAIN
        return table.matched >= self.least

    def _unrivalled(self, best: FoundTable, tables: Sequence[FoundTable]) -> FoundTable:
        """Return the best table if all equally good ones have one survey, or the file names it."""
        as_good = [table for table in tables if not _is_clearly_better(best, table)]
        rivals = {table.survey.id for table in as_good}
        named = [survey for survey in rivals if survey in fold(f"{self.file} {best.sheet.name}")]
        if len(rivals) == 1:
            return best
        if self.least == 0 and len(named) != 1:
            return replace(best, rivals=tuple(sorted(rivals)))
        if len(named) != 1:
            names = " or ".join(f"`--survey {survey}`" for survey in sorted(rivals))
            message = f"{self.file} could be any of {len(rivals)} surveys"
            raise SstcError(message, f"name it: {names}", ExitCode.USAGE)
        return next(table for table in as_good if table.survey.id == named[0])


def _is_clearly_better(best: FoundTable, other: FoundTable) -> bool:
    """Return whether the best table is of another survey, and not by a single alias or id.

    One question more is enough in the survey's own words, or if the table also has all required
    questions, and the other survey lacks one of its own.
    """
    more = best.matched - other.matched
    if best.survey.id == other.survey.id or more != 1:
        return more > 0
    asked = other.asked
    extra = (column for column in best.columns
             if (q := question_of(column)) and q.id not in asked)  # fmt: skip
    if any(column.how not in (MatchedBy.ID, MatchedBy.ALIAS) for column in extra):
        return True
    lacking = [any(question.required for question in table.unasked) for table in (best, other)]
    return lacking == [False, True]


def _table(sheet: Sheet, shape: Shape, matcher: Matcher) -> Iterator[FoundTable]:
    if columns := matcher.columns(texts_of(shape.rows[shape.header])):
        start = shape.header + 1 + shape.skipped
        yield FoundTable(
            sheet=sheet._replace(rows=shape.rows), platform=matcher.platform,
            survey=matcher.survey, header=shape.header, start=start, first=start, columns=columns,
            mapping=matcher.mapping, zone=shape.zone or matcher.platform.zone, hosts=shape.hosts,
        )  # fmt: skip


def _complete(table: FoundTable, matcher: Matcher, file: str) -> FoundTable:
    columns = matcher.columns(texts_of(table.sheet.rows[table.header]))
    first = first_row(table.sheet.rows, table.start, columns, matcher)
    rows = table.sheet.rows[first:]
    named = {column.index for column in columns}
    # a column that has cells but no header is not dropped silently
    nameless = (
        OtherColumn(index, f"column {column_letters(index + 1)}", MatchedBy.UNKNOWN)
        for index in range(max(map(len, rows), default=0))
        if index not in named and any(index < len(row) and text_of(row[index]) for row in rows)
    )
    columns = (*columns, *nameless)
    table = replace(table, mapping=matcher.mapping, columns=columns, first=first)
    if table.platform.is_attendance:
        return table
    columns = matcher.suggested(with_suggested_consent(columns, rows, matcher))
    return replace(
        table,
        columns=columns,
        answer_codes=decode_numbers(matcher, columns, rows, file),
        consent_codes=consent_codes(columns, rows, matcher.mapping),
    )


def _webinar_of(table: FoundTable, file: str, webinars: Webinars) -> int | None:
    """Return the one webinar that file name, sheet name and the rows above the header mention."""
    above = [text_of(value) for row in table.sheet.rows[: table.header] for value in row]
    mentioned = webinars.mentioned(" ".join([file, "\n", table.sheet.name, "\n", *above]))
    return mentioned.pop() if len(mentioned) == 1 else None
