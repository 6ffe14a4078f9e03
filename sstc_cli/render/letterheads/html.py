"""The header or footer of a letterhead as self-contained HTML."""

from functools import lru_cache

from markupsafe import Markup

from sstc_cli.render.letterhead import Band, BandRow, Cell, Line, Picture, Words

_PIXELS = 96 / 25.4  # of CSS in a millimetre


@lru_cache(maxsize=2)  # every document has the same head and foot
def band_html(band: Band) -> Markup:
    """Return the rows of a band, without page numbers, which a web page does not have.

    Cells side by side become a table, because Outlook supports nothing else.
    """
    return Markup("\n").join(filter(None, map(_row, band)))


def _row(row: BandRow) -> Markup:
    cells = [(cell, _lines(cell)) for cell in row.cells]
    if not any(lines for _, lines in cells) and not (row.above or row.below):
        return Markup()
    rules = {"top": row.above, "bottom": row.below}
    style = "".join(f"border-{edge}: 1px solid #{color};" for edge, color in rules.items() if color)
    style = Markup(' style="{}"').format(style) if style else Markup()
    if len(cells) == 1:
        return Markup("<div{}>\n{}\n</div>").format(style, cells[0][1])
    total = sum(cell.share for cell in row.cells)
    data = Markup("\n").join(
        Markup('<td width="{}%">{}</td>').format(round(100 * cell.share / total), lines)
        for cell, lines in cells
    )
    table = Markup('<table role="presentation" width="100%" cellpadding="0" dir="ltr"{}>\n{}\n{}')
    return table.format(style, Markup("<tr>"), data) + Markup("\n</tr>\n</table>")


def _lines(cell: Cell) -> Markup:
    return Markup("\n").join(_line(line) for line in cell.lines if not line.is_numbered)


def _line(line: Line) -> Markup:
    direction = "rtl" if line.from_right else "ltr"
    inside = Markup().join(map(_piece, line.pieces))
    return Markup('<p align="{}" dir="{}">{}</p>').format(line.side, direction, inside)


def _piece(piece: Words | Picture) -> Markup:
    if isinstance(piece, Words):
        return _words(piece)
    size = [round(length * _PIXELS) or 1 for length in (piece.width, piece.height)]
    picture = Markup('<img src="{}" alt="{}" width="{}" height="{}">')
    return picture.format(piece.source, piece.alt, *size)


def _words(words: Words) -> Markup:
    looks = {
        "font-size": f"{words.size:g}pt",
        "color": f"#{words.color}" if words.color else "",
        "font-weight": "bold" if words.bold else "",
        "font-style": "italic" if words.italic else "",
    }
    style = "; ".join(f"{name}: {value}" for name, value in looks.items() if value)
    language = Markup(' lang="{}"').format(words.language) if words.language else Markup()
    return Markup('<span style="{}"{}>{}</span>').format(style, language, words.text)
