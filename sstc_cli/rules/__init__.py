"""The rules of a plan: one file for each, the errors apart from the warnings."""

import importlib
from collections.abc import Iterable, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.rules.plan import Focus, Outdated, Plan, Shifted, Unpublished
from sstc_cli.rules.rule import Rule
from sstc_cli.rules.texts import texts_in, texts_of
from sstc_cli.rules.waivers import CODES, apply_severities_and_waivers


def check(
    plan: Plan, doubts: Iterable[Diagnostic] = (), *, errors_only: bool = False
) -> list[Diagnostic]:
    """Return the diagnostics of rules and the `doubts`, without those that the series waives.

    `doubts` are about the text of the data file.
    """
    affected = (rule for rule in _rules(errors_only=errors_only) if _is_affected(rule, plan))
    diagnostics = [*doubts, *(diagnostic for rule in affected for diagnostic in rule.check(plan))]
    return apply_severities_and_waivers(plan.series, diagnostics, plan.today)


def check_note(note: KnowledgeNote, series: Series) -> list[Diagnostic]:
    """Return what is wrong in a knowledge file; its rules are imported once there is one."""
    knowledge = importlib.import_module("sstc_cli.rules.knowledge")
    return [*knowledge.check_note(knowledge.Noted(note, series))]


def all_rules() -> Sequence[Rule]:
    """Return all rules in the order of their codes' numbers."""
    return _rules(errors_only=False)


def _rules(*, errors_only: bool) -> Sequence[Rule]:
    """Import the rules: most commands need no warnings, which are half of them."""
    kinds = ("errors",) if errors_only else ("errors", "warnings")
    folders = (importlib.import_module(f"sstc_cli.rules.{kind}") for kind in kinds)
    return sorted((rule for folder in folders for rule in folder.RULES), key=_number)


def _number(rule: Rule) -> str:
    return rule.CODE[1:]


def _is_affected(rule: Rule, plan: Plan) -> bool:
    """Return whether the plan's focus can change the diagnostics of a rule."""
    reads = getattr(rule, "READS", None)
    return plan.focus is None or reads is None or not plan.focus.keys.isdisjoint(reads)


__all__ = [
    "CODES",
    "Focus",
    "Outdated",
    "Plan",
    "Shifted",
    "Unpublished",
    "all_rules",
    "check",
    "check_note",
    "texts_in",
    "texts_of",
]
