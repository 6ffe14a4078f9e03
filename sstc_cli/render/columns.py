"""The widths of a table's columns, by what is in them."""

import re
from collections.abc import Sequence

from sstc_cli.diagnostics import display_width

_LETTER, _CELL = 2.0, 6.0  # millimetres: an 11-point digit, and the margins of a cell
_CYRILLIC = re.compile("[\u0400-\u052f]")


def column_widths(
    texts: Sequence[Sequence[str]], total: float, *, named: bool = False
) -> list[float]:
    """Return the widths of columns that share `total` millimetres.

    Narrow columns get the width of their text, and wide ones share the rest. With `named`, the
    first column has the names of rows, and gets no more than its text needs. Wide columns share by
    the square roots of their needs: a column of three lines beside one of nine is easier to read
    than two of six.
    """
    head, body = ([], texts) if named or len(texts) == 1 else (texts[:1], texts[1:])
    # the name of a column may take several lines
    words = [[max(name.split(), key=_letters, default="") for name in names] for names in head]
    columns = list(zip(*words, *body, strict=True))
    needs = [_CELL + _LETTER * max(map(_letters, column)) for column in columns]
    if (spare := total - sum(needs)) >= 0:
        first = int(named and len(columns) > 1)
        share = spare / (len(columns) - first)
        return needs[:first] + [need + share for need in needs[first:]]
    widths, rest = [0.0] * len(columns), total
    wide = sorted(range(len(columns)), key=lambda index: (needs[index], index))
    while len(wide) > 1 and needs[wide[0]] <= rest / len(wide):
        index = wide.pop(0)
        widths[index] = needs[index]
        rest -= needs[index]
    roots = [needs[index] ** 0.5 for index in wide]
    for index, root in zip(wide, roots, strict=True):
        widths[index] = rest * root / sum(roots)
    return widths


def _letters(text: str) -> float:
    """Return the width of a text in digits; bold Cyrillic letters are a fifth wider."""
    lines = text.split("\n")
    return max(display_width(line) + 0.2 * len(_CYRILLIC.findall(line)) for line in lines)
