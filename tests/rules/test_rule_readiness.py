"""W3xx: what has to be ready, day by day."""

from datetime import UTC, date, datetime

import pytest
from conftest import read_series
from found import found, paths, slots

from sstc_cli.diagnostics import format_path
from sstc_cli.model import Survey
from sstc_cli.releases import next_release, state_of
from sstc_cli.rules import Plan, check
from sstc_cli.workspace.unpublished import unpublished

WEBINAR = "2020-08-14"
PEOPLE = "people: [{id: ama, name: Ama Owusu}]\n"
TALK = "talks: [{id: one, title: T, speaker: ama}]"


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        ("2020-07-23", None),
        ("2020-07-24", "note"),
        ("2020-07-30", "note"),
        ("2020-07-31", "warning"),
        ("2020-08-06", "warning"),
        ("2020-08-07", "error"),
        (WEBINAR, "error"),
        ("2020-08-15", None),
    ],
)
def test_an_unconfirmed_speaker_weighs_more_from_week_to_week(today, severity) -> None:
    diagnostics = found("W302", PEOPLE + slots(TALK), today)
    assert [str(diagnostic.severity) for diagnostic in diagnostics] == [severity] * bool(severity)


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_is_held_or_cancelled_needs_nothing(status: str) -> None:
    text = PEOPLE + slots(f"{TALK}, status: {status}")
    for code in ("W301", "W302", "W303", "W304", "W307", "W313", "W314"):
        assert found(code, text, WEBINAR) == []
        assert found(code, text, "2021-01-01") == []


@pytest.mark.parametrize(
    ("today", "when"),
    [(WEBINAR, "today"), ("2020-08-13", "tomorrow"), ("2020-08-12", "in 2 days")],
)
def test_messages_say_how_far_ahead(today: str, when: str) -> None:
    (diagnostic,) = found("W314", slots(""), today)
    assert diagnostic.message == f"webinar 1, {when}, still has no join link"
    assert found("W304", slots(""), today) == []


@pytest.mark.parametrize(("today", "expected"), [("2020-08-06", 0), ("2020-08-07", 1)])
def test_the_agenda_is_due_a_week_ahead(today: str, expected: int) -> None:
    text = PEOPLE + slots("talks: [{id: one, title: T}]")
    assert len(found("W301", text, today)) == expected


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        ("14 days before", "2020-07-30", 0),
        ("14 days before", "2020-07-31", 1),
        ("on the day", "2020-08-13", 0),
        ("on the day", WEBINAR, 1),
        ("3 days after", WEBINAR, 0),
    ],
)
def test_the_series_own_deadline_counts(due: str, today: str, expected: int) -> None:
    text = f"deadlines: [{{id: agenda, name: Agenda, due: {due}}}]\n"
    assert len(found("W301", text + slots("talks: [{id: one}]"), today)) == expected


def test_the_first_open_talk_is_marked_and_all_are_named() -> None:
    talks = "talks: [{id: a, title: T, speaker: ama}, {id: b, title: T}, {id: c, speaker: ama}]"
    (diagnostic,) = found("W301", PEOPLE + slots(talks), WEBINAR)
    assert diagnostic.path == ("webinars", 0, "talks", 1)
    assert "2 of 3 talks" in diagnostic.message
    assert diagnostic.hint.startswith("add the missing title or speaker of `b`, `c`")


def test_a_speaker_without_address_is_reported_once() -> None:
    text = PEOPLE + slots(TALK, TALK)
    assert paths("W303", text) == ["people[0].email"]
    assert paths("W303", text, "2020-07-01") == []
    assert paths("W303", text.replace("Owusu", "Owusu, email: ama@example.org")) == []


def test_join_links_are_asked_for_in_the_last_week() -> None:
    assert found("W304", slots(""), "2020-08-06") == []
    assert paths("W304", slots("", "join_url: 'https://example.org'"), "2020-08-07") == [
        "webinars[0].join"
    ]
    assert paths("W304", slots("", "join: {url: 'https://example.org'}"), "2020-08-11") == [
        "webinars[0].join"
    ]


@pytest.mark.parametrize(
    ("survey", "first", "second", "expected"),
    [
        ("", "", "", []),
        ("purpose: x", "", "", ["webinars[0].register_url"]),
        ("purpose: x, url: 'https://example.org/in'", "", "", []),
        ("purpose: x", "", "register_url: 'https://example.org/b'", ["webinars[0].register_url"]),
        ("", "join: {url: 'https://example.org'}", "", ["webinars[0].register_url"]),
        ("", "join_url: 'https://example.org'", "", []),
        ("purpose: x", "join_url: 'https://example.org'", "", ["webinars[1].register_url"]),
    ],
)
def test_people_can_register_three_weeks_ahead(survey, first, second, expected) -> None:
    before = f"surveys: [{{id: in, when: before, {survey}}}]\n" if survey else ""
    text = before + slots(first, second)
    assert paths("W313", text, "2020-07-25") == expected
    assert paths("W313", text, "2020-07-20") == []


@pytest.mark.parametrize(
    ("how", "path"),
    [
        ("join_url: 'https://example.zoom.us/j/815493?pwd=Z3JlZW4.1'", "join_url"),
        ("join_url: 'https://example.org/b/a-b#passcode=4815'", "join_url"),
        ("join_url: 'https://teams.example.org/meet/39215?p=Ab12Cd34'", "join_url"),
        ("join: {url: 'https://example.org/?PWD=1', public: true}", "join.url"),
        ("join: {url: 'https://example.org/[1', public: true, passcode: 4815}", "join.url"),
        ("join: {url: 'https://example.org/?pwd=Z3JlZW4', passcode: 4815}", None),
        ("join_url: 'https://example.org/webinar?p=7&spin=1'", None),
    ],
)
def test_a_public_link_has_no_passcode(how: str, path: str | None) -> None:
    diagnostics = found("E315", slots(how))
    assert [format_path(found.path) for found in diagnostics] == (
        [f"webinars[0].{path}"] if path else []
    )
    assert not any("4815" in found.message + found.hint for found in diagnostics)


QUESTION = {"id": "q", "type": "text", "text": "What?"}
QUIZ = {
    "id": "q", "type": "choice", "text": "What?", "role": "knowledge", "correct": "a",
    "options": [{"code": "a", "text": "A"}, {"code": "b", "text": "B"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("when", "question", "expected"),
    [("after", QUESTION, 1), ("before", QUESTION, 0), ("after", QUIZ, 0)],
)
def test_only_a_survey_afterwards_needs_knowledge(when, question, expected) -> None:
    document = {"id": "exit", "when": when, "title": "Exit", "questions": [question]}
    surveys = {"exit": Survey.read(document)}
    text = f"surveys: [{{id: exit, when: {when}, purpose: P}}]\n"
    assert len(found("W305", text, surveys=surveys)) == expected
    assert found("W305", text) == []  # a missing survey is reported as E215


def test_one_diagnostic_for_everything_past() -> None:
    text = slots("status: held", "", "", "status: cancelled")
    (diagnostic,) = found("W307", text, "2020-08-15")
    assert diagnostic.path == ("webinars", 1, "status")
    assert diagnostic.message == (
        "webinar 2 was on 2020-08-14, but is still `planned` (and 1 other webinar)"
    )
    assert found("W307", text, WEBINAR) == []


DEADLINES = """\
deadlines:
- {id: agenda, name: Agenda, due: 7 days before}
- {id: call, name: Call, due: every Monday, done: {2020-08-17: 2020-08-17, 2020-08-18: 2020-08-18}}
window: {starts: 2020-08-14, ends: 2020-09-14}
"""


def test_only_what_was_due_can_be_done() -> None:
    text = DEADLINES + slots("done: {agenda: 2020-08-07, call: 2020-08-17}")
    diagnostics = found("W225", text)
    assert [diagnostic.message for diagnostic in diagnostics] == [
        "webinar 1 has no deadline `call`",
        "`call` is not due on 2020-08-18",
    ]
    days = "2020-08-17, 2020-08-24, 2020-08-31, 2020-09-07, 2020-09-14"
    assert diagnostics[1].hint == f"write one of the due days: {days}"


@pytest.mark.parametrize(("today", "expected"), [("2020-08-15", 2), ("2020-08-16", 1)])
def test_nothing_is_done_before_its_time(today: str, expected: int) -> None:
    assert len(found("W308", DEADLINES + slots(""), today)) == expected


BEFORE = slots("talks: [{id: one, title: T}]")
MOVED = slots("starts: 2020-08-14 16:00, ends: 2020-08-14 17:30, talks: [{id: one, title: T}]")


def changed_since(after: str, today: str = "2020-08-01") -> list[tuple[str, str]]:
    """Return the paths of W306 after a release of `BEFORE`, with the changes."""
    published = datetime(2020, 7, 31, 20, tzinfo=UTC)  # in the series' zone the next day
    release = next_release(state_of(read_series(BEFORE)), None, "plan", None, published)
    series = read_series(after)
    plan = Plan(series, date.fromisoformat(today), unpublished=tuple(unpublished(series, release)))
    changes = [diagnostic for diagnostic in check(plan) if diagnostic.code == "W306"]
    assert all("release `plan` of 2020-08-01: " in change.message for change in changes)
    return [
        (format_path(change.path), change.message.rpartition("08-01: ")[2]) for change in changes
    ]


@pytest.mark.parametrize(
    ("after", "path", "what"),
    [
        (MOVED, "webinars[0].starts", "moved 30 minutes later on the same day"),
        (slots("status: cancelled, talks: [{id: one, title: T}]"), "webinars[0].status",
         "cancelled"),
        (slots("title: Z, talks: [{id: one, title: T}]"), "webinars[0].title", "title"),
        (slots("talks: [{id: one, title: Z}]"), "webinars[0].talks", "talk 1: title"),
        (slots("id: other, talks: [{id: one, title: T}]"), "webinars[0]", "new"),
        (
            slots("number: 2, title: Z, summary: S, join_url: 'https://example.org'").replace(
                "number: 1, ", ""
            ),
            "webinars[0].number",
            "another number; title; first summary and 2 more",
        ),
    ],
)  # fmt: skip
def test_a_difference_from_the_release_is_reported(after: str, path: str, what: str) -> None:
    assert (path, what) in changed_since(after)


def test_a_deleted_webinar_is_reported_but_no_past_or_unchanged_one() -> None:
    assert changed_since("webinars: []") == [("webinars", "no longer in the programme")]
    assert changed_since(BEFORE) == []
    assert changed_since(MOVED, WEBINAR) != []
    assert changed_since(MOVED, "2020-08-15") == []


@pytest.mark.parametrize(
    ("done", "expected"),
    [("agend: 2020-08-07", "agenda"), ("agend: 2020-08-07, agenda: 2020-08-07", None),
     ("x: 2020-08-07", None)],
)  # fmt: skip
def test_a_typo_in_a_deadline_is_corrected(done: str, expected: str | None) -> None:
    (diagnostic,) = found("W225", "deadlines: [{id: agenda, name: Agenda, due: on the day}]\n"
                    + slots(f"done: {{{done}}}"))  # fmt: skip
    assert [fix.key for fix in diagnostic.fix] == ([expected] if expected else [])


PRIVATE = "join: {url: 'https://meet.secret.example/j/815?p=a', passcode: '4815'}"
LINK = "https://meet.secret.example/j/815?p=a"


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (f"register_url: '{LINK}'", "webinars[0].register_url"),
        (f"register_url: '{LINK}/'", "webinars[0].register_url"),
        ("register_url: 'https://example.org/4815'", None),
        (f"summary: 'Join at {LINK}.'", "webinars[0].summary"),
        (f"summary: '链接：{LINK[8:]}，谢谢'", "webinars[0].summary"),
        (f"summary: 'Join at {LINK}bc.'", None),
        ("title: 'Open (4815)'", "webinars[0].title"),
        ("title: 'Open 48150'", None),
        ("register_url: 'https://example.org/r?a=b&pwd=c'", "webinars[0].register_url"),
        ("recording: 'https://example.org/rec?pwd=c'", "webinars[0].recording"),
        ("materials: [{title: A, url: 'https://a.org/?tk=c'}]", "webinars[0].materials[0].url"),
        ("recording: 'https://example.org/rec?p=c'", None),
    ],
)
def test_a_private_link_in_a_public_field(more: str, place: str | None) -> None:
    diagnostics = found("W315", slots(f"{PRIVATE}, {more}"))
    assert [format_path(item.path) for item in diagnostics] == ([place] if place else [])
    assert not any("secret" in f"{item.message}{item.hint}" for item in diagnostics)
    assert not any("4815" in f"{item.message}{item.hint}" for item in diagnostics)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Passcode: 12", True),
        ("Join with the code 12.", True),
        ("会议密码：12", True),
        ("Пароль 12", True),
        ("12 countries", False),
        ("Passcode: 123", False),
        ("Passengers of 12 countries", False),
    ],
)
def test_a_short_passcode_counts_beside_a_word_for_it(words: str, expected: bool) -> None:
    text = slots(f"join: {{url: '{LINK}', passcode: '12'}}, summary: '{words}'")
    assert paths("W315", text) == (["webinars[0].summary"] if expected else [])


def test_a_private_link_of_an_organiser_a_source_or_another_webinar() -> None:
    text = slots(PRIVATE)
    text += f"organisers: [{{id: us, name: Us, url: '{LINK}'}}]\n"
    source = f"{{title: A source, url: '{LINK}'}}"
    text += f"background: [{{text: A fact, sources: [{{title: B}}, {source}]}}]\n"
    places = ["organisers[0].url", "background[0].sources[1].url"]
    assert sorted(paths("W315", text)) == sorted(places)
    text = f"notes: ['{LINK}, 4815']\n" + slots(PRIVATE, f"join_url: '{LINK}'")
    text += f"surveys: [{{id: registration, when: before, purpose: P, url: '{LINK}'}}]\n"
    places = ["surveys[0].url", "webinars[1].join_url", "notes[0]", "notes[0]"]
    assert sorted(paths("W315", text)) == sorted(places)
    assert found("W315", text.replace("passcode: '4815'", "public: true")) == []
