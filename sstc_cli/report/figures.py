"""The figures of a report: how each table is drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sstc_cli.choices import By
from sstc_cli.model import Question, Role
from sstc_cli.model.view import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.labels import Caption, LineLabel, ReportLabel
from sstc_cli.numbers.public_groups import REST
from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.summary import NOT_STATED
from sstc_cli.numbers.tables.questions import SUMS
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.numbers.words import answer_name, dimension_name
from sstc_cli.report.figure_parts import (
    alternative_of,
    figure_of,
    lines_of,
    mark_of,
    row_of,
    rows_of,
    source_of,
)
from sstc_cli.report.names import column_name, line_names, question_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import interval_text, unbroken, value_text


def answer_bars(setting: Setting, table: Table) -> Figure:
    names = line_names(setting, table)
    rows = [
        row_of(setting, names[line.key], replace(line, values=line.values[:1]))
        for line in table.lines
        if line.key not in SUMS
    ]
    segments = [Segment(column_name(setting, "share"))]
    return figure_of(setting, table, Form.BARS, rows, segments)


def dots(setting: Setting, table: Table) -> Figure:
    """Return a point with its interval for each line; a difference is told in words."""
    rows = []
    for row, line in zip(rows_of(setting, table), table.lines, strict=True):
        value = line.values[0]
        note = setting.words.difference(value) if isinstance(value, Mean) else None
        rows.append(Row(row.label, (Mark(None, ""),), row.n, note) if note else row)
    segments = [Segment(column_name(setting, table.columns[0]))]
    figure = figure_of(setting, table, Form.DOTS, rows, segments)
    if table.band is None:
        return figure
    say, (low, high) = setting.words.say, map(round, table.band)
    usual = say(ReportLabel.BAND, low=low, high=high)
    return replace(figure, band=table.band, source=figure.source + say("; ") + usual)


def group_dots(setting: Setting, id_: str, tables: Sequence[Table]) -> Figure:
    """Return the groups by all properties on one axis, from several tables of one question."""
    # the people of no group are other people in each table
    groups = [
        table.with_lines(line for line in table.lines if line.key not in (REST, NOT_STATED))
        for table in tables
    ]
    figures = [dots(setting, table) for table in groups]
    rows = tuple(
        replace(row, group=group_heading(setting, table))
        for table, figure in zip(groups, figures, strict=True)
        for row in figure.rows
    )
    caption = group_caption(setting, id_, tables)
    segments = figures[0].segments
    alternative = alternative_of(setting, caption, rows, segments)
    source = source_of(setting, tables[0]) + lines_of(setting, Form.DOTS, rows, segments)
    return replace(
        figures[0], id=id_, caption=caption, rows=rows, alternative=alternative, source=source
    )


def group_heading(setting: Setting, table: Table) -> str:
    """Return the property of people that a table is about, as a heading of its groups."""
    name = dimension_name(setting.words, table.by) if table.by else ""
    return name[:1].upper() + name[1:]


def group_caption(setting: Setting, id_: str, tables: Sequence[Table]) -> str:
    asked = question_name(setting, tables[0])
    question = setting.words.say(LineLabel.RATE) if id_.startswith("response.") else asked
    return setting.words.say(Caption.BY_GROUP, question=question)


_SMALLEST = 0.001


def known(setting: Setting, table: Table) -> Figure:
    """Return the right answers before and after, with the p-value of the change, or only after."""
    if len(table.columns) == 1:
        return dots(setting, table)
    names = line_names(setting, table)
    rows: list[Row] = [
        row_of(setting, names[line.key], line, _significance(setting, line)) for line in table.lines
    ]
    segments = [
        Segment(column_name(setting, "before"), 3),
        Segment(column_name(setting, "after"), 0),
    ]
    return figure_of(setting, table, Form.CHANGE, rows, segments)


def _significance(setting: Setting, line: Line) -> str:
    """Return the p-value of a change; a public one is only said to be below a band."""
    words = setting.words
    if line.p is None:
        return words.say(ReportLabel.NOT_TESTED) if line.pairs and not setting.office else ""
    if setting.office:
        label = ReportLabel.P_BELOW if line.p < _SMALLEST else ReportLabel.P_VALUE
        p = words.decimal(max(line.p, _SMALLEST), ".3f")
        gained, lost = line.changed
        changed = words.say(ReportLabel.CHANGED, gained=gained, lost=lost)
        return f"{words.say(label, p=p, pairs=line.pairs)}{words.say('; ')}{changed}"
    pairs = f"≈\u00a0{line.pairs}"
    if line.p == 1:
        return words.say(ReportLabel.NO_CLEAR_CHANGE, pairs=pairs)
    return words.say(ReportLabel.P_BELOW, p=words.decimal(line.p, "g"), pairs=pairs)


def people_bars(setting: Setting, table: Table) -> Figure:
    columns = [
        place
        for place in range(len(table.columns))
        if any(isinstance(line.values[place], int) for line in table.lines)
    ]
    kept = table.with_lines(
        Line(line.key, None, tuple(line.values[place] for place in columns)) for line in table.lines
    )
    segments = [
        Segment(column_name(setting, table.columns[place]), tone)
        for tone, place in enumerate(columns)  # darker, and lighter: they differ in grey, too
    ]
    figure = figure_of(setting, table, Form.BARS, rows_of(setting, kept), segments)
    label = segments[0].label if len(segments) == 1 else ""
    return replace(figure, head=("", label, "n"))


def attendance_bars(setting: Setting, table: Table) -> Figure:
    figure = people_bars(setting, table)
    return figure_of(setting, table, Form.STACKED, figure.rows, figure.segments)


def range_dots(setting: Setting, table: Table) -> Figure:
    """Return a line from the least to the largest possible share for each question."""
    names = line_names(setting, table)
    rows = []
    for line in table.lines:
        low, high = (value if isinstance(value, int) else None for value in line.values)
        text = unbroken(setting.words.say(ReportLabel.BOUNDS_OF, low=low, high=high))
        n = "" if line.n is None else str(line.n)
        rows.append(Row(names[line.key], (Mark(None, text, low, high),), n))
    segments = [Segment(column_name(setting, "share"))]
    return figure_of(setting, table, Form.DOTS, rows, segments)


_PARTS: tuple[tuple[str, int], ...] = (("detractors", 4), ("passives", 2), ("promoters", 0))


def ratings(setting: Setting, id_: str, tables: Sequence[Table]) -> Figure:
    question = setting.question(tables[0])
    assert question is not None  # noqa: S101 only questions have ratings
    is_whole = all(_is_whole(question, table) for table in tables)
    rate, form = (_rated, Form.STACKED) if is_whole else (_best_rated, Form.DOTS)
    rows = [rate(setting, question, table) for table in tables]
    best = column_name(setting, "two_best")
    segments = _segments(setting, question) if is_whole else [Segment(best)]
    caption = setting.words.say(Caption.RATINGS)
    if question.role in _SAID:
        caption = setting.words.say(Caption.SELF_REPORTED, caption=caption)
    return Figure(
        id=id_,
        form=form,
        caption=caption,
        rows=tuple(rows),
        segments=tuple(segments),
        head=("", column_name(setting, "share") if is_whole else best, "n"),
        source=source_of(setting, tables[0]) + lines_of(setting, form, rows, segments),
        alternative=alternative_of(setting, caption, rows, segments),
        language=setting.language,
        direction=setting.direction,
    )


def recommendation(setting: Setting, table: Table) -> Figure:
    lines = {line.key: line for line in table.lines}
    values = {key: lines[key].values[0] for key, _ in _PARTS}
    parts, form = _PARTS, Form.STACKED
    if not all(isinstance(value, Share) for value in values.values()):
        # what is known for certain is on an axis, as other shares
        parts, form = (("promoters", 0),), Form.DOTS
    marks = tuple(mark_of(setting, values[key]) for key, _ in parts)
    segments = [Segment(column_name(setting, key), tone) for key, tone in parts]
    note = _score(setting, lines.get("score"))
    row = Row(question_name(setting, table), marks, str(table.n), note)
    figure = figure_of(setting, table, form, [row], segments)
    return replace(figure, head=("", segments[0].label, "n")) if len(parts) == 1 else figure


def _is_whole(question: Question, table: Table) -> bool:
    shown = {line.key for line in table.lines if isinstance(line.values[0], Share)}
    return shown.issuperset(_codes(question))


def _rated(setting: Setting, question: Question, table: Table) -> Row:
    lines = {line.key: line for line in table.lines}
    marks = tuple(mark_of(setting, lines[code].values[0]) for code in _codes(question))
    best = lines["two_best"].values[0] if "two_best" in lines else None
    note = ""
    if best is not None:
        share, interval = value_text(setting.words, best), interval_text(setting.words, best)
        text = setting.words.say("{name} ({short})", name=share, short=interval)
        note = setting.words.say(ReportLabel.TWO_BEST_NOTE, share=text if interval else share)
    return Row(question_name(setting, table), marks, str(table.n), note)


def _best_rated(setting: Setting, _: Question, table: Table) -> Row:
    """Return the share of the two best ratings with its interval, or where it certainly is."""
    best = Line("two_best", table.n, (table.value("two_best"),))
    return row_of(setting, question_name(setting, table), best)


def _segments(setting: Setting, question: Question) -> list[Segment]:
    """Return the ratings with their tones: the best one is 0, the worst one 4."""
    codes = _codes(question)
    last = max(1, len(codes) - 1)
    return [
        Segment(answer_name(setting.words, question, code), round(4 - 4 * place / last))
        for place, code in enumerate(codes)
    ]


def _codes(question: Question) -> list[str]:
    return [str(rating) for rating in question.scale.ratings] if question.scale else []


def _score(setting: Setting, line: Line | None) -> str:
    score = line.values[0] if line else None
    if score is None or isinstance(score, int) or not hasattr(score, "value"):
        return ""
    words = setting.words
    if score.low is None or score.high is None:
        return ""
    ends = {"score": score.value, "low": score.low, "high": score.high}
    return words.say(
        ReportLabel.SCORE_NOTE, **{name: words.decimal(end, "+.1f") for name, end in ends.items()}
    )


RATINGS = "ratings"
_MOST_SEGMENTS = 7
Draw = Callable[[Setting, Table], Figure]
# how each kind of table is drawn, if it is, and the part of the report in which it is; the tables
# of other questions are bars, and are in the part that their question belongs to
FIGURES: Mapping[str, tuple[Draw | None, str]] = {
    "reach": (people_bars, "reach"),
    "answers": (None, ""),  # in a sentence
    "funnel": (dots, "reach"),
    "attendance": (attendance_bars, "reach"),
    "who": (people_bars, "reach"),
    "response": (dots, "respondents"),
    "bounds": (range_dots, "respondents"),
    "knowledge": (known, "learning"),
    "gain": (None, "learning"),  # in a sentence
    "recommend": (recommendation, "reaction"),
    "themes": (answer_bars, "comments"),
    "webinars": (dots, "webinars"),
    "webinars.attendance": (None, "webinars"),  # as in the figure of attendances
    "partners": (people_bars, "partners"),
}
_OF_WEBINAR = (By.GENDER, By.SUBREGION)
_OF_SERIES = (*_OF_WEBINAR, By.AUDIENCE, By.LANGUAGE, By.LDC)
_SAID = (Role.NEWNESS, Role.INTENTION, Role.RELEVANCE)
_COMPARED = (Role.SATISFACTION, Role.KNOWLEDGE)


def drawing_of(table: Table) -> Draw | None:
    if ".by_" in table.id:
        return dots
    known = FIGURES.get(table.id) or FIGURES.get(table.root)
    return known[0] if known else answer_bars


def part_of(setting: Setting, table: Table) -> str:
    """Return the part of the report in which a table is, or an empty text if only the annex has it.

    A webinar's short report has fewer properties of participants, and no response rates.
    """
    question, survey = setting.question(table), setting.surveys.get(table.survey)
    part, properties = "", _OF_WEBINAR if setting.webinar else _OF_SERIES
    if ".by_" in table.id:
        part = "groups" if question and question.role in _COMPARED else ""
    elif survey and survey.when == "later":
        part = "later"
    elif table.root == "who" and table.by not in properties:
        part = ""
    elif table.root in FIGURES:
        part = "" if table.root == "response" and setting.webinar else FIGURES[table.root][1]
    elif question and survey and survey.when == "after":
        about = "" if question.correct else "reaction"
        part = "learning" if question.role in _SAID else about
    return part


def figures_of(setting: Setting) -> dict[str, Figure]:
    """Return the figures of all tables that have enough people, and a value that is shown."""
    rated, compared = _by_scale(setting), by_group(setting)
    figures = {id_: ratings(setting, id_, tables) for id_, tables in rated.items()}
    figures |= {id_: group_dots(setting, id_, tables) for id_, tables in compared.items()}
    together = figure_ids(setting)
    for table in setting.shown:
        if table.id not in together and (draw := drawing_of(table)):
            figures[table.id] = draw(setting, table)
    return {
        id_: figure
        for id_, figure in figures.items()
        if any(mark.value is not None or mark.low is not None
               for row in figure.rows for mark in row.marks)
    }  # fmt: skip


def figure_ids(setting: Setting) -> dict[str, str]:
    """Return the ids of the figures that draw several tables together, by the ids of these."""
    together = (*_by_scale(setting).items(), *by_group(setting).items())
    return {table.id: id_ for id_, tables in together for table in tables}


def by_group(setting: Setting) -> dict[str, list[Table]]:
    """Return the tables of one question, or of the response rate, by all properties of people."""
    found: dict[str, list[Table]] = {}
    for table in setting.shown:
        root, _, rest = table.id.rpartition(".")
        if table.by is not None and (rest.startswith("by_") or root == "response"):
            found.setdefault(f"{root}.by_group", []).append(table)
    return found


def _by_scale(setting: Setting) -> dict[str, list[Table]]:
    """Return the tables of ratings on the same scale, by the ids of their figures."""
    found: dict[object, list[Table]] = {}
    for table in setting.shown:
        question = setting.question(table)
        scale = question.scale if question else None
        is_whole = table.by is None and table.root != "webinars"
        if scale and is_whole and len(scale.ratings) <= _MOST_SEGMENTS:
            said = question is not None and question.role not in (None, Role.SATISFACTION)
            key = table.survey, said, scale.lowest, scale.highest, scale.points
            found.setdefault(key, []).append(table)
    return {
        RATINGS if place == 1 else f"{RATINGS}_{place}": same
        for place, same in enumerate(found.values(), start=1)
    }
