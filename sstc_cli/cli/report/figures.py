"""`sstc report figures`: the figures for slides, as pictures or data."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import (
    Language,
    Output,
    Replace,
    Today,
    read_language,
)
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.report.opened import open_evidence, words_of
from sstc_cli.cli.report.options import OneWebinar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sstc_cli.model.view import Figure


class FigureFormat(StrEnum):
    """The kinds of file that a figure can be written as."""

    SVG = "svg"
    PNG = "png"
    CSV = "csv"
    JSON = "json"


FigureFormats = Annotated[
    list[FigureFormat] | None,
    typer.Option("--format", help="Kind of file. Repeatable. [default: svg]", show_default=False),
]


def figures(
    context: typer.Context,
    number: OneWebinar = None,
    format: FigureFormats = None,
    language: Language = None,
    output: Output = None,
    replace: Replace = False,
    today: Today = None,
) -> None:
    """Write each figure of a report as a file of its own, for slides and posts.

    What is about few people is hidden, as in the public report. The files go to `out/figures/`.

    Example: `sstc report figures 7 --format png`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.documents import LazyFiles
    from sstc_cli.report.figures import figures_of
    from sstc_cli.views.documents import stem_of

    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    webinar = chosen_webinars(series, [number])[0] if number is not None else None
    code = read_language(language, series.languages)
    evidence = open_evidence(workspace, series)
    made = figures_of(evidence.setting(words_of(workspace)(code), webinar))
    stem = stem_of(webinar) if webinar else "series"
    files = _files(made, format or [FigureFormat.SVG], f"{stem}.", f".{code}")
    if not files:
        session.say("no figure has enough people to be shown")
        return
    deliver(session, LazyFiles(files), workspace.out / "figures", output)


def _files(
    made: Mapping[str, Figure], formats: list[FigureFormat], before: str, after: str
) -> Mapping[str, Callable[[], bytes]]:
    from functools import partial

    from sstc_cli.render.figures.in_typst import write_figure

    return {
        f"{before}{id_}{after}.{ending}": partial(write_figure, figure, ending)
        for id_, figure in made.items()
        for ending in dict.fromkeys(formats)
    }
