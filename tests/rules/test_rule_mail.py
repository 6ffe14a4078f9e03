"""E731 to W739: recipients, links, times, references and the sender of messages."""

import pytest
from found import found

SERIES = """
organisers:
  - {{id: office, name: The office, email: office@cities-project.net}}
surveys: [{{id: exit, when: after, purpose: to hear}}]
mail: {mail}
messages: [{message}]
deadlines: [{deadline}]
webinars:
  - {{id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}}
"""


def said(code: str, message: str, mail: str = "{}", deadline: str = "") -> list[str]:
    """Return the hints of a code's diagnostics for one message."""
    message = f"{{id: reminder, {message}}}" if message else ""
    text = SERIES.format(mail=mail, message=message, deadline=deadline)
    return [str(diagnostic.hint) for diagnostic in found(code, text)]


@pytest.mark.parametrize(
    ("message", "hints"),
    [
        ("document: invitation, to: [contacts, speakers], kind: invitation", 0),
        ("document: speaker-thanks, to: [speakers, registered, attended]", 2),
        ("document: follow-up, to: [attended, absent]", 0),
        ("document: confirmation, to: [contacts]", 1),
        ("document: run-of-show, to: [moderators, organisers, registered]", 1),
    ],
)
def test_each_document_has_its_readers(message: str, hints: int) -> None:
    assert len(said("E731", message)) == hints


def test_the_readers_of_a_document_are_named() -> None:
    (hint,) = said("E731", "document: follow-up, to: [speakers]")
    assert hint == "send it to `registered`, `attended` or `absent`, or choose another document"


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("document: agenda, to: [registered, contacts], with: [join-link]", 1),
        ("document: invitation, to: [registered], with: [join-link]", 1),
        ("document: invitation, to: [registered], with: [calendar]", 0),
        ("document: agenda, to: [registered, speakers], with: [join-link]", 0),
    ],
)
def test_only_registered_people_get_the_link(message: str, count: int) -> None:
    assert len(said("E732", message)) == count


@pytest.mark.parametrize(
    ("times", "count"),
    [
        ("send: 1 day before, until: 1 hour before", 0),
        ("send: 1 hour before, until: 1 day before", 1),
        ("send: 1 day before, until: 1 day before", 0),  # until the end of that day
        ("send: 2 hours before, until: 2 hours before", 1),
        ("send: 1 day before", 0),
        ("until: 1 day before", 0),
    ],
)
def test_until_is_later_than_send(times: str, count: int) -> None:
    assert len(said("E733", f"document: reminder, to: [registered], {times}")) == count


@pytest.mark.parametrize(
    ("message", "mail", "deadline", "hint"),
    [
        ("", "{from: offise}", "", "did you mean `office`?"),
        ("document: agenda, to: [registered], except: ['answered:exti']", "{}", "",
         "did you mean `exit`?"),
        ("document: agenda, to: [registered]", "{}",
         "{id: d, name: D, due: on the day, message: remindr}", "did you mean `reminder`?"),
    ],
)  # fmt: skip
def test_what_is_unknown_has_a_proposal(message: str, mail: str, deadline: str, hint: str) -> None:
    assert said("E734", message, mail, deadline) == [hint]


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("document: follow-up, to: [attended], send: on the day", None),
        ("document: follow-up, to: [attended], send: 1 hour before", "a time after it"),
        ("document: reminder, to: [registered], until: 1 hour after", "a time before it"),
        ("document: notice, to: [registered], until: 1 day after", None),
        ("document: reminder, to: [registered], send: every Monday", "around each webinar"),
        ("document: programme, to: [speakers], send: every Monday", None),
        ("document: programme, to: [speakers], send: 1 day before", "a date"),
    ],
)
def test_a_time_fits_the_text(message: str, hint: str | None) -> None:
    hints = said("E735", message)
    assert [hint in found_hint for found_hint in hints if hint] == [True] * bool(hint)
    assert bool(hints) == bool(hint)


@pytest.mark.parametrize(
    ("mail", "organisers", "said_about"),
    [
        ("{}", "[{id: a, name: A}]", "no organiser has an e-mail address"),
        ("{from: a}", "[{id: a, name: A}, {id: b, name: B, email: b@cities-project.net}]",
         "the organiser `a` has no e-mail address"),
        ("{from: c}", "[{id: a, name: A}]", None),  # another rule reports it
        ("{}", "[{id: a, name: A}, {id: b, name: B, email: b@cities-project.net}]", None),
    ],
)  # fmt: skip
def test_somebody_must_be_able_to_send(mail: str, organisers: str, said_about: str | None) -> None:
    text = f"organisers: {organisers}\nmail: {mail}\nwebinars: []\nmessages:"
    messages = found("W738", f"{text} [{{id: it, document: programme, to: [speakers]}}]\n")
    assert [said_about in diagnostic.message for diagnostic in messages if said_about] == [
        True
    ] * bool(said_about)
    assert found("W738", f"{text} []\n") == []


def test_two_messages_with_one_id_are_reported() -> None:
    message = (
        "document: programme, to: [speakers]}, {id: reminder, document: programme, to: [speakers]"
    )
    assert len(said("E214", message)) == 1


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("audiences: [{id: ministries, name: Ministries, language: fr}]", 0),
        ("audiences: [{id: ministries, name: Ministries, language: es}]", 1),
        ("documents: {languages: all}", 0),
        ("documents: {languages: [en+fr, fr]}", 0),
        ("documents: {languages: [en+es, pt]}", 2),
    ],
)
def test_what_is_written_is_in_a_language_of_the_series(key: str, count: int) -> None:
    series = SERIES.format(mail="{}", message="", deadline="")
    assert len(found("E790", f"languages: [en, fr]\n{key}\n{series}")) == count
