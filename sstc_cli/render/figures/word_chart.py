"""A native chart in Word: the chart and the workbook that Word edits it with."""

import re
from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.text.paragraph import Paragraph

from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.chart_data import write_chart_data
from sstc_cli.render.figures.chart_size import set_size
from sstc_cli.render.figures.charts import add_chart
from sstc_cli.render.figures.spreadsheet import Workbook, workbook_bytes

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


def add_word_chart(
    word: Word, paragraph: Paragraph, figure: Figure, rows: Sequence[Row], width: Length
) -> None:
    """Add a chart of these rows to a paragraph."""
    part, height = _chart_part(word, figure, rows, width // _PIXEL)
    target = word.part.relate_to(part, RT.CHART)
    size = (int(width), height * _PIXEL)
    paragraph.add_run()._r.append(_drawing(word, figure, target, size))


def _chart_part(word: Word, figure: Figure, rows: Sequence[Row], width: int) -> tuple[Part, int]:
    """Return a part with a chart, and its height in pixels."""
    workbook = Workbook(_CREATED, font=word.styles["Normal"].font.name or "")
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
    chart.relate_to(Part(inside, CT.SML_SHEET, workbook_bytes(parts), package), RT.PACKAGE)
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
