"""How an agenda fits its slot."""

import pytest
from conftest import read_series
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.model import run_of_show
from sstc_cli.model.run_of_show import Length, fitted

lengths = st.lists(
    st.integers(1, 90).flatmap(
        lambda planned: st.builds(Length, st.just(planned), st.integers(1, planned))
    ),
    max_size=8,
)


@given(lengths, st.integers(1, 300))
def test_fits_where_it_can_and_never_below_the_least(agenda: list[Length], slot: int) -> None:
    minutes = fitted(agenda, slot)
    assert all(
        length.shortest <= part <= length.planned
        for part, length in zip(minutes, agenda, strict=True)
    )
    planned, shortest = (sum(parts) for parts in zip(*agenda, strict=True)) if agenda else (0, 0)
    assert sum(minutes) == (planned if planned <= slot else max(slot, shortest))


def test_shrinks_in_proportion() -> None:
    assert fitted([Length(60, 40), Length(30, 20), Length(10, 10)], 85) == [50, 25, 10]


ITEMS = {
    "O": "{id: o, name: O, minutes: 5}",
    "T": "{id: t, name: T, minutes: 60, holds: talks}",
    "T50": "{id: t, name: T, minutes: 50, holds: talks}",
    "Q": "{id: q, name: Q, minutes: 30, at_least: 10}",
}


@pytest.mark.parametrize(
    ("agenda", "slot", "more", "clock"),
    [
        # talks share their item evenly, but for the minutes that one has of its own
        ("O T50", "15:30 17:00", "talks: [{id: x}, {id: y}, {id: z}]",
         "15:30-15:35 15:35-15:52 15:52-16:09 16:09-16:25"),
        ("T", "22:30 23:30", "talks: [{id: x, minutes: 30}, {id: y}, {id: z}]",
         "22:30-23:00 23:00-23:15 23:15-23:30"),
        ("T", "15:00 16:00", "talks: []", "15:00-16:00"),
        ("T", "15:00 16:00", "agenda: [{id: only, name: Only, minutes: 30}]", "15:00-15:30"),
        # talks with minutes of their own set the length of their item, and none lasts no time
        ("T Q", "15:00 16:30", "talks: [{id: x, minutes: 40}, {id: y, minutes: 30}]",
         "15:00-15:40 15:40-16:10 16:10-16:30"),
        ("T", "15:00 16:00", "talks: [{id: x, minutes: 90}, {id: y}]", "15:00-16:30 16:30-16:31"),
    ],
)  # fmt: skip
def test_talks_share_their_item(agenda: str, slot: str, more: str, clock: str) -> None:
    starts, ends = (f"2020-08-14 {time}" for time in slot.split())
    series = read_series(
        f"agenda: [{', '.join(ITEMS[item] for item in agenda.split())}]\n"
        f"webinars: [{{id: a, number: 1, title: A, starts: {starts}, ends: {ends}, {more}}}]"
    )
    found = run_of_show(series, series.webinars[0])
    assert " ".join(f"{entry.starts:%H:%M}-{entry.ends:%H:%M}" for entry in found) == clock


SPRING = """
zone: Europe/Lisbon
agenda:
  - {id: o, name: O, minutes: 5}
  - {id: t, name: T, minutes: 60}
  - {id: q, name: Q, minutes: 20}
  - {id: c, name: C, minutes: 5}
webinars:
  - {id: a, number: 1, title: A, starts: 2027-03-28 00:30, ends: 2027-03-28 03:00}
"""
AUTUMN = SPRING.replace("2027-03-28 00:30", "2027-10-31 00:30").replace(
    "2027-03-28 03:00", "2027-10-31 02:30"
)


def real(text: str) -> list[str]:
    """Return the starts and the last end, each with its offset."""
    series = read_series(text)
    entries = run_of_show(series, series.webinars[0])
    moments = [*(entry.starts for entry in entries), entries[-1].ends]
    return [f"{moment:%H:%M}{str(moment)[-6:]}" for moment in moments]


def test_no_minute_is_lost_or_won_when_clocks_change() -> None:
    expected = ["00:30+00:00", "00:35+00:00", "02:35+01:00", "02:55+01:00", "03:00+01:00"]
    assert real(SPRING) == expected
    expected = ["00:30+01:00", "00:35+01:00", "01:35+01:00", "01:55+01:00", "01:00+00:00"]
    assert real(AUTUMN) == expected
    series = read_series(AUTUMN)
    assert series.minutes_of(series.webinars[0]) == 180
