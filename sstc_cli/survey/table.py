"""Where the answers are in a file: sheet, header row, platform, survey, and which webinar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Survey
from sstc_cli.survey.cells import Value, text_of
from sstc_cli.survey.match import Column, How, Matcher
from sstc_cli.survey.platforms import PLATFORMS, Platform, Use
from sstc_cli.survey.sheet import Sheet, Source
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey.wording import fold

HEADER_WITHIN = 40


@dataclass(frozen=True)
class Table:
    """The answers of one sheet: `rows[first:]`, under the header in `rows[header]`.

    `webinar` is None where only the user knows it, or each row says it.
    """

    sheet: Sheet
    platform: Platform
    survey: Survey
    header: int
    first: int
    columns: tuple[Column, ...]
    webinar: int | None = None

    @property
    def matched(self) -> int:
        """How many columns are questions of the survey."""
        return sum(each.question is not None for each in self.columns)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns that are no question, nor the tool's own, nor a person's."""
        return tuple(each for each in self.columns if each.how is How.UNKNOWN and not each.contact)

    @property
    def names_webinars(self) -> bool:
        """Whether a column says which webinar a row is from."""
        return any(each.use is Use.WEBINAR for each in self.columns)


def find_tables(
    source: Source, surveys: Mapping[str, Survey], webinars: Webinars, wanted: str | None = None
) -> tuple[Table, ...]:
    """The tables of a file; SstcError where none is found, or the survey cannot be told."""
    shown = source.file.name
    matchers = [Matcher(each) for id_, each in surveys.items() if wanted in (None, id_)]
    tables = [found for sheet in source.sheets if (found := _find(sheet, matchers, shown))]
    most = max((each.matched for each in tables), default=0)
    if not tables:
        raise _no_table(source, [each.survey.id for each in matchers])
    chosen = [each for each in tables if each.matched * 2 >= most]
    return tuple(replace(each, webinar=_webinar_of(each, shown, webinars)) for each in chosen)


def _find(sheet: Sheet, matchers: Sequence[Matcher], shown: str) -> Table | None:
    """The header row that has most of one survey's questions."""
    found = [
        Table(sheet, platform, each.survey, index, index + 1, columns)
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN])
        if (header := _texts(row)) and (platform := _platform_of(header))
        for each in matchers
        if (columns := each.columns(header, platform))
    ]
    if not found:
        return None
    best = max(found, key=lambda each: each.matched)
    if best.matched < min(2, len(matchers)):  # an e-mail address alone makes no survey
        return None
    rivals = {each.survey.id for each in found if each.matched == best.matched}
    if len(rivals) > 1:
        named = [each for each in rivals if each in fold(f"{shown} {sheet.name}")]
        if len(named) != 1:
            names = " or ".join(f"`--survey {each}`" for each in sorted(rivals))
            message = f"{shown} could be any of {len(rivals)} surveys"
            raise SstcError(message, f"name it: {names}", ExitCode.USAGE)
        best = next(
            each for each in found if each.survey.id == named[0] and each.matched == best.matched
        )
    return replace(best, first=_first_row(best))


def _texts(row: Sequence[Value]) -> list[str]:
    texts = [text_of(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _platform_of(header: Sequence[str]) -> Platform:
    folded = [fold(each) for each in header]
    return next(each for each in PLATFORMS if each.recognises(folded))


def _first_row(table: Table) -> int:
    """The first row of answers: a second header row repeats the questions in other words."""
    matcher = Matcher(table.survey)
    questions = {each.index: each.question for each in table.columns if each.question}
    index = table.first
    while index < len(table.sheet.rows):
        again = matcher.columns(_texts(table.sheet.rows[index]), table.platform)
        same = sum(each.question is questions.get(each.index) for each in again if each.question)
        if same * 2 < len(questions):
            break
        index += 1
    return index


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
