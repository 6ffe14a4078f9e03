"""The outcome of an import of the plan: shown, and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.planning.incoming.proposal import Proposal
    from sstc_cli.workspace import Difference, Workspace

_MOST = 20  # lines that people read


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan after the changes of a workbook, which are not written yet."""

    proposal: Proposal
    after: Workspace
    effect: Difference
    new: Sequence[Diagnostic]


def show(session: Session, before: Workspace, outcome: Outcome) -> None:
    """Print the changes row by row and as a diff, then what is wrong, which goes to stderr."""
    from sstc_cli.cli.console.diff import show_diff, show_difference, write_diff
    from sstc_cli.cli.schedule.proposed import print_sections_of

    proposal = outcome.proposal
    print_sections_of(session, proposal.sections)
    show_diff(session, write_diff(before, outcome.after))
    for fact in proposal.facts:
        session.say(fact)
    session.show(proposal.notes, before)
    if proposal.left:
        session.say("left to you, and not changed in the plan:")
        session.show(proposal.left[:_MOST], before)
        if (more := len(proposal.left) - _MOST) > 0:
            session.say(f"and {more:,} more; `--json` has all of them")
    show_difference(session, outcome.after, outcome.effect._replace(new=tuple(outcome.new)))


def say_what_was_done(session: Session, outcome: Outcome, *, written: bool) -> None:
    """Say whether the data file was changed."""
    if written:
        session.say("updated data/webinars.yaml; `sstc schedule import --undo` undoes it")
    elif not outcome.proposal.edits:
        session.say("nothing to change")
    else:
        session.say("no files changed: add `--yes` to write the changes")
