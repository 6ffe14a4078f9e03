"""How an agenda fits its slot."""

from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.model import AgendaItem, Series, Text, run_of_show
from sstc_cli.model.run_of_show import fitted


def item(minutes: int, at_least: int | None) -> AgendaItem:
    return AgendaItem.model_construct(
        id="x", name=Text("X"), minutes=minutes, at_least=at_least, holds=None
    )


items = st.lists(
    st.integers(0, 90).flatmap(
        lambda minutes: st.builds(item, st.just(minutes), st.none() | st.integers(0, minutes))
    ),
    max_size=8,
)


@given(items, st.integers(1, 300))
def test_fits_where_it_can_and_never_below_the_least(agenda: list[AgendaItem], slot: int) -> None:
    minutes = fitted(agenda, slot)
    shortest = [part.minutes - part.slack for part in agenda]
    assert all(
        least <= m <= i.minutes for least, m, i in zip(shortest, minutes, agenda, strict=True)
    )
    planned = sum(part.minutes for part in agenda)
    assert sum(minutes) == (planned if planned <= slot else max(slot, sum(shortest)))


def test_shrinks_in_proportion() -> None:
    assert fitted([item(60, 40), item(30, 20), item(10, None)], 85) == [50, 25, 10]


def clock(series: Series) -> list[str]:
    return [f"{e.starts:%H:%M}-{e.ends:%H:%M}" for e in run_of_show(series, series.webinars[0])]


def test_talks_share_their_item_evenly(series: Series) -> None:
    """
    agenda: [{id: o, name: O, minutes: 5}, {id: t, name: T, minutes: 50, holds: talks}]
    webinars:
      - id: a
        number: 1
        title: A
        starts: 2020-08-14 15:30
        ends: 2020-08-14 17:00
        talks: [{id: x}, {id: y}, {id: z}]
    """
    assert clock(series) == ["15:30-15:35", "15:35-15:52", "15:52-16:09", "16:09-16:25"]


def test_a_talk_with_its_own_minutes(series: Series) -> None:
    """
    agenda: [{id: t, name: T, minutes: 60, holds: talks}]
    webinars:
      - id: a
        number: 1
        title: A
        starts: 2020-08-14 23:30
        ends: 2020-08-15 00:30
        talks: [{id: x, minutes: 30}, {id: y}, {id: z}]
    """
    assert clock(series) == ["23:30-00:00", "00:00-00:15", "00:15-00:30"]


def test_without_talks_the_item_stays_whole(series: Series) -> None:
    """
    agenda: [{id: t, name: T, minutes: 60, holds: talks}]
    webinars: [{id: a, number: 1, title: A, starts: 2020-08-14 15:00, ends: 2020-08-14 16:00}]
    """
    assert clock(series) == ["15:00-16:00"]


def test_its_own_agenda_wins(series: Series) -> None:
    """
    agenda: [{id: t, name: T, minutes: 60}]
    webinars:
      - id: a
        number: 1
        title: A
        starts: 2020-08-14 15:00
        ends: 2020-08-14 16:00
        agenda: [{id: only, name: Only, minutes: 30}]
    """
    assert clock(series) == ["15:00-15:30"]
