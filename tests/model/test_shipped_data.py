"""The shipped series carries every fact of the concept note."""

from pathlib import Path

import pytest

from sstc_cli.model import Series
from sstc_cli.source import build, read

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Series:
    series, found = build(read(REPOSITORY / "data" / "webinars.yaml", "f"), Series)
    assert series is not None, found
    return series


SLOTS = {
    1: "2020-08-14 19:30-21:00", 2: "2020-08-21 15:30-17:00", 3: "2020-08-28 15:30-17:00",
    4: "2020-09-11 15:30-17:00", 5: "2020-09-18 15:30-17:00", 6: "2020-09-25 15:30-17:00",
    7: "2020-10-09 15:30-17:00", 8: "2020-10-16 20:00-21:30", 9: "2020-10-23 20:00-21:30",
    10: "2020-10-30 20:00-21:30", 11: "2020-11-06 20:00-21:30", 12: "2020-11-13 20:00-21:30",
    13: "2020-11-20 20:00-21:30", 14: "2020-11-27 20:00-21:30", 15: "2020-12-04 20:00-21:30",
}  # fmt: skip


def test_slots(shipped: Series) -> None:
    assert {
        w.number: f"{w.starts:%Y-%m-%d %H:%M}-{w.ends:%H:%M}" for w in shipped.webinars
    } == SLOTS
    assert shipped.zone == "Asia/Shanghai"


def test_titles_are_exact_but_for_the_misprint(shipped: Series) -> None:
    note = read(REPOSITORY / "tests" / "data" / "concept_note.yaml", "note").root
    printed = [
        webinar["title"].replace("Spotighting", "Spotlighting") for webinar in note["webinars"]
    ]
    assert [webinar.title.pick("en") for webinar in shipped.webinars] == printed
    assert sum("Spotlighting" in title for title in printed) == 4


def test_people_read_it_in_both_languages(shipped: Series) -> None:
    texts = [
        shipped.title, shipped.zone_name, *(w.title for w in shipped.webinars),
        *(o.name for o in shipped.organisers), *(a.name for a in shipped.audiences),
        *(t.name for t in shipped.themes), *(i.name for i in shipped.agenda), *shipped.notes,
        *(o.text for o in shipped.objectives), *(p.text for p in shipped.background),
    ]  # fmt: skip
    assert all(set(text.by_language) == {"en", "zh"} for text in texts)


def test_the_other_facts(shipped: Series) -> None:
    assert (shipped.count, shipped.talks_per_webinar) == (15, 3)
    assert [o.sdgs for o in shipped.objectives] == [(1, 2, 4, 5, 8, 9, 11, 17), (), ()]
    assert (len(shipped.audiences), len(shipped.themes)) == (5, 5)
    assert [item.minutes for item in shipped.agenda] == [5, 60, 30, 5]
    assert [(s.id, s.when) for s in shipped.surveys] == [
        ("registration", "before"),
        ("exit", "after"),
    ]
    assert [d.due.days for d in shipped.deadlines] == [-21, -14, -7, 0, 14]
    assert all(w.talks and not any(t.speaker for t in w.talks) for w in shipped.webinars)
