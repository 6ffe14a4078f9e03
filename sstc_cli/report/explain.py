"""One number of a report, explained down to the files that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.report import read_name
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.annex import sources_of
from sstc_cli.report.figure_parts import source_of
from sstc_cli.report.names import caption_of, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import (
    HiddenFigureError,
    UnknownFigureError,
    find_value,
    interval_text,
    known_names,
    named_value,
    value_text,
)
from sstc_cli.store import ATTENDANCE_ID, Import
from sstc_cli.views.reports import SourceFile


@dataclass(frozen=True, slots=True)
class Explanation:
    """A value with everything that is needed to judge it."""

    name: str
    caption: str
    line: str
    text: str
    interval: str
    wording: str
    source: str
    notes: tuple[str, ...]
    files: tuple[SourceFile, ...]


def listed(setting: Setting) -> list[tuple[str, str]]:
    """Return the names of all values that are shown, with the values."""
    tables = {id_: table for id_, table in setting.tables.items() if not table.too_few}
    names = [read_name(name) for name in known_names(tables)]
    found = [(name, find_value(tables, name).value) for name in names if name is not None]
    return [(str(name), value_text(setting.words, value)) for name, value in found]


def explain(setting: Setting, written: str, files: Sequence[Import]) -> Explanation:
    name = read_name(written)
    if name is None:
        raise SstcError(f"`{written}` is not the name of a figure", _HINT, ExitCode.USAGE)
    try:
        text, found = named_value(setting, name), find_value(setting.tables, name)
    except UnknownFigureError as error:
        hint = did_you_mean(name.path, list(error.known)) if error.known else _HINT
        raise SstcError(error.message, hint, ExitCode.USAGE) from error
    except HiddenFigureError as error:
        raise SstcError(error.message, _OFFICE, ExitCode.DATA) from error
    say, asked = setting.words.say, setting.question(found.table)
    is_of_several = not setting.numbers and found.table.survey
    interval = interval_text(setting.words, found.value)
    resting = [file for file in files if _rests_on(found.table, file)]
    return Explanation(
        name=str(name),
        caption=caption_of(setting, found.table),
        line=line_names(setting, found.table)[found.line.key],
        text=text,
        interval=f"{say('95 % interval')}: {interval}" if interval else "",
        wording=say(ReportLabel.WORDING, text=asked.text.pick(setting.language)) if asked else "",
        source=source_of(setting, found.table),
        notes=(say(ReportLabel.LIMIT_REPEATED),) if is_of_several else (),
        files=sources_of(setting, resting),
    )


_HINT = "run `sstc report show` to list all figures"
_OFFICE = "`--edition office` shows it; keep it in the office"


def _rests_on(table: Table, file: Import) -> bool:
    if table.root == "partners":
        return False
    if table.id == "attendance":
        return file.survey == ATTENDANCE_ID
    compares = table.id in ("knowledge", "gain")  # answers before and after
    return not table.survey or file.survey == table.survey or compares
