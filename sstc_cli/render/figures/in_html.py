"""Inserts in HTML: a figure is a table whose bars are widths of CSS."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import (
    Entry,
    Insert,
    InsertKind,
    first_line,
    headings_of,
    inserts_of,
    words_of,
)
from sstc_cli.render.figures.scale import (
    ends,
    grouped,
    has_head,
    has_intervals,
    has_n,
    has_room,
    interval,
    is_bound,
    length_of,
    position,
    segments_of,
    tone_of,
)
from sstc_cli.render.templates import Document

_STYLE = Path(__file__).with_name("figures.css").read_text(encoding="utf-8")
_WIDEST = 14  # characters of the values beside an axis, before they are broken
_BREAK = '<div class="page-break"></div>\n'


def style_of(document: Document, parts: Sequence[Sequence[Token]]) -> str:
    return _STYLE if any(map(inserts_of, document.parts, parts)) else ""


def with_inserts(document: Document, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens with the inserts in place of their fences, and headings that links lead to."""
    inserts = inserts_of(document, tokens)
    headings = headings_of(document, tokens) if inserts else {}
    heading = ""
    for index, token in enumerate(tokens):
        at = first_line(token)
        if token.type == "heading_open" and at in headings:
            token.attrSet("id", headings[at].target)
            heading = words_of(tokens[index + 1])
        if token.type == "fence" and at in inserts:
            yield Token("html_block", "", 0, content=_insert(inserts[at], heading))
        else:
            yield token


def _insert(insert: Insert, heading: str) -> str:
    """Return an insert as HTML; the `heading` above it names it for screen readers."""
    match insert.kind:
        case InsertKind.FIGURE:
            assert insert.figure is not None  # noqa: S101
            return "".join(_figure(insert.figure, insert))
        case InsertKind.PAGE_BREAK:
            return _BREAK
        case InsertKind.CONTENTS if insert.entries:
            name = f' aria-label="{_html(heading)}"' if heading else ""
            return f"<nav{name}>\n{_list(insert.entries)}</nav>\n"
        case _:
            return _list(insert.entries)


def _list(entries: tuple[Entry, ...]) -> str:
    least = min((entry.level for entry in entries), default=0)
    lines = (
        f'<li class="level{entry.level - least}"><a href="#{entry.target}">{_html(entry.text)}</a>'
        "</li>\n"
        for entry in entries
    )
    return f'<ul class="entries">\n{"".join(lines)}</ul>\n' if entries else ""


def _html(text: str) -> str:
    return escapeHtml(clean(text))


def _figure(figure: Figure, insert: Insert) -> Iterator[str]:
    marks = f'lang="{figure.language}" dir="{figure.direction}"'
    yield f'<figure class="drawn" id="{insert.target}" {marks}>\n'
    yield f"<figcaption>{_html(insert.caption)}</figcaption>\n"
    if figure.wording:
        yield f'<p class="wording">{_html(figure.wording)}</p>\n'
    if figure.rows:
        yield from _table(figure)
    elif figure.alternative:
        yield f"<p>{_html(figure.alternative)}</p>\n"
    if figure.source:
        yield f'<p class="source">{_html(figure.source)}</p>\n'
    yield "</figure>\n"


def _table(figure: Figure) -> Iterator[str]:
    texts = [mark.text for row in figure.rows for mark in row.marks]
    room = min(max(map(display_width, texts), default=0), _WIDEST)
    if len(figure.segments) > 1:
        legend = (
            f'<li><span class="swatch tone{part.tone}"></span>{_html(part.label)}</li>'
            for part in figure.segments
        )
        yield f'<ul class="legend">{"".join(legend)}</ul>\n'
    yield f'<table class="chart" style="--room: {room + 1}ch">\n'
    if figure.alternative:
        yield f'<caption class="unseen">{_html(figure.alternative)}</caption>\n'
    if has_head(figure):
        yield f"<thead>\n<tr>{''.join(_head(figure))}</tr>\n</thead>\n"
    for heading, rows in grouped(figure):
        yield "<tbody>\n"
        if heading:
            name = (
                f'<th scope="rowgroup" colspan="{3 if has_n(figure) else 2}">{_html(heading)}</th>'
            )
            yield f'<tr class="group">{name}</tr>\n'
        for row in rows:
            yield f"<tr>{''.join(_row(figure, row))}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n"


def _head(figure: Figure) -> Iterator[str]:
    label, values, n = map(_html, figure.head)
    axis = "".join(f"<span>{_html(end)}</span>" for end in ends(figure))
    if figure.form in (Form.DOTS, Form.CHANGE):
        values += f'<span class="mark" aria-hidden="true"><span class="ends">{axis}</span></span>'
    yield f'<th scope="col">{label}</th>' if label else "<td></td>"
    # an axis is not the name of a column
    yield f'<th scope="col">{values}</th>' if figure.head[1] else f"<td>{values}</td>"
    if has_n(figure):
        yield f'<th scope="col">{n}</th>'


def _row(figure: Figure, row: Row) -> Iterator[str]:
    note = f"<small>{_html(row.note)}</small>" if row.note else ""
    draw = {Form.BARS: _bars, Form.STACKED: _stacked, Form.DOTS: _dots, Form.CHANGE: _change}
    yield f'<th scope="row">{_html(row.label)}{note}</th>'
    yield f"<td>{''.join(draw[figure.form](figure, row))}</td>"
    if has_n(figure):
        yield f"<td>{_html(row.n)}</td>"


def _mark(track: str, values: str) -> str:
    return f'<div class="mark"><div class="track">{track}</div><div>{values}</div></div>'


def _value(figure: Figure, label: str, mark: Mark) -> str:
    """Return a value, which screen readers call by its segment."""
    name = f'<span class="unseen">{_html(label)}: </span>' if len(figure.segments) > 1 else ""
    return f"{name}{_html(mark.text)}"


def _bars(figure: Figure, row: Row) -> Iterator[str]:
    for label, tone, mark in segments_of(figure, row):
        share = 0.0 if mark.value is None else position(figure, mark.value)
        style = f'class="bar tone{tone_of(figure, tone)}" style="inline-size: {share:.2%}"'
        bar = f"<div {style}></div>" if share else ""
        limits = interval(figure, mark) if has_intervals(figure) else None
        track = f"{bar}{_span(_kind(mark), *limits) if limits else ''}"
        yield _mark(track, _value(figure, label, mark))


def _stacked(figure: Figure, row: Row) -> Iterator[str]:
    parts = []
    for label, tone, mark in segments_of(figure, row):
        share, value = length_of(figure, mark), _value(figure, label, mark)
        if has_room(share):
            value = f'<span class="strut"></span><span>{value}</span>'
        else:
            value = f'<span class="unseen">{value}</span>'
        part = f'class="part tone{tone}" style="inline-size: {share:.2%}"'
        parts.append(f"<div {part}>{value}</div>")
    yield f'<div class="track whole">{"".join(parts)}</div>'


def _span(kind: str, first: float, last: float) -> str:
    place = f"inset-inline-start: {first:.2%}; inline-size: {last - first:.2%}"
    return f'<div class="{kind}" style="{place}"></div>'


def _kind(mark: Mark) -> str:
    return "span bound" if is_bound(mark) else "span"


def _band(figure: Figure) -> str:
    if figure.band is None:
        return ""
    first, last = (position(figure, value) for value in figure.band)
    return _span("band", first, last)


def _dot(figure: Figure, mark: Mark, kind: str) -> str:
    if mark.value is None:
        return ""
    place = f"inset-inline-start: {position(figure, mark.value):.2%}"
    return f'<div class="dot {kind}" style="{place}"></div>'


def _dots(figure: Figure, row: Row) -> Iterator[str]:
    for label, tone, mark in segments_of(figure, row):
        limits = interval(figure, mark)
        dot = _dot(figure, mark, f"tone{tone}{' outlying' if row.outlying else ''}")
        track = f"{_band(figure)}{_span(_kind(mark), *limits) if limits else ''}{dot}"
        yield _mark(track, _value(figure, label, mark))


def _change(figure: Figure, row: Row) -> Iterator[str]:
    marks = list(segments_of(figure, row))
    values = [position(figure, mark.value) for *_, mark in marks if mark.value is not None]
    span = _span("span", min(values), max(values)) if values else ""
    dots = "".join(_dot(figure, mark, f"tone{tone}") for _, tone, mark in marks)
    texts = "".join(f"<div>{_value(figure, label, mark)}</div>" for label, _, mark in marks)
    yield _mark(f"{_band(figure)}{span}{dots}", texts)
