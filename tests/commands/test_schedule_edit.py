"""`sstc schedule move`, `swap`, `cancel` and `set` edit the data file in place."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Sstc, alter
from killing import kill
from systems import FILE_MODES, STOPS

from sstc_cli.cli.console.change import sentences
from sstc_cli.source import parse
from sstc_cli.workspace import DATA, open_workspace

TODAY = ("--today", "2020-07-02")


def data(workspace: Path) -> Path:
    return workspace / "data" / "webinars.yaml"


def plan(workspace: Path) -> str:
    return data(workspace).read_text(encoding="utf-8")


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that are gone, and those that are new."""
    old, new = (Counter(text.decode().splitlines()) for text in (before, after))
    return sorted((old - new).elements()), sorted((new - old).elements())


def test_move_changes_exactly_the_meant_lines(sstc: Sstc, workspace: Path) -> None:
    before = data(workspace).read_bytes()
    result = sstc("schedule", "move", "7", "--time", "16:00", *TODAY).gives(0)
    assert changed_lines(before, data(workspace).read_bytes()) == (
        ["    ends: 2020-10-09 17:00", "    starts: 2020-10-09 15:30"],
        [
            "    ends: 2020-10-09 17:30",
            "    revised: 2020-07-02 00:00",
            "    revision: 1",
            "    starts: 2020-10-09 16:00",
        ],
    )
    assert result.out == (
        "webinar 7 moves to 16:00 on the same day, 30 minutes later\n"
        "  was  Fri 2020-10-09 15:30–17:00 Beijing time\n"
        "  now  Fri 2020-10-09 16:00–17:30 Beijing time\n"
        "  affected: all audiences; all organisers\n"
    )
    assert "updated data/webinars.yaml" in result.err
    moved = json.loads(sstc("schedule", "show", "7", "--json").out)["detail"]["webinar"]
    assert moved["starts"] == "2020-10-09T16:00:00+08:00"
    calendar = sstc("calendar", "export", "7", "-o", "-").out
    assert "SEQUENCE:1" in calendar and "DTSTAMP:20200701T160000Z" in calendar


@FILE_MODES
def test_crlf_bom_and_mode_survive(sstc: Sstc, workspace: Path) -> None:
    file = data(workspace)
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    file.chmod(0o640)
    assert sstc("schedule", "move", "7", "--time", "16:00", *TODAY).status == 0
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 2
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("2027-03-28", "00:30", "03:00"),
        ("2027-10-31", "00:45", None),
        ("2027-10-31", "01:30", "02:00"),
    ],
)
def test_move_keeps_the_real_length_across_a_clock_change(sstc, workspace, day, start, end) -> None:
    new = workspace / "new"
    sstc("init", str(new))
    text = data(new).read_text(encoding="utf-8").replace("Africa/Nairobi", "Europe/Lisbon")
    data(new).write_text(text, encoding="utf-8")
    words = ("schedule", "move", 3, "--date", day, "--time", start, "--force")
    result = sstc("--workspace", str(new), *words, "--today", "2027-02-01")
    if end:
        assert "takes" not in result.out  # longer or less
        assert f"    starts: {day} {start}\n    ends: {day} {end}\n" in data(new).read_text("utf-8")
    else:
        assert (result.status, data(new).read_text("utf-8")) == (2, text)
        assert "would end at the second 01:15 on 2027-10-31" in result.err


def test_dry_run_and_json(sstc: Sstc, workspace: Path) -> None:
    before = data(workspace).read_bytes()
    result = sstc("schedule", "move", "7", "--time", "16:00", "--dry-run", "--json", *TODAY)
    document = json.loads(result.out)
    assert (document["written"], document["new"]) == (False, [])
    assert "+    starts: 2020-10-09 16:00" in document["diff"]
    assert data(workspace).read_bytes() == before


def test_cancel_keeps_the_webinar_and_says_why(sstc: Sstc, workspace: Path) -> None:
    reason = "The speakers, all three: cannot come"
    result = sstc("schedule", "cancel", "8", "--reason", reason, *TODAY).gives(0)
    assert "W501 `webinars[7].cancelled_because` has no text in zh" in result.err
    text = plan(workspace)
    assert f"    status: cancelled\n    cancelled_because:\n      en: '{reason}'\n" in text
    assert "CANCELLED" in sstc("schedule", "list").out
    again = sstc("schedule", "cancel", "8", "--reason", "x", *TODAY).gives(2, "already cancelled")
    place = again.err.split("schedule set ")[1].split('"')[1]
    assert place.endswith("].cancelled_because.en")
    assert sstc("schedule", "set", place, "Rain", *TODAY).status == 0


def test_an_empty_reason_is_one_error_and_fixes_nothing(sstc: Sstc, workspace: Path) -> None:
    data(workspace).write_bytes(data(workspace).read_bytes().replace(b"count: 15", b"count: 14"))
    result = sstc("schedule", "cancel", "8", "--reason", "", *TODAY).gives(1, "E105")
    assert "fixed by this change" not in result.err


def test_one_weekday_replaces_several(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "{weekday: Friday}", "{weekday: [Thursday, Friday]}")
    assert sstc("schedule", "set", "cadence.weekday", "Friday", *TODAY).status == 0
    assert "cadence: {weekday: [Friday]}" in plan(workspace)


def test_cancelled_with_a_reason_in_each_language_and_planned_again(sstc, workspace) -> None:
    before = data(workspace).read_bytes()
    reasons = ("--reason", "zh=下雨", "--reason", "Rain = no tracks")
    sstc("schedule", "cancel", "8", *reasons, *TODAY).gives(0, lacks="W501")
    added = "    cancelled_because:\n      zh: 下雨\n      en: Rain = no tracks\n"
    assert added in plan(workspace)
    sstc("schedule", "set", "webinars[7].status", "planned", *TODAY).gives(0, lacks="W222")
    new = ["    revised: 2020-07-02 00:01", "    revision: 2", "    status: planned"]
    assert changed_lines(before, data(workspace).read_bytes()) == ([], new)
    sstc("init", str(workspace / "new"))
    words = ("schedule", "cancel", "2", "--reason", "en=Rain", "--today", "2027-02-01")
    assert sstc("--workspace", str(workspace / "new"), *words).status == 0
    assert "    cancelled_because: Rain\n" in plan(workspace / "new"), "it has one language"


def test_a_reason_that_was_left_is_removed_first(sstc: Sstc, workspace: Path) -> None:
    sstc("schedule", "set", "webinars[7].cancelled_because", "Rain", *TODAY)
    assert "W222 webinar 8 is `planned`, but has" in sstc("validate", *TODAY).out
    result = sstc("schedule", "cancel", "8", "--reason", "Snow", *TODAY)
    assert result.status == 2 and 'cancelled_because" --remove` first' in result.err


THURSDAY = ("schedule", "move", "5", "--date", "2020-09-17")


def test_a_webinar_moves_to_another_weekday_and_is_published(sstc: Sstc, workspace: Path) -> None:
    before = data(workspace).read_bytes()
    assert sstc(*THURSDAY, *TODAY).status == 0
    assert changed_lines(before, data(workspace).read_bytes()) == (
        ["    ends: 2020-09-18 17:00", "    starts: 2020-09-18 15:30", "    weekday: Friday"],
        [
            "    ends: 2020-09-17 17:00",
            "    revised: 2020-07-02 00:00",
            "    revision: 1",
            "    starts: 2020-09-17 15:30",
            "    weekday: Thursday",
        ],
    )
    sstc("validate", "--strict", *TODAY).gives(0)
    assert sstc("schedule", "swap", "5", "6", *TODAY).status == 0
    assert plan(workspace).count("weekday: Thursday\n    starts: 2020-09-17 15:30") == 1
    assert plan(workspace).count("weekday: Thursday") == 1
    assert sstc("validate", "--strict", *TODAY).status == 0
    assert sstc("schedule", "swap", "5", "6", *TODAY).status == 0
    assert sstc("release", "publish", "moved", *TODAY).status == 0
    assert sstc("schedule", "move", "5", "--date", "2020-09-18", *TODAY).status == 0
    assert b"weekday: Thursday" not in data(workspace).read_bytes()


def test_a_weekday_is_added_only_on_another_day(sstc: Sstc, workspace: Path) -> None:
    file = data(workspace)
    file.write_bytes(file.read_bytes().replace(b"    weekday: Friday\n", b""))
    assert sstc(*THURSDAY, *TODAY).status == 0
    assert file.read_bytes().count(b"weekday: Thursday\n    starts: 2020-09-17") == 1
    assert sstc("schedule", "swap", "5", "6", *TODAY).status == 0
    assert sstc("schedule", "move", "7", "--time", "16:00", *TODAY).status == 0
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "weekday" in line]
    assert lines[1:] == ["    weekday: Thursday", "    weekday: Friday"]
    assert sstc("validate", "--strict", *TODAY).status == 0


def test_the_days_of_a_cadence_need_no_weekday(sstc: Sstc, workspace: Path) -> None:
    file = data(workspace)
    text = file.read_bytes().replace(b"    weekday: Friday\n", b"")
    file.write_bytes(text.replace(b"{weekday: Friday}", b"{weekday: [Thursday, Friday]}"))
    sstc(*THURSDAY, "--force", *TODAY)
    assert file.read_bytes().count(b"weekday:") == 1


def test_swap_exchanges_days_and_numbers(sstc: Sstc) -> None:
    assert sstc("schedule", "swap", "2", "3", *TODAY).status == 0
    webinars = json.loads(sstc("schedule", "list", "--json").out)["webinars"]
    by_number = {webinar["number"]: (webinar["id"], webinar["starts"][:10]) for webinar in webinars}
    assert by_number[2] == ("poverty-alleviation", "2020-08-21")
    assert by_number[3] == ("two-platforms-six-systems", "2020-08-28")
    assert [webinar["number"] for webinar in webinars] == list(range(1, 16))
    assert sstc("schedule", "swap", "2", "2", *TODAY).status == 2


def test_swap_names_no_diagnostic_as_both_new_and_fixed(sstc: Sstc, workspace: Path) -> None:
    ends = "    ends: 2020-08-21 17:00\n"
    alter(workspace, ends, f"{ends}    audiences: [nobody]\n")
    sstc("schedule", "swap", "2", "3", *TODAY).gives(0, lacks="new with")
    new = workspace / "new"
    sstc("init", str(new))
    alter(data(new), "America/Bogota", "Europe/Lisbon", "2027-03-23", "2027-03-30")
    plan = ("--workspace", str(new))
    assert "W403 " in sstc(*plan, "validate", "--today", "2027-02-01").out
    sstc(*plan, "schedule", "swap", 2, 3, "--force", "--today", "2027-02-01").gives(0, lacks="W403")


def test_a_file_that_changed_meanwhile_is_left_alone(sstc, workspace, monkeypatch) -> None:
    from sstc_cli.cli.console import edit

    def late(*states):
        data(workspace).write_bytes(b"# by somebody else\n")
        return original(*states)

    original = edit.save
    monkeypatch.setattr(edit, "save", late)
    result = sstc("schedule", "move", "7", "--time", "16:00", *TODAY).gives(3)
    assert "changed by another program while sstc was working" in result.err
    assert data(workspace).read_bytes() == b"# by somebody else\n"
    assert list(data(workspace).parent.glob(".sstc-*")) == []


def test_a_linked_file_is_refused(sstc: Sstc, workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    data(workspace).rename(target)
    data(workspace).symlink_to(target)
    before = target.read_bytes()
    sstc("schedule", "move", "7", "--time", "16:00", *TODAY).gives(3, "is a link")
    assert target.read_bytes() == before


@STOPS
def test_killed_at_any_moment_the_file_is_whole(workspace: Path) -> None:
    words = ["schedule", "move", "7", "--time", "16:00", *TODAY]
    (found,) = kill(workspace, {"words": words, "places": ["data"], "most": 15})
    assert found["nothing"] and found["all"]
    assert b"2020-10-09 16:00" in data(workspace).read_bytes()


@pytest.mark.parametrize(
    ("path", "value"),
    [("join_url", "https://example.org/7"), ("title.en", "Another"), ("talks[0].title", "A talk")],
)
def test_set_of_what_calendars_show_is_newer(sstc, workspace, path, value) -> None:
    sstc("schedule", "set", "webinars[6].weekday", "Friday", *TODAY)
    sstc("schedule", "set", "webinars[6].done.agenda", "2020-07-02", *TODAY)
    assert "    revised:" not in plan(workspace), "only the office sees that"
    sstc("schedule", "set", f"webinars[sustainable-logistics].{path}", value, *TODAY)
    assert "    revised: 2020-07-02 00:00\n" in plan(workspace)
    assert "revision:" not in plan(workspace)
    sstc("schedule", "set", f"webinars[sustainable-logistics].{path}", f"{value}2", *TODAY)
    assert "    revised: 2020-07-02 00:01\n" in plan(workspace)


def test_revised_never_falls(sstc: Sstc, workspace: Path) -> None:
    """An older `--today`, a wrong clock, and a plan that is revised in the future."""
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-02")
    sstc("schedule", "move", 7, "--time", "16:30", "--today", "2020-06-01")
    assert "    revised: 2020-07-02 00:01\n" in plan(workspace)
    sstc("schedule", "set", "revised", "2031-01-01 09:00")
    sstc("schedule", "cancel", 8, "--reason", "Rain", *TODAY)
    assert "    revised: 2031-01-01 09:01\n" in plan(workspace)


def test_a_value_makes_its_map_and_an_error_repeats_no_passcode(sstc, workspace) -> None:
    place = "webinars[training-models].join"
    assert sstc("schedule", "set", f"{place}.url", "https://example.org/5", *TODAY).status == 0
    assert sstc("schedule", "set", f"{place}.from", "2 days before", *TODAY).status == 0
    added = "    join:\n      url: https://example.org/5\n      from: 2 days before\n"
    assert plan(workspace).count(added) == 1
    late = sstc("schedule", "set", f"{place}.from", "1 day after", *TODAY).gives(1)
    assert "E107 `1 day after` is not a day before a webinar" in late.err
    sstc("schedule", "set", f"{place}.form", "x", *TODAY).gives(2, "did you mean `from`?")
    missing = sstc("schedule", "set", "webinars[6].join.passcode", "--remove", *TODAY)
    assert (missing.status, "`webinars[6].join` is missing" in missing.err) == (3, True)
    result = sstc("schedule", "set", f"{place}.passcode", "48 1516", "--force", *TODAY)
    assert "E111 this is not a passcode" in result.err
    assert "48 1516" not in sstc("validate", "--format", "github", *TODAY).out


def test_a_text_of_ones_own_makes_its_map(sstc: Sstc, workspace: Path) -> None:
    place = "webinars[training-models].more"
    for key, text in (("booth", "Hall 3"), ("hall", "East")):
        assert sstc("schedule", "set", f"{place}.{key}", text, *TODAY).status == 0
    added = "    more:\n      booth: Hall 3\n      hall: East\n"
    assert plan(workspace).count(added) == 1
    wrong = sstc("schedule", "set", f"{place}.Booth", "Hall 3", *TODAY)
    assert (wrong.status, "E109 `Booth` is not a key" in wrong.err) == (1, True)


SLOT = "Fri 2020-10-16 20:00–21:30 Beijing time"
THERE = "webinars[sustainable-payment]"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("move", "8", "--date", "2020-10-15", "--time", "19:30"),
            [
                "webinar 8 moves to Thursday 15 October 2020, 1 day and 30 minutes earlier",
                f"  was  {SLOT}",
                "  now  Thu 2020-10-15 19:30–21:00 Beijing time",
            ],
        ),
        (("cancel", "8", "--reason", "Rain"), ["webinar 8 is cancelled: Rain", f"  was  {SLOT}"]),
        (
            ("set", f"{THERE}.ends", "2020-10-16 22:00"),
            [
                "webinar 8 takes 30 minutes longer",
                f"  was  {SLOT}",
                "  now  Fri 2020-10-16 20:00–22:00 Beijing time",
            ],
        ),
        (
            ("set", f"{THERE}.join.passcode", "481516"),
            ["`join.passcode` of webinar 8 is new", "  now  481516"],
        ),
        (("set", "count", "16"), ["`count` changes", "  was  15", "  now  16"]),
        (
            ("set", "people[0].email", "--remove"),
            ["`people[ana].email` is removed", "  was  ana@example.org"],
        ),
        (("set", f"{THERE}.revised", "2020-08-01 09:00"), ["`revised` of webinar 8 is new"]),
        (("set", "languages[1]", "fr"), ["`languages` changes", "  was  en, zh", "  now  en, fr"]),
    ],
    ids=lambda words: " ".join(words[:2]) if isinstance(words, tuple) else "",
)
def test_a_change_is_told_in_sentences(sstc: Sstc, workspace: Path, words, told) -> None:
    person = "people: [{id: ana, name: {en: Ana, zh: Ana}, email: ana@example.org}]\n\nwebinars:\n"
    alter(workspace, "\nwebinars:\n", f"\n{person}")
    change = ("schedule", *words, "--dry-run", *TODAY)
    assert sstc(*change).out.splitlines()[: len(told)] == told
    assert sstc(*change, "--diff").out.startswith("--- data/webinars.yaml\n+++ ")


def test_webinars_that_move_alike_are_told_together(sstc: Sstc, workspace: Path) -> None:
    before = open_workspace(workspace, date(2020, 7, 2))
    text = re.sub("(starts|ends): 2020-10-", r"\1: 2020-09-", before.main.tree.text)
    text = text.replace("2020-08-14 19:30", "2020-08-14 19:00")
    after = replace(before, main=before.main.with_tree(parse(text, DATA.as_posix())))
    lines = [*sentences(before, after)]
    assert lines[0] == "4 webinars move, each 30 days earlier"
    assert lines[1].startswith("  7: Fri 2020-10-09 15:30–17:00 Beijing time → Wed 2020-09-09 15")
    assert lines[5].startswith("webinar 1 moves to 19:00 on the same day, 30 minutes earlier")


def test_new_items_and_another_order_are_told(workspace: Path) -> None:
    before = open_workspace(workspace, date(2020, 7, 2))
    root = before.main.tree.text

    def told(text: str) -> list[str]:
        after = replace(before, main=before.main.with_tree(parse(text, DATA.as_posix())))
        return [*sentences(before, after)]

    assert told(root.replace("id: sustainable-payment", "id: other")) == [
        "webinar 8 is new, on Friday 16 October 2020",
        f"  now  {SLOT}",
        "webinar 8 is no longer in the plan",
        f"  was  {SLOT}",
        "  affected: all audiences; all organisers",
    ]
    head, *items = root.split("\n  - id: sustainable-")
    assert told("\n  - id: sustainable-".join([head, items[1], items[0], *items[2:]])) == [
        "the items of the plan are in another order"
    ]


def test_several_webinars_move_to_another_hour(sstc: Sstc, workspace: Path) -> None:
    before = data(workspace).read_text("utf-8")
    day = ("--today", "2020-11-20")  # after webinar 12, and before 13 to 15
    sstc("schedule", "move", "--from", "14", "--time", "16:00", *day).gives(0)
    assert len([line for line in changes(before, workspace) if "starts" in line]) == 2
    moved = sstc("schedule", "move", "--all", "--time", "16:00", *day).gives(0)
    assert moved.out.count("all audiences") == 1
    lines = changes(before, workspace)
    moved = [line for line in lines if "starts" in line]
    assert len(moved) == 3 and all(line.endswith(" 16:00") for line in moved)
    assert lines.count("    revision: 1") == 3
    for words in ((), ("3", "--all"), ("--all", "--date", "2020-12-01")):
        assert sstc("schedule", "move", *words, "--time", "16:00", *day).status == 2
    sstc("schedule", "move", "--all", "--time", "15:00", "--today", "2021-01-01").gives(2)


def changes(before: str, workspace: Path) -> list[str]:
    old = before.splitlines()
    return [line for line in data(workspace).read_text("utf-8").splitlines() if line not in old]
