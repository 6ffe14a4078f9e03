"""What changed between two states, each kind with its words, and who is concerned."""

import pytest
from conftest import read_series

from sstc_cli.model.phrases import Phrases
from sstc_cli.releases import (
    StateChanges,
    WebinarChanges,
    affected_words,
    changes_between,
    changes_entry,
    hosts_of,
    news_between,
    state_of,
    words_of,
)
from sstc_cli.views.catalogues import CATALOGUES, read_labels

BEFORE = """
title: {en: Green cities, zh: 绿色城市}
languages: [en, zh]
organisers:
  - {id: office, name: The Office for Cities, short: OfC}
  - {id: institute, name: The Institute}
audiences: [{id: cities, name: Cities}, {id: firms, name: Firms}]
agenda: [{id: opening, name: Opening, minutes: 5}, {id: talks, name: Talks, minutes: 85}]
people:
  - {id: ana, name: Ana Díaz, position: Mayor, organisation: Cuenca, email: ana@example.org}
  - {id: bo, name: Bo Li, gender: man, zone: Asia/Shanghai}
webinars:
  - id: buses
    number: 1
    title: {en: Electric buses, zh: 电动公交}
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: A fleet, speaker: ana}
      - {id: two, title: Depots}
"""


class Known(Phrases):
    """Words that all have a translation."""

    def translated(self, text: str) -> str:
        return LABELS[text]


LABELS = read_labels([CATALOGUES], "zh")


def changes_and_words(
    replaced: str, by: str, before: str = BEFORE
) -> tuple[StateChanges, list[tuple[str, ...]]]:
    """Return the changes that one replacement makes, and all words of them."""
    assert replaced in before
    series = [read_series(text) for text in (before, before.replace(replaced, by))]
    changes = changes_between(*map(state_of, series), hosts=hosts_of(series[1]))
    every = [*changes.series, *(difference for w in changes.webinars for difference in w.changes)]
    words = [words_of(difference, Phrases("en")) for difference in every]
    for difference in every:
        words_of(difference, Known("zh"))
    return changes, [tuple(filter(None, (w.phrase, w.was, w.now))) for w in words]


WAS = "2020-08-14 15:30\n    ends: 2020-08-14 17:00"
SLOT = "Fri 2020-08-14 15:30–17:00 Asia/Shanghai"
ENDS = "    ends: 2020-08-14 17:00\n"
BUSES = BEFORE[BEFORE.index("  - id: buses") :]


def test_a_change_of_clocks_makes_no_webinar_longer() -> None:
    paris = f"zone: Europe/Paris{BEFORE}"
    spring = "2021-03-28 01:00\n    ends: 2021-03-28 03:30"
    _, [(said, *_)] = changes_and_words(WAS, spring, paris)
    assert said == "moved 225 days, 9 hours and 30 minutes later"


@pytest.mark.parametrize(
    ("replaced", "by", "expected"),
    [
        (
            WAS, "2020-08-14 16:00\n    ends: 2020-08-14 17:30",
            ("moved 30 minutes later on the same day", SLOT,
             "Fri 2020-08-14 16:00–17:30 Asia/Shanghai"),
        ),
        (
            WAS, "2020-08-07 15:30\n    ends: 2020-08-07 17:00",
            ("moved 1 week earlier", SLOT, "Fri 2020-08-07 15:30–17:00 Asia/Shanghai"),
        ),
        (
            WAS, "2020-08-22 16:31\n    ends: 2020-08-22 17:01",
            ("moved 8 days, 1 hour and 1 minute later, 1 hour shorter", SLOT,
             "Sat 2020-08-22 16:31–17:01 Asia/Shanghai"),
        ),
        (
            ENDS, "    ends: 2020-08-15 00:30\n",
            ("7 hours and 30 minutes longer", SLOT, "Fri 2020-08-14 15:30–00:30 +1 Asia/Shanghai"),
        ),
        (ENDS, f"{ENDS}    status: cancelled\n", ("cancelled",)),
        (
            ENDS, f"{ENDS}    status: cancelled\n    cancelled_because: Rain\n",
            ("cancelled: Rain",),
        ),
        ("number: 1", "number: 2", ("another number", "1", "2")),
        ("en: Electric buses", "en: Buses", ("title", "Electric buses", "Buses")),
        ("zh: 电动公交", "zh: 公交", ("title", "电动公交", "公交")),
        (ENDS, f"{ENDS}    summary: What it cost\n", ("first summary", "What it cost")),
        (
            ENDS, f"{ENDS}    join_url: https://example.org/1\n",
            ("first join link", "https://example.org/1"),
        ),
        (
            ENDS, f"{ENDS}    join: {{url: https://example.org/1, passcode: 481516}}\n",
            ("first join link", "private"),
        ),
        (
            ENDS, f"{ENDS}    register_url: https://example.org/in\n",
            ("first register link", "https://example.org/in"),
        ),
        ("title: A fleet", "title: Fleets", ("talk 1: title", "A fleet", "Fleets")),
        ("title: Depots", "minutes: 30", ("talk 2: no title", "Depots")),
        (
            "speaker: ana", "speaker: bo",
            ("talk 1: new speaker", "Ana Díaz, Mayor, Cuenca", "Bo Li"),
        ),
        (", speaker: ana", "", ("talk 1: speaker dropped", "Ana Díaz, Mayor, Cuenca")),
        ("title: Depots", "title: Depots, speaker: bo", ("talk 2: speaker named", "Bo Li")),
        (
            "name: Ana Díaz", "name: Ana Díaz Mora",
            ("talk 1: speaker, as printed", "Ana Díaz, Mayor, Cuenca",
             "Ana Díaz Mora, Mayor, Cuenca"),
        ),
        ("      - {id: two, title: Depots}\n", "", ("talk 2: dropped", "Depots")),
        (
            "      - {id: two", "      - {id: new, speaker: bo}\n      - {id: two",
            ("talk 2: new", "title to be confirmed (Bo Li)"),
        ),
        (
            "id: one, title: A fleet, speaker: ana}\n      - {id: two, title: Depots}",
            "id: two, title: Depots}\n      - {id: one, title: A fleet, speaker: ana}",
            ("talks in another order", "A fleet; Depots", "Depots; A fleet"),
        ),
        (
            ENDS, f"{ENDS}    agenda: [{{id: all, name: All, minutes: 90}}]\n",
            ("agenda", "Opening 5 min, Talks 85 min", "All 90 min"),
        ),
        (ENDS, f"{ENDS}    audiences: [firms]\n", ("audiences, dropped: Cities",)),
        (ENDS, f"{ENDS}    organisers: [office]\n", ("organisers, dropped: The Institute",)),
        ("minutes: 85", "minutes: 80",
         ("agenda", "Opening 5 min, Talks 85 min", "Opening 5 min, Talks 80 min")),
        ("en: Green cities", "en: Cities", ("title", "Green cities", "Cities")),
        ("[en, zh]", "[en]", ("languages", "en, zh", "en")),
        ("name: Firms", "name: Companies", ("name in audiences", "Firms", "Companies")),
        ("{id: firms, name: Firms}", "{id: all, name: All}",
         ("audiences, added: All; dropped: Firms",)),
        (BUSES, BUSES.replace("buses", "trams", 1), ("new", SLOT)),
        (BUSES, BUSES.replace("buses", "trams", 1), ("no longer in the programme", SLOT)),
        ("title: {en: Green", "id: other\ntitle: {en: Green",
         ("another id or domain: calendars will show every webinar twice",
          "series@example.org", "other@example.org")),
    ],
)  # fmt: skip
def test_each_kind_of_change(replaced: str, by: str, expected: tuple[str, ...]) -> None:
    assert expected in changes_and_words(replaced, by)[1]


def test_a_cancelled_webinar_that_takes_place() -> None:
    cancelled = BEFORE.replace(ENDS, f"{ENDS}    status: cancelled\n")
    assert changes_and_words("    status: cancelled\n", "", cancelled)[1] == [
        ("takes place after all", "cancelled", SLOT)
    ]
    reasons = cancelled + "    cancelled_because: Rain\n"
    assert changes_and_words("Rain", "Storm", reasons)[1] == [("reason", "Rain", "Storm")]


def test_another_zone_moves_every_webinar() -> None:
    _, words = changes_and_words("title: {en: Green", "zone: Africa/Nairobi\ntitle: {en: Green")
    assert ("time zone", "Asia/Shanghai", "Africa/Nairobi") in words
    now = "Fri 2020-08-14 15:30–17:00 Africa/Nairobi"
    assert ("moved 5 hours later on the same day", SLOT, now) in words
    _, words = changes_and_words("title: {en: Green", "zone: Asia/Singapore\ntitle: {en: Green")
    assert [phrase for phrase, *_ in words] == ["time zone"]


@pytest.mark.parametrize(
    "private",
    [
        ("email: ana@example.org", "email: mayor@example.org"),
        ("gender: man", "gender: other"),
        ("zone: Asia/Shanghai}", "zone: Asia/Tokyo}"),
        ("speaker: ana}", "speaker: ana, confirmed: true}"),
        (ENDS, f"{ENDS}    status: held\n"),
        (ENDS, f"{ENDS}    weekday: Friday\n"),
        (ENDS, f"{ENDS}    revision: 3\n    revised: 2020-07-01 09:00\n"),
    ],
    ids=lambda pair: pair[1].strip(),
)
def test_an_edit_that_is_not_public_is_not_a_change(private: tuple[str, str]) -> None:
    changes, words = changes_and_words(*private)
    assert not changes
    assert words == []


def only(changes: StateChanges) -> WebinarChanges:
    (found,) = changes.webinars
    return found


def test_old_and_new_speakers_and_left_out_audiences_are_affected() -> None:
    changes, _ = changes_and_words("speaker: ana", "speaker: bo")
    affected = only(changes).affected
    assert [speaker.id for speaker in affected.speakers] == ["ana", "bo"]
    shown = "Ana Díaz, Mayor, Cuenca; Bo Li; all audiences; all organisers"
    assert affected_words(affected, Phrases("en")) == shown
    few = f"{ENDS}    audiences: [firms]\n    organisers: [office]\n"
    affected = only(changes_and_words(ENDS, few)[0]).affected
    assert {audience.id for audience in affected.audiences} == {"cities"}
    changes, _ = changes_and_words("number: 1", "number: 2", BEFORE.replace(ENDS, few))
    words = affected_words(only(changes).affected, Phrases("en"))
    assert words == "Ana Díaz, Mayor, Cuenca; Firms; OfC"
    moderated = BEFORE.replace(ENDS, f"{few}    moderator: bo\n")
    changes, _ = changes_and_words("number: 1", "number: 2", moderated)
    words = affected_words(only(changes).affected, Phrases("en"))
    assert words == "Ana Díaz, Mayor, Cuenca; Bo Li; Firms; OfC"


@pytest.mark.parametrize(
    ("replaced", "by", "speakers"),
    [
        (ENDS, f"{ENDS}    register_url: https://example.org/in\n", set()),
        ("title: Depots", "title: Depots and more", set()),
        ("title: A fleet", "title: The fleet", {"ana"}),
        (ENDS, ENDS.replace("17:00", "16:30"), {"ana"}),
        (ENDS, f"{ENDS}    audiences: [firms]\n", set()),
    ],
)
def test_those_affected_are_those_who_get_a_notice(replaced, by, speakers) -> None:
    changes, _ = changes_and_words(replaced, by)
    affected = only(changes).affected
    assert {speaker.id for speaker in affected.speakers} == speakers
    listed = (*affected.speakers, *affected.audiences, *affected.organisers)
    states = (state_of(read_series(text)) for text in (BEFORE, BEFORE.replace(replaced, by)))
    assert [news.recipient.id for news in news_between(*states)] == [who.id for who in listed]


def test_entries_for_programs() -> None:
    changes, _ = changes_and_words(WAS, "2020-08-15 15:00\n    ends: 2020-08-15 16:30")
    (webinar,) = changes_entry(changes, "zh")["webinars"]
    (moved,) = webinar["changes"]
    assert webinar["title"] == "电动公交"
    assert (moved["kind"], moved["minutes_later"], moved["other_day"]) == ("moved", 1410, True)
    assert moved["before"]["starts"].isoformat() == "2020-08-14T15:30:00+08:00"
    told = [organiser["id"] for organiser in webinar["concerned"]["organisers"]]
    assert told == ["office", "institute"]
