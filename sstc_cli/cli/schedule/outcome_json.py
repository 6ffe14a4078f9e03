"""The outcome of an import of the plan, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.cli.schedule.outcome import Outcome
    from sstc_cli.workspace import Workspace


def as_json_text(before: Workspace, outcome: Outcome, *, written: bool) -> str:
    """Return the outcome for programs."""
    from sstc_cli.cli.console.diff import write_diff
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.schedule.proposed import entries_of
    from sstc_cli.diagnostics import json_entry

    proposal = outcome.proposal
    return write_results(
        written=written,
        changes=entries_of(proposal.sections),
        diff=write_diff(before, outcome.after),
        facts=list(proposal.facts),
        left=[json_entry(diagnostic) for diagnostic in proposal.left],
        notes=[json_entry(diagnostic) for diagnostic in proposal.notes],
        new=[json_entry(diagnostic) for diagnostic in outcome.new],
        gone=[json_entry(diagnostic) for diagnostic in outcome.effect.gone],
    )
