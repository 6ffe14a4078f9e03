"""The series as it may become."""

from conftest import read_series

from sstc_cli.model import Series
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.trial import trials


def test_a_series_is_tried_in_four_states(series: Series) -> None:
    """
    notes: [A note]
    interpretation: [fr]
    register_by: 2 days before
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:00,
         talks: [{id: x}]}
      - {id: b, number: 2, title: B, starts: 2020-08-21 20:00, ends: 2020-08-21 21:00}
    """
    as_it_is, known, bare, cancelled = trials(series).values()
    assert as_it_is is series
    assert [len(trial.webinars) for trial in (known, bare, cancelled)] == [1, 1, 1]
    talk = known.webinars[0].talks[0]
    assert talk.title and talk.speaker in known.people_by_id
    assert known.webinars[0].join_link and known.surveys[0].url and known.audience_zones
    first = known.webinars[0]
    assert first.moderator in known.people_by_id and first.recording and first.materials
    assert first.register_by and first.interpretation
    (nothing,) = bare.webinars
    assert not (nothing.moderator or nothing.recording or nothing.materials)
    assert not (bare.interpretation_of(nothing) or bare.register_by or nothing.register_by)
    assert (bare.notes, bare.webinars[0].talks) == ((), ())
    assert cancelled.webinars[0].cancelled and cancelled.webinars[0].talks
    assert not series.webinars[0].cancelled


def test_once_everything_is_known_every_document_is_made() -> None:
    series = read_series(
        "webinars: [{id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:00}]"
    )
    known = trials(series)["once everything is known"]
    made = {name: list(kind.make(known, known.webinars, "en")) for name, kind in VIEWS.items()}
    assert all(made.values())
    assert all(isinstance(view(), VIEWS[name].fields) for name in made for _, view in made[name])


def test_without_webinars_there_is_the_series_alone() -> None:
    assert list(trials(read_series("webinars: []"))) == ["as it is"]
