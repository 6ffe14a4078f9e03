"""What the templates of the documents see."""

import json

import pytest
from conftest import Sstc, read_series
from made import TEMPLATES

from sstc_cli.model import Foreign, Series
from sstc_cli.model.text import ForeignName
from sstc_cli.render import Templates
from sstc_cli.views.agenda import AgendaView, agenda_view
from sstc_cli.views.announcement import poster_view
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.documents import VIEWS, every_field
from sstc_cli.views.notice import ENTRY, FACTS
from sstc_cli.views.people import organiser_facts, speaker_facts
from sstc_cli.views.programme import concept_note_view, programme_view
from sstc_cli.views.run_of_show import team_of
from sstc_cli.views.sdgs import sdg_title
from sstc_cli.views.site_pages import SITE_VIEWS
from sstc_cli.views.trial import trials


def test_a_series_without_anything_still_has_every_document(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 23:30, ends: 2020-08-15 00:30}
    """
    made = {
        name: len(list(kind.make(series, series.webinars, "en"))) for name, kind in VIEWS.items()
    }
    # one organiser gets a notice; a certificate of each kind is for a webinar and for the series
    several = {"follow-up": 2, "certificate": 4, "partner-request": 3, "partner-introduction": 2}
    each = {name: int(kind.per != "speaker") for name, kind in VIEWS.items()}
    assert made == each | several
    assert programme_view(series, "en").webinars[0].overnight


def test_a_clock_change_between_webinars_is_reported(series: Series) -> None:
    """
    audience_zones: [Europe/Berlin, Africa/Nairobi]
    webinars:
      - {id: c, number: 3, title: C, starts: 2020-11-06 20:00, ends: 2020-11-06 21:00}
      - {id: a, number: 1, title: A, starts: 2020-10-16 20:00, ends: 2020-10-16 21:00}
      - {id: x, number: 9, title: X, starts: 2020-10-30 20:00, ends: 2020-10-30 21:00,
         status: cancelled}
    """
    view = programme_view(series, "en")
    (change,) = view.clock_changes
    assert (change.city, change.before, change.after) == ("Berlin", "UTC+2", "UTC+1")
    clocks = [(clock.city, clock.offset) for clock in view.clocks]
    assert clocks == [("Berlin", None), ("Nairobi", "UTC+3")]
    found = {
        webinar.id: [time.before for time in agenda_view(series, webinar, "en").local_times]
        for webinar in series.webinars
    }
    assert found == {"c": ["UTC+2", None], "a": [None, None], "x": [None, None]}


def test_no_heading_of_an_organiser_has_nothing_below_it(series: Series) -> None:
    """
    organisers: [{id: a, name: The Office, about: For ports.}, {id: b, name: The Board, short: B}]
    """
    view = concept_note_view(series, "en")
    text = Templates(TEMPLATES, TEMPLATES, {}).document("concept-note", view).markdown
    assert "### The Office\n\nFor ports.\n\nThe Board (B)\n" in text


def test_sources_are_numbered_once_in_the_order_of_mention(series: Series) -> None:
    """
    background:
      - {text: 'One [2], two [1, 3].', sources: [{title: A}, {title: B}, {title: C}]}
      - {text: {zh: 三［2］。, en: 'Three [2] and [9].'}, sources: [{title: D}, {title: B}]}
      - {text: {en: 'Trade grows [1].'}, sources: [{title: A}]}
    objectives: [{id: x, text: X, sdgs: [1, 17]}]
    """
    english, chinese = (concept_note_view(series, language) for language in ("en", "zh"))
    assert [part.text for part in english.background] == [
        "One [1], two [2, 3].",
        "Three [1] and [9]. [4]",  # a source without a mark follows at the end
        "Trade grows [2].",
    ]
    *own, foreign = [part.text for part in chinese.background]
    assert own == ["One［1］, two［2、3］.", "三［1］。［4］"]
    assert isinstance(foreign, Foreign) and foreign == "Trade grows [2]."
    assert [source.title for source in chinese.sources] == ["B", "A", "C", "D"]
    goals = [goal.title for goal in chinese.objectives[0].goals]
    assert goals == ["无贫穷", "促进目标实现的伙伴关系"]


@pytest.mark.parametrize("count", [1, 2])
def test_only_several_objectives_have_numbers(series: Series, count: int) -> None:
    """
    objectives: [{id: x, text: X}, {id: y, text: Y}]
    """
    view = concept_note_view(series.replaced(objectives=series.objectives[:count]), "en")
    note = Templates(TEMPLATES, TEMPLATES, {}).document("concept-note", view).markdown
    assert ("with this objective:\n\nX\n" in note) == (count == 1)
    assert ("with these objectives:\n\n### Objective 1\n\nX\n" in note) == (count == 2)


def test_a_second_page_of_a_source_does_not_repeat_its_address(series: Series) -> None:
    """
    background:
      - text: A [1] B [2]
        sources:
          - {title: 'Report, p. 3', url: 'https://www.example.org/a?b=c'}
          - {title: 'Report, p. 8', url: 'https://www.example.org/a?b=c'}
    """
    sources = concept_note_view(series, "en").sources
    assert [(source.url, source.site) for source in sources] == [
        ("https://www.example.org/a?b=c", "www.example.org"),
        (None, None),
    ]


AGENDA = """
agenda:
  - {id: opening, name: Opening, minutes: 5}
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions, minutes: 30, at_least: 20}
"""


@pytest.mark.parametrize(
    ("ends", "minutes"),
    [((85, 85, 95), [5, 60, 20]), ((95, 90, 95), [5, 60, 30]), ((), [5, 60, 30])],
)
def test_the_generic_agenda_fits_the_usual_slot(ends: tuple[int, ...], minutes: list[int]) -> None:
    webinars = "".join(
        f"\n  - {{id: w{n}, number: {n}, title: A, starts: 2020-08-{n + 10} 15:00, "
        f"ends: 2020-08-{n + 10} 16:{end - 60:02}}}"
        for n, end in enumerate(ends, 1)
    )
    view = concept_note_view(read_series(AGENDA + f"webinars:{webinars or ' []'}"), "en")
    assert [item.minutes for item in view.agenda] == minutes
    assert view.minutes == sum(minutes)


def test_breaks_are_rows_of_the_plan_on_the_days_that_they_take(series: Series) -> None:
    """
    cadence: {weekday: Friday}
    breaks:
      - {name: Holidays, starts: 2020-12-20, ends: 2021-01-03}
      - {name: Staff day, starts: 2020-12-09}
      - {name: Later, starts: 2021-02-05}
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-12-04 15:00, ends: 2020-12-04 16:00}
      - {id: b, number: 2, title: B, starts: 2020-12-18 15:00, ends: 2020-12-18 16:00}
      - {id: c, number: 3, title: C, starts: 2021-01-08 15:00, ends: 2021-01-08 16:00}
      - {id: d, number: 4, title: D, starts: 2021-01-15 15:00, ends: 2021-01-15 16:00}
    """
    view = programme_view(series, "en")
    rows = [
        (row.day.replace("\u00a0", " "), row.webinar.number if row.webinar else row.break_name)
        for row in view.rows
    ]
    assert view.year == 2020
    assert rows == [
        ("Fri 4 Dec", 1),
        ("Wed 9 Dec", "Staff day"),
        ("Fri 18 Dec", 2),
        ("Fri 25 Dec–Fri 1 Jan", "Holidays"),
        ("Fri 8 Jan 2021", 3),
        ("Fri 15 Jan", 4),
        ("Fri 5 Feb", "Later"),
    ]


ZONES = ["Asia/Tokyo", "Asia/Kolkata", "Africa/Lagos", "Africa/Nairobi", "America/Bogota",
         "Europe/Paris", "America/New_York", "Pacific/Auckland"]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "beside", "tables"),
    [(0, 0, []), (4, 4, []), (5, 0, [5]), (7, 0, [7]), (8, 0, [4, 4])],
)
def test_more_than_four_cities_have_tables_of_their_own(count, beside, tables) -> None:
    series = read_series(
        f"audience_zones: [{', '.join(ZONES[:count])}]\n"
        "webinars: [{id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:00}]"
    )
    view = programme_view(series, "en")
    assert len(view.columns) == beside
    assert [len(table.clocks) for table in view.start_tables] == tables
    times = [place.city for table in view.start_tables for place in table.rows[0].local_times]
    assert times == [clock.city for table in view.start_tables for clock in table.clocks]


@pytest.mark.parametrize(
    ("due", "expected"),
    [("7 days before", (7, False)), ("5 working days before", (5, True)), ("on the day", None)],
)
def test_the_deadline_of_the_agenda_is_its_circulation(due, expected) -> None:
    series = read_series(f"deadlines: [{{id: agenda, name: Send it, due: {due}}}]")
    before = concept_note_view(series, "en").agenda_before
    assert (before and (before.days, before.working)) == expected


@pytest.mark.parametrize(
    ("cadence", "weeks", "days"),
    [
        ("weekday: Friday", 1, "Friday"),
        ("weekday: [Tuesday, Thursday], weeks: 2", 2, "Tuesday and Thursday"),
    ],
)
def test_the_cadence_is_in_words(cadence: str, weeks: int, days: str) -> None:
    facts = programme_view(read_series(f"cadence: {{{cadence}}}"), "en").cadence
    assert facts is not None and (facts.weeks, facts.days) == (weeks, days)


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "ru", "ar", "pt", "pt-PT"])
def test_each_language_has_seventeen_goals(language: str) -> None:
    assert len({sdg_title(number, language) for number in range(1, 18)}) == 17
    assert sdg_title(5, "pt-PT") == "Igualdade de género"
    assert sdg_title(5, "pt-BR") == sdg_title(5, "pt") == "Igualdade de gênero"
    assert sdg_title(1, "fr-CA") == "Pas de pauvreté"


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
        assert markdown.count("\n## ") == len(ENTRY) + 3
        summary, once = 4, 3  # rows of the summary; those of webinars that share the first fact
        assert markdown.count("\n| **") == 4 * len(FACTS) + summary - once
        assert "，UTC+8）" in markdown and "次日结束" in markdown


def test_a_poster_has_every_city(series: Series) -> None:
    zones = ("Africa/Lagos", "Asia/Kolkata", "Europe/Paris", "America/Bogota", "Asia/Tokyo")
    view = poster_view(series.replaced(audience_zones=zones), series.webinars[0], "en")
    assert [place.city for place in view.cities] == ["Lagos", "Kolkata", "Paris", "Bogotá", "Tokyo"]


def test_names_and_honorifics_keep_their_language_and_need_no_word_for_it() -> None:
    series = read_series(
        "organisers: [{id: a, name: {en: The Office}, signatory: {name: {en: Ana}}}]\n"
        "people: [{id: li, name: {zh: 李雷}, honorific: {zh: 教授}, position: {en: Mayor}}]\n"
        "webinars: [{id: w, number: 1, title: A, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00, moderator: li}]"
    )
    speaker = speaker_facts(series.people[0], "fr")
    (office,) = organiser_facts(series.organisers, "fr")
    member = team_of(series, series.webinars[0], "fr")[0]
    names = [speaker.name, speaker.honorific, office.signatory.name, member.name, member.honorific]
    assert names == ["李雷", "教授", "Ana", "李雷", "教授"]
    assert [type(name) for name in names] == [ForeignName] * 5
    assert isinstance(speaker.position, Foreign) and isinstance(office.name, Foreign)


@pytest.mark.parametrize(
    ("language", "position", "organisation", "post"),
    [
        ("zh", "{en: Head, zh: 物流部主任}", "{en: Port, zh: 宁波港}", ("宁波港物流部主任",)),
        ("en", "{en: Head, zh: 物流部主任}", "{en: Port, zh: 宁波港}", ("Head", "Port")),
        ("zh", "Head", "Port", ("Head", "Port")),
        ("zh", "Head", "宁波港", ("Head", "宁波港")),
    ],
)
def test_a_post_is_one_word_in_chinese(language, position, organisation, post) -> None:
    series = read_series(
        f"people: [{{id: li, name: 李雷, position: {position}, organisation: {organisation}}}]\n"
        "webinars: [{id: w, number: 1, title: A, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00}]"
    )
    assert speaker_facts(series.people[0], language).post == post


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


def test_once_everything_is_known_every_document_is_made(series: Series) -> None:
    known = trials(series)["once everything is known"]
    made = {name: list(kind.make(known, known.webinars, "en")) for name, kind in VIEWS.items()}
    assert all(made.values())
    assert all(isinstance(view(), VIEWS[name].fields) for name in made for _, view in made[name])
    assert list(trials(read_series("webinars: []"))) == ["as it is"]


def test_the_fields_have_every_name_that_a_template_can_write() -> None:
    fields = [field[:3] for field in every_field(AgendaView)]
    assert ("webinar.title", "text", "the topic") in fields
    assert ("items[].talks[].speaker.name", "text", "name as the person writes it") in fields
    names = "names of the groups that it is for"
    assert ("webinar.audiences[]", "list of texts", names) in fields


@pytest.mark.parametrize("view", [*(kind.fields for kind in VIEWS.values()), *SITE_VIEWS.values()])
def test_every_field_says_what_it_is(view: type) -> None:
    assert all(note and "|" not in note for _, _, note, _ in every_field(view))


def test_the_fields_of_a_template_are_listed(sstc: Sstc) -> None:
    lines = sstc("templates", "list", "site-chooser").out.splitlines()
    assert [line.split()[0] for line in lines][:2] == ["language", "direction"]
    listed = json.loads(sstc("templates", "list", "agenda", "--json").out)["fields"]
    assert {"name": "webinar.title", "is": "text", "what": "the topic"} in listed
    sstc("templates", "list", "agende").gives(2, "did you mean `agenda`?")
