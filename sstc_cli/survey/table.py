"""Where the answers are in a file: sheet, header row, platform, survey, and which webinar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Question, Survey
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Order, Value, text_of
from sstc_cli.sheets.limits import MOST_COLUMNS, too_wide
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.survey.answers import Codes
from sstc_cli.survey.attendance import ATTENDANCE
from sstc_cli.survey.coded_answers import NO_ANSWER_CODES, AnswerCodes, decode_numbers
from sstc_cli.survey.match import Column, How, Matcher
from sstc_cli.survey.platforms import PLATFORMS, Platform, Use, plain
from sstc_cli.survey.platforms.platform import Shape
from sstc_cli.survey.shortened import short_codes
from sstc_cli.survey.webinars import Webinars

Decided = Mapping[str, FormMapping]


@dataclass(frozen=True)
class Table:
    """The answers of one sheet: `sheet.rows[first:]`, under the header in `sheet.rows[header]`.

    `mapping` is what was decided about its form. `webinar` is None where only the user knows it,
    or each row says it. `zone` is the IANA name of the zone of its times, where that is known;
    `order` that of its dates. `rivals` are the surveys that it could as well belong to.
    """

    sheet: Sheet
    platform: Platform
    survey: Survey
    header: int
    first: int
    columns: tuple[Column, ...]
    mapping: FormMapping
    webinar: int | None = None
    zone: str | None = None
    order: Order = Order.PLAIN
    rivals: tuple[str, ...] = ()
    answer_codes: AnswerCodes = NO_ANSWER_CODES

    @property
    def form(self) -> str:
        """By which decisions about its columns are found again: `plain-exit`."""
        return self.mapping.form

    @property
    def matched(self) -> int:
        """How many questions of the survey have a column."""
        return len({each.question.id for each in self.columns if each.question})

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns that are no question, nor the tool's own, nor a person's."""
        kinds = (How.UNKNOWN, How.SUGGESTED)
        return tuple(each for each in self.columns if each.how in kinds and not each.contact)

    @property
    def suggested(self) -> tuple[Column, ...]:
        """Columns that are near to a question, which is for the user to decide."""
        return tuple(each for each in self.columns if each.how is How.SUGGESTED)

    @property
    def names_webinars(self) -> bool:
        """Whether a column says which webinar a row is from."""
        return any(each.use is Use.WEBINAR for each in self.columns)

    def codes(self, question: Question) -> Codes:
        """What the file calls the answers to a question, beside all that the survey says."""
        tool: dict[str, str] = {}
        if most := self.platform.answer_code:
            codes = (each.code for each in question.options)
            tool = {short: code for code, short in short_codes(codes, most).items()}
        numbers = self.answer_codes.codes.get(question.id, {})
        return Codes({**numbers, **self.mapping.codes(question.id)}, tool)

    def rows(self) -> Sequence[Sequence[Value]]:
        """Everything under the header."""
        return self.sheet.rows[self.first :]


def find_tables(
    source: Source,
    surveys: Sequence[Survey],
    webinars: Webinars,
    decided: Decided = MappingProxyType({}),
    *,
    least: int = 2,
) -> tuple[Table, ...]:
    """The tables of a file; SstcError where none is found, or the survey cannot be told.

    `decided` is what someone decided about a form before, by the form's name. With `least` 0, the
    table of a tool that is recognised is found also where it has no question that is known.
    """
    shown = source.file.name
    finder = _Finder(shown, surveys, decided, least)
    tables = [found for sheet in source.sheets if (found := finder.find(sheet))]
    most = max((each.matched for each in tables), default=0)
    if not tables:
        raise _no_table(source, [each.id for each in surveys])
    chosen = [each for each in tables if each.matched * 2 >= most]
    return tuple(replace(each, webinar=_webinar_of(each, shown, webinars)) for each in chosen)


class _Finder:
    """Looks for the header row that has most of one survey's questions."""

    def __init__(self, shown: str, surveys: Sequence[Survey], decided: Decided, least: int) -> None:
        self.shown, self.surveys, self.decided = shown, surveys, decided
        self.least = min(least, max(len(surveys), 1))  # one question will do where one is named
        self.matchers: dict[tuple[str, str], Matcher] = {}

    def find(self, sheet: Sheet) -> Table | None:
        """The table of a sheet, if it has one."""
        heads = [_texts(row) for row in sheet.rows[:HEADER_WITHIN]]
        if max(map(len, heads), default=0) > MOST_COLUMNS:
            raise too_wide(self.shown)
        found = [
            table
            for index, header in enumerate(heads)
            if header
            for table in self._read_as(sheet, index, _platform_of(header))
        ]
        best = max(found, key=lambda each: each.matched, default=None)
        if best is None or not self._is_enough(best):
            return None
        best = self._only(best, found)
        matcher = self._matcher(best.platform, best.survey)
        best = replace(best, first=self._first_row(best, matcher))
        columns = (*best.columns, *_nameless(best))
        if best.platform.attends:
            return replace(best, columns=columns)
        columns = matcher.suggested(columns)
        means = decode_numbers(matcher, columns, best.rows(), self.shown)
        return replace(best, columns=columns, answer_codes=means)

    def _read_as(self, sheet: Sheet, index: int, platform: Platform) -> Iterator[Table]:
        """What a row would be as the header, by survey."""
        shape = Shape(sheet.rows, index)
        if platform.shape is not None:
            shape = platform.shape(sheet.rows, index)
        sheet = replace(sheet, rows=shape.rows)
        header = _texts(shape.rows[shape.header])
        first = shape.header + 1 + shape.skipped
        for survey in (ATTENDANCE,) if platform.attends else self.surveys:
            matcher = self._matcher(platform, survey)
            if columns := matcher.columns(header):
                yield Table(sheet, platform, survey, shape.header, first, columns,
                            matcher.mapping, zone=shape.zone or platform.zone)  # fmt: skip

    def _matcher(self, platform: Platform, survey: Survey) -> Matcher:
        key = platform.name, survey.id
        if key not in self.matchers:
            empty = FormMapping(platform=platform.name, survey=survey.id)
            mapping = self.decided.get(empty.form, empty)
            self.matchers[key] = Matcher(platform, survey, mapping)
        return self.matchers[key]

    def _is_enough(self, table: Table) -> bool:
        """Whether it is a survey's table: an e-mail address alone makes no survey."""
        if table.platform.attends:
            return table.matched > 0
        if self.least == 0:
            return table.matched > 0 or table.platform is not plain.PLATFORM
        return table.matched >= self.least

    def _only(self, best: Table, found: Sequence[Table]) -> Table:
        """The best table, if all that are as good have the same survey, or one is named."""
        as_good = [each for each in found if each.matched == best.matched]
        rivals = {each.survey.id for each in as_good}
        named = [each for each in rivals if each in fold(f"{self.shown} {best.sheet.name}")]
        if len(rivals) == 1:
            return best
        if self.least == 0 and len(named) != 1:
            return replace(best, rivals=tuple(sorted(rivals)))
        if len(named) != 1:
            names = " or ".join(f"`--survey {each}`" for each in sorted(rivals))
            message = f"{self.shown} could be any of {len(rivals)} surveys"
            raise SstcError(message, f"name it: {names}", ExitCode.USAGE)
        return next(each for each in as_good if each.survey.id == named[0])

    def _first_row(self, table: Table, matcher: Matcher) -> int:
        """The first row of answers: a second header row repeats the questions in other words."""
        questions = {each.index: each.question for each in table.columns if each.question}
        index = table.first
        while index < len(table.sheet.rows):
            again = matcher.columns(_texts(table.sheet.rows[index]))
            same = sum(
                each.question is questions.get(each.index) for each in again if each.question
            )
            if again and (not questions or same * 2 < len(questions)):
                break
            index += 1
        return index


def _texts(row: Sequence[Value]) -> list[str]:
    texts = [text_of(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _platform_of(header: Sequence[str]) -> Platform:
    folded = [fold(each) for each in header]
    return next(each for each in PLATFORMS if each.recognises(folded))


def _nameless(table: Table) -> Iterator[Column]:
    """Columns without a header that have something in them: nothing is dropped silently."""
    known = {each.index for each in table.columns}
    widest = max(map(len, table.rows()), default=0)
    for index in range(widest):
        if index not in known and any(
            index < len(row) and text_of(row[index]) for row in table.rows()
        ):
            yield Column(index, f"column {column_letters(index + 1)}", How.UNKNOWN)


def _webinar_of(table: Table, shown: str, webinars: Webinars) -> int | None:
    """The one webinar that file name, sheet name and the rows above the header mention."""
    above = [text_of(value) for row in table.sheet.rows[: table.header] for value in row]
    found = webinars.mentioned(" ".join([shown, "\n", table.sheet.name, "\n", *above]))
    return found.pop() if len(found) == 1 else None


def _no_table(source: Source, surveys: Sequence[str]) -> SstcError:
    """No row has a question: say how that is usually mended."""
    files = " or ".join(f"data/surveys/{each}.yaml" for each in surveys)
    if not surveys:
        return SstcError("there is no survey", "write data/surveys/exit.yaml first")
    message = f"no row of {source.file.name} has the questions of a survey"
    hint = f"add what the columns are called to the `aliases` in {files}"
    return SstcError(message, hint)
