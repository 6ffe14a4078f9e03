"""The places of values on the axis of a figure, its colours, and the direction of its words."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.escape import isolate_ends, starts_right_to_left

# PuOr of ColorBrewer, by tone: people with any kind of colour blindness tell neighbours apart.
FILLS = ("542788", "b2abd2", "f0f0f0", "fdb863", "b35806")
INK = "1b2733"
INKS = ("ffffff", INK, INK, INK, "ffffff")  # of words on these
_LEAST = 0.06  # of the axis: a narrower segment has no room for its value


def position(figure: Figure, value: float) -> float:
    length = figure.high - figure.low
    return min(max((value - figure.low) / length, 0.0), 1.0) if length > 0 else 0.0


def length_of(figure: Figure, mark: Mark) -> float:
    if mark.value is None or figure.high <= figure.low:
        return 0.0
    return min(max(mark.value / (figure.high - figure.low), 0.0), 1.0)


def has_room(share: float) -> bool:
    return share >= _LEAST


def interval(figure: Figure, mark: Mark) -> tuple[float, float] | None:
    """Return the ends of a mark's interval on the axis; it may have no point."""
    if mark.low is None or mark.high is None:
        return None
    return position(figure, mark.low), position(figure, mark.high)


def is_bound(mark: Mark) -> bool:
    """Return whether a mark is the range where a value is for certain, and no interval of it."""
    return mark.value is None and mark.low is not None


def has_intervals(figure: Figure) -> bool:
    """Return whether the bars or dots of a figure with one segment have intervals."""
    is_drawn = figure.form in (Form.BARS, Form.DOTS) and len(figure.segments) == 1
    return is_drawn and any(interval(figure, mark) for row in figure.rows for mark in row.marks)


def tone_of(figure: Figure, tone: int) -> int:
    return 1 if figure.form == Form.BARS and has_intervals(figure) else tone


def ends(figure: Figure) -> tuple[str, str, str]:
    """Return what is written at the start, the middle and the end of the axis.

    The middle of counts is left out where it is not a whole number, as in 0 to 47.
    """
    middle = (figure.low + figure.high) / 2
    has_middle = bool(figure.unit) or middle == int(middle)
    written = f"{middle:g}" if has_middle else ""
    return f"{figure.low:g}", written, f"{figure.high:g} {figure.unit}".rstrip()


def step_of(figure: Figure) -> float:
    """Return how far apart the numbers on an axis are: a quarter, or what is whole for counts."""
    length = figure.high - figure.low
    whole = (length / parts for parts in (4, 2) if figure.unit or length % parts == 0)
    return next(whole, length) or 1


def drawable(figure: Figure) -> Figure:
    """Return a figure, as its sentence if it has nothing to draw, because all is hidden."""
    marks = [mark for row in figure.rows for mark in row.marks]
    is_empty = not has_intervals(figure) and all(mark.value is None for mark in marks)
    return replace(figure, rows=()) if is_empty else figure


def rounded(value: float | None) -> float | None:
    """Return a value for a file of numbers, to one decimal; whole numbers stay whole."""
    return value if value is None or isinstance(value, int) else round(value, 1)


def grouped(figure: Figure) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows under each heading, which is empty if a figure has no groups."""
    for heading, rows in groupby(figure.rows, key=attrgetter("group")):
        yield heading, list(rows)


def headed(figure: Figure) -> list[Row]:
    """Return the rows with one before each group that is only its heading."""
    blank = tuple(Mark(None, "") for _ in figure.segments)
    parts = grouped(figure)
    return [row for name, rows in parts for row in (*([Row(name, blank)] if name else ()), *rows)]


def segments_of(figure: Figure, row: Row) -> Iterator[tuple[str, int, Mark]]:
    for segment, mark in zip(figure.segments, row.marks, strict=True):
        yield segment.label, segment.tone, mark


def n_text(figure: Figure, row: Row) -> str:
    """Return `n = 47`, for where n has no column of its own."""
    # after a Latin `n`, numbers and the arrow between them run from the left, in Arabic too
    people = row.n if starts_right_to_left(figure.head[2]) else row.n.replace("←", "→")
    return f"{figure.head[2]}\u00a0=\u00a0{people}" if people else ""


def has_n(figure: Figure) -> bool:
    return any(row.n for row in figure.rows)


def has_head(figure: Figure) -> bool:
    """Return whether the columns of a figure have names, or its axis has numbers."""
    is_numbered = figure.form in (Form.DOTS, Form.CHANGE)
    return is_numbered or has_n(figure) or any(figure.head[:2])


def isolated(figure: Figure) -> Figure:
    """Return a figure with the punctuation of words that run the other way in its place."""

    def kept(text: str) -> str:
        return isolate_ends(text, figure.direction)

    def row(drawn: Row) -> Row:
        marks = tuple(replace(mark, text=kept(mark.text)) for mark in drawn.marks)
        return replace(drawn, label=kept(drawn.label), note=kept(drawn.note), marks=marks)

    label, values, n = map(kept, figure.head)
    return replace(
        figure,
        rows=tuple(map(row, figure.rows)),
        segments=tuple(replace(part, label=kept(part.label)) for part in figure.segments),
        head=(label, values, n),
        caption=kept(figure.caption),
        wording=kept(figure.wording),
        source=kept(figure.source),
        alternative=kept(figure.alternative),
    )
