"""`sstc surveys form`: a survey as a form for each tool."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Output, read_language, read_number
from sstc_cli.cli.console.session import chosen, session_of
from sstc_cli.cli.surveys.options import known_survey

if TYPE_CHECKING:
    from sstc_cli.model import Series, Survey
    from sstc_cli.survey.forms import Form
    from sstc_cli.workspace import Workspace


class Tool(StrEnum):
    """What reads the form."""

    XLSFORM = "xlsform"
    DOCX = "docx"
    GOOGLE = "google"
    LIMESURVEY = "limesurvey"
    WENJUANXING = "wenjuanxing"
    XLSX = "xlsx"


def form(
    context: typer.Context,
    survey: Annotated[str, typer.Argument(metavar="SURVEY", help="`registration` or `exit`.")],
    number: Annotated[
        int | None,
        typer.Argument(parser=read_number, metavar="N", help="The webinar.", show_default=False),
    ] = None,
    formats: Annotated[
        list[Tool] | None,
        typer.Option("--format", help="For which tool; repeatable.  [default: all]"),
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help="As in `en`; repeatable; else all."),
    ] = None,
    output: Output = None,
) -> None:
    """Write a survey as forms: what each tool exports from its form is understood again.

    `xlsform` is for KoboToolbox and ODK, `docx` for Microsoft Forms, `google` a script for
    Google Forms, `wenjuanxing` a text for 问卷星, `xlsx` a workbook with drop-downs.

    Example: `sstc surveys form exit 7 --format xlsform --format docx`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.survey.forms import FORMS, Form

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey, word="SURVEY")
    webinar = chosen(series, [number])[0].number if number is not None else None
    definition = workspace.surveys[survey]
    spoken = _languages(definition, series, languages)
    files = {}
    for kind in [FORMS[name] for name in formats or Tool]:
        for each in [(one,) for one in spoken] if kind.by_language else [spoken]:
            wanted = Form(definition, webinar, each)
            name = _name(wanted, kind.suffix, by_language=kind.by_language)
            files[name] = _data(workspace, series, wanted, kind.write(wanted))
    deliver(session, files, workspace.out / "forms", output)


def _languages(survey: Survey, series: Series, wanted: list[str] | None) -> tuple[str, ...]:
    """The languages that were named; else those in which every question is asked."""
    if wanted:
        return tuple(read_language(each, series.languages) for each in dict.fromkeys(wanted))
    every = [set(each.text.by_language) for each in survey.questions]
    whole = [each for each in series.languages if all(each in known for known in every)]
    return tuple(whole) or series.languages[:1]


def _name(form: Form, suffix: str, *, by_language: bool) -> str:
    """`exit-webinar-7.en.docx`: what an export of that name is from is known again."""
    stem = form.survey.id + (f"-webinar-{form.webinar}" if form.webinar is not None else "")
    return f"{stem}.{form.language}.{suffix}" if by_language else f"{stem}.{suffix}"


def _data(workspace: Workspace, series: Series, form: Form, written: str | bytes) -> bytes:
    """What a form's file holds; Markdown becomes a Word document."""
    if isinstance(written, bytes):
        return written
    from sstc_cli.documents.plain import write_word

    return write_word(workspace, series, written, form.language)
