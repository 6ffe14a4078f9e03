"""W4xx: hours, holidays and clocks of the audience."""

import sys

import pytest
from found import found, paths, slots

NEW_YORK = "zone: America/New_York\n"


def at(zones: str, *times: str) -> str:
    keys = ["starts: {}, ends: {}".format(*slot.split("/")) for slot in times]
    return f"audience_zones: [{zones}]\n" + slots(*keys)


@pytest.mark.parametrize(
    ("slot", "hours"),
    [
        ("2020-08-14 12:00/2020-08-14 13:00", []),  # 07:00 in Nairobi
        ("2020-08-14 11:59/2020-08-14 13:00", ["06:59-08:00 in Africa/Nairobi"]),
        ("2020-08-15 02:00/2020-08-15 03:00", []),  # ends at 22:00
        ("2020-08-15 02:30/2020-08-15 03:01", ["21:30-22:01 in Africa/Nairobi (Friday)"]),
        ("2020-08-15 04:30/2020-08-15 05:30", ["23:30-00:30 in Africa/Nairobi (Friday)"]),
    ],
)
def test_seven_to_ten(slot: str, hours: list[str]) -> None:
    messages = [diagnostic.message for diagnostic in found("W401", at("Africa/Nairobi", slot))]
    assert messages == [f"webinar 1 is at an unsocial hour: {local}" for local in hours]


def test_holidays_are_those_of_audiences_and_organisers_with_a_calendar() -> None:
    day = "starts: 2020-10-20 15:30, ends: 2020-10-20 17:00"
    (diagnostic,) = found("W402", "audience_countries: [KE]\n" + slots(day))
    assert diagnostic.path == ("webinars", 0, "starts")
    assert "(KE)" in diagnostic.message
    organisers = "organisers: [{id: cn, name: C, country: CN}, {id: ke, name: K, country: KE}]\n"
    day = "starts: 2020-10-20 15:30, ends: 2020-10-20 17:00"
    assert paths("W402", organisers + slots(f"{day}, organisers: [cn]")) == []
    assert paths("W402", organisers + slots(f"{day}, organisers: [ke]")) == ["webinars[0].starts"]
    far = slots("starts: 2027-08-14 15:30, ends: 2027-08-14 17:00")
    assert paths("W402", "audience_countries: [KE, UN]\n" + far) == ["audience_countries[1]"]


def test_without_a_country_no_calendar_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)  # which cannot be imported then
    assert found("W402", slots("")) == []


def test_the_series_own_clock_change_moves_everybody_else() -> None:
    zone = "zone: Europe/Paris\n"
    text = at(
        "Africa/Nairobi",
        "2020-10-23 15:30/2020-10-23 17:00",
        "2020-10-30 15:30/2020-10-30 17:00",
        "2020-11-06 15:30/2020-11-06 17:00",
    )
    (diagnostic,) = found("W403", zone + text)
    assert diagnostic.message == (
        "from webinar 2 on, 15:30 in Europe/Paris is 17:30 and no longer 16:30 in Africa/Nairobi"
    )


@pytest.mark.parametrize(
    ("starts", "code"),
    [
        ("2021-03-14 01:59", None),
        ("2021-03-14 02:00", "E404"),
        ("2021-03-14 02:59", "E404"),
        ("2021-03-14 03:00", None),
        ("2021-11-07 00:59", None),
        ("2021-11-07 01:00", "W405"),
        ("2021-11-07 01:59", "W405"),
        ("2021-11-07 02:00", None),
    ],
)
def test_clocks_skip_an_hour_and_show_one_twice(starts: str, code: str | None) -> None:
    text = NEW_YORK + slots(f"starts: {starts}, ends: {starts[:10]} 06:00")
    assert [rule for rule in ("E404", "W405") if found(rule, text)] == ([code] if code else [])


def test_both_readings_are_offered() -> None:
    (diagnostic,) = found(
        "E404", NEW_YORK + slots("starts: 2021-03-14 02:30, ends: 2021-03-14 06:00")
    )
    assert diagnostic.hint == "write 01:30 or 03:30, or choose another day"
    (diagnostic,) = found(
        "W405", NEW_YORK + slots("starts: 2021-11-07 01:30, ends: 2021-11-07 06:00")
    )
    assert "05:30 UTC" in diagnostic.hint
    assert "06:30 UTC" in diagnostic.hint


def test_a_day_that_a_zone_skips_has_no_other_hour() -> None:
    apia = "zone: Pacific/Apia\nwindow: {starts: 2011-12-01, ends: 2012-01-01}\n"
    (diagnostic,) = found("E404", apia + slots("starts: 2011-12-30 15:00, ends: 2011-12-31 16:00"))
    assert diagnostic.hint == "choose another day"


def test_tomorrow_is_not_yet_a_future_revision() -> None:
    slot = "starts: 2020-08-14 15:30, ends: 2020-08-14 17:00"
    assert not found("W312", "revised: 2020-08-02 23:59\n" + slots(slot))
    (diagnostic,) = found("W312", "revised: 2020-08-03 00:00\n" + slots(slot))
    assert diagnostic.path == ("revised",)
    assert diagnostic.message == "revised on 2020-08-03, but today is 2020-08-01"


def test_official_holidays_of_the_united_nations() -> None:
    labour_day = "starts: 2020-09-07 15:30, ends: 2020-09-07 17:00"
    (diagnostic,) = found(
        "W402", "organisers: [{id: o, name: O, country: UN}]\n" + slots(labour_day)
    )
    assert "Labour Day (UN)" in diagnostic.message
    (diagnostic,) = found(
        "W402", "audience_countries: [UN]\n" + slots(labour_day.replace("2020", "2027"))
    )
    assert diagnostic.message == "the public holidays of `UN` are unknown for 2027"


def test_a_calendar_that_is_known_in_part_warns_nobody() -> None:
    far = "starts: 2040-08-15 15:30, ends: 2040-08-15 17:00"
    assert paths("W402", "audience_countries: [IN]\n" + slots(far)) == ["webinars[0].starts"]


def test_clocks_in_step_change_nothing() -> None:
    text = at(
        "Europe/London, Europe/Rome",
        "2020-10-23 15:30/2020-10-23 17:00",
        "2020-10-30 15:30/2020-10-30 17:00",
    )
    assert found("W403", "zone: Europe/Paris\n" + text) == []


def test_a_clock_change_is_reported_after_webinars_that_are_over() -> None:
    days = ("2020-10-23 15:30/2020-10-23 17:00", "2020-10-30 15:30/2020-10-30 17:00")
    text = at("Europe/London", *days)
    for status in ("held", "planned"):
        first = text.replace("17:00}", f"17:00, status: {status}}}", 1)
        assert paths("W403", first, today="2020-10-25") == ["webinars[1].starts"]
        assert paths("W403", first, today="2020-10-31") == []


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("starts: 2027-03-28 00:30, ends: 2027-03-28 03:00", "Europe/Lisbon, Europe/Paris"),
        ("starts: 2027-10-31 00:30, ends: 2027-10-31 02:30", "Europe/Lisbon, Europe/Paris"),
        ("starts: 2027-03-14 06:30, ends: 2027-03-14 08:00", "America/New_York"),
        ("starts: 2027-03-28 02:00, ends: 2027-03-28 03:30", None),
        ("starts: 2027-10-31 01:30, ends: 2027-10-31 03:00", None),  # W405 explains it
        ("starts: 2027-03-28 00:30, ends: 2027-03-28 03:00, status: cancelled", None),
    ],
)
def test_clocks_that_change_during_a_webinar(slot: str, said: str | None) -> None:
    zones = "zone: Europe/Lisbon\naudience_zones: [Europe/Paris, America/New_York]\n"
    messages = [diagnostic.message for diagnostic in found("W238", zones + slots(slot))]
    assert len(messages) == bool(said)
    assert all(f"clocks in {said} change during webinar 1" in text for text in messages)
