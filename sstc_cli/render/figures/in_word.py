"""Inserts in Word: bars are native charts, which people edit with the numbers in them.

Dots on an axis, and rows under headings, are tables with a picture in each row: no chart has
headings, and a row has the height of its words. So are bars that are higher than a page, and those
after the twentieth chart, because LibreOffice distorts all charts of a document that has more.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from docx.document import Document as Word
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Form, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.charts import (
    add_chart,
    has_axis,
    row_height,
    set_size,
    write_chart_data,
)
from sstc_cli.render.figures.in_typst import draw_lines
from sstc_cli.render.figures.inserts import Insert, InsertKind
from sstc_cli.render.figures.scale import (
    FILLS,
    ends,
    grouped,
    has_head,
    has_intervals,
    has_n,
    headed,
    interval,
)
from sstc_cli.render.templates import Document
from sstc_cli.render.word import WordFile
from sstc_cli.render.word_styles import CAPTION, ENTRIES, SMALL, TABLE_GAP
from sstc_cli.render.word_text import add_grid, add_picture
from sstc_cli.render.word_xml import (
    add_bookmark,
    element,
    entry_to,
    field,
    sequence,
)
from sstc_cli.render.xlsx import ChartWorkbook
from sstc_cli.render.zipped import zipped

_CREATED = datetime(2000, 1, 1)
_PIXEL = 9_525  # of a chart, in the unit of Word's drawings
_LONGEST = 2_000  # characters of an alternative text
_PRINTING = re.compile(rb"<c:printSettings>.*</c:printSettings>", re.DOTALL)
_OUTSIDE = b'<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_INLINE = f"""<w:drawing {nsdecls("w", "wp", "a", "r")} xmlns:c="{_CHART}">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{_CHART}"><c:chart/></a:graphicData></a:graphic></wp:inline>
</w:drawing>""".replace("\n", "")


def _chart_part(word: Word, figure: Figure, rows: Sequence[Row], width: int) -> tuple[Part, int]:
    """Return a part with a chart, and its height in pixels."""
    workbook = ChartWorkbook(_CREATED, font=word.styles["Normal"].font.name or "")
    sheet = workbook.book.add_worksheet("Sheet1")
    columns = write_chart_data(sheet, figure, rows, 0)
    drawing = add_chart(workbook.book, sheet, figure, rows, 0, columns)
    drawing.set_title({"none": True})
    height = set_size(drawing, figure, rows, width)
    sheet.insert_chart(0, columns.ends + 2, drawing)
    parts, package = workbook.parts(), word.part.package
    drawn = _PRINTING.sub(b"", parts["xl/charts/chart1.xml"])
    drawn = drawn.replace(b"</c:chartSpace>", _OUTSIDE + b"</c:chartSpace>")
    name = package.next_partname("/word/charts/chart%d.xml")
    chart = Part(name, CT.DML_CHART, drawn, package)
    inside = package.next_partname("/word/embeddings/chart%d.xlsx")
    chart.relate_to(Part(inside, CT.SML_SHEET, zipped(parts), package), RT.PACKAGE)
    return chart, height


def _drawing(word: Word, figure: Figure, target: str, size: tuple[int, int]) -> BaseOxmlElement:
    drawing: BaseOxmlElement = parse_xml(_INLINE)
    inline = drawing[0]
    extent, properties = inline[0], inline[1]
    for name, length in zip(("cx", "cy"), size, strict=True):
        extent.set(name, str(length))
    number = str(word.part.next_id)
    words = clean(figure.alternative or figure.caption)[:_LONGEST]
    for name, value in (("id", number), ("name", f"Chart {number}"), ("descr", words)):
        properties.set(name, value)
    chart = inline[3][0][0]
    chart.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", target)
    return drawing


_CHARTS, _TALLEST = 20, 700  # in a file, and pixels of one, so that it fits on a page
_UNBROKEN = 14  # rows at most of a table that stays on one page
_ASKS = ("?", "？", "؟")  # no colon comes after them
_COLONS = {"zh": "：", "fr": "\u00a0: "}  # of other languages `: `


def add_insert(file: WordFile, document: Document, insert: Insert, width: Length) -> None:
    """Add an insert of a document; charts are as wide as the text."""
    word = file.word
    if insert.kind == InsertKind.PAGE_BREAK:
        word.add_paragraph(style=TABLE_GAP).add_run().add_break(WD_BREAK.PAGE)
    elif insert.figure is None:
        _list(word, insert, width)
    else:
        # each language of a file counts its own figures
        counted = sequence(document.language, file.main)
        _caption(word, document, insert, insert.figure, counted)
        _figure(word, insert.figure, width)


def _list(word: Word, insert: Insert, width: Length) -> None:
    """Add a list of links with the numbers of their pages, which programs count by themselves."""
    is_contents = insert.kind == InsertKind.CONTENTS
    least = min((entry.level for entry in insert.entries), default=0)
    for entry in insert.entries:
        style = ENTRIES[min(entry.level - least, 1)] if is_contents else ENTRIES[2]
        paragraph = word.add_paragraph(style=style)
        tabs = paragraph.paragraph_format.tab_stops
        tabs.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph._p.append(entry_to(entry.target, clean(entry.text)))


def _caption(word: Word, document: Document, insert: Insert, figure: Figure, counted: str) -> None:
    before, _, after = document.numbered.partition("{number}")
    paragraph = word.add_paragraph(clean(before), style=CAPTION)
    paragraph._p.append(field(f"SEQ {counted} \\* ARABIC", str(insert.number)))
    paragraph.add_run(clean(after.replace("{caption}", figure.caption)))
    paragraph.paragraph_format.keep_with_next = True
    add_bookmark(paragraph._p, paragraph._p, insert.target)


def _figure(word: Word, figure: Figure, width: Length) -> None:
    if figure.wording:
        _note(word, figure.wording).paragraph_format.keep_with_next = True
    if not figure.rows and figure.alternative:
        word.add_paragraph(clean(figure.alternative))
    fitting = _TALLEST // row_height(figure, headed(figure))
    is_chart = _is_chart(word, figure, fitting)
    lines = [] if is_chart else draw_lines(figure, width.mm * _AXIS - _ROOM)
    rows = [] if lines else headed(figure)
    last = list(filter(None, (*(_notes(figure) if rows else ()), figure.source)))
    if figure.rows and len(figure.segments) > 1:
        _legend(word, figure)
    if lines:
        _table(word, figure, lines, width, leads_on=bool(last))
        if not last:  # Word would join two tables
            word.add_paragraph(style=TABLE_GAP)
    for start in range(0, len(rows), fitting):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = bool(last)
        part, height = _chart_part(word, figure, rows[start : start + fitting], width // _PIXEL)
        target = word.part.relate_to(part, RT.CHART)
        size = (int(width), height * _PIXEL)
        paragraph.add_run()._r.append(_drawing(word, figure, target, size))
    for place, words in enumerate(last, 1):
        _note(word, words).paragraph_format.keep_with_next = place < len(last)


def _is_chart(word: Word, figure: Figure, fitting: int) -> bool:
    """Return whether a figure is a native chart, on one page, if it can be drawn otherwise."""
    names = (part.partname for part in word.part.package.iter_parts())
    charts = sum(name.startswith("/word/charts/") for name in names)
    has_groups = any(row.group for row in figure.rows)
    is_drawn_otherwise = has_groups or has_axis(figure) or len(figure.rows) > fitting
    return not is_drawn_otherwise and charts < _CHARTS


_AXIS, _MOST = 0.27, 0.3  # of the width: what is drawn, and texts of values at most
_DIGIT, _ROOM = 1.9, 5.5  # millimetres: of a letter of a value, and beside it
_Cells = tuple[str, str, bytes | None, str, str]  # label, note, what is drawn, value, n


def _table(
    word: Word, figure: Figure, lines: Sequence[bytes], width: Length, *, leads_on: bool
) -> None:
    """Add a table: labels, values and n are words around what is drawn."""
    rows = list(_cells_of(figure, lines))
    values = min(_length(figure.head[1], *(row[3] for row in rows)), width.mm * _MOST)
    counts = _length(figure.head[2], *(row[4] for row in rows)) if has_n(figure) else 0.0
    label = width.mm * (1 - _AXIS) - values - counts
    sizes = (label, width.mm * _AXIS, values, *([counts] if counts else []))
    head = [(figure.head[0], "", None, figure.head[1], figure.head[2])] if has_head(figure) else []
    places = add_grid(
        word,
        [Mm(size) for size in sizes],
        len(head) + len(rows),
        has_head=bool(head),
        is_whole=len(rows) <= _UNBROKEN,
        is_close=True,
        leads_on=leads_on,
        together=_together(rows, len(head)),
        words=clean(figure.alternative or figure.caption)[:_LONGEST],
    )
    cells = [Paragraph(place, word._body) for place in places]
    count = len(sizes)
    for at, (name, note, drawn, value, n) in enumerate((*head, *rows)):
        label_of, axis, value_of, *n_of = cells[at * count : at * count + count]
        words = label_of.add_run(clean(name))
        if drawn is None:
            words.font.bold = words.font.cs_bold = True
        value_of.add_run(clean(value))
        for paragraph in n_of:
            paragraph.add_run(clean(n))
        if note:
            label_of.add_run().add_break()
            label_of.add_run(clean(note)).font.size = Pt(8)
        if drawn:
            add_picture(axis, drawn, clean(value or name)[:_LONGEST], Mm(sizes[1] - _ROOM))
        elif at < len(head) and has_axis(figure):
            _axis(axis, figure, Mm(sizes[1] - _ROOM))


def _together(rows: Sequence[_Cells], first: int) -> list[int]:
    """Return the places of rows that stay with the next: in groups, or the first ones.

    The first row is at `first`.
    """
    if not rows or rows[0][2] is not None:
        return [first, first + 1]
    pairs = enumerate(pairwise(rows), first)
    return [at for at, (_, after) in pairs if after[2] is not None]


def _cells_of(figure: Figure, lines: Sequence[bytes]) -> Iterator[_Cells]:
    """Yield the rows of a table, with the heading of each group before its rows."""
    drawn = iter(lines)
    for heading, rows in grouped(figure):
        if heading:
            yield heading, "", None, "", ""
        for row in rows:
            several = figure.form == Form.BARS
            for at, marks in enumerate(zip(row.marks) if several else (row.marks,)):
                value = " · ".join(filter(None, (mark.text for mark in marks)))
                first = (row.label, row.note) if at == 0 else ("", "")
                yield *first, next(drawn), value, row.n if at == 0 else ""


def _length(*texts: str) -> float:
    return max(map(display_width, map(clean, texts))) * _DIGIT + _ROOM


def _axis(paragraph: Paragraph, figure: Figure, width: Length) -> None:
    """Write the ends and the middle of an axis where they are below it."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Length(width // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t".join(map(clean, ends(figure))))


def _legend(word: Word, figure: Figure) -> None:
    """Add what the colours mean, in the order of the bars."""
    paragraph = word.add_paragraph(style=SMALL)
    paragraph.paragraph_format.keep_with_next = True
    mark = "\u200f" if figure.direction == "rtl" else ""  # colours stay before their English words
    for segment in figure.segments:
        color = element("shd", val="clear", fill=FILLS[segment.tone])
        border = element("bdr", val="single", sz="4", space="0", color="5B6875")
        paragraph.add_run("\u00a0" * 4)._r.get_or_add_rPr().extend([border, color])
        words = clean(segment.label).replace(" ", "\u00a0")
        paragraph.add_run(f"{mark}\u00a0{words}{mark}    ")


def _notes(figure: Figure) -> list[str]:
    """Return what is said about single rows, which a chart has no place for.

    Each note comes once, and none with which a longer one begins or ends.
    """
    lines = []
    for row in figure.rows:
        unseen = _undrawn(figure, row)
        told = [*dict.fromkeys(filter(None, (*unseen, row.note)))]
        repeated = {
            note
            for note in told
            for other in told
            if other != note and (other.startswith(note) or other.endswith(note))
        }
        if notes := [note for note in told if note not in repeated]:
            is_named = notes[0] in unseen and any(mark.value is not None for mark in row.marks)
            after = " " if row.label.endswith(_ASKS) else " · " if is_named else _colon(figure)
            lines.append(f"{row.label}{after}{' · '.join(notes)}")
    return lines


def _undrawn(figure: Figure, row: Row) -> list[str]:
    """Return the words of values that a chart does not show; it has those of intervals."""
    drawn = has_intervals(figure)
    unseen = [
        (segment.label, mark.text)
        for segment, mark in zip(figure.segments, row.marks, strict=True)
        if mark.value is None and not (drawn and interval(figure, mark))
    ]
    is_some = len(unseen) < len(row.marks)  # and not each value of the row
    colon = _colon(figure)
    return [f"{name}{colon}{text}" if is_some and text else text for name, text in unseen]


def _colon(figure: Figure) -> str:
    return _COLONS.get(figure.language.partition("-")[0], ": ")


def _note(word: Word, words: str) -> Paragraph:
    return word.add_paragraph(clean(words), style=SMALL)
