"""What must hold in a series: one file a rule, in the order in which they are read."""

from collections.abc import Iterator
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules import (
    agenda_incomplete,
    agenda_longer_than_slot,
    cadence_gap,
    cancelled_and_held_again,
    changed_since_release,
    clock_change,
    count_differs,
    done_ahead,
    done_without_deadline,
    ends_before_starts,
    exit_survey_without_knowledge,
    id_repeated,
    join_link_missing,
    join_link_shared,
    language_never_served,
    listed_out_of_order,
    local_time_skipped,
    local_time_twice,
    mixed_punctuation,
    number_repeated,
    on_break,
    order_differs,
    outside_window,
    overlap,
    panel_without_women,
    past_but_planned,
    person_written_twice,
    personal_data_in_public,
    private_file_tracked,
    public_holiday,
    space_in_chinese,
    speaker_in_two_places,
    speaker_unconfirmed,
    speaker_without_email,
    speakers_from_one_country,
    talk_count_differs,
    theme_unused,
    title_repeated,
    title_too_long,
    title_typo,
    translation_missing,
    translation_older,
    unknown_reference,
    unreadable_character,
    unsocial_hour,
    weekday_differs,
    window_off_cadence,
)
from sstc_cli.rules.plan import Focus, Outdated, Plan, Unpublished
from sstc_cli.rules.texts import PlacedText, texts_of
from sstc_cli.rules.waivers import CODES, settle


class Rule(Protocol):
    """What a rule's module has; its docstring is its page.

    `READS`, where a costly one has it, names all keys of webinars that it looks at.
    """

    CODE: str

    def check(self, plan: Plan) -> Iterator[Diagnostic]:
        """What is wrong by this rule."""


RULES: tuple[Rule, ...] = (
    ends_before_starts,
    weekday_differs,
    outside_window,
    count_differs,
    number_repeated,
    order_differs,
    overlap,
    cadence_gap,
    on_break,
    agenda_longer_than_slot,
    unknown_reference,
    talk_count_differs,
    window_off_cadence,
    id_repeated,
    speaker_in_two_places,
    person_written_twice,
    join_link_shared,
    cancelled_and_held_again,
    title_repeated,
    listed_out_of_order,
    done_without_deadline,
    agenda_incomplete,
    speaker_unconfirmed,
    speaker_without_email,
    join_link_missing,
    exit_survey_without_knowledge,
    changed_since_release,
    past_but_planned,
    done_ahead,
    unsocial_hour,
    public_holiday,
    clock_change,
    local_time_skipped,
    local_time_twice,
    translation_missing,
    title_typo,
    mixed_punctuation,
    title_too_long,
    unreadable_character,
    space_in_chinese,
    translation_older,
    personal_data_in_public,
    private_file_tracked,
    panel_without_women,
    theme_unused,
    speakers_from_one_country,
    language_never_served,
)


def check(plan: Plan) -> list[Diagnostic]:
    """What every rule has to say of a plan, less what the series itself waives."""
    found = [each for rule in RULES if _concerned(rule, plan) for each in rule.check(plan)]
    return settle(plan.series, found, plan.today)


def _concerned(rule: Rule, plan: Plan) -> bool:
    """Whether what the plan's focus is on can change what a rule finds."""
    reads = getattr(rule, "READS", None)
    return plan.focus is None or reads is None or not plan.focus.keys.isdisjoint(reads)


__all__ = [
    "CODES",
    "RULES",
    "Focus",
    "Outdated",
    "PlacedText",
    "Plan",
    "Rule",
    "Unpublished",
    "check",
    "texts_of",
]
