"""The words of a figure in the direction of its language."""

from dataclasses import replace

from sstc_cli.model.report.figure import Figure, Mark, Row
from sstc_cli.render.escape import isolate_ends


def isolated(figure: Figure) -> Figure:
    """Return a figure with the punctuation of words that run the other way in its place."""

    def kept(text: str) -> str:
        return isolate_ends(text, figure.direction)

    def mark(drawn: Mark) -> Mark:
        return replace(drawn, text=kept(drawn.text))

    def row(drawn: Row) -> Row:
        marks = tuple(map(mark, drawn.marks))
        return replace(drawn, label=kept(drawn.label), note=kept(drawn.note), marks=marks)

    label, values, n = map(kept, figure.head)
    return replace(
        figure,
        rows=tuple(map(row, figure.rows)),
        segments=tuple(replace(part, label=kept(part.label)) for part in figure.segments),
        head=(label, values, n),
        caption=kept(figure.caption),
        wording=kept(figure.wording),
        source=kept(figure.source),
        alternative=kept(figure.alternative),
    )
