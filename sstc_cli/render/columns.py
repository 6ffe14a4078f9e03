"""The widths of a table's columns, and the size of its type, by what is in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from math import ceil

from sstc_cli.diagnostics import display_width
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.line_breaks import SPAN, unbroken_words

_LETTER, _CELL = 2.0, 6.0  # millimetres: an 11-point digit, and the margins of a cell
_BOLD = 1.1  # how much wider words in bold are
_TIMES = 1.15  # how much wider a span of time may be: some fonts have wide digits, bold ones wider
_LONGEST = 24  # letters: longer words are addresses, and may be broken anywhere
_SHORT_NAME = 8  # digits: so short a name of a column has one line
_MANY = 7  # columns: from here on the type is smaller
# shares of the usual size, the first if it fits
_SIZES, _SMALLER = (1.0, 0.9, 0.8), (0.85, 0.75, 0.7)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SPAN = re.compile(SPAN)
_DATE = re.compile(r"(?=.*\d)\S+(?:[\u00a0\u202f]\S+)+")
_WIDE = re.compile("[MWmw]")  # almost two digits in some fonts, which a short date has no room for
# a time, a date or a number, also with the days after it: `03:30 +1`; or nothing
_FIGURES = re.compile(r"(?=\W*$|.*\d)\S*(?:[\u00a0\u202f]\S+)*(?: \W*\d+)?")
_NARROW = re.compile(r"[\s.,]")  # at most half as wide as a digit
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile("[A-Z\u00c0-\u00de\u0410-\u042f]")


@dataclass(frozen=True)
class Columns:
    """The widths of columns in millimetres, and the share of the usual type size."""

    widths: list[float]
    size: float = 1.0


def fit_columns(texts: Sequence[Sequence[str]], total: float, *, named: bool = False) -> Columns:
    """Return the columns of a table that is `total` millimetres wide, as rows of texts.

    No column is narrower than its longest word; the type becomes smaller if they do not fit
    otherwise. With `named`, the first column has the names of rows; otherwise the first row has the
    names of columns. Names are bold.
    """
    columns = list(zip(*texts, strict=True))
    bold = [[index == 0 if named else row == 0 for row in range(len(texts))]
            for index in range(len(columns))]  # fmt: skip
    sizes = _SMALLER if len(columns) >= _MANY else _SIZES
    for size, slack in product(sizes, (_TIMES, 1.0)):
        longest = [
            max(_longest(*cell, slack) for cell in zip(column, marks, strict=True))
            for column, marks in zip(columns, bold, strict=True)
        ]
        least = [_CELL + _LETTER * size * letters for letters in longest]
        if sum(least) <= total:
            bodies = columns if named or len(texts) == 1 else list(zip(*texts[1:], strict=True))
            names = [""] * len(columns) if named else texts[0]
            needs = [_CELL + _LETTER * size * max(_half(name), *map(_letters, column))
                     for name, column in zip(names, bodies, strict=True)]  # fmt: skip
            grows = [index > 0 if named else not all(map(_FIGURES.fullmatch, column))
                     for index, column in enumerate(bodies)]  # fmt: skip
            needs = list(map(max, needs, least))
            # one long text among short ones needs less room than many long ones
            sums = [sum(map(_letters, column)) for column in bodies]
            choices = [Columns(_at_least(least, needs, total, grows, weights), size)
                       for weights in (needs, sums)]  # fmt: skip
            return min(choices, key=partial(count_lines, texts))
    raise SstcError(
        f"a table of {len(columns)} columns does not fit on the page: {', '.join(texts[0])[:80]}",
        "use fewer columns or shorter words in the template, or choose `--paper a4-landscape` or "
        "`--format html`",
        ExitCode.DATA,
    )


def count_lines(texts: Sequence[Sequence[str]], columns: Columns) -> int:
    letter = _LETTER * columns.size
    return sum(
        max(
            sum(max(1, ceil(letter * _line(line) / (width - _CELL))) for line in cell.split("\n"))
            for cell, width in zip(row, columns.widths, strict=True)
        )
        for row in texts
    )


def _at_least(
    least: Sequence[float],
    needs: Sequence[float],
    total: float,
    grows: Sequence[bool],
    weights: Sequence[float],
) -> list[float]:
    """Return widths that share the total, none of which is less than it must be."""
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(needs)) if index not in fixed]
        rest = total - sum(fixed.values())
        shares = _shared(
            [needs[index] for index in free],
            rest,
            [grows[index] for index in free],
            [weights[index] for index in free],
        )
        widths = fixed | dict(zip(free, shares, strict=True))
        narrow = {index: least[index] for index in free if widths[index] < least[index] - 1e-9}
        if not narrow:
            return [widths[index] for index in range(len(needs))]
        fixed |= narrow


def _shared(
    needs: Sequence[float], total: float, grows: Sequence[bool], weights: Sequence[float]
) -> list[float]:
    """Return widths that share the total by the needs of the columns.

    Narrow columns get the width of their text, and wide ones share the rest. What is left over goes
    to the columns that may grow, if there are any. Wide columns share by the square roots of their
    weights: a column of three lines beside one of nine is easier to read than two of six.
    """
    if (spare := total - sum(needs)) >= 0:
        share = spare / (sum(grows) or len(needs))
        return [
            need + share * (may_grow or not any(grows))
            for need, may_grow in zip(needs, grows, strict=True)
        ]
    widths, rest = [0.0] * len(needs), total
    wide = sorted(range(len(needs)), key=lambda index: (needs[index], index))
    while len(wide) > 1 and needs[wide[0]] <= rest / len(wide):
        index = wide.pop(0)
        widths[index] = needs[index]
        rest -= needs[index]
    roots = [weights[index] ** 0.5 for index in wide]
    for index, root in zip(wide, roots, strict=True):
        widths[index] = rest * root / sum(roots)
    return widths


@lru_cache(maxsize=4_096)  # most cells and names recur in every document
def _longest(text: str, is_bold: bool, slack: float) -> float:
    """Return the width of the longest word that no line tears, in digits."""
    widths = (
        min(_letters(word), _LONGEST) * (slack if _SPAN.fullmatch(word) else 1)
        + (0.45 * len(_WIDE.findall(word)) if _DATE.fullmatch(word) else 0)
        for word in unbroken_words(text)
    )
    return max(widths, default=0.0) * (_BOLD if is_bold else 1)


def _half(name: str) -> float:
    """Return the width in which the name of a column takes two lines at most, in digits.

    `演讲人` and `时长（分钟）` take one. An offset may have a line of its own, as in `Beijing time
    (UTC+8)`.
    """
    if _DIGIT.search(name):
        return 0
    ends = [at for at, character in enumerate(name) if character == " "]
    lines = [max(_letters(name[:end]), _letters(name[end + 1 :])) for end in ends]
    whole = _letters(name)  # a Chinese one has no spaces, and its lines end anywhere
    if not lines and whole <= _SHORT_NAME:
        return max(1, whole - 1)  # bold is not wider in Chinese, and the margins are generous
    is_firm = name.endswith("）")
    return _BOLD * max(1, min(lines, default=whole if is_firm else whole / 2 + 1))


@lru_cache(maxsize=4_096)
def _letters(text: str) -> float:
    """Return the width of the longest line in digits; Cyrillic letters and capitals are wider."""
    return max(map(_line, text.split("\n")))


def _line(text: str) -> float:
    return (
        display_width(text)
        - 0.5 * len(_NARROW.findall(text))
        + 0.2 * len(_CYRILLIC.findall(text))
        + 0.25 * len(_CAPITAL.findall(text))
        + text.count("%")  # wide, with gaps that office programs set beside Chinese
    )
