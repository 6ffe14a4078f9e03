"""The evidence that all commands for reports need, and the checks of what people wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import flag
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.model import Series
    from sstc_cli.numbers.words import Words
    from sstc_cli.report.evidence import Evidence
    from sstc_cli.workspace import Workspace


class EditionName(StrEnum):
    """Who the report is for."""

    PUBLIC = "public"
    OFFICE = "office"


Editions = Annotated[
    EditionName,
    typer.Option(
        "--edition",
        help="`public` hides what is about few people; `office` has all numbers, and goes to the "
        "private folder.",
    ),
]
Final = Annotated[
    bool, flag("--final", text="Refuse a report that lacks a part which only people can write.")
]


def open_evidence(
    workspace: Workspace,
    series: Series,
    edition: EditionName = EditionName.PUBLIC,
    dimensions: Collection[str] = (),
) -> Evidence:
    """Return what the store says about the series; refuse a store without responses."""
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.numbers import By
    from sstc_cli.report.evidence import Edition, read_evidence
    from sstc_cli.workspace import collector_paused

    store = store_of(workspace)
    if not store.begun:
        message = "the store has no responses yet, so there is nothing to report"
        hint = "run `sstc surveys import FILE` first"
        raise SstcError(message, hint, ExitCode.DATA)
    groups = [By(name) for name in dimensions]
    kind = Edition(office=edition is EditionName.OFFICE, dimensions=groups)
    with collector_paused():  # it would look through all responses again and again
        return read_evidence(store, series, workspace.surveys, workspace.report_words, kind)


def words_of(workspace: Workspace) -> Callable[[str], Words]:
    """Return a function from a language to the words of a report in it."""
    from sstc_cli.documents.translations import labels_of
    from sstc_cli.model.languages import decimal_mark
    from sstc_cli.numbers.words import Words

    return lambda language: Words(language, labels_of(workspace, language), decimal_mark(language))


def checked(
    workspace: Workspace, evidence: Evidence, *, final: bool = False
) -> Sequence[Diagnostic]:
    """Return the diagnostics on what people wrote, with their places."""
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.numbers.words import ENGLISH
    from sstc_cli.report.checks import check_report
    from sstc_cli.source import locate
    from sstc_cli.store.people import names_and_addresses

    setting = evidence.setting(ENGLISH)
    found = check_report(setting, names_and_addresses(store_of(workspace)), final=final)
    if workspace.report_file is None:
        return found
    return locate(workspace.report_file.tree, found)


def refuse_errors(session: Session, workspace: Workspace, found: Sequence[Diagnostic]) -> None:
    """Show what is wrong with the texts, and stop if there is an error."""
    session.show(found, workspace)
    if any(problem.code.startswith("E") for problem in found):
        message = "data/report.yaml has errors, so no report was written"
        raise SstcError(message, "correct them, then run this again", ExitCode.DATA)
