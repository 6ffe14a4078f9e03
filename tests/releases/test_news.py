"""Who has to learn what: exactly those concerned, and of each webinar what it means to them."""

from datetime import date

import pytest
from conftest import read_series
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.releases import RecipientNews, hosts_of, news_between, state_of
from sstc_cli.releases.change import Change, ChangeKind

BEFORE = """
organisers: [{id: office, name: Office}, {id: institute, name: Institute}]
audiences: [{id: cities, name: Cities}, {id: firms, name: Firms}]
people: [{id: ana, name: Ana}, {id: bo, name: Bo}, {id: eve, name: Eve}, {id: yu, name: Yu}]
webinars:
- id: a
  number: 1
  title: A
  starts: 2020-08-14 15:30
  ends: 2020-08-14 17:00
  audiences: [cities]
  organisers: [office]
  talks: [{id: one, title: Buses, speaker: ana}, {id: two, title: Trams, speaker: bo}]
- id: b
  number: 2
  title: B
  starts: 2020-08-21 15:30
  ends: 2020-08-21 17:00
  audiences: [firms]
  organisers: [office, institute]
  talks: [{id: one, title: Depots, speaker: eve}]
"""
A = BEFORE[BEFORE.index("- id: a") : BEFORE.index("- id: b")]
B = BEFORE[BEFORE.index("- id: b") :]


def news(*edits: tuple[str, str], before: str = BEFORE) -> list[RecipientNews]:
    """Return what edits of the series are to those concerned."""
    after = before
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    series = [read_series(text) for text in (before, after)]
    return list(news_between(*map(state_of, series), hosts=hosts_of(series[1])))


def events(*edits: tuple[str, str], before: str = BEFORE) -> dict[str, str]:
    """Return the same in short: who → the webinars with what they mean to them."""
    return {
        item.recipient.id: " ".join(f"{one.webinar.id}:{one.event}" for one in item.webinars)
        for item in news(*edits, before=before)
    }


ENDS = "  ends: 2020-08-14 17:00\n"
CANCELLED = (ENDS, f"{ENDS}  status: cancelled\n  cancelled_because: Ill\n")
EVERYONE_OF_A = ("ana", "bo", "cities", "office")
HOSTED = BEFORE.replace(ENDS, f"{ENDS}  moderator: yu\n  agenda: [{{id: hi, name: Hi, minutes: 5, "
                              "speaker: eve}]\n")  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], {}),
        ([("08-14 15:30", "08-14 15:00")], dict.fromkeys(EVERYONE_OF_A, "a:moved")),
        ([CANCELLED], dict.fromkeys(EVERYONE_OF_A, "a:cancelled")),
        ([(A, "")], dict.fromkeys(EVERYONE_OF_A, "a:dropped")),
        ([("title: A", "title: AA")], dict.fromkeys(EVERYONE_OF_A, "a:changed")),
        ([("speaker: bo", "speaker: yu")],
         {"yu": "a:joined", "bo": "a:left", "cities": "a:changed", "office": "a:changed"}),
        ([("speaker: bo", "speaker: yu"), ("08-14 15:30", "08-14 15:00")],
         {"ana": "a:moved", "yu": "a:joined", "bo": "a:left", "cities": "a:moved",
          "office": "a:moved"}),
        ([("speaker: bo", "speaker: yu"), CANCELLED], dict.fromkeys(EVERYONE_OF_A, "a:cancelled")),
        ([("title: Trams", "title: Ferries")],
         {"bo": "a:changed", "cities": "a:changed", "office": "a:changed"}),
        ([("audiences: [cities]", "audiences: [firms]")],
         {"firms": "a:joined", "cities": "a:left", "office": "a:changed"}),
        ([("organisers: [office]", "organisers: [office, institute]")],
         {"office": "a:changed", "institute": "a:joined"}),
        ([("08-14 15:30", "08-14 15:00"), ("title: B", "title: BB")],
         {**dict.fromkeys(("ana", "bo", "cities"), "a:moved"),
          **dict.fromkeys(("eve", "firms", "institute"), "b:changed"),
          "office": "a:moved b:changed"}),
    ],
)  # fmt: skip
def test_exactly_those_concerned(edits: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert events(*edits) == expected


def test_a_cancelled_webinar_is_no_news_until_it_is_revived() -> None:
    cancelled = BEFORE.replace(*CANCELLED)
    assert events(("title: A", "title: AA"), ("speaker: bo", "speaker: yu"), before=cancelled) == {}
    assert events(CANCELLED[::-1], before=cancelled) == dict.fromkeys(EVERYONE_OF_A, "a:revived")
    assert events((A.replace(*CANCELLED), ""), before=cancelled) == {}


def test_a_new_webinar_is_new_and_speakers_join_it() -> None:
    new = B.replace("id: b", "id: c").replace("number: 2", "number: 3").replace("08-21", "08-07")
    found = events((B, B + new), ("speaker: ana", "speaker: yu"))
    assert found["eve"] == "c:joined"
    assert found["firms"] == "c:new"
    assert found["office"] == "c:new a:changed"  # in the order in which they take place
    (talk,) = told("firms", (B, B + new))
    assert talk.after.speaker.id == "eve"


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        ("ana", "reworded join_link talk_retitled talk_length"),
        ("bo", "talk_dropped"),
        ("yu", "talk_added join_link"),
        ("cities", "reworded join_link talk_retitled talk_retitled speaker"),
        ("office", "reworded join_link talk_retitled talk_length talk_retitled speaker groups"),
        ("institute", "talk_added talk_added join_link"),
    ],
)
def test_nobody_gets_news_that_concern_only_others(recipient: str, expected: str) -> None:
    edits = (
        ("08-14 15:30", "08-14 15:00"),
        ("title: A", "title: AA"),
        ("title: Buses, speaker: ana", "title: Metros, minutes: 20, speaker: ana"),
        ("title: Trams, speaker: bo", "title: Ferries, speaker: yu"),
        ("organisers: [office]", "organisers: [office, institute]"),
        ("title: AA", "title: AA\n  join_url: https://example.org/a"),
    )
    assert " ".join(change.kind for change in told(recipient, *edits)) == expected


def test_changes_of_the_whole_series_are_reported_to_all() -> None:
    title = ("\naudiences: [{", "\ntitle: Another title\naudiences: [{")
    names = [item.recipient.id for item in news(title)]
    assert names == ["ana", "bo", "eve", "cities", "firms", "office", "institute"]
    languages = ("\naudiences: [{", "\nlanguages: [en, fr]\naudiences: [{")
    assert [item.recipient.id for item in news(languages)] == ["office", "institute"]


SHARED = BEFORE.replace("  audiences: [cities]\n", "").replace("  audiences: [firms]\n", "")
BANKS = ("{id: firms, name: Firms}]", "{id: firms, name: Firms}, {id: banks, name: Banks}]")


def test_an_audience_of_the_whole_series_joins_and_leaves_each_webinar() -> None:
    assert events(BANKS, before=SHARED)["banks"] == "a:joined b:joined"
    assert events(BANKS, ("title: A", "title: AA"), before=SHARED) == {
        "banks": "a:joined b:joined",
        **dict.fromkeys(("ana", "bo", "cities", "firms"), "a:changed"),
        "office": "a:changed",
        "institute": "",  # learns that the series has another audience
    }
    assert events(BANKS[::-1], before=SHARED.replace(*BANKS))["banks"] == "a:left b:left"
    one = BEFORE.replace("organisers: [office, institute]\n", "\n").replace(
        "organisers: [office]\n", "\n"
    )
    left = events((", {id: institute, name: Institute}", ""), before=one)
    assert left == {"office": "", "institute": "a:left b:left"}


def told(recipient: str, *edits: tuple[str, str], before: str = BEFORE) -> list[object]:
    """Return the changes of webinars that are told to somebody besides the events."""
    found = [item for item in news(*edits, before=before) if item.recipient.id == recipient]
    return [change for item in found for one in item.webinars for change in one.changes]


def test_webinars_that_are_over_are_not_told() -> None:
    edits = (("title: A\n", "title: AA\n"), ("title: B\n", "title: BB\n"))
    states = [BEFORE, BEFORE.replace(*edits[0]).replace(*edits[1])]
    before, after = (state_of(read_series(text)) for text in states)
    for day, ids in ((14, {"a", "b"}), (15, {"b"}), (22, set())):
        found = news_between(before, after, date(2020, 8, day))
        assert {one.webinar.id for item in found for one in item.webinars} == ids
    later = state_of(read_series(BEFORE.replace("08-14", "08-28")))
    assert {
        one.event
        for item in news_between(before, later, date(2020, 8, 27))
        for one in item.webinars
    } == {"moved"}


def test_speakers_learn_their_own_place_in_the_order_of_talks() -> None:
    one, two = "{id: one, title: Buses, speaker: ana}", "{id: two, title: Trams, speaker: bo}"
    three = "{id: three, title: Cars, speaker: yu}"
    before = BEFORE.replace(f"[{one}, {two}]", f"[{one}, {two}, {three}]")
    edit = (f"[{one}, {two}, {three}]", f"[{two}, {one}, {three}]")
    assert told("ana", edit, before=before) == [Change(ChangeKind.TALK_PLACE, 1, 2)]
    assert told("bo", edit, before=before) == [Change(ChangeKind.TALK_PLACE, 2, 1)]
    assert told("yu", edit, before=before) == []
    assert [change.kind for change in told("cities", edit, before=before)] == ["talks_reordered"]


def test_changes_of_the_series_reach_speakers_whom_they_concern() -> None:
    agenda = ("\naudiences: [{", "\nagenda: [{id: talks, name: T, minutes: 90, holds: talks}]"
              "\naudiences: [{")  # fmt: skip
    own = BEFORE.replace(
        "  talks: [{id: one, title: Depots",
        "  agenda: [{id: talks, name: Own, minutes: 90, holds: talks}]\n"
        "  talks: [{id: one, title: Depots",
    )
    assert set(events(agenda, before=own)) == {"ana", "bo", "office", "institute"}
    title = ("\naudiences: [{", "\ntitle: Another title\naudiences: [{")
    found = events(title, before=BEFORE.replace(*CANCELLED))
    assert set(found) == {"eve", "firms", "office", "institute"}


def test_a_recipient_has_the_name_of_now() -> None:
    (found,) = (
        item for item in news(("name: Ana", "name: Ana Díaz")) if item.recipient.id == "ana"
    )
    assert found.recipient.name.pick("en") == "Ana Díaz"
    both = BEFORE.replace("speaker: eve", "speaker: ana")
    edits = (("name: Ana", "name: Ana Díaz"), ("Buses, speaker: ana", "Buses, speaker: yu"))
    (found,) = (item for item in news(*edits, before=both) if item.recipient.id == "ana")
    assert found.recipient.name.pick("en") == "Ana Díaz"


@given(
    st.lists(st.sampled_from(["ana", "bo", "eve", "yu"]), min_size=3, max_size=3),
    st.booleans(),
    st.sampled_from(["15:00", "15:30"]),
)
def test_a_speaker_learns_of_a_webinar_if_and_only_if_it_concerns_them(speakers, cancelled, starts):
    edits = [
        (f"speaker: {old}", f"speaker: +{new}")
        for old, new in zip(("ana", "bo", "eve"), speakers, strict=True)
    ]
    edits += [("+", ""), ("08-14 15:30", f"08-14 {starts}")]
    found = {
        name: dict(pair.split(":") for pair in webinars.split())
        for name, webinars in events(*([CANCELLED] if cancelled else []), *edits).items()
    }
    for name in ("ana", "bo", "eve", "yu"):
        was, now = name in ("ana", "bo"), name in speakers[:2]
        expected = {
            (True, True): "moved" if starts == "15:00" else "changed",
            (True, False): "left",
            (False, True): "joined",
        }.get((was, now))
        if cancelled:
            expected = "cancelled" if was else None
        actual = found.get(name, {}).get("a")
        assert actual in ({expected, None} if expected == "changed" else {expected})


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (CANCELLED, {"yu": "a:cancelled", "eve": "a:cancelled"}),
        (("2020-08-14 17:00", "2020-08-14 17:30"), {"yu": "a:moved", "eve": "a:moved"}),
        (("title: Trams", "title: Trains"), {"yu": "a:changed"}),
        (("speaker: bo", "speaker: yu"), {"yu": "a:joined"}),  # one notice for both
        (("title: B\n", "title: C\n"), {"eve": "b:changed"}),
    ],
)
def test_who_moderates_or_opens_learns_of_changes_as_speakers_do(edit, told) -> None:
    found = events(edit, before=HOSTED)
    assert {who: found[who] for who in ("yu", "eve") if who in found} == told


def test_a_new_webinar_is_new_to_its_moderator() -> None:
    assert events(("- id: a\n", "- id: z\n"), before=HOSTED)["yu"] == "z:new"
