"""What the templates of the documents see."""

from pathlib import Path

import pytest
from conftest import read_series

from sstc_cli.model import Series
from sstc_cli.render import Templates
from sstc_cli.views.agenda import agenda_view
from sstc_cli.views.concept_note import concept_note_view
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.labels import read_labels
from sstc_cli.views.notice import ENTRY, FACTS
from sstc_cli.views.programme import programme_view
from sstc_cli.views.sdgs import sdg_title

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_a_series_without_anything_still_has_every_document(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 23:30, ends: 2020-08-15 00:30}
    """
    made = {
        name: len(list(kind.make(series, series.webinars, "en"))) for name, kind in VIEWS.items()
    }
    assert made == {
        name: 0 if kind.per == "speaker" else 1  # one organiser gets a notice
        for name, kind in VIEWS.items()
    }
    assert programme_view(series, "en").webinars[0].overnight


def test_a_clock_change_between_webinars_is_reported(series: Series) -> None:
    """
    audience_zones: [Europe/Berlin, Africa/Nairobi]
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-10-23 20:00, ends: 2020-10-23 21:00}
      - {id: b, number: 2, title: B, starts: 2020-10-30 20:00, ends: 2020-10-30 21:00}
    """
    changes = programme_view(series, "en").clock_changes
    assert [(change.city, change.number, change.before, change.after) for change in changes] == [
        ("Berlin", 2, "UTC+2", "UTC+1")
    ]
    clocks = programme_view(series, "en").clocks
    assert [(clock.city, clock.offset) for clock in clocks] == [
        ("Berlin", None),
        ("Nairobi", "UTC+3"),
    ]


def test_a_local_time_shows_that_clocks_were_changed_since_the_previous_webinar() -> None:
    series = read_series("""
    audience_zones: [Europe/Berlin, Africa/Nairobi]
    webinars:
      - {id: c, number: 3, title: C, starts: 2020-11-06 20:00, ends: 2020-11-06 21:00}
      - {id: a, number: 1, title: A, starts: 2020-10-16 20:00, ends: 2020-10-16 21:00}
      - {id: x, number: 9, title: X, starts: 2020-10-30 20:00, ends: 2020-10-30 21:00,
         status: cancelled}
    """)
    found = {
        webinar.id: [time.before for time in agenda_view(series, webinar, "en").local_times]
        for webinar in series.webinars
    }
    assert found == {"c": ["UTC+2", None], "a": [None, None], "x": [None, None]}


def test_sources_are_numbered_once(series: Series) -> None:
    """
    background:
      - {text: One, sources: [{title: A}, {title: B}]}
      - {text: Two, sources: [{title: B}, {title: C}]}
    objectives: [{id: x, text: X, sdgs: [1, 17]}]
    """
    view = concept_note_view(series, "zh")
    assert [paragraph.sources for paragraph in view.background] == [(1, 2), (2, 3)]
    assert [source.title for source in view.sources] == ["A", "B", "C"]
    assert [goal.title for goal in view.objectives[0].goals] == ["无贫穷", "促进目标实现的伙伴关系"]


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "ru", "ar", "pt"])
def test_each_language_has_seventeen_goals(language: str) -> None:
    assert len({sdg_title(number, language) for number in range(1, 18)}) == 17


def test_a_notice_is_tried_with_everything_that_can_happen(series: Series) -> None:
    """
    audiences: [{id: all, name: All}]
    people: [{id: ana, name: Ana}]
    audience_zones: [Asia/Kathmandu]
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 23:30, ends: 2020-08-15 00:30}
    """
    text = (TEMPLATES / "notice.md.j2").read_text(encoding="utf-8")
    assert all(f'"{name}"' in text for name in (*FACTS, *ENTRY) if name != "changed")
    templates = Templates(TEMPLATES, TEMPLATES, read_labels([TEMPLATES], "zh"))
    notices = dict(VIEWS["notice"].make(series, series.webinars, "zh"))
    assert list(notices) == ["speaker-ana", "audience-all", "organiser-office"]
    for view in notices.values():
        markdown = templates.document("notice", view()).markdown
        assert markdown.count("\n## ") == len(ENTRY) + 2
        assert markdown.count("\n| **") == 9 * 2 + 4 * len(FACTS)
        assert "（UTC+8）" in markdown and "次日结束" in markdown
