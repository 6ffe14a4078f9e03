"""The place of the axis in a native chart, which gives like charts axes of the same length."""

from collections.abc import Sequence

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Form, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.scale import has_intervals

LETTER = 6  # pixels
_VALUES = 24  # letters that a value with its interval has room for
_SHORTEST = 0.25  # of the width, for an axis
# where the axis begins and how long it is, by whether it runs from the right and has a legend
ACROSS = {
    (False, False): (0.36, 0.5),
    (False, True): (0.36, 0.5),
    (True, False): (0.14, 0.5),
    (True, True): (0.2, 0.44),
}


def has_axis(figure: Figure) -> bool:
    """Return whether the axis is numbered; other bars have their values beside them."""
    return figure.form in (Form.DOTS, Form.CHANGE)


def has_legend(figure: Figure) -> bool:
    """Return whether colours need a legend."""
    return len(figure.segments) > 1


def across(figure: Figure, rows: Sequence[Row], width: int) -> tuple[float, float]:
    """Return where the axis begins and how long it is: beside intervals are the longest texts."""
    from_right = figure.direction == "rtl"
    left, length = ACROSS[from_right, has_legend(figure)]
    if not has_intervals(figure):
        return left, length
    texts = (clean(mark.text) for row in rows for mark in row.marks)
    room = LETTER * max(_VALUES, *map(display_width, texts)) / width
    if from_right:
        end = left + length
        return max(left, min(room, end - _SHORTEST)), min(length, max(end - room, _SHORTEST))
    return left, min(length, max(1 - left - room, _SHORTEST))
