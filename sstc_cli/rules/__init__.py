"""The rules of a plan: one file for each, in the order of their codes' numbers."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules import (
    agenda_incomplete,
    agenda_longer_than_slot,
    agenda_shorter_than_slot,
    at_least_above_minutes,
    audience_language_unknown,
    cadence_gap,
    cancelled_and_held_again,
    changed_since_release,
    clock_change,
    clock_change_during_webinar,
    count_differs,
    deadline_and_message_differ,
    done_ahead,
    done_without_deadline,
    ends_before_starts,
    example_domain,
    exit_survey_without_knowledge,
    fit_wrong,
    id_repeated,
    join_link_missing,
    join_link_overdue,
    join_link_shared,
    join_link_to_everybody,
    join_link_twice,
    language_never_served,
    language_not_listed,
    listed_out_of_order,
    local_time_shifted,
    local_time_skipped,
    local_time_twice,
    mail_without_sender,
    message_for_others,
    message_out_of_time,
    message_reference_unknown,
    message_too_late_at_once,
    message_without_unsubscribe,
    mixed_punctuation,
    number_repeated,
    on_break,
    order_differs,
    outside_window,
    overlap,
    panel_without_women,
    passcode_in_public_link,
    past_but_planned,
    person_written_twice,
    personal_data_in_public,
    private_file_tracked,
    private_link_in_public,
    public_holiday,
    reason_without_cancellation,
    recording_ahead,
    registration_after_webinar,
    registration_missing,
    reminder_without_link,
    revised_ahead,
    source_mark_unknown,
    space_in_chinese,
    speaker_in_two_places,
    speaker_unconfirmed,
    speaker_without_email,
    speakers_deadline_unseen,
    speakers_from_one_country,
    talk_count_differs,
    talk_without_time,
    talks_held_twice,
    theme_unused,
    title_repeated,
    title_too_long,
    title_typo,
    topic_not_asked,
    topic_parent_wrong,
    topics_alike,
    translation_missing,
    translation_older,
    unknown_reference,
    unreadable_character,
    unsocial_hour,
    weekday_differs,
    weights_zero,
    window_off_cadence,
)
from sstc_cli.rules.plan import Focus, Outdated, Plan, Shifted, Unpublished
from sstc_cli.rules.texts import texts_in, texts_of
from sstc_cli.rules.waivers import CODES, apply_severities_and_waivers


class Rule(Protocol):
    """The contents of a rule's module; the docstring of the module is the rule's page.

    A slow rule may also have `READS`, the names of all keys of webinars that it reads.
    """

    CODE: str

    def check(self, plan: Plan) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each violation of the rule."""


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
    reason_without_cancellation,
    registration_after_webinar,
    speakers_deadline_unseen,
    done_without_deadline,
    talk_without_time,
    talks_held_twice,
    at_least_above_minutes,
    agenda_shorter_than_slot,
    example_domain,
    clock_change_during_webinar,
    topic_parent_wrong,
    fit_wrong,
    weights_zero,
    topics_alike,
    topic_not_asked,
    agenda_incomplete,
    speaker_unconfirmed,
    speaker_without_email,
    join_link_missing,
    exit_survey_without_knowledge,
    changed_since_release,
    past_but_planned,
    done_ahead,
    local_time_shifted,
    recording_ahead,
    join_link_twice,
    revised_ahead,
    registration_missing,
    join_link_overdue,
    passcode_in_public_link,
    private_link_in_public,
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
    language_not_listed,
    source_mark_unknown,
    personal_data_in_public,
    private_file_tracked,
    panel_without_women,
    theme_unused,
    speakers_from_one_country,
    language_never_served,
    message_for_others,
    join_link_to_everybody,
    message_too_late_at_once,
    message_reference_unknown,
    message_out_of_time,
    message_without_unsubscribe,
    reminder_without_link,
    mail_without_sender,
    deadline_and_message_differ,
    audience_language_unknown,
)


ERRORS = tuple(rule for rule in RULES if rule.CODE.startswith("E"))


def check(
    plan: Plan, doubts: Iterable[Diagnostic] = (), rules: Iterable[Rule] = RULES
) -> list[Diagnostic]:
    """Return the diagnostics of rules and the `doubts`, without those that the series waives.

    `doubts` are about the text of the data file.
    """
    affected = (rule for rule in rules if _is_affected(rule, plan))
    diagnostics = [*doubts, *(diagnostic for rule in affected for diagnostic in rule.check(plan))]
    return apply_severities_and_waivers(plan.series, diagnostics, plan.today)


def _is_affected(rule: Rule, plan: Plan) -> bool:
    """Return whether the plan's focus can change the diagnostics of a rule."""
    reads = getattr(rule, "READS", None)
    return plan.focus is None or reads is None or not plan.focus.keys.isdisjoint(reads)


__all__ = [
    "CODES",
    "ERRORS",
    "RULES",
    "Focus",
    "Outdated",
    "Plan",
    "Rule",
    "Shifted",
    "Unpublished",
    "check",
    "texts_in",
    "texts_of",
]
