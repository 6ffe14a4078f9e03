"""The numbers on the axes of figures: shares with their unit, counts without."""

from dataclasses import replace

import pytest
from drawn import document_of, figures_in, file_of
from test_inserts import words_of
from test_native_charts import C, charts_in, parts_of

from sstc_cli.model.view import Figure, Mark, Row
from sstc_cli.render.figures.scale import ends, step_of


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
    for kind, folder in (("docx", "word"), ("xlsx", "xl")):
        (chart,) = charts_in(parts_of(file_of(document, kind)), folder)
        axis = chart.find(f".//{C}valAx")
        read = {name: axis.find(f".//{C}{name}").attrib for name in ("numFmt", "max", "majorUnit")}
        assert read["numFmt"]["formatCode"] == "General"
        assert (float(read["max"]["val"]), float(read["majorUnit"]["val"])) == (most, step)


@pytest.mark.parametrize("text", ["46 to 87 %", "at least 80 %", "80 % (46–87)"])
def test_an_axis_of_shares_has_their_unit_however_values_are_written(text: str) -> None:
    rows = (Row("Rating", (Mark(80, text, 46, 87),)),)
    document = document_of({"dots": replace(figures_in("en")["dots"], rows=rows)})
    (chart,) = charts_in(parts_of(file_of(document, "docx")), "word")
    assert chart.find(f".//{C}valAx/{C}numFmt").get("formatCode") == '0" %"'
