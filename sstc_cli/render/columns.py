"""How wide the columns of a table are, by what stands in them."""

from collections.abc import Sequence

from sstc_cli.diagnostics import display_width

_LETTER, _CELL = 2.0, 6.0  # millimetres: an 11-point digit, and the margins of a cell


def column_widths(
    texts: Sequence[Sequence[str]], total: float, *, named: bool = False
) -> list[float]:
    """The `total` millimetres, shared: narrow columns get what they need, wide ones what is left.

    A first column that is `named` names what the others say, and takes no more than it needs. Wide
    ones share by the roots of what they want: a column of three lines beside one of nine
    is read more easily than two of six.
    """
    columns = list(zip(*texts, strict=True))
    wanted = [_CELL + _LETTER * max(map(display_width, column)) for column in columns]
    if (spare := total - sum(wanted)) >= 0:
        first = int(named and len(columns) > 1)
        share = spare / (len(columns) - first)
        return wanted[:first] + [each + share for each in wanted[first:]]
    widths, left = [0.0] * len(columns), total
    wide = sorted(range(len(columns)), key=lambda index: (wanted[index], index))
    while len(wide) > 1 and wanted[wide[0]] <= left / len(wide):
        index = wide.pop(0)
        widths[index] = wanted[index]
        left -= wanted[index]
    roots = [wanted[index] ** 0.5 for index in wide]
    for index, root in zip(wide, roots, strict=True):
        widths[index] = left * root / sum(roots)
    return widths
