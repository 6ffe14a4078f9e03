"""`sstc report figures|show`: a figure as a file, and what a value rests on."""

from dataclasses import asdict
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.options import (
    Json,
    Language,
    Output,
    Replace,
    read_language,
    read_number,
)
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.report.evidence import EditionName, Editions, OneWebinar, open_evidence, words_of
from sstc_cli.diagnostics import did_you_mean_webinar
from sstc_cli.documents import LazyFiles
from sstc_cli.documents.workspace_templates import letterhead_of, stationery
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.model.report import read_name
from sstc_cli.render.figures.in_typst import write_figure
from sstc_cli.report.explain import Explanation, explain, listed
from sstc_cli.report.figures import figures_of
from sstc_cli.report.setting import Setting
from sstc_cli.views.file_names import stem_of


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
) -> None:
    """Write each figure of a report as a file, for slides and posts.

    Figures about few people are hidden, as in the public report. The files go to `out/figures/`.

    Example: `sstc report figures 7 --format png`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    webinar = chosen_webinars(series, [number])[0] if number is not None else None
    code = read_language(language, series.languages)
    evidence = open_evidence(workspace, series)
    made = figures_of(evidence.setting(words_of(workspace)(code), webinar))
    stem = stem_of(webinar) if webinar else "series"
    look = stationery(workspace, series, code, letterhead=letterhead_of(workspace, series)).look
    write = partial(write_figure, own=workspace.templates, look=look)
    files = {
        f"{stem}.{id_}.{code}.{ending}": partial(write, figure, ending)
        for id_, figure in made.items()
        for ending in dict.fromkeys(format or [FigureFormat.SVG])
    }
    if not files:
        session.say("no figure has enough people to be shown")
        return
    deliver(session, LazyFiles(files), workspace.out / "figures", output)


_ENDS = (".", "?", "!", "。", "？", "！", "؟")  # of a question, which has no colon after it

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="FIGURE",
        help="A figure, for example `content.two_best`. [default: list all]",
        show_default=False,
    ),
]


def show(
    context: typer.Context,
    figure: Name = None,
    number: OneWebinar = None,
    edition: Editions = EditionName.PUBLIC,
    language: Language = None,
    json: Json = False,
) -> None:
    """Explain a figure: its value, n, interval, wording and sources.

    Without FIGURE, it lists the names that texts in `data/report.yaml` can have in braces;
    `sstc report show 7` lists those about webinar 7.

    Example: `sstc report show content.two_best 7`
    """
    session = session_of(context)
    workspace, series = session.opened()
    figure, webinar = _split(series, figure, number)
    evidence = open_evidence(workspace, series, office=edition is EditionName.OFFICE)
    words = words_of(workspace)(read_language(language, series.languages))
    setting = evidence.setting(words, webinar)
    if figure is None:
        session.result("\n".join(_listed(setting)))
        return
    explanation = explain(setting, figure, evidence.files_of(webinar))
    if json:
        session.result(_json(explanation))
        return
    for line in _lines(explanation):
        session.sentence(line)


def _split(
    series: Series, figure: str | None, number: int | None
) -> tuple[str | None, Webinar | None]:
    """Return the figure and its webinar; `7` is a webinar, and `content.two_best@hubs` has one."""
    if figure is not None and figure.isdecimal() and number is None:
        number, figure = read_number(figure), None
    webinar = chosen_webinars(series, [number])[0] if number is not None else None
    name = read_name(figure or "")
    if name is None or name.webinar is None:
        return figure, webinar
    if (named := series.webinar_of(name.webinar)) is None:
        message = f"the series has no webinar `{name.webinar}`"
        hint = did_you_mean_webinar(name.webinar, series.numbers)
        raise SstcError(message, hint, ExitCode.USAGE)
    return name.path, named


def _listed(setting: Setting) -> list[str]:
    """Return the names of all values, with the values."""
    rows = listed(setting)
    width = max((len(name) for name, _ in rows), default=0)
    return [f"{name:{width}}  {text}" for name, text in rows]


def _json(explanation: Explanation) -> str:
    return write_results(figure=asdict(explanation))


def _lines(explanation: Explanation) -> list[str]:
    caption, line = explanation.caption, explanation.line
    head = f"{caption} – {line}" if caption.endswith(_ENDS) else f"{caption}: {line}"
    lines = [head, f"  {explanation.text}"]
    lines += [f"  {line}" for line in (explanation.interval, explanation.wording) if line]
    lines += [f"  {explanation.source}", *(f"  {note}" for note in explanation.notes)]
    files = explanation.files
    return [*lines, *(f"  {file.file} ({file.what}, SHA-256 {file.sha256})" for file in files)]
