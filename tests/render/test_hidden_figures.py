"""Figures that have little or nothing to draw, because values are hidden or only bounds."""

from dataclasses import replace

import pytest
from drawn import document_of, figures_in, file_of
from test_inserts import words_of
from test_native_charts import charts_in, parts_of

from sstc_cli.model.report.figure import Figure, Mark, Row
from sstc_cli.render.figures.alone import write_figure

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
