"""The rules of a plan and of knowledge files: one file for each subject."""

from collections.abc import Iterable

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.rules import (  # noqa: F401 each registers its rules
    agendas,
    cadence,
    clocks,
    dates,
    deadlines,
    links,
    messages,
    references,
    speakers,
    spelling,
    status,
    surveys,
    texts,
    translations,
)
from sstc_cli.rules.knowledge import RULES_OF_NOTES, Noted
from sstc_cli.rules.plan import RULES_OF_PLANS, Outdated, Plan, Shifted, Unpublished
from sstc_cli.rules.privacy import personal_data_in
from sstc_cli.rules.rule import in_order
from sstc_cli.rules.waivers import CODES, apply_severities_and_waivers
from sstc_cli.rules.wordings import texts_in, texts_of

RULES = in_order(RULES_OF_PLANS)
NOTE_RULES = in_order(RULES_OF_NOTES)


def check(
    plan: Plan,
    doubts: Iterable[Diagnostic] = (),
    *,
    errors_only: bool = False,
    only: str | None = None,
) -> list[Diagnostic]:
    """Return the diagnostics of rules and the `doubts`, without those that the series waives.

    `doubts` are about the text of the data file. With `errors_only`, rules of warnings are left out;
    `only` is the code of the only rule that is asked.
    """
    rules = (
        rule
        for rule in RULES
        if (rule.code[0] == "E" or not errors_only) and only in (None, rule.code)
    )
    diagnostics = [*doubts, *(diagnostic for rule in rules for diagnostic in rule.check(plan))]
    return apply_severities_and_waivers(plan.series, diagnostics, plan.today)


def check_note(note: KnowledgeNote, series: Series) -> list[Diagnostic]:
    """Return what is wrong in a knowledge file, with personal data in its texts."""
    noted = Noted(note, series)
    found = [diagnostic for rule in NOTE_RULES for diagnostic in rule.check(noted)]
    main = series.languages[0]
    wordings = [words for placed in noted.texts for words in placed.wordings(main)]
    return [*found, *personal_data_in(wordings, series)]


__all__ = [
    "CODES",
    "NOTE_RULES",
    "RULES",
    "Outdated",
    "Plan",
    "Shifted",
    "Unpublished",
    "check",
    "check_note",
    "texts_in",
    "texts_of",
]
