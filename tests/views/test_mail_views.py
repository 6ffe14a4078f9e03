"""Messages on the clock of their reader, with the link only for those who may have it."""

import re

import pytest
from conftest import read_series
from made import TEMPLATES

from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.model.messages import Message
from sstc_cli.render import Templates
from sstc_cli.views.messages import (
    ParticipantView,
    Reader,
    Role,
    message_view,
    missing_matter,
    zone_of,
)

SERIES = """
zone: Asia/Shanghai
zone_name: Beijing time
audience_zones: [Africa/Lagos, America/Bogota]
organisers: [{id: office, name: The office, email: office@example.org, phone: +254 20 000 000}]
audiences: [{id: cities, name: Cities}, {id: firms, name: Firms}]
people: [{id: ana, name: Ana, honorific: Dr.}]
surveys:
  - {id: registration, when: before, purpose: to register, url: https://example.org/register}
  - {id: exit, when: after, purpose: to hear, url: https://example.org/exit}
  - {id: other, when: after, purpose: to hear more, url: https://example.org/other}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-10-09 08:30
    ends: 2020-10-09 10:00
    audiences: [cities]
    join: {url: https://example.org/join, passcode: "4711"}
    talks: [{id: one, title: The talk, speaker: ana}]
  - {id: b, number: 2, title: B, starts: 2020-10-10 20:00, ends: 2020-10-10 21:00,
     status: cancelled}
  - {id: c, number: 3, title: C, starts: 2020-11-06 08:30, ends: 2020-11-06 10:00}
"""


def series() -> Series:
    return read_series(SERIES)


def message(document: str = "reminder", **more: object) -> Message:
    return Message.read({"id": "it", "document": document, "to": ["registered"], **more})


def view_of(reader: Reader, told: Message, number: int = 1) -> ParticipantView:
    whole = series()
    return message_view(told, whole, whole.webinar(number), reader)[1]


@pytest.mark.parametrize(
    ("zone", "country", "expected"),
    [
        ("Asia/Kolkata", "KE", "Asia/Kolkata"),
        (None, "KE", "Africa/Nairobi"),
        (None, "CO", "America/Bogota"),
        (None, "CN", "Asia/Shanghai"),
        (None, "DE", "Europe/Berlin"),  # both of its zones have one time
        (None, "BR", None),
        (None, "UN", None),
        (None, None, None),
    ],
)
def test_the_clock_of_a_reader(zone: str | None, country: str | None, expected: str | None) -> None:
    whole = series()
    reader = Reader("Kim", "en", zone=zone, country=country)
    assert zone_of(whole, whole.webinars[0], reader) == expected


def test_own_time_comes_first_and_the_table_only_without_it() -> None:
    there = view_of(Reader("Kim", "en", zone="America/Bogota"), message())
    assert (there.own.time, there.own.days, there.own.offset) == ("19:30–21:00", -1, "UTC−5")
    assert there.local_times == ()
    nobody = view_of(Reader(None, "en"), message())
    assert nobody.own is None
    cities = [place.city.replace("á", "a") for place in nobody.local_times]
    assert cities == ["Lagos", "Bogota"]  # as older tables have it
    here = view_of(Reader("Li", "en", country="CN"), message())
    assert (here.own, here.local_times) == (None, ())
    text = SERIES.replace("2020-10-09", "2021-01-15").replace("2020-11-06", "2021-07-15")
    whole = read_series(text)
    for country, zone in (("PS", "Asia/Gaza"), ("AU", None)):  # Gaza and Hebron had one time
        reader = Reader("Kim", "en", country=country)
        assert {zone_of(whole, webinar, reader) for webinar in whole.webinars} == {zone}


@pytest.mark.parametrize("document", ["reminder", "confirmation", "join-link-change"])
def test_the_link_is_there_only_if_the_message_has_it(document: str) -> None:
    without = view_of(Reader("Kim", "en"), message(document))
    assert (without.webinar.join_url, without.webinar.passcode) == (None, None)
    assert not without.link_is_private and without.contacts[0].phone is None
    named = view_of(Reader("Kim", "en"), message(document, **{"with": ["join-link"]}))
    assert (named.webinar.join_url, named.webinar.passcode) == ("https://example.org/join", "4711")
    assert named.link_is_private and named.contacts[0].phone is not None


def test_the_survey_is_the_one_whose_respondents_are_left_out() -> None:
    reader = Reader("Kim", "en", attended=True)
    assert view_of(reader, message("follow-up")).survey_url == "https://example.org/exit"
    other = message("follow-up", **{"except": ["answered:other"]})
    assert view_of(reader, other).survey_url == "https://example.org/other"
    whole = read_series(re.sub(r", url: https://example.org/(exit|other)", "", SERIES))
    lack, command = missing_matter(whole, message("follow-up"), None) or ("", "")
    assert lack == "the survey `exit` has no link yet" and "surveys[exit].url" in command
    assert missing_matter(whole, message("recording"), None) is None
    assert missing_matter(read_series(SERIES), message("follow-up"), None) is None
    nothing = read_series(re.sub(r"  - \{id: (exit|other).*\n", "", SERIES))
    assert missing_matter(nothing, message("follow-up"), None) is None
    assert view_of(reader, message(**{"with": ["calendar"]})).has_calendar
    assert not view_of(reader, message()).has_calendar


def test_the_next_webinar_is_one_that_takes_place() -> None:
    view = view_of(Reader("Kim", "en", zone="America/Bogota"), message("recording"))
    assert (view.following.number, view.following.starts) == (3, "19:30")
    assert view.following.date.replace("\u00a0", " ") == "Thursday, 5 November 2020"
    assert view.following.zone in ("Bogotá", "Bogota")  # as newer and older tables have it
    assert view_of(Reader("Kim", "en"), message("recording"), 3).following is None


def test_the_agenda_and_the_invitation_are_on_the_reader_s_clock() -> None:
    kim = Reader("Kim", "en", zone="Asia/Tokyo", audience="cities")
    agenda = view_of(kim, message("agenda", **{"with": ["join-link"]}))
    assert agenda.webinar.join_url == "https://example.org/join"
    assert [place.city for place in agenda.local_times] == ["Tokyo"]
    invitation = view_of(kim, message("invitation"))
    assert invitation.audience is not None and invitation.webinar.join_url is None
    _, filled = Templates(TEMPLATES, TEMPLATES, {}).mail("invitation", invitation)
    # the line below the title is grey, which a greeting is not
    assert "# A\n\nA series\n\nDear colleagues,\n" in filled.markdown
    firm = Reader("Kim", "en", audience="firms")  # to whom this webinar is not addressed
    other = view_of(firm, message("invitation"))
    assert other.audience is None and len(other.local_times) == 2


@pytest.mark.parametrize("document", ["invitation", "confirmation", "join-link-change", "reminder"])
def test_the_time_of_the_series_is_below_that_of_the_reader(document: str) -> None:
    view = view_of(Reader("Kim", "en", zone="Asia/Tokyo"), message(document))
    _, filled = Templates(TEMPLATES, TEMPLATES, {}).mail(document, view)
    row = "09:30–11:00 Tokyo (UTC+9)**<br>08:30–10:00 Beijing time (UTC+8)"
    assert row in filled.markdown  # a line of its own would be another row of a table


def test_a_speaker_has_the_letters_and_nobody_else() -> None:
    whole, ana = series(), Reader("Ana", "en", role="speaker", id="ana")
    for document in ("speaker-invitation", "speaker-confirmation", "speaker-brief"):
        name, _ = message_view(message(document), whole, whole.webinars[0], ana)
        assert name == document
    with pytest.raises(SstcError, match="written for speakers"):
        view_of(Reader("Kim", "en"), message("speaker-brief"))
    reader = view_of(ana, message()).reader
    assert (reader.honorific, reader.role) == ("Dr.", "speaker")


@pytest.mark.parametrize("role", ["contact", "participant", "speaker"])
def test_an_agenda_says_how_to_register_only_to_others(role: Role) -> None:
    view = view_of(Reader("Kim", "en", country="NG", role=role), message("agenda"))
    subject, document = Templates(TEMPLATES, TEMPLATES, {}).mail("agenda", view)
    assert "01:30 Lagos" in subject.replace("\u00a0", " ")
    for row in ("**Register**", "**Audience**"):
        assert (row in document.markdown) == (role == "contact")


@pytest.mark.parametrize(
    ("honorific", "greeting"),
    [
        (None, "Dear Grace Wanjiru,"),
        ("Dr.", "Dear Dr. Grace Wanjiru,"),
        ("Prof. Dr.", "Dear Prof. Dr. Grace Wanjiru,"),
        ("Ambassador", "Dear Ambassador Grace Wanjiru,"),
        ("Her Excellency", "Dear Grace Wanjiru,"),
        ("H.E.", "Dear Grace Wanjiru,"),
    ],
)
def test_english_greets_with_a_title_and_not_with_a_style(honorific, greeting) -> None:
    reader = Reader("Grace Wanjiru", "en", attended=True, honorific=honorific)
    templates = Templates(TEMPLATES, TEMPLATES, {})
    for document in ("confirmation", "follow-up", "join-link-change", "reminder"):
        _, filled = templates.mail(document, view_of(reader, message(document)))
        assert greeting in filled.markdown.replace("\\", "").splitlines()
