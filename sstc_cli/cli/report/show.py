"""`sstc report show`: explain one number, down to the files that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Language, Today, read_language, read_number
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.report.opened import open_evidence, words_of
from sstc_cli.cli.report.options import EditionName, Editions, OneWebinar

if TYPE_CHECKING:
    from sstc_cli.report.explain import Explanation
    from sstc_cli.report.setting import Setting

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
    today: Today = None,
) -> None:
    """Explain a figure: its value, n, interval and wording, and the files that it rests on.

    Without FIGURE, it lists the names that texts in `data/report.yaml` can have in braces;
    `sstc report show 7` lists those about webinar 7.

    Example: `sstc report show content.two_best 7`
    """
    from sstc_cli.report.explain import explain

    session = session_of(context)
    figure, number = _split(figure, number)
    workspace, series = session.opened(today)
    webinar = chosen_webinars(series, [number])[0] if number is not None else None
    evidence = open_evidence(workspace, series, office=edition is EditionName.OFFICE)
    words = words_of(workspace)(read_language(language, series.languages))
    setting = evidence.setting(words, webinar)
    if figure is None:
        session.result("\n".join(_listed(setting)))
        return
    explanation = explain(setting, figure, evidence.files_of(webinar))
    session.result(_json(explanation) if json else _text(explanation))


def _split(figure: str | None, number: int | None) -> tuple[str | None, int | None]:
    """Return the figure and its webinar; `7` is a webinar, and `content.two_best@7` has one."""
    from sstc_cli.model.report import read_name

    if figure is not None and figure.isdecimal() and number is None:
        return None, read_number(figure)
    name = read_name(figure or "")
    return (name.path, name.webinar) if name and name.webinar else (figure, number)


def _listed(setting: Setting) -> list[str]:
    """Return the names of all values, with the values."""
    from sstc_cli.report.explain import listed

    rows = listed(setting)
    width = max((len(name) for name, _ in rows), default=0)
    return [f"{name:{width}}  {text}" for name, text in rows]


def _json(explanation: Explanation) -> str:
    from dataclasses import asdict

    from sstc_cli.cli.console.json import write_results

    return write_results(figure=asdict(explanation))


def _text(explanation: Explanation) -> str:
    lines = [f"{explanation.caption}: {explanation.line}", f"  {explanation.text}"]
    lines += [f"  {line}" for line in (explanation.interval, explanation.wording) if line]
    lines += [f"  {explanation.source}", *(f"  {note}" for note in explanation.notes)]
    lines += [f"  {file.file} ({file.what}, SHA-256 {file.sha256})" for file in explanation.files]
    return "\n".join(lines)
