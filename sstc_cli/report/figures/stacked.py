"""Stacked bars to 100 %: how often each rating was given, with the best at the end of the line."""

from collections.abc import Sequence

from sstc_cli.model import Question
from sstc_cli.model.report.figure import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.names import answer_name
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.parts import alternative_of, figure_of, mark_of, source_of
from sstc_cli.report.names import column_name, question_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import interval_text, value_text

_PARTS = (("detractors", 4), ("passives", 2), ("promoters", 0))


def ratings(setting: Setting, id_: str, tables: Sequence[Table]) -> Figure:
    """Return a row for each question with the same scale."""
    question = setting.question(tables[0])
    assert question is not None  # noqa: S101 only questions have ratings
    rows = [_rated(setting, question, table) for table in tables]
    caption = setting.words.say(ReportLabel.RATINGS)
    return Figure(
        id=id_,
        form=Form.STACKED,
        caption=caption,
        rows=tuple(rows),
        segments=tuple(_segments(setting, question)),
        head=("", setting.words.say(ReportLabel.SHARE), "n"),
        source=source_of(setting, tables[0]),
        alternative=alternative_of(setting, caption, rows),
        language=setting.language,
        direction=setting.direction,
    )


def recommendation(setting: Setting, table: Table) -> Figure:
    """Return the people who would recommend the series, would not, or are between, as one row."""
    lines = {line.key: line for line in table.lines}
    marks = tuple(mark_of(setting, lines[key].values[0]) for key, _ in _PARTS)
    score = lines.get("score")
    row = Row(question_name(setting, table), marks, str(table.n), _score(setting, score))
    segments = [Segment(column_name(setting, key), tone) for key, tone in _PARTS]
    return figure_of(setting, table, Form.STACKED, [row], segments)


def _rated(setting: Setting, question: Question, table: Table) -> Row:
    lines = {line.key: line for line in table.lines}
    marks = tuple(
        mark_of(setting, lines[code].values[0]) if code in lines else Mark(None, "")
        for code in _codes(question)
    )
    best = lines.get("two_best")
    note = ""
    if best is not None and best.values[0] is not None:
        share = value_text(setting.words, best.values[0])
        interval = interval_text(setting.words, best.values[0])
        text = setting.words.say("{name} ({short})", name=share, short=interval)
        note = setting.words.say(ReportLabel.TWO_BEST_NOTE, share=text if interval else share)
    return Row(question_name(setting, table), marks, str(table.n), note)


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
