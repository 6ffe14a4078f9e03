"""Native charts in Word and in workbooks: their parts, and what LibreOffice makes of them."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from drawn import (
    LANGUAGES,
    SHARES,
    SIXTY,
    WORDS,
    document_of,
    fence,
    figures_in,
    file_of,
    mark,
    office,
)
from made import HOSTILE, STATIONERY, TEMPLATES, word_in
from openpyxl import load_workbook
from test_inserts import CONTENTS, pdf_text, spoilt

from sstc_cli.model.view import Figure, Mark, Row
from sstc_cli.render import LAYOUTS, Look, Templates, typesetting
from sstc_cli.render.figures.charts import set_size
from sstc_cli.render.figures.in_typst import write_figure
from sstc_cli.render.figures.scale import FILLS

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = ("stacked", "bars", "dots", "change")  # have rows
NATIVE = DRAWN[:2]  # in Word
SHOWN = ["LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"]


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: package.read(name) for name in package.namelist()}


def word_of(language: str = "en", **more: str) -> dict[str, bytes]:
    return parts_of(file_of(document_of(figures_in(language), language, **more), "docx"))


def charts_in(parts: dict[str, bytes], folder: str) -> list[ElementTree.Element]:
    names = sorted(name for name in parts if re.fullmatch(rf"{folder}/charts/chart\d+\.xml", name))
    return [ElementTree.fromstring(parts[name]) for name in names]  # noqa: S314 our own


def drawn(
    figures: dict[str, Figure], kind: str = "docx", language: str = "en"
) -> list[ElementTree.Element]:
    parts = parts_of(file_of(document_of(figures, language), kind))
    return charts_in(parts, {"docx": "word", "xlsx": "xl"}[kind])


def cells_of(data: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make charts of all figures in Word."""
    monkeypatch.setattr(typesetting, "typst", None)


def test_word_has_each_chart_with_the_workbook_that_it_is_edited_with() -> None:
    parts = word_of()
    kinds = parts["[Content_Types].xml"].decode()
    for number in range(1, 1 + len(NATIVE)):
        chart = parts[f"word/charts/chart{number}.xml"].decode()
        related = parts[f"word/charts/_rels/chart{number}.xml.rels"].decode()
        assert '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>' in chart
        assert "printSettings" not in chart
        assert 'Id="rId1"' in related and f"../embeddings/chart{number}.xlsx" in related
        assert re.search(rf'chart{number}\.xml" ContentType="[^"]*drawingml\.chart\+xml"', kinds)
    table = cells_of(parts["word/embeddings/chart2.xlsx"])
    assert table[0] == ["Question", "Share"]
    assert table[1] == ["Useful (n\u00a0=\u00a040)", 81]
    assert table[3] == ["Pace (n\u00a0=\u00a042)", None]  # too few


def test_the_alternative_text_of_a_chart_is_that_of_its_figure() -> None:
    body = word_of()["word/document.xml"].decode()
    words = re.findall(r'<wp:docPr [^>]*descr="(.*?)"|<w:tblDescription w:val="(.*?)"', body)
    told = ["".join(pair) for pair in words if "%" not in "".join(pair)]
    assert told == ["Only 6 persons answered."] * 4
    # otherwise LibreOffice moves the dots away from the numbers of their axis
    assert all(' distL="0"' in inline for inline in re.findall("<wp:inline [^>]*>", body))
    ids = re.findall(r'<wp:docPr id="(\d+)"', body)
    assert len(set(ids)) == len(ids) == 10


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_labels_say_all_that_they_show_and_colours_are_explicit(kind: str) -> None:
    charts = drawn(figures_in("en"), kind)
    assert len(charts) == len(DRAWN if kind == "xlsx" else NATIVE)
    for chart in charts:
        for labels in [*chart.iter(f"{C}dLbls"), *chart.iter(f"{C}dLbl")]:
            shown = [tag for part in labels if (tag := part.tag.removeprefix(f"{C}show")) in SHOWN]
            assert shown == SHOWN or labels.find(f"{C}delete") is not None
        text = ElementTree.tostring(chart, encoding="unicode")
        assert "schemeClr" not in text and "prstClr" not in text
        assert all(series.find(f"{C}spPr") is not None for series in chart.iter(f"{C}ser"))
        assert chart.find(f"{C}chart/{C}title") is None  # the caption is beside it


@pytest.mark.usefixtures("without_typst")
def test_labels_are_the_values_and_only_other_texts_are_fixed() -> None:
    stacked, bars, dots, _ = charts_in(word_of(), "word")
    deleted = Counter(label[1].tag for label in stacked.iter(f"{C}dLbl"))
    assert deleted == {f"{C}delete": 6}  # those under 6 %
    assert len(list(bars.iter(f"{C}dLbl"))) == 1  # too few
    texts = [text.text for text in dots.iter() if text.tag.endswith("}t")]
    assert texts[0].strip("\u00a0") == "81\u00a0%\u00a0(69–93)" != texts[0]  # not on the line's end
    bars = dots.find(f".//{C}errBars")
    assert bars is not None and bars.find(f"{C}minus/{C}numLit/{C}pt/{C}v").text == "24"


@pytest.mark.usefixtures("without_typst")
def test_only_dots_and_single_bars_have_intervals() -> None:
    figures = {}
    for name in ("stacked", "bars", "change"):
        rows = (row for row in figures_in("en")[name].rows if all(m.value for m in row.marks))
        held = [
            replace(row, marks=tuple(replace(m, low=1, high=99) for m in row.marks)) for row in rows
        ]
        figures[name] = replace(figures_in("en")[name], rows=tuple(held))
    assert [len(list(chart.iter(f"{C}errBars"))) for chart in drawn(figures)] == [0, 1, 0]
    sheets = sheets_of(file_of(document_of(figures), "xlsx"))
    heads = ["".join(str(cell.value) for cell in sheet[5]) for sheet in sheets]
    assert ["≥" in head for head in heads] == [False, True, False]
    page = file_of(document_of(figures), "html").decode()
    spans = re.findall(r'class="bar tone1".*?</div><div class="span" style="(.*?)"', page)
    assert spans == ["inset-inline-start: 1.00%; inline-size: 98.00%"] * 3


def test_colours_stay_before_their_english_words_in_arabic() -> None:
    figures = {"stacked": replace(figures_in("en")["stacked"], direction="rtl")}
    word = word_in(file_of(document_of(figures, "ar"), "docx"))
    (legend,) = (line.text for line in word.paragraphs if "good" in line.text)
    items = (f"\u200f\u00a0{words}\u200f" for words in ("Very\u00a0poor", "Poor"))
    assert (" " * 4 + "\u00a0" * 4).join(items) in legend


def test_colours_are_named_in_the_order_of_the_bars() -> None:
    figures = {"change": figures_in("en")["change"]}
    word = word_in(file_of(document_of(figures), "docx"))
    (legend,) = (p for p in word.paragraphs if p._p.xpath(".//w:bdr"))
    assert legend.text.split() == ["Before", "After"]
    fills = [at.get(qn("w:fill")) for at in legend._p.xpath(".//w:shd")]
    assert fills == [FILLS[3], FILLS[0]]
    (sheet,) = sheets_of(file_of(document_of(figures), "xlsx"))
    head = {cell.value: cell.fill.fgColor.rgb[2:] for cell in sheet[5][:4]}
    assert (head["Before"], head["After"]) == (FILLS[3].upper(), FILLS[0].upper())
    assert drawn(figures, "xlsx")[0].find(f".//{C}legend") is None  # LibreOffice turns it around


def test_a_word_file_has_20_charts_and_tables_of_other_figures() -> None:
    bars = figures_in("en")["bars"]
    rows = tuple(replace(row, group="By age") for row in bars.rows)
    many = {"first": replace(bars, id="first", rows=rows)}
    many |= {f"bars{at}": replace(bars, id=f"bars{at}") for at in range(22)}
    data = file_of(document_of(many), "docx")
    assert len(charts_in(parts_of(data), "word")) == 20
    first, *last = word_in(data).tables  # no chart has headings
    assert [row.cells[0].text for row in first.rows] == [
        "Question", "By age", *(row.label for row in bars.rows)
    ]  # fmt: skip
    assert len(last) == 2
    sheets = charts_in(parts_of(file_of(document_of(many), "xlsx")), "xl")
    assert len(sheets) == len(many)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_dots_are_words_of_the_document_around_pictures_without_any(language) -> None:
    dots = figures_in(language)["dots"]
    word = word_in(file_of(document_of({"dots": dots}, language), "docx"))
    (table,) = word.tables
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == [dots.head[0], "0\t50\t100 %", *dots.head[1:]]
    assert rows == [[row.label, "", row.marks[0].text, row.n] for row in dots.rows]
    paragraphs = [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    assert {p.style.name for p in paragraphs} == {"Close Table Head", "Close Table Text"}
    assert not any(p._p.xpath(".//w:rFonts") for p in paragraphs)  # the font of the text
    sizes = {p.style.element.xpath("string(w:rPr/w:szCs/@w:val)") for p in paragraphs}
    assert sizes == {"18"}  # of Arabic, which would be as large as the text
    assert all(p.paragraph_format.keep_with_next for p in paragraphs)  # with the source below
    pictures = table._tbl.xpath(".//pic:blipFill/a:blip/@r:embed")
    drawn = [word.part.related_parts[name].blob for name in pictures]
    assert len(set(drawn)) == len(dots.rows)
    others = file_of(document_of({"dots": figures_in("en")["dots"]}), "docx")
    same = {data for name, data in parts_of(others).items() if "/media/" in name}
    assert language == "ar" or {*drawn} == same  # it is mirrored


def test_two_figures_of_many_groups_are_on_a_page() -> None:
    dots = figures_in("en")["dots"]
    rows = tuple(replace(dots.rows[0], label=f"{at}", group=f"By {at // 4}") for at in range(16))
    two = {name: replace(dots, id=name, rows=rows) for name in ("one", "two")}
    before = "\n".join(fence(info) for info in ("list-of-figures", "page-break"))
    body = parts_of(file_of(document_of(two, before=before), "docx"))["word/document.xml"]
    assert re.findall(rb'w:instr="PAGEREF .*?<w:t>(\d*)</w:t>', body) == [b"2", b"2"]


def test_arabic_runs_from_the_right() -> None:
    for kind in ("docx", "xlsx"):
        for language, way in (("ar", "maxMin"), ("en", "minMax")):
            stacked = drawn(figures_in(language), kind, language)[0]
            axis = stacked.find(f".//{C}valAx/{C}scaling/{C}orientation")
            assert axis.get("val") == way
    book = load_workbook(BytesIO(file_of(document_of(figures_in("ar"), "ar"), "xlsx")))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


def test_captions_and_numbers_of_pages_are_fields() -> None:
    data = file_of(document_of(figures_in("en"), before=CONTENTS), "docx")
    body = parts_of(data)["word/document.xml"].decode()
    assert re.findall(r'w:instr="SEQ Figure[^"]*".*?<w:t>(\d)</w:t>', body) == list("12345")
    links = re.findall(r'<w:hyperlink w:anchor="(.*?)"', body)
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(.*?)"', body)
    assert len(links) == 10 and {*links} <= {name for _, name in marks}
    pages = re.findall(r'w:instr="PAGEREF (\w+) \\h".*?<w:t>(\d*)</w:t>', body)
    assert [target for target, _ in pages] == links
    assert [number for _, number in pages] == list("22233") * 2
    assert len({number for number, _ in marks}) == len(marks) == body.count("w:bookmarkEnd")
    styles = [paragraph.style.name for paragraph in word_in(data).paragraphs]
    assert Counter(styles)["Caption"] == 5
    assert Counter(styles)["table of figures"] == Counter(styles)["toc 1"] == 5


def test_a_figure_that_is_higher_than_a_page_is_a_table_in_word() -> None:
    bars = figures_in("en")["bars"]
    rows = tuple(Row(f"{at}. {SIXTY} {SIXTY}", (mark(at),), "40") for at in range(15))
    data = file_of(document_of({"bars": replace(bars, rows=rows)}), "docx")
    assert not charts_in(parts_of(data), "word")
    assert len(word_in(data).tables[0].rows) == 16


def test_a_page_has_whole_groups_under_their_headings() -> None:
    dots = figures_in("en")["dots"]
    rows = [replace(dots.rows[0], label=f"{at}", group=f"By {at // 2}") for at in range(50)]
    document = document_of({"dots": replace(dots, rows=tuple(rows))})
    head, *lines = word_in(file_of(document, "docx")).tables[0].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in (head, *lines)]
    assert kept[3:10] == [None, True, True, None, True, True, None]  # a heading, and two rows
    pages = pdf_text(file_of(document, "pdf")).rstrip("\f").split("\f")
    ends = [page.strip().splitlines()[-2].strip() for page in pages]
    assert len(pages) > 1 and not any(words.startswith("By") for words in ends)


@pytest.mark.usefixtures("without_typst")
def test_a_long_figure_is_several_charts_in_word() -> None:
    rows = tuple(Row(f"Group {at:03}", (mark(at / 2),), str(at)) for at in range(200))
    bars = replace(figures_in("en")["bars"], rows=rows)
    parts = parts_of(file_of(document_of({"bars": bars}), "docx"))
    assert len(charts_in(parts, "word")) == 8
    first = [cells_of(parts[f"word/embeddings/chart{at}.xlsx"])[1][0] for at in (1, 8)]
    assert first == ["Group 000 (n\u00a0=\u00a00)", "Group 175 (n\u00a0=\u00a0175)"]


def sheets_of(data: bytes) -> list[Any]:
    """Return the sheets of a workbook behind its contents."""
    return load_workbook(BytesIO(data)).worksheets[1:]


def test_a_workbook_has_a_sheet_for_each_part_and_links_to_all_tables() -> None:
    table = "\n| Group | n |\n| --- | --- |\n| 007 | 12 |\n| =1+1 | – |\n"
    after = f"## More: [all]/*?\n\n### First{table}\n### Second\n{table}\n## It's more all\n{table}"
    data = file_of(document_of(figures_in("en"), after=f"{after}\n## More all\n{table}"), "xlsx")
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == [
        "Contents", "The stacked", "The bars", "The dots", "The change", "The none", "More all",
        "It's more all", "More all (2)",
    ]  # fmt: skip
    dots, more = book["The dots"], book["More all"]
    assert dots["A3"].value == "Figure 3. What they thought (dots)"
    cells = [[cell.value for cell in row[:5]] for row in dots.iter_rows(min_row=5)]
    assert cells[0] == ["Question", "n", "Share", "Share ≥", "Share ≤"]
    assert cells[1] == ["Useful", 40, 81, 69, 93]
    rows = [[cell.value for cell in row] for row in more.iter_rows(min_row=3)]
    table_cells = [["Group", "n"], ["007", 12], ["=1+1", "–"]]
    assert rows == [["First", None], *table_cells, [None] * 2, ["Second", None], *table_cells]
    assert "Only 6 persons answered." in [cell.value for cell in book["The none"]["A"]]
    links = {
        cell.value: cell.hyperlink.location for (cell,) in book["Contents"].iter_rows(min_row=3)
    }
    assert links["Second"] == "'More all'!A8" and links["It's more all"] == "'It''s more all'!A1"
    assert len(links) == 5 * 2 + 3 + 2
    assert {sheet["A2"].hyperlink.location for sheet in book.worksheets[1:]} == {"'Contents'!A1"}
    properties = book.properties
    assert str(properties.created) == str(properties.modified) == "2020-05-26 00:00:00"
    assert (properties.title, properties.creator, properties.lastModifiedBy) == (
        "Report",
        None,
        None,
    )


def test_charts_are_beside_their_tables_and_no_page_splits_them() -> None:
    bars = figures_in("en")["bars"]
    many = {f"bars{at}": replace(bars, id=f"bars{at}") for at in range(9)}
    places = "\n".join(fence("figure", name) for name in many)
    document = replace(document_of({}, after=f"## All of them\n\n{places}"), figures=many)
    (sheet,) = sheets_of(file_of(document, "xlsx"))
    tops = [cell.row for cell in sheet["A"] if str(cell.value).startswith("Figure ")]
    charts = sorted((chart.anchor for chart in sheet._charts), key=lambda at: at._from.row)
    assert [at._from.row for at in charts] == [top + 1 for top in tops]  # beside the head
    assert all(above.to.row < top for above, top in zip(charts, tops[1:], strict=False))
    table, printed = 4, sheet[sheet.print_area.split(":")[1].replace("$", "")].column
    assert {at._from.col for at in charts} == {table + 1}
    assert max(at.to.col for at in charts) <= printed
    helpers = [cell.column for cell in sheet[tops[0] + 2][table:] if cell.value is not None]
    assert min(helpers) > printed
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    breaks = [page.id + 1 for page in sheet.row_breaks.brk]
    assert breaks and {*breaks} < {*tops}


def test_two_tables_of_many_groups_are_on_a_printed_page() -> None:
    rows = "".join(f"| Group {at} | {at} % (31 to 44 %) | {at} |\n" for at in range(24))
    tables = "".join(f"### {name}\n\n| a | b | n |\n| - | - | - |\n{rows}\n" for name in "ABCD")
    document = document_of({}, after=f"## All\n\n{tables}")
    (sheet,) = sheets_of(file_of(document, "xlsx"))
    (page,) = sheet.row_breaks.brk
    assert sheet.cell(page.id + 1, 1).value == "C"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("How many took the next step (people known)", "How many took the next step…"),
        (
            "进入下一环节的比例（以邮箱地址识别的人员）以及更多更多的文字在这里",
            "进入下一环节的比例（以邮箱地址识别的人员）以及更多更多的文字…",
        ),
    ],
)
def test_the_name_of_a_sheet_has_whole_words(words: str, name: str) -> None:
    table = f"## {words}\n\n| a |\n| --- |\n| b |\n"
    (sheet,) = sheets_of(file_of(document_of({}, after=table), "xlsx"))
    assert sheet.title == name and sheet["A1"].value == words


def test_numbers_in_a_workbook_are_numbers_as_they_were_written() -> None:
    texts = (
        "62 %", "62\u00a0%", "73.4 %", "+39.4", "\u22122", "1200", "0.50", "007", "62 to 67 %",
        "–",
    )  # fmt: skip
    table = "## Results\n\n| Result | Target |\n| --- | --- |\n"
    table += "".join(f"| {text} | at least 50 % |\n" for text in texts)
    (sheet,) = sheets_of(file_of(document_of({}, after=table), "xlsx"))
    cells = [row[0] for row in sheet.iter_rows(min_row=4, max_row=3 + len(texts))]
    assert [cell.value for cell in cells] == [
        62, 62, 73.4, 39.4, -2, 1200, 0.5, "007", "62 to 67 %", "–",
    ]  # fmt: skip
    assert [cell.number_format for cell in cells[:7]] == [
        '0" %"', '0"\u00a0%"', '0.0" %"', "+0.0;-0.0;0.0", "General", "General", "0.00",
    ]  # fmt: skip
    apart = [cell.alignment for cell in (sheet["A3"], *cells[:7])]
    assert {(at.horizontal, at.indent) for at in apart} == {("right", 1)}


@pytest.mark.usefixtures("without_typst")
def test_values_of_figures_are_rounded_to_a_decimal_and_have_their_unit() -> None:
    share = Mark(21.700000000000003, "22 %", 14.26, 30.04)
    dots = replace(figures_in("en")["dots"], rows=(Row("Group", (share,), "24"),))
    (sheet,) = sheets_of(file_of(document_of({"dots": dots}), "xlsx"))
    cells = next(sheet.iter_rows(min_row=6, max_row=6))[:5]
    assert [cell.value for cell in cells] == ["Group", 24, 21.7, 14.3, 30]
    assert {cell.number_format for cell in cells[2:]} == {'0.0" %"'}
    assert b",21.7,14.3,30.0,22 %," in write_figure(dots, "csv")
    assert b'"value": 21.7,' in write_figure(dots, "json")
    inside = parts_of(file_of(document_of({"dots": dots}), "docx"))
    assert cells_of(inside["word/embeddings/chart1.xlsx"])[1][1:3] == [21.7, 30]


def test_the_head_of_a_printed_sheet_is_whole() -> None:
    series = "South-South and Triangular Cooperation among Cities on Cross-border E-commerce"
    for words, head in (
        (series, f"&L&9 R&&D\n{series}"),
        ("&" * 300, f"&L&9 R&&D\n{'&' * 90}…"),
        ("a" * 300, f"&L&9 R&&D\n{'a' * 139}…"),
    ):
        document = replace(document_of(figures_in("en")), organisers="R&D", series=words)
        sheet = ElementTree.fromstring(  # noqa: S314 our own
            parts_of(file_of(document, "xlsx"))["xl/worksheets/sheet1.xml"]
        )
        shown = {at.tag.partition("}odd")[2]: at.text for at in sheet.iter()}
        assert shown["Header"] == head and len(head) < 255
        assert shown["Footer"] == "&L&A&R&P / &N"  # the name of the sheet, and the page


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "@SUM(A1)", "</svg>", "\x07\ufffe\u202e"])
def test_no_text_is_a_formula_or_breaks_a_part(text: str) -> None:
    figures = {name: spoilt(figure, text) for name, figure in figures_in("en").items()}
    word = parts_of(file_of(document_of(figures), "docx"))
    inside = [parts_of(data) for name, data in word.items() if name.endswith(".xlsx")]
    assert len(inside) == len(NATIVE)
    for parts in (word, parts_of(file_of(document_of(figures), "xlsx")), *inside):
        for name, data in parts.items():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(data)  # noqa: S314 our own
            if "/worksheets/sheet" in name:
                assert b"<f>" not in data and b"<hyperlink r:id" not in data


def test_what_office_programs_may_not_get_is_refused_nowhere() -> None:
    dots = figures_in("en")["dots"]
    odd = replace(dots, low=0, high=0, unit="", rows=(Row("x" * 40_000, (mark(None),)),))
    caption = "'" + "a" * 300
    for kind in ("docx", "xlsx", "html", "md", "txt"):
        assert file_of(document_of({"dots": replace(odd, caption=caption)}), kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "other"), [("docx", "odt"), ("xlsx", "ods")])
def test_libreoffice_shows_the_charts(kind: str, other: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{kind}"
    data = file_of(document_of(figures_in(language), language, before=CONTENTS), kind)
    file.write_bytes(data)
    with ZipFile(office(file, other)) as package:
        objects = [name for name in package.namelist() if re.fullmatch(r"Obj.*/content.xml", name)]
        charts = [package.read(name).decode() for name in objects]
    assert len(charts) == len(DRAWN if kind == "xlsx" else NATIVE)
    assert kind == "xlsx" or all("chart:bar" in chart for chart in charts)
    assert sum("chart:error-indicator" in chart for chart in charts) == (kind == "xlsx")
    text = "".join(pdf_text(office(file, "pdf").read_bytes()).split())
    assert language == "ar" or "81%(69–93)" in text
    if language != "ar" and kind == "docx":  # Arabic is turned around
        reckoned = re.findall(rb'"PAGEREF .*?<w:t>(\d*)</w:t>', parts_of(data)["word/document.xml"])
        assert re.findall(r"\.{9,}(\d)", text) == [number.decode() for number in reckoned]
    for share in SHARES if language != "ar" and kind == "docx" else ():
        assert f"{share:.0f}%({share - 12:.0f}–{share + 12:.0f})" in text
        assert all("".join(name.split()) in text for name in WORDS[language]["ratings"])


def test_a_row_has_room_for_the_line_that_its_n_needs_below_a_label() -> None:
    bars = figures_in("en")["bars"]
    one, two = (
        set_size(Mock(), bars, [replace(row, label="x" * letters) for row in bars.rows], 640)
        for letters in (20, 28)
    )
    assert one < two


LONG = "about 95 % (from 88 to 100 of 100)"


@pytest.mark.usefixtures("without_typst")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_values_beside_intervals_have_room_on_one_line(language: str) -> None:
    lengths = []
    for text in ("81 %", "about 95 % (88 to 100)", LONG):
        row = Row("Group", (Mark(95, text, 88, 100),), "24")
        (chart,) = drawn({"dots": replace(figures_in(language)["dots"], rows=(row,))})
        bodies = [at for at in chart.find(f".//{C}dLbls").iter() if at.tag.endswith("bodyPr")]
        assert bodies and all(body.get("wrap") == "none" for body in bodies)
        place = chart.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
        x, w = (float(place.find(f"{C}{name}").get("val")) for name in "xw")
        lengths.append(w)
        room = (x if language == "ar" else 1 - x - w) * 642  # pixels
        assert room >= 5.5 * len(text)
    assert lengths[0] == lengths[1] > lengths[2]  # charts of usual values have equal axes


def test_the_notes_and_the_source_of_a_chart_are_on_its_page() -> None:
    bars = replace(figures_in("en")["bars"], wording="")
    rows = tuple(replace(row, note="few") for row in bars.rows)
    word = word_in(file_of(document_of({"bars": replace(bars, rows=rows)}), "docx"))
    styles = ("Caption", "Figure Note")
    kept = [
        bool(paragraph.paragraph_format.keep_with_next)
        for paragraph in word.paragraphs
        if paragraph.style.name in styles or paragraph._p.xpath(".//w:drawing")
    ]
    assert kept == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("value", "note", "said"),
    [
        ("hidden", "hidden: few", "hidden: few"),
        ("at least 80 %", "two best ratings: at least 80 %", "two best ratings: at least 80 %"),
    ],
)
def test_a_note_says_each_thing_once_without_a_colon_after_a_question(value, note, said) -> None:
    bars = figures_in("en")["bars"]
    few = Row("Useful?", tuple(Mark(None, value) for _ in bars.segments), note=note)
    document = document_of({"bars": replace(bars, rows=(*bars.rows, few))})
    texts = [part.text for part in word_in(file_of(document, "docx")).paragraphs]
    assert [text for text in texts if text.startswith("Useful")] == [f"Useful? {said}"]


@pytest.mark.usefixtures("without_typst")
def test_an_arrow_after_a_latin_letter_leads_to_the_right_in_arabic() -> None:
    change = figures_in("ar")["change"]
    rows = tuple(replace(row, n="66 ← 24") for row in change.rows)
    (chart,) = drawn({"change": replace(change, head=(*change.head[:2], "n"), rows=rows)})
    labels = [part.text or "" for part in chart.iter(f"{C}v")]
    assert any("(n\u00a0=\u00a066 → 24)" in label for label in labels)
    assert not any("←" in label for label in labels)


def test_a_new_page_begins_where_the_template_says() -> None:
    parts = parts_of(file_of(document_of({}, before=fence("page-break"), after="## B\n"), "docx"))
    assert parts["word/document.xml"].count(b'<w:br w:type="page"/>') == 1
    text = pdf_text(
        file_of(document_of({}, before="a\n\n" + fence("page-break"), after="b"), "pdf")
    )
    assert text.count("\f") == 2


@pytest.mark.parametrize(("kind", "folder"), [("docx", "word"), ("xlsx", "xl")])
def test_the_text_of_a_chart_has_the_font_of_the_document(kind: str, folder: str) -> None:
    stationery = replace(STATIONERY, own_look=Look(font="Lato"))
    templates = Templates(TEMPLATES, TEMPLATES, {}, stationery=stationery)
    parts = parts_of(LAYOUTS["report"][kind](document_of(figures_in("en")), templates))
    for chart in charts_in(parts, folder):
        text = chart.find(f"{C}txPr")
        fonts = [part.get("typeface") for part in text.iter() if part.tag.endswith("}latin")]
        assert fonts == ["Lato"]
        after = [part.tag for part in chart][[*chart].index(text) + 1]
        assert after in {f"{C}externalData", f"{C}printSettings"}
