"""The view of a knowledge note, with the figures that it draws."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import ceil

from sstc_cli.diagnostics import Diagnostic, did_you_mean, display_width
from sstc_cli.errors import SstcError
from sstc_cli.model.knowledge import (
    EVIDENCE,
    LONGEST,
    MOST_EVIDENCE,
    MOST_FIGURES,
    MOST_MATERIALS,
    MOST_MESSAGES,
    MOST_QUESTIONS,
    MOST_ROWS,
    MOST_STEPS,
    MOST_TOGETHER,
)
from sstc_cli.model.view import Figure
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.report.figures import figure_ids, figures_of
from sstc_cli.report.note_lines import (
    NoteSetting,
    material_lines,
    message_lines,
    question_lines,
    rapporteur_line,
    step_lines,
)
from sstc_cli.report.setting import Setting
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.knowledge import EvidenceLine, KnowledgeNoteView, MessageLine

_MARKS = " ,;:，、；：("
_PIECES = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")


def shortened(text: str, most: int) -> str:
    if display_width(text) <= most:
        return text
    return f"{_first(_PIECES.findall(text), most).rstrip(_MARKS)}…"


def _first(pieces: Sequence[str], most: int) -> str:
    kept = ""
    for piece in pieces:
        if display_width(kept + piece) >= most:
            break
        kept += piece
    return kept


_CAPTION = 70  # columns of the name of a figure
_LABEL, _BOLD, _LINE = 30, 84, 90  # columns of a line: of a row's name, of bold and other words
_FRAME, _LEAST = 4, 2  # lines of a figure without rows, and at least of a row
_USUAL = ("reach", "ratings", "knowledge", "recommend", "ratings_2")


def drawn_figures(noted: NoteSetting) -> dict[str, Figure]:
    known = figures_of(noted.setting)
    named = noted.note.figures or _USUAL
    ids = (figure_of(noted.setting, known, name) for name in named)
    drawn: dict[str, Figure] = {}
    spare = spare_lines(noted)
    for id_ in dict.fromkeys(ids):
        if id_ and fits([*drawn.values(), known[id_]], spare):
            drawn[id_] = brief(known[id_])
    return drawn


def brief(figure: Figure) -> Figure:
    """Return a figure with a shorter name, notes only of values that it cannot draw, no source."""
    rows = (
        row if any(mark.value is None for mark in row.marks) else replace(row, note="")
        for row in figure.rows
    )
    caption = shortened(figure.caption, _CAPTION)
    return replace(figure, rows=tuple(rows), caption=caption, wording="", source="")


def figure_of(setting: Setting, known: Mapping[str, Figure], name: str) -> str | None:
    """Return the id of a figure that is named by it, or by a table that it draws."""
    if name in known:
        return name
    drawn = figure_ids(setting).get(name, "")
    return drawn if drawn in known else None


def fits(figures: Sequence[Figure], spare: int) -> bool:
    """Return whether a note has room for figures, which use the lines that its texts spare, too."""
    room = _FRAME * MOST_FIGURES + _LEAST * MOST_TOGETHER + spare
    is_low = all(len(figure.rows) <= MOST_ROWS for figure in figures)
    return is_low and sum(map(_lines_of, figures)) <= room


def _lines_of(figure: Figure) -> int:
    """Return the lines of a figure, whose rows have the height of the one with the longest name."""
    longest = max(display_width(f"{row.label} (n = {row.n})") for row in figure.rows)
    return _FRAME + len(figure.rows) * max(_LEAST, ceil(longest / _LABEL))


def spare_lines(noted: NoteSetting) -> int:
    """Return how many lines the texts leave of those that a note has room for."""
    messages, questions = message_lines(noted)[:MOST_MESSAGES], question_lines(noted)
    told = (sum(display_width(item.text) for item in message.evidence) for message in messages)
    evidence = sum(ceil(min(columns, _share(messages)) / _LINE) for columns in told)
    parts = (
        (MOST_MESSAGES, LONGEST["messages", "text"], [m.text for m in messages], _BOLD),
        (MOST_QUESTIONS, LONGEST["questions", "question"], [q.question for q in questions], _BOLD),
        (MOST_QUESTIONS, LONGEST["questions", "answer"], [q.answer for q in questions], _LINE),
        (MOST_STEPS, LONGEST["next_steps", "text"], [s.text for s in step_lines(noted)], _LINE),
    )
    spare = MOST_MESSAGES * ceil(MOST_EVIDENCE * EVIDENCE / _LINE) - evidence
    for most, longest, texts, line in parts:
        widths = (min(display_width(text), longest) for text in texts[:most])
        spare += most * ceil(longest / line) - sum(ceil(width / line) for width in widths)
    return spare


def _share(messages: Sequence[MessageLine]) -> int:
    """Return the columns for the evidence of a message: the compendium has all of it, whole."""
    return MOST_MESSAGES * MOST_EVIDENCE * EVIDENCE // max(1, len(messages))


def check_drawn(noted: NoteSetting) -> Iterator[Diagnostic]:
    """Yield the named figures that the report lacks, or that a note has no room for."""
    known = drawn = figures_of(noted.setting)
    with suppress(SstcError):  # the check of the texts says so
        drawn = drawn_figures(noted)
    for index, name in enumerate(noted.note.figures) if known else ():
        path, id_ = ("figures", index), figure_of(noted.setting, known, name)
        if id_ is None:
            message = f"the report has no figure `{name}`, or it is hidden"
            yield Diagnostic("E711", message, path, did_you_mean(name, list(known)))
        elif len(known[id_].rows) > MOST_ROWS:
            rows = len(known[id_].rows)
            message = f"`{name}` has {rows} rows, but a note has room for {MOST_ROWS}"
            hint = "name another figure, or leave it to the report"
            yield Diagnostic("W796", message, path, hint)
        elif id_ not in drawn:
            message = f"the note has no room left for `{name}`"
            hint = "name it first, name fewer figures, or shorten the texts"
            yield Diagnostic("W796", message, path, hint)


def note_view(noted: NoteSetting) -> KnowledgeNoteView:
    series, webinar, language = noted.setting.series, noted.webinar, noted.language
    figures, words = drawn_figures(noted), noted.setting.words
    questions, materials, steps = question_lines(noted), material_lines(noted), step_lines(noted)
    messages = message_lines(noted)[:MOST_MESSAGES]
    return KnowledgeNoteView(
        language=language,
        direction=noted.setting.direction,
        revised=revised_text(series, webinar),
        figures=figures,
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        rapporteur=rapporteur_line(noted),
        messages=tuple(
            replace(message, evidence=_fitted(message.evidence, _share(messages)))
            for message in messages
        ),
        drawn=tuple(figures),
        source=noted.say(ReportLabel.SOURCES, webinars=words.webinars([webinar.number])),
        questions=questions[:MOST_QUESTIONS],
        materials=materials[:MOST_MATERIALS],
        steps=steps[:MOST_STEPS],
        is_whole=len(questions) <= MOST_QUESTIONS
        and len(materials) <= MOST_MATERIALS
        and len(steps) <= MOST_STEPS,
    )


def _fitted(items: Sequence[EvidenceLine], room: int) -> tuple[EvidenceLine, ...]:
    """Return the first items; what a short one leaves of its share is for the longer ones."""
    kept = items[:MOST_EVIDENCE]
    fitted = dict.fromkeys(range(len(kept)), "")
    for before, at in enumerate(sorted(fitted, key=lambda at: display_width(kept[at].text))):
        fitted[at] = shortened(kept[at].text, room // (len(kept) - before))
        room -= display_width(fitted[at])
    return tuple(replace(item, text=fitted[at]) for at, item in enumerate(kept))
