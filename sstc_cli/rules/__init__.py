"""The rules of a plan and of knowledge files: one file for each subject.

A series decides on their diagnostics itself, by its severities and waivers.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sstc_cli.diagnostics import Diagnostic, Severity, format_path
from sstc_cli.model import Model, Series, Survey, Waiver
from sstc_cli.model.glossary import GlossaryTerm
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.rules import (  # each registers its rules
    agendas,
    cadence,
    clocks,
    dates,
    deadlines,
    links,
    messages,
    named_people,
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
from sstc_cli.rules.translations import (
    lost_placeholders,
    same_in_file,
    untranslated,
    unused_terms,
)
from sstc_cli.rules.wordings import texts_in, texts_of

RULES = in_order(RULES_OF_PLANS)
NOTE_RULES = in_order(RULES_OF_NOTES)
CODES = {
    "W901": "a waiver is unused: its diagnostic does not occur any more. Delete the waiver",
    "W902": "a waiver has expired. Choose a later date, or delete the waiver",
}


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
    return _apply_severities_and_waivers(plan.series, diagnostics, plan.today)


def check_note(note: KnowledgeNote, series: Series) -> list[Diagnostic]:
    """Return what is wrong in a knowledge file."""
    noted = Noted(note, series)
    return [diagnostic for rule in NOTE_RULES for diagnostic in rule.check(noted)]


def check_texts(model: Model, series: Series, glossary: Sequence[GlossaryTerm]) -> list[Diagnostic]:
    """Return what is wrong with translations in a file, and personal data in its texts."""
    found, main = texts_in(model), series.languages[0]
    wordings = (words for placed in found for words in placed.wordings(main))
    problems = (
        *untranslated(found, series.languages),
        *(() if isinstance(model, Survey) else same_in_file(found, series.languages)),
        *lost_placeholders(found, main),
        *unused_terms(found, main, glossary),
        *personal_data_in(wordings, series),
    )
    return [problem for problem in problems if series.severities.get(problem.code) != "off"]


def _apply_severities_and_waivers(
    series: Series, diagnostics: Sequence[Diagnostic], today: date
) -> list[Diagnostic]:
    """Return the diagnostics with the series' severities, without those that it waives.

    Expired and unused waivers are diagnostics themselves.
    """
    with_severities = (_with_severity(series, diagnostic) for diagnostic in diagnostics)
    active = [diagnostic for diagnostic in with_severities if diagnostic is not None]
    valid = [waiver for waiver in series.waivers if not waiver.until or waiver.until >= today]
    kept = [
        diagnostic
        for diagnostic in active
        if not any(_covers(series, waiver, diagnostic) for waiver in valid)
    ]
    return [*kept, *_expired_or_unused(series, active, today)]


def _with_severity(series: Series, diagnostic: Diagnostic) -> Diagnostic | None:
    """Return the diagnostic with the series' severity for its code, or None if that is `off`."""
    weight = series.severities.get(diagnostic.code)
    if weight is None:
        return diagnostic
    return None if weight == "off" else diagnostic._replace(weight=Severity(weight))


def _covers(series: Series, waiver: Waiver, diagnostic: Diagnostic) -> bool:
    """Return whether the code is the same, and the path is the waiver's or inside it."""
    if waiver.code != diagnostic.code:
        return False
    path, waived = format_path(diagnostic.path), _path_of(series, waiver)
    return waived is None or path == waived or path.startswith((f"{waived}.", f"{waived}["))


def _path_of(series: Series, waiver: Waiver) -> str | None:
    """Return the path of a waiver with the present position of a webinar that its id names."""
    for index, webinar in enumerate(series.webinars if waiver.path else ()):
        if str(waiver.path).startswith(named := f"webinars[{webinar.id}]"):
            return f"webinars[{index}]{str(waiver.path).removeprefix(named)}"
    return waiver.path


def _expired_or_unused(
    series: Series, active: Sequence[Diagnostic], today: date
) -> Iterator[Diagnostic]:
    for index, waiver in enumerate(series.waivers):
        path = ("waivers", index)
        if waiver.until and waiver.until < today:
            message = f"the waiver of `{waiver.code}` expired on {waiver.until}"
            yield Diagnostic(
                "W902", message, (*path, "until"), "choose a later date, or delete the waiver"
            )
        elif not any(
            _covers(series, waiver, diagnostic) for diagnostic in active
        ) and not _depends_on_day(series, waiver, today):
            message = f"the waiver of `{waiver.code}` is unused"
            yield Diagnostic("W901", message, (*path, "code"), "delete the waiver")


def _depends_on_day(series: Series, waiver: Waiver, today: date) -> bool:
    """Return whether the day or the command decides: it may occur again, or was for the past."""
    if waiver.code.startswith(("W3", "W237")):
        return True
    past = (index for index, webinar in enumerate(series.webinars) if webinar.ends.date() < today)
    paths = [f"webinars[{index}]" for index in past] if waiver.code.startswith(("W4", "W7")) else []
    waived = _path_of(series, waiver)
    return any(waived is None or waived.startswith(path) for path in paths)
