"""Figures whose values are hidden or only bounds, and the numbers on their axes."""

import csv
import json
import re
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from drawn import document_of, figures_in, file_of, mark
from made import word_in
from openpyxl import load_workbook
from test_inserts import words_of
from test_native_charts import C, charts_in, parts_of

from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.figures.in_typst import write_figure
from sstc_cli.render.figures.scale import ends, step_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
KINDS = ("md", "txt", "html", "pdf", "docx", "xlsx")


def hidden(form: str) -> tuple[Figure, Figure]:
    """Return a figure whose values are all hidden, with its segments and without any."""
    figure = figures_in("en")[form]
    rows = tuple(
        replace(row, marks=(Mark(None, "hidden"),) * len(row.marks)) for row in figure.rows
    )
    bare = tuple(Row(row.label, ()) for row in rows)
    return replace(figure, rows=rows), replace(figure, rows=bare, segments=())


@pytest.mark.parametrize("form", ["stacked", "bars", "dots", "change"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_whose_values_are_all_hidden_is_a_sentence(kind: str, form: str) -> None:
    for figure in hidden(form):
        data = file_of(document_of({form: figure}), kind)
        if kind in {"docx", "xlsx"}:
            parts = parts_of(data)
            assert not charts_in(parts, "word") + charts_in(parts, "xl")
        if kind != "xlsx":
            words = words_of(kind, data)
            assert "Only 6 persons answered." in words and "Pace" not in words


@pytest.mark.parametrize("ending", ["svg", "png", "csv", "json"])
def test_a_hidden_figure_is_a_file_of_its_own(ending: str) -> None:
    for figure in hidden("bars"):
        assert write_figure(figure, ending)
    assert b"hidden" in write_figure(hidden("bars")[0], "csv")


def bounded(form: str) -> Figure:
    marks = mark(81, 12), Mark(None, "at least 80 %", 80, 100), mark(66, 12)
    rows = tuple(Row(f"Row {at}", (shown,)) for at, shown in enumerate(marks))
    return replace(figures_in("en")[form], rows=rows)


@pytest.mark.parametrize("form", ["bars", "dots"])
@pytest.mark.parametrize("kind", ["md", "txt", "html", "pdf"])
def test_an_interval_without_a_value_has_no_point(kind: str, form: str) -> None:
    data = file_of(document_of({form: bounded(form)}), kind)
    assert "at least 80 %" in words_of(kind, data)
    page = data.decode("utf-8", "ignore")
    if kind in {"md", "txt"}:
        line = next(line for line in page.split("\n") if "Row 1" in line)
        assert re.search(r"·{16}╌╌╌╌", line) and "●" not in line and "█" not in line
    if kind == "html":
        row = page.partition("Row 1")[2].partition("</tr>")[0]
        assert "inset-inline-start: 80.00%; inline-size: 20.00%" in row
        assert 'class="dot' not in row and 'class="bar' not in row


@pytest.mark.parametrize("form", ["bars", "dots"])
def test_a_chart_draws_an_interval_without_a_value(form: str) -> None:
    document = document_of({form: bounded(form)})
    is_table = form == "dots"  # in Word
    for kind, folder in (("docx", "word"), ("xlsx", "xl"))[is_table:]:
        parts = parts_of(file_of(document, kind))
        (chart,) = charts_in(parts, folder)
        values, ends, bounds = chart.iter(f"{C}ser")
        assert values.find(f"{C}errBars") is None and ends.find(f"{C}errBars/{C}minus") is not None
        # the bar of a bound is as long as is certain, and from there its line is broken
        assert [at.text for at in values.findall(f"{C}val//{C}v")] == ["81", "80", "66"]
        dashes = [bars.findall(f"{C}errBars//{A}prstDash") for bars in (ends, bounds)]
        assert [[dash.get("val") for dash in found] for found in dashes] == [["solid"], ["dash"]]
        assert [at.text for at in ends.findall(f"{C}val//{C}v")] == ["93", "100", "78"]
        texts = [text.text for text in ends.iter() if text.tag.endswith("}t")]
        assert texts[1].strip("\u00a0") == "at\u00a0least\u00a080\u00a0%"
    body = parts_of(file_of(document, "docx"))["word/document.xml"]
    assert body.count(b"Row 1") == is_table  # and no note
    sheet = load_workbook(BytesIO(file_of(document, "xlsx"))).worksheets[1]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert rows[0] == ["Question", "Share", "Share ≥", "Share ≤", ""]
    assert rows[2] == ["Row 1", None, 80, 100, "at least 80 %"]


def test_a_bound_has_no_value_in_a_file_of_numbers() -> None:
    table = write_figure(bounded("dots"), "csv").decode("utf-8-sig")
    assert list(csv.reader(StringIO(table)))[2][2:6] == ["", "80", "100", "at least 80 %"]
    value = json.loads(write_figure(bounded("dots"), "json"))["rows"][1]["values"][0]
    assert (value["value"], value["low"], value["high"]) == (None, 80, 100)


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("fr", "\u00a0: "), ("zh", "：")])
def test_the_note_of_a_hidden_value_names_its_column(language: str, colon: str) -> None:
    bars = figures_in("en")["change"]
    bars = replace(bars, form=Form.BARS, language=language)
    first, second, *_ = bars.rows
    unseen = Mark(None, "hidden")
    rows = (
        replace(first, marks=(unseen, first.marks[1])),
        replace(
            second,
            marks=(unseen, unseen),
            note="hidden, because it would reveal answers of a few people",
        ),
    )
    data = file_of(document_of({"bars": replace(bars, rows=rows)}), "docx")
    notes = [paragraph.text for paragraph in word_in(data).paragraphs]
    assert f"Useful{colon}Before{colon}hidden" in notes
    assert f"{second.label}{colon}hidden, because it would reveal answers of a few people" in notes


def counts(most: int) -> Figure:
    """Return dots of counts whose axis ends at the largest."""
    rows = tuple(
        Row(f"Webinar {at}", (Mark(value, str(value)),)) for at, value in enumerate((3, most))
    )
    return replace(figures_in("en")["dots"], rows=rows, unit="", high=most, band=None)


@pytest.mark.parametrize(
    ("most", "written", "step"),
    [(47, ("0", "", "47"), 47), (48, ("0", "24", "48"), 12), (6, ("0", "3", "6"), 3)],
)
def test_an_axis_of_counts_has_whole_numbers(most, written, step) -> None:
    assert (ends(counts(most)), step_of(counts(most))) == (written, step)
    document = document_of({"dots": counts(most)})
    assert "%" not in words_of("pdf", file_of(document, "pdf"))
    page = file_of(document, "html").decode()
    spans = "".join(f"<span>{end}</span>" for end in written)
    assert f'<span class="ends">{spans}</span>' in page
    (table,) = word_in(file_of(document, "docx")).tables
    assert table.rows[0].cells[1].text == "\t".join(written)
    (chart,) = charts_in(parts_of(file_of(document, "xlsx")), "xl")
    axis = chart.find(f".//{C}valAx")
    read = {name: axis.find(f".//{C}{name}").attrib for name in ("numFmt", "max", "majorUnit")}
    assert read["numFmt"]["formatCode"] == "General"
    assert (float(read["max"]["val"]), float(read["majorUnit"]["val"])) == (most, step)


@pytest.mark.parametrize("text", ["46 to 87 %", "at least 80 %", "80 % (46–87)"])
def test_an_axis_of_shares_has_their_unit_however_values_are_written(text: str) -> None:
    rows = (Row("Rating", (Mark(80, text, 46, 87),)),)
    document = document_of({"dots": replace(figures_in("en")["dots"], rows=rows)})
    (chart,) = charts_in(parts_of(file_of(document, "xlsx")), "xl")
    assert chart.find(f".//{C}valAx/{C}numFmt").get("formatCode") == '0" %"'
