"""Messages: who sends them, when they go out, and when it is too late."""

from datetime import datetime

import pytest
from conftest import read_series

from sstc_cli.model import Series
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.model.messages import ABOUT_THE_SERIES, AFTERWARDS, MAILED, Message
from sstc_cli.model.readers import InvalidError
from sstc_cli.views.documents import VIEWS

SERIES = """
    organisers:
    - {id: a, name: A}
    - {id: b, name: B, email: b@example.org}
    - {id: c, name: C, email: c@example.org}
    messages:
    - {id: plain, document: reminder, to: [registered]}
    - {id: after, document: follow-up, to: [attended], send: 1 hour after, until: 7 days after}
    - {id: early, document: agenda, to: [registered], send: 7 days before, until: 2 hours before}
    - {id: thanks, document: follow-up, to: [attended], send: on the day}
    - {id: whole, document: programme, to: [contacts], send: 2020-08-01, until: 2020-08-31}
    webinars:
    - {id: a, number: 1, title: A, starts: 2020-10-09 15:30, ends: 2020-10-09 17:00}
    """


def series(mail: str = "{}") -> Series:
    return read_series(SERIES + f"mail: {mail}\n")


@pytest.mark.parametrize(
    ("mail", "sender"),
    [("{}", "b"), ("{from: c}", "c"), ("{from: a}", None), ("{from: nobody}", None)],
)
def test_the_sender_is_the_one_named_or_the_first_with_an_address(mail, sender) -> None:
    found = series(mail).mail_sender
    assert (found and found.id) == sender


@pytest.mark.parametrize(
    ("name", "sends", "expires"),
    [
        ("plain", None, "2020-10-09 15:30"),
        ("after", "2020-10-09 18:00", "2020-10-17 00:00"),
        ("early", "2020-10-02 00:00", "2020-10-09 13:30"),
        ("thanks", "2020-10-09 17:00", None),
    ],
)
def test_a_message_goes_out_and_expires(name: str, sends: str | None, expires: str | None) -> None:
    whole = series()
    webinar, message = whole.webinars[0], whole.message(name)
    assert message is not None
    moments = goes_out_at(whole, webinar, message), expires_at(whole, webinar, message)
    assert [moment and local(moment) for moment in moments] == [sends, expires]


def local(moment: datetime) -> str:
    assert str(moment.tzinfo) == "Asia/Shanghai"
    return f"{moment:%Y-%m-%d %H:%M}"


def test_a_message_about_the_series_has_days_of_its_own() -> None:
    whole = series()
    message = whole.message("whole")
    assert message is not None
    assert message.is_about_series
    assert str(goes_out_at(whole, None, message)) == "2020-08-01 00:00:00+08:00"
    assert str(expires_at(whole, None, message)) == "2020-09-01 00:00:00+08:00"
    assert whole.message("nothing") is None


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        ({"document": "remindr"}, "reminder"),
        ({"to": ["registred"]}, "registered"),
        ({"except": ["atended"]}, "attended"),
        ({"with": ["join_link"]}, "join-link"),
        ({"kind": "invite"}, "invitation"),
    ],
)
def test_words_that_do_not_exist_are_refused(change: dict[str, object], meant: str) -> None:
    whole = {"id": "x", "document": "reminder", "to": ["registered"]}
    with pytest.raises(InvalidError) as refused:
        Message.read(whole | change)
    assert meant in refused.value.problems[0].allowed


def test_surveys_whose_respondents_are_left_out() -> None:
    message = Message.read(
        {"id": "x", "document": "follow-up", "to": ["attended"],
         "except": ["answered:exit", "registered", "answered:later"]}
    )  # fmt: skip
    assert message.answered == ("exit", "later")


def test_documents_of_messages_are_documents() -> None:
    assert set(MAILED) <= set(VIEWS)
    assert {*ABOUT_THE_SERIES, *AFTERWARDS} <= set(MAILED)
    of_the_series = {name for name in MAILED if VIEWS[name].per == "series"}
    assert of_the_series == set(ABOUT_THE_SERIES)
    assert {VIEWS[name].layout for name in MAILED} == {"page"}
