"""The view of a knowledge note, with the figures that it draws."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sstc_cli.diagnostics import Diagnostic, did_you_mean, display_width
from sstc_cli.model.knowledge import (
    EVIDENCE,
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
from sstc_cli.views.knowledge import EvidenceLine, KnowledgeNoteView

_MARKS = " ,;:，、；：("
_PIECES = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many columns."""
    if display_width(text) <= most:
        return text
    return f"{_first(_PIECES.findall(text), most).rstrip(_MARKS)}…"


def shortened_inside(text: str, most: int) -> str:
    """Return a text of at most so many columns, with its end: there questions differ most."""
    if display_width(text) <= most:
        return text
    pieces = _PIECES.findall(text)
    end = "".join(reversed(_first(pieces[::-1], 2 * most // 3, mirrored=True)))
    start = _first(pieces, most - display_width(end)).rstrip(_MARKS)
    return f"{start}…{end.lstrip(_MARKS)}"


def _first(pieces: Sequence[str], most: int, *, mirrored: bool = False) -> str:
    """Return the first pieces that fit, each mirrored if they are read from the end."""
    kept = ""
    for piece in pieces:
        if display_width(kept + piece) >= most:
            break
        kept += piece[::-1] if mirrored else piece
    return kept


_LABEL, _CAPTION = 46, 70  # columns of the names of a row and of a figure
_USUAL = ("reach", "ratings", "knowledge", "recommend", "ratings_2")


def drawn_figures(noted: NoteSetting) -> dict[str, Figure]:
    known = figures_of(noted.setting)
    named = noted.note.figures or _USUAL
    ids = (figure_of(noted.setting, known, name) for name in named)
    drawn: dict[str, Figure] = {}
    for id_ in dict.fromkeys(ids):
        if id_ and fits(known[id_], drawn):
            drawn[id_] = brief(known[id_])
    return drawn


def brief(figure: Figure) -> Figure:
    """Return a figure with shorter names, notes only of values that it cannot draw, no source."""
    rows = (
        replace(
            row,
            label=shortened_inside(row.label, _LABEL),
            note=row.note if any(mark.value is None for mark in row.marks) else "",
        )
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


def fits(figure: Figure, drawn: Mapping[str, Figure]) -> bool:
    """Return whether a note has room for a figure beside those that it has."""
    rows = sum(len(other.rows) for other in drawn.values()) + len(figure.rows)
    return len(figure.rows) <= MOST_ROWS and rows <= MOST_TOGETHER and len(drawn) < MOST_FIGURES


def check_drawn(noted: NoteSetting) -> Iterator[Diagnostic]:
    """Yield the named figures that the report lacks, or that a note has no room for."""
    known = figures_of(noted.setting)
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


def note_view(noted: NoteSetting) -> KnowledgeNoteView:
    series, webinar, language = noted.setting.series, noted.webinar, noted.language
    figures, words = drawn_figures(noted), noted.setting.words
    questions, materials, steps = question_lines(noted), material_lines(noted), step_lines(noted)
    # the messages share the room for evidence: the compendium has all of it, whole
    messages = message_lines(noted)[:MOST_MESSAGES]
    room = MOST_MESSAGES * MOST_EVIDENCE * EVIDENCE // max(1, len(messages))
    return KnowledgeNoteView(
        language=language,
        direction=noted.setting.direction,
        revised=revised_text(series, webinar),
        figures=figures,
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        rapporteur=rapporteur_line(noted),
        messages=tuple(
            replace(message, evidence=_fitted(message.evidence, room)) for message in messages
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
