"""Hours in which both work, on the clocks of two places."""

from datetime import UTC, date, datetime

from sstc_cli.brokering.drafts import Clock, clock_of, common_hours
from sstc_cli.partners.pool import Profile

MONDAY = date(2026, 3, 2)
NAIROBI, BEIJING = Clock("Africa/Nairobi", "KE"), Clock("Asia/Shanghai", "CN")


def test_hours_are_within_both_offices() -> None:
    hours = common_hours((NAIROBI, BEIJING), MONDAY)
    assert hours.at_work
    # 9 to 17 in Beijing is 4 to 12 in Nairobi, so both work from 14 to 17 in Beijing
    assert hours.starts[0] == datetime(2026, 3, 5, 7, tzinfo=UTC)
    assert len(hours.starts) == 3


def test_days_that_are_free_in_one_country_are_left_out() -> None:
    # Friday and Saturday are free in Egypt, Saturday and Sunday in China
    hours = common_hours((Clock("Africa/Cairo", "EG"), BEIJING), MONDAY)
    assert [start.weekday() for start in hours.starts] == [3, 0, 1]
    # the national holidays of China in October
    hours = common_hours((NAIROBI, BEIJING), date(2026, 9, 27))
    assert hours.starts[0].date() == date(2026, 9, 30)
    assert hours.starts[1].date() >= date(2026, 10, 8)


def test_places_far_apart_meet_early_or_late() -> None:
    hours = common_hours((Clock("America/Bogota", "CO"), BEIJING), MONDAY)
    assert hours.starts and not hours.at_work


def test_clocks_change_between_and_are_not_guessed() -> None:
    london = Clock("Europe/London", "GB")
    before = common_hours((london, NAIROBI), date(2026, 3, 2)).starts[0]
    after = common_hours((london, NAIROBI), date(2026, 4, 13)).starts[0]
    assert (before.hour, before.minute) != (after.hour, after.minute)
    assert clock_of(Profile("a", country="KE", zone="Africa/Nairobi")) == NAIROBI
    assert clock_of(Profile("a", country="US")) is None
