"""The parts that all figures of a report have: names, values as written, and sources."""

import re
from collections.abc import Sequence

from sstc_cli.model.view import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.table import Line, Table, Value
from sstc_cli.report.names import caption_of, column_name, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import as_item, people_text, value_text

_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")


def figure_of(
    setting: Setting,
    table: Table,
    form: Form,
    rows: Sequence[Row],
    segments: Sequence[Segment],
) -> Figure:
    question, caption, wording = setting.question(table), caption_of(setting, table), ""
    if question is not None and not table.by:
        text = question.text.pick(setting.language)
        wording = "" if text in caption else setting.words.say(ReportLabel.WORDING, text=text)
    column = column_name(setting, table.columns[0]) if len(table.columns) == 1 else ""
    high, unit = _axis_of(form, rows)
    return Figure(
        id=table.id,
        form=form,
        caption=caption,
        rows=tuple(rows),
        segments=tuple(segments),
        head=("", column, "n"),
        high=high,
        unit=unit,
        wording=wording,
        source=source_of(setting, table) + lines_of(setting, form, rows, segments),
        alternative=alternative_of(setting, caption, rows, segments),
        language=setting.language,
        direction=setting.direction,
    )


def _axis_of(form: Form, rows: Sequence[Row]) -> tuple[float, str]:
    """Return the end of the axis and its unit: people are counted, and all else is a share.

    A share may be a whole number, too, but has an interval.
    """
    counts = [
        [mark.value or 0 for mark in row.marks if isinstance(mark.value, int) and mark.low is None]
        for row in rows
    ]
    if not any(counts):
        return 100, "%"
    return max(sum(row) if form == Form.STACKED else max(row, default=0) for row in counts) or 1, ""


def lines_of(setting: Setting, form: Form, rows: Sequence[Row], segments: Sequence[Segment]) -> str:
    """Return what the lines of a figure mean, as they follow its source."""
    if form not in (Form.BARS, Form.DOTS) or len(segments) > 1:
        return ""
    drawn = [mark for row in rows for mark in row.marks if mark.low is not None]
    said = [ReportLabel.LINES] if any(mark.value is not None for mark in drawn) else []
    said += [ReportLabel.BROKEN_LINES] if any(mark.value is None for mark in drawn) else []
    return "".join(setting.words.say("; ") + setting.words.say(label) for label in said)


def source_of(setting: Setting, table: Table) -> str:
    say, source = setting.words.say, _source(setting, table)
    is_late = table.id in setting.late
    return source + say("; ") + say(ReportLabel.LATE) if is_late else source


def _source(setting: Setting, table: Table) -> str:
    words, webinars = setting.words, setting.words.webinars(setting.covered)
    survey = setting.surveys.get(table.survey)
    if survey is not None:
        title = survey.title.pick(setting.language)
        if table.root == "webinars":  # each has its own n
            return words.say(ReportLabel.SOURCE_OF_WEBINARS, survey=title, webinars=webinars)
        return words.say(ReportLabel.SOURCE, survey=title, webinars=webinars, n=table.n)
    if table.id == "attendance":
        return words.say(ReportLabel.SOURCE_OF_ATTENDANCE, webinars=webinars, n=table.n)
    if table.root == "partners":
        return words.say(ReportLabel.SOURCE_OF_REQUESTS)
    return words.say(ReportLabel.SOURCES, webinars=webinars)


def alternative_of(
    setting: Setting, caption: str, rows: Sequence[Row], segments: Sequence[Segment]
) -> str:
    """Return what a figure shows as a sentence, for people who cannot see it."""
    say = setting.words.say
    told = [_told(setting, row, segments) for row in rows]
    rows_told = as_item(say("; ").join(filter(None, told)))
    return say(ReportLabel.SHOWS, caption=caption, rows=rows_told)


def _told(setting: Setting, row: Row, segments: Sequence[Segment]) -> str:
    say = setting.words.say
    several = len(segments) > 1
    values = [
        say(ReportLabel.SHOWS_MARK, segment=segment.label, value=mark.text)
        if several
        else mark.text
        for segment, mark in zip(segments, row.marks, strict=True)
        if mark.text
    ]
    shown = [mark.text for mark in row.marks if mark.text]
    if len(shown) == 1 and shown[0] in row.note:
        values = []  # the note says it, with the interval
    told = [*values, row.note] if row.note else values
    text = as_item(say(ReportLabel.SHOWS_ROW, name=row.label, values=say(", ").join(told)))
    spans = [] if several else [_span(setting, mark) for mark in row.marks]
    aside = say("; ").join(filter(None, [*spans, f"n = {row.n}" if row.n else ""]))
    return "" if not told else say("{name} ({short})", name=text, short=aside) if aside else text


def _span(setting: Setting, mark: Mark) -> str:
    """Return the interval of a share, unless its text has it."""
    if mark.low is None or mark.high is None or len(_NUMBER.findall(mark.text)) != 1:
        return ""
    return setting.words.say(ReportLabel.INTERVAL, low=round(mark.low), high=round(mark.high))


def mark_of(setting: Setting, value: Value) -> Mark:
    """Return a value as a mark on the axis, with its interval; bounds alone have no point."""
    text = value_text(setting.words, value)
    if isinstance(value, Share | Rough):
        return Mark(value.percent, text, value.low, value.high)
    if isinstance(value, Mean):
        return Mark(value.value, text, value.low, value.high)
    return Mark(value, text)


def row_of(setting: Setting, label: str, line: Line, note: str = "") -> Row:
    marks = tuple(mark_of(setting, value) for value in line.values)
    if not note and line.values and all(value is None for value in line.values):
        note = setting.words.say(ReportLabel.HIDDEN)
    if line.outlying:
        note = setting.words.say(ReportLabel.OUTLYING)
    return Row(label, marks, people_text(setting.words, line), note, line.outlying)


def rows_of(setting: Setting, table: Table) -> list[Row]:
    names = line_names(setting, table)
    return [row_of(setting, names[line.key], line) for line in table.lines]
