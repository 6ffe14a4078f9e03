"""`sstc schedule list` and `show`."""

import json
from pathlib import Path

from conftest import ENDS, Sstc, alter


def test_list_fits_its_columns_and_cuts_nothing(sstc: Sstc, golden, monkeypatch) -> None:
    result = sstc("schedule", "list", "--zone", "Africa/Nairobi", "--zone", "America/Bogota")
    result.gives(0, hides="…")
    assert max(map(len, result.out.splitlines())) <= 80
    golden(result.out, "schedule_list.txt")
    monkeypatch.setenv("COLUMNS", "40")
    result = sstc("schedule", "list", "--zone", "Africa/Nairobi")
    assert max(map(len, result.out.splitlines())) <= 40
    assert "10:30–12:00 Nairobi" in result.out


def test_the_day_is_shown_if_the_line_above_has_another(sstc: Sstc) -> None:
    zones = ("--zone", "Pacific/Auckland", "--zone", "Africa/Nairobi", "--zone", "Europe/London")
    result = sstc("schedule", "list", *zones)
    assert "Sat 2020-10-17 01:00–02:30 Auckland" in result.out
    assert "23:30–01:00 +1 Auckland" in result.out
    lines = result.out.splitlines()
    at = next(i for i, line in enumerate(lines) if "Sat 2020-10-17 01:00" in line)
    assert "Fri 2020-10-16 15:00–16:30 Nairobi" in lines[at + 1]
    assert "2020" not in lines[at + 2] and "13:00–14:30 London" in lines[at + 2]


def test_list_and_show_json(sstc: Sstc) -> None:
    document = json.loads(sstc("schedule", "list", "--zone", "Africa/Lagos", "--json").out)
    seventh = document["webinars"][6]
    assert document["version"] == 1
    assert len(document["webinars"]) == 15
    assert seventh["starts"] == "2020-10-09T15:30:00+08:00"
    assert seventh["local"][0]["starts"] == "2020-10-09T08:30:00+01:00"
    assert seventh["local"][0]["zone"] == "Africa/Lagos"
    detail = json.loads(sstc("schedule", "show", "7", "--json").out)["detail"]
    assert [line["starts"][11:16] for line in detail["agenda"]] == [
        "15:30", "15:35", "15:55", "16:15", "16:35", "16:55",
    ]  # fmt: skip
    assert detail["agenda"][-1]["ends"] == detail["webinar"]["ends"]
    assert {
        "day": "2020-10-02",
        "name": "Send the detailed agenda",
        "done": None,
        "at": None,
    } in detail["due"]
    assert [line["day"][5:] for line in detail["due"]] == [
        "09-18", "09-25", "10-02", "10-09", "10-23", "10-23",
    ]  # fmt: skip


def test_show_and_why_it_is_cancelled(sstc: Sstc, golden) -> None:
    result = sstc("schedule", "show", "7", "--zone", "America/Bogota")
    golden(result.out, "schedule_show_7.txt")
    sstc("schedule", "cancel", 7, "--reason", "The speakers cannot come", "--today", "2020-07-01")
    assert "\nReason: The speakers cannot come\n" in sstc("schedule", "show", "7").out
    detail = json.loads(sstc("schedule", "show", "7", "--json").out)["detail"]
    assert detail["cancelled_because"] == "The speakers cannot come"
    sstc("schedule", "set", "webinars[6].status", "planned", "--today", "2020-07-02")
    assert "Reason:" not in sstc("schedule", "show", "7").out


def test_unknown_number_zone_and_language(sstc: Sstc) -> None:
    result = sstc("schedule", "show", "70")
    assert (result.status, result.err) == (
        2, "error: webinar 70 does not exist\nhelp: choose a number from 1 to 15\n",
    )  # fmt: skip
    sstc("schedule", "list", "--zone", "Africa/Nairobbi").gives(2, "did you mean `Africa/Nairobi`?")
    assert sstc("schedule", "list", "--zone", "CST").status == 2
    assert sstc("schedule", "list", "--language", "xx").status == 2
    assert "is not a webinar's number" in sstc("schedule", "show", "seven").err


def test_a_series_without_webinars(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8").replace("count: 15", "count: 0")
    file.write_text(text[: text.index("webinars:\n")] + "webinars: []\n", encoding="utf-8")
    sstc("schedule", "list").gives(0, "no webinars yet", out="")


def test_people_languages_and_materials_are_shown(sstc: Sstc, workspace: Path) -> None:
    people = "people: [{id: ama, name: Ama Owusu}, {id: li, name: Li Na}]\n\nwebinars:\n"
    seventh = """
    moderator: ama
    interpretation: [fr, zh]
    interpreters: [li]
    register_by: 2020-10-06
    recording: https://example.org/seen
    materials:
      - {title: Slides, url: https://example.org/slides, from: 2020-10-09}
      - {title: Paper, url: https://example.org/paper}
    agenda:
      - {id: welcome, name: Welcome, minutes: 30, speaker: ama}
      - {id: talks, name: Talks, minutes: 60, holds: talks}
"""
    alter(workspace, "\nwebinars:\n", f"\n{people}", ENDS, ENDS[:-1] + seventh)
    shown = sstc("schedule", "show", 7).out
    assert "\nModerator\n  Ama Owusu\n" in shown
    assert "\nInterpretation\n  French and Chinese\n  interpreters: Li Na\n" in shown
    assert "  register until Tue 2020-10-06\n" in shown
    assert "  15:30–16:00  Welcome (Ama Owusu)\n" in shown
    materials = (
        "\nMaterials\n"
        "  recording: https://example.org/seen\n"
        "  Slides  from Fri 2020-10-09: https://example.org/slides\n"
        "  Paper  https://example.org/paper\n"
    )
    assert materials in shown
    chinese = sstc("schedule", "show", 7, "--language", "zh").out
    assert "\n主持人\n  Ama Owusu\n" in chinese and "法语" in chinese
    detail = json.loads(sstc("schedule", "show", 7, "--json").out)["detail"]
    assert detail["moderator"] == "Ama Owusu"
    assert detail["materials"][0] == {
        "title": "Slides", "url": "https://example.org/slides", "day": "2020-10-09",
    }  # fmt: skip
