"""One number of a report, explained down to the files that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.report import read_name
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.statistics import Mean
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
    if isinstance(found.value, Mean) and found.value.missing == "hidden":
        interval = say("hidden")
    resting = [file for file in files if rests_on(setting, found.table, file)]
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


def rests_on(setting: Setting, table: Table, file: Import) -> bool:
    """Return whether a table has numbers of a file: of its survey, or of those that it compares."""
    first = {survey.when: id_ for id_, survey in reversed([*setting.surveys.items()])}
    before, after = first.get("before", ""), first.get("after", "")
    known = {
        "attendance": (ATTENDANCE_ID,),
        "knowledge": (before, after),
        "gain": (before, after),
        "answers": (after,),
        "response": (ATTENDANCE_ID, after),
        "bounds": (ATTENDANCE_ID, after),
        "webinars": (ATTENDANCE_ID, *([] if table.id == "webinars.attendance" else [after])),
        "partners": (),
    }
    if table.survey and table.root not in ("knowledge", "bounds"):
        return file.survey == table.survey
    return file.survey in known.get(table.root, (before, ATTENDANCE_ID, after))
