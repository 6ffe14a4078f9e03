"""Stacked bars to 100 %: how often each rating was given, with the best at the end of the line."""

from collections.abc import Sequence

from sstc_cli.model import Question, Role
from sstc_cli.model.report.figure import Figure, Form, Mark, Row, Segment
from sstc_cli.numbers.names import answer_name
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Line, Table, Value
from sstc_cli.report.figures.parts import alternative_of, figure_of, mark_of, source_of
from sstc_cli.report.names import column_name, question_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import interval_text, value_text

_PARTS = (("detractors", 4), ("passives", 2), ("promoters", 0))


def ratings(setting: Setting, id_: str, tables: Sequence[Table]) -> Figure:
    """Return a row for each question with the same scale."""
    question = setting.question(tables[0])
    assert question is not None  # noqa: S101 only questions have ratings
    is_whole = all(_is_whole(question, table) for table in tables)
    rows = [_rated(setting, question, table, whole=is_whole) for table in tables]
    segments = _segments(setting, question) if is_whole else _halves(setting, "two_best")
    caption = setting.words.say(ReportLabel.RATINGS)
    if question.role in (Role.NEWNESS, Role.INTENTION, Role.RELEVANCE):
        caption = setting.words.say(ReportLabel.SELF_REPORTED, caption=caption)
    return Figure(
        id=id_,
        form=Form.STACKED,
        caption=caption,
        rows=tuple(rows),
        segments=tuple(segments),
        head=("", setting.words.say(ReportLabel.SHARE), "n"),
        source=source_of(setting, tables[0]),
        alternative=alternative_of(setting, caption, rows, segments),
        language=setting.language,
        direction=setting.direction,
    )


def recommendation(setting: Setting, table: Table) -> Figure:
    """Return the people who would recommend the series, would not, or are between, as one row."""
    lines = {line.key: line for line in table.lines}
    values = {key: lines[key].values[0] for key, _ in _PARTS}
    marks: tuple[Mark, ...]
    if None in values.values():
        marks, segments = _both(setting, values["promoters"]), _halves(setting, "promoters")
    else:
        marks = tuple(mark_of(setting, value) for value in values.values())
        segments = [Segment(column_name(setting, key), tone) for key, tone in _PARTS]
    note = _score(setting, lines.get("score"))
    row = Row(question_name(setting, table), marks, str(table.n), note)
    return figure_of(setting, table, Form.STACKED, [row], segments)


def _is_whole(question: Question, table: Table) -> bool:
    """Return whether the share of every rating is shown."""
    shown = {line.key for line in table.lines if line.values[0] is not None}
    return shown.issuperset(_codes(question))


def _both(setting: Setting, good: Value) -> tuple[Mark, Mark]:
    """Return all other answers and the good ones as two marks, if the good ones are known."""
    mark = mark_of(setting, good)
    others = 100 - mark.value if isinstance(good, Share) and mark.value is not None else None
    return Mark(others, ""), mark


def _halves(setting: Setting, good: str) -> list[Segment]:
    """Return the segments of all other answers and of the good ones."""
    others = setting.words.say(ReportLabel.OTHER_ANSWERS)
    return [Segment(others, 2), Segment(column_name(setting, good), 0)]


def _rated(setting: Setting, question: Question, table: Table, *, whole: bool) -> Row:
    lines = {line.key: line for line in table.lines}
    best = lines.get("two_best")
    if whole:
        marks = tuple(mark_of(setting, lines[code].values[0]) for code in _codes(question))
    else:
        marks = _both(setting, best.values[0] if best else None)
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
