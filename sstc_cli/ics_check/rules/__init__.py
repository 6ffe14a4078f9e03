"""Rules for calendar files: one file for each rule, in the order of their codes."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.rules import (
    address_malformed,
    alarm_after_start,
    alarm_at_fixed_time,
    alarm_in_cancelled,
    alarm_incomplete,
    attachment_unreadable,
    attendee_repeated,
    calendar_empty,
    cancel_incomplete,
    cancelled_without_sequence,
    component_unknown,
    conference_without_type,
    date_and_time_mixed,
    daylight_without_change,
    duration_doubtful,
    end_and_duration,
    ends_at_start,
    ends_before_start,
    escape_unknown,
    exception_without_date,
    feed_without_interval,
    html_description,
    html_in_description,
    interval_without_type,
    link_hidden,
    link_malformed,
    mailto_in_capitals,
    message_without_organizer,
    method_contradicted,
    moved_date_unknown,
    name_of_single_entry,
    name_with_special_characters,
    number_malformed,
    organizer_missing,
    parameter_not_quoted,
    place_malformed,
    prodid_missing,
    property_misplaced,
    property_repeated,
    property_unknown,
    published_attendee,
    published_task_incomplete,
    request_without_attendee,
    rule_malformed,
    rule_of_other_calendar,
    separator_not_escaped,
    several_in_message,
    space_beside_value,
    stamp_missing,
    stamp_not_utc,
    start_missing,
    start_off_rule,
    text_garbled,
    time_floating,
    time_malformed,
    time_skipped,
    title_missing,
    trigger_malformed,
    uid_missing,
    uid_repeated,
    uid_with_unseen_characters,
    until_before_start,
    until_differs,
    utc_with_zone,
    value_ignored,
    value_unknown,
    version_missing,
    zone_differs,
    zone_incomplete,
    zone_not_iana,
    zone_outlook_cannot_read,
    zone_repeated,
    zone_undefined,
)

_ANY = frozenset({""})


class CalendarRule(Protocol):
    """The names in the module of a rule, whose docstring is its page."""

    CODE: str
    LOOKS_AT: frozenset[str]

    def check(self, component: Component, calendar: Calendar, /) -> Iterator[Unplaced]:
        """Yield the diagnostics on a component of a kind that the rule checks."""


RULES: tuple[CalendarRule, ...] = (
    version_missing,
    prodid_missing,
    calendar_empty,
    property_repeated,
    uid_missing,
    uid_repeated,
    stamp_missing,
    stamp_not_utc,
    number_malformed,
    cancelled_without_sequence,
    title_missing,
    start_missing,
    time_malformed,
    ends_before_start,
    ends_at_start,
    end_and_duration,
    date_and_time_mixed,
    time_floating,
    zone_undefined,
    zone_differs,
    zone_outlook_cannot_read,
    daylight_without_change,
    zone_not_iana,
    zone_incomplete,
    utc_with_zone,
    rule_malformed,
    until_differs,
    start_off_rule,
    separator_not_escaped,
    escape_unknown,
    html_in_description,
    html_description,
    address_malformed,
    mailto_in_capitals,
    name_with_special_characters,
    value_unknown,
    link_malformed,
    conference_without_type,
    link_hidden,
    interval_without_type,
    feed_without_interval,
    name_of_single_entry,
    alarm_incomplete,
    trigger_malformed,
    alarm_at_fixed_time,
    organizer_missing,
    message_without_organizer,
    published_attendee,
    request_without_attendee,
    several_in_message,
    cancel_incomplete,
    alarm_in_cancelled,
    published_task_incomplete,
    property_misplaced,
    property_unknown,
    rule_of_other_calendar,
    component_unknown,
    time_skipped,
    text_garbled,
    space_beside_value,
    method_contradicted,
    parameter_not_quoted,
    place_malformed,
    attachment_unreadable,
    exception_without_date,
    moved_date_unknown,
    until_before_start,
    zone_repeated,
    value_ignored,
    duration_doubtful,
    alarm_after_start,
    uid_with_unseen_characters,
    attendee_repeated,
)


@lru_cache(1024)
def rules_for(component: str, properties: tuple[str, ...]) -> tuple[CalendarRule, ...]:
    """Return the rules that look at components of this name with these properties.

    The cache helps because the entries of a file have the same properties.
    """
    return tuple(
        rule
        for rule in RULES
        if component in rule.LOOKS_AT
        and not getattr(rule, "LOOKS_FOR", _ANY).isdisjoint((*properties, *_ANY))
    )


__all__ = ["RULES", "CalendarRule", "rules_for"]
