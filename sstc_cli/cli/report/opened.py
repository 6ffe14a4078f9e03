"""The evidence and the words that all commands for reports need."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.numbers.words import Words
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.workspace import Workspace


def open_evidence(
    workspace: Workspace,
    series: Series,
    dimensions: Collection[str] = (),
    *,
    office: bool = False,
) -> ReportEvidence:
    """Return what the store says about the series; refuse a store without responses."""
    from sstc_cli.choices import By
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.report.evidence import Edition, read_evidence
    from sstc_cli.workspace import collector_paused

    store = store_of(workspace)
    if not store.begun:
        message = "the store has no responses yet, so there is nothing to report"
        hint = "run `sstc surveys import FILE` first"
        raise SstcError(message, hint, ExitCode.DATA)
    kind = Edition(office=office, dimensions=[By(name) for name in dimensions])
    with collector_paused():  # it would look through all responses again and again
        return read_evidence(store, series, workspace.surveys, workspace.report_texts, kind)


def words_of(workspace: Workspace) -> Callable[[str], Words]:
    """Return a function from a language to the words of a report in it."""
    from sstc_cli.documents.translations import labels_of
    from sstc_cli.model.languages import decimal_mark
    from sstc_cli.report.values import UnbrokenWords

    def words(language: str) -> Words:
        return UnbrokenWords(language, labels_of(workspace, language), decimal_mark(language))

    return words
