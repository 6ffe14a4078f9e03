"""Files without a table that can be read: what they seem to be, and what to do."""

from collections.abc import Sequence

from sstc_cli.errors import SstcError
from sstc_cli.model.wording import fold
from sstc_cli.sheets.limits import not_a_spreadsheet
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.column import question_of
from sstc_cli.survey.header_rows import transposed
from sstc_cli.survey.match import Matcher
from sstc_cli.survey.platforms import plain
from sstc_cli.survey.platforms.attendance_table import shows_visits
from sstc_cli.survey.row import IDENTITY
from sstc_cli.survey.table import FoundTable


def is_unread_attendance(best: FoundTable | None, headers: Sequence[Sequence[str]]) -> bool:
    """Return whether a sheet has visits, and its best table at most names and addresses."""
    if best is not None:
        asked = filter(None, map(question_of, best.columns))
        if best.platform is not plain.PLATFORM or any(q.role not in IDENTITY for q in asked):
            return False
    return any(shows_visits([*map(fold, header)]) for header in headers)


def unread_attendance(file: str) -> SstcError:
    """Return the error for a report of attendance from a tool that is not read."""
    hint = "make a table with the columns Name, Email and Minutes, and import that"
    return SstcError(f"{file} looks like attendance, from a tool that sstc does not read", hint)


def no_table(source: Source, matchers: Sequence[Matcher]) -> SstcError:
    """Return the error for a file without the questions of any survey, with the usual remedy."""
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
