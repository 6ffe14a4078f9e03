"""What a workbook proposes: edits of the data file, in words, and what is left to a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic, Edit
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.planning.choices import choices_of
from sstc_cli.planning.columns import LABELS, Table
from sstc_cli.planning.headings import Names, all_names, names_in
from sstc_cli.planning.incoming.addresses import Addresses
from sstc_cli.planning.incoming.advice import Advice
from sstc_cli.planning.incoming.edits.all import Request, all_edits
from sstc_cli.planning.incoming.found import Found, find_plan
from sstc_cli.planning.incoming.incoming import compared
from sstc_cli.planning.incoming.review import Missing, Review
from sstc_cli.planning.incoming.words import Describer, Section
from sstc_cli.planning.state import digest_of
from sstc_cli.sheets import Source
from sstc_cli.source import Tree


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of today, the folders with the words of workbooks, and the local time."""

    series: Series
    tree: Tree
    folders: Sequence[Path]
    now: datetime


@dataclass(frozen=True)
class Proposal:
    """The edits that a workbook asks for, and what people should know about them."""

    found: Found
    review: Review
    edits: Sequence[Edit]
    sections: Sequence[Section]
    notes: Sequence[Diagnostic]
    facts: Iterable[str]

    @property
    def left(self) -> Sequence[Diagnostic]:
        """What a person has to do."""
        return self.review.left

    def placed(self, diagnostics: Iterable[Diagnostic], tree: Tree) -> list[Diagnostic]:
        """Return diagnostics about the plan after the edits, in the words of the workbook."""
        talks = self.found.tables.get(Table.TALKS)
        advice = Advice(tree, talks.sheet.name if talks else None)
        told = map(advice.on, diagnostics)
        return Addresses(self.found.layout, self.review.places, tree).placed(told)


def propose(plan: Plan, source: Source, published: frozenset[str], *, removes: bool) -> Proposal:
    """Return what a workbook proposes; refuse one of another series, or of no plan."""
    series = plan.series
    names = all_names(plan.folders, series.languages)
    found = find_plan(source, names, series.languages)
    if found.state and found.state.series != series.id:
        message = f"{found.file} is a plan of another series, `{found.state.series[:60]}`"
        raise SstcError(message, "run this in the workspace of that series", ExitCode.USAGE)
    review = compared(series, found, names)
    request = Request(series, plan.tree, found.layout, review, plan.now, removes, published)
    own = names_in(names, found.layout.language)
    describer = Describer(series, found.layout, own, choices_of(series, own))
    gone = {lost: _fate(lost, published) for lost in review.missing} if removes else {}
    sections = describer.sections(review, gone)
    kept = [] if removes else [*_missing(found, review, describer)]
    notes = [*review.notes, *kept]
    return Proposal(found, review, all_edits(request), sections, notes, [*_facts(plan, found, own)])


def _fate(lost: Missing, published: frozenset[str]) -> str:
    """Return what becomes of a row that a workbook no longer has."""
    is_published = lost.table is Table.WEBINARS and lost.id in published
    return "cancelled, because it is published" if is_published else "removed"


def _missing(found: Found, review: Review, describer: Describer) -> Iterator[Diagnostic]:
    """Yield a note for each row that a workbook no longer has."""
    for lost in review.missing:
        message = f"{describer.heading(lost.table, lost.id)} is missing here; it stays in the plan"
        hint = "add `--remove` to remove what is missing"
        place = found.tables[lost.table].place(found.tables[lost.table].head)
        yield Diagnostic("W768", message, hint=hint, place=place)


def _facts(plan: Plan, found: Found, own: Names) -> Iterator[str]:
    """Yield what people should know about a file as a whole."""
    if len(found.tables) < len(Table):
        sheets = [own.say(LABELS[table]) for table in found.tables]
        listed = f"one sheet, {sheets[0]}" if len(sheets) == 1 else ", ".join(sheets)
        yield f"{found.file} has only {listed}; everything else stays as it is"
    for name in found.again:
        yield f"the sheet `{name}` was not read, because {found.file} has another one like it"
    if found.state is None:
        yield (
            f"{found.file} has lost the state of its export, so each difference counts as a change"
        )
    elif found.state.digest != digest_of(plan.tree.text):
        yield "the plan was changed since the export; its changes are kept"
