"""`sstc undo`: what commands changed is taken back to the byte, but never over a later edit."""

import json
import random
from pathlib import Path

import pytest
from conftest import Sstc, alter, on_terminal
from hypothesis import given
from hypothesis import strategies as st
from killing import kill
from systems import STOPS

from sstc_cli.cli.console import journal
from sstc_cli.errors import ExitCode, SstcError

TODAY = ("--today", "2020-07-02")
MOVE = ("schedule", "move", "7", "--time", "16:00", *TODAY)
CHANGES = (
    MOVE,
    ("schedule", "swap", "2", "3", *TODAY),
    ("schedule", "cancel", "9", "--reason", "Ill", *TODAY),
    ("schedule", "set", "webinars[4].join_url", "https://example.org/5", *TODAY),
    ("due", "done", "agenda", "7", *TODAY),
    ("validate", "--fix", *TODAY),
)


@pytest.fixture
def data(workspace: Path) -> Path:
    return workspace / "data" / "webinars.yaml"


def steps(sstc: Sstc) -> list[dict[str, object]]:
    return json.loads(sstc("undo", "--list", "--json").gives(0).out)["steps"]


def test_any_number_of_changes_is_taken_back_to_the_byte(sstc: Sstc, data: Path) -> None:
    exit_survey = data.parent / "surveys" / "exit.yaml"
    alter(exit_survey, "    required: true", "    requird: true", count=1)
    alter(data, "weekday: Friday}", "weekday: Fridy}")
    data.write_bytes(b"\xef\xbb\xbf" + data.read_bytes().replace(b"\n", b"\r\n"))
    states = [(data.read_bytes(), exit_survey.read_bytes())]
    changes = random.sample(CHANGES, len(CHANGES))
    changes.sort(key=lambda words: words[0] != "validate")  # without the typo, all can be read
    for words in changes:
        assert sstc(*words).status in (0, 1)
        states.append((data.read_bytes(), exit_survey.read_bytes()))
    assert len({*states}) == len(CHANGES) + 1
    assert [step["command"].split()[-1] for step in steps(sstc)] == [
        words[0] if words[0] == "validate" else words[1] for words in reversed(changes)
    ]
    at = len(changes)
    for count in (1, 2, 1, 2):
        sstc("undo", count, "--dry-run").gives(0, "no files changed\n")
        sstc("undo", count, "--yes", *TODAY).gives(0, f"undid {count} change")
        at -= count
        assert (data.read_bytes(), exit_survey.read_bytes()) == states[at]
    sstc("undo", "--yes").gives(2, "nothing can be undone: no command has changed the plan\n")


def test_it_says_what_it_takes_back_and_asks(sstc: Sstc, data: Path, monkeypatch) -> None:
    before = data.read_bytes()
    sstc(*MOVE).gives(0)
    sstc("undo").gives(2, "add `--yes`")
    prompts = on_terminal(monkeypatch, "n", "y")
    said = "webinar 7 moves to 16:00 on the same day, 30 minutes later"
    sstc("undo").gives(0, "nothing was changed", shows=("2020-07-02, `sstc schedule move`", said))
    assert data.read_bytes() != before
    sstc("undo").gives(0, "undid 1 change: updated data/webinars.yaml\n")
    assert data.read_bytes() == before
    assert len(prompts) == 2


def test_a_later_edit_by_hand_stays(sstc: Sstc, data: Path) -> None:
    before = data.read_bytes()
    sstc(*MOVE).gives(0)
    moved = data.read_bytes()
    alter(data, "16:00\n    ends: 2020-10-09 17:30", "16:00\n    ends: 2020-10-09 17:00")
    edited = data.read_bytes()
    refused = (
        "what `sstc schedule move` of 2020-07-02 did in data/webinars.yaml was changed by hand"
        " later, in `sustainable-logistics`"
    )
    sstc("undo", "--yes").gives(2, refused)
    sstc("due", "done", "agenda", "8", "--force", *TODAY).gives(0)
    sstc("undo", "2", "--yes").gives(2, refused)  # as a whole: nothing is undone in part
    sstc("undo", "--yes").gives(0)
    assert data.read_bytes() == edited
    data.write_bytes(moved)
    alter(data, "count: 15", "count: 16")
    sstc("due", "done", "agenda", "8", *TODAY).gives(0)
    alter(data, "weekday: Friday}", "weekday: Friday}  # by hand")
    sstc("undo", "2", "--yes").gives(0, "undid 2 changes")
    kept = before.replace(b"count: 15", b"count: 16")
    assert data.read_bytes() == kept.replace(b"weekday: Friday}", b"weekday: Friday}  # by hand")


@given(st.randoms(use_true_random=False))
def test_an_edit_stays_or_nothing_is_taken_back(chance: random.Random) -> None:
    def webinar(id_: int) -> dict[str, str]:
        return {"id": f"w{id_}", "starts": chance.choice("AB"), "title": chance.choice("AB")}

    def text(items: list[dict[str, str]]) -> str:
        return "webinars:\n" + "".join(
            "  - " + "\n    ".join(f"{key}: {item[key]}" for key in item) + "\n" for item in items
        )

    old = [webinar(number) for number in range(4)]
    made = [dict(item) for item in old]
    changed = chance.choice(made)
    changed[chance.choice(["starts", "title"])] = "C"
    now = [dict(item) for item in made]
    for _ in range(chance.randint(1, 3)):  # by hand: new ones are like others
        match chance.randint(0, 2):
            case 0:
                copy = {**chance.choice(now), "id": f"w{chance.randint(4, 999)}"}
                now.insert(chance.randint(0, len(now)), copy)
            case 1:
                now.remove(chance.choice(now))
            case _:
                chance.choice(now)[chance.choice(["starts", "title"])] = chance.choice("ABD")
    try:
        left = journal._without(text(made), text(old), text(now))
    except ValueError:
        return
    before = {item["id"]: item for item in old}
    was = {item["id"]: item for item in made}
    wanted = [{key: before[one["id"]][key] if one["id"] in was and one[key] == was[one["id"]][key]
               else one[key] for key in one} for one in now]  # fmt: skip
    assert left == text(wanted)


def test_what_was_killed_midway_is_no_step_or_ends(sstc: Sstc, data: Path, monkeypatch) -> None:
    before = data.read_bytes()

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    sstc(*MOVE).gives(0)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "delete", killed)  # the file is written, and the step is still there
        assert sstc("undo", "--yes").status == 130
    assert data.read_bytes() == before
    sstc("undo", "--yes").gives(2, "nothing can be undone")
    sstc("due", "done", "agenda", "7", *TODAY).gives(0)
    written, write = data.read_bytes(), journal.write_whole
    with monkeypatch.context() as patch:
        patch.setattr(journal, "discard", print)  # a kill cleans nothing up
        patch.setattr(
            journal, "write_whole",
            lambda path, *all_, **more: killed() if path == data else write(path, *all_, **more),
        )  # fmt: skip
        assert sstc(*MOVE).status == 130
    assert data.read_bytes() == written
    sstc("undo", "--yes").gives(0, hides="schedule move", shows="sstc due done")
    assert data.read_bytes() == before


def test_what_fails_midway_is_taken_back(sstc: Sstc, data: Path, monkeypatch) -> None:
    exit_survey = data.parent / "surveys" / "exit.yaml"
    alter(exit_survey, "    required: true", "    requird: true", count=1)
    alter(data, "weekday: Friday}", "weekday: Fridy}")
    before = data.read_bytes(), exit_survey.read_bytes()
    written, write = set(), journal.write_whole

    def write_one(path: Path, *all_: object, **more: object) -> bool:
        if path.suffix == ".yaml" and len(written | {path}) > 1:
            raise SstcError("no space left on device", status=ExitCode.FAILED)
        written.update({path} if path.suffix == ".yaml" else ())
        return write(path, *all_, **more)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_whole", write_one)
        sstc("validate", "--fix", *TODAY).gives(3, "no space left")
    assert written
    assert (data.read_bytes(), exit_survey.read_bytes()) == before
    assert steps(sstc) == []
    sstc("validate", "--fix", *TODAY).gives(0)


@STOPS
def test_killed_at_any_moment_the_plan_is_old_or_new(sstc: Sstc, workspace: Path) -> None:
    sstc(*MOVE).gives(0)
    (found,) = kill(workspace, {"words": ["undo", "--yes"], "places": ["data", ".sstc"],
                                "most": 15, "state": ["schedule", "show", "7"],
                                "ends": [0, 2]})  # fmt: skip
    assert found["nothing"] and found["all"]


def test_an_import_of_answers_is_a_step(sstc: Sstc, workspace: Path) -> None:
    rows = "email,content,consent\nana@example.org,5,yes\nben@example.org,4,yes\n"
    Path("exit-webinar-7.csv").write_text(rows, "utf-8")
    sstc("surveys", "import", "exit-webinar-7.csv", "--today", "2020-10-10").gives(0)
    sstc(*MOVE).gives(0)
    told = ("imported exit-webinar-7.csv\n   deletes 2 responses\n", "`sstc schedule move`")
    sstc("undo", "2", "--dry-run").gives(0, shows=told)
    sstc("undo", "2", "--yes").gives(0, "undid 2 changes: updated data/webinars.yaml\n")
    assert "0 people" in sstc("surveys", "check").out.replace("no ", "0 ")
    sstc("surveys", "import", "exit-webinar-7.csv", "--today", "2020-10-10").gives(0)
    sstc("surveys", "undo", "--yes").gives(0, out="undid import 1: deleted 2 responses\n")
    sstc("undo", "--yes").gives(2, "nothing can be undone")


def test_the_journal_is_private_bounded_and_erased_with_texts(
    sstc: Sstc, workspace: Path, monkeypatch
) -> None:
    monkeypatch.setattr(journal, "_MOST", 2)
    for clock in ("16:00", "16:10", "16:20"):
        sstc("schedule", "move", "7", "--time", clock, *TODAY).gives(0)
    files = sorted((workspace / ".sstc").glob("undo-*"))
    assert [file.name for file in files] == ["undo-000002.json", "undo-000003.json"]
    sstc("undo", "3", "--yes").gives(2, "only 2 steps can be undone")
    Path("exit-webinar-7.csv").write_text("email,content,consent\na@example.org,5,yes\n", "utf-8")
    sstc("surveys", "import", "exit-webinar-7.csv", "--today", "2020-10-10").gives(0)
    sstc("surveys", "forget", "a@example.org", "--yes").gives(0)
    assert steps(sstc) == []


@pytest.mark.parametrize(
    "text", ["{", '{"a": ""}, "after": {}}', '{"a": 1}, "after": {"a": 1}}', '[], "after": []}']
)
def test_a_damaged_step_is_named_and_hides_none(sstc: Sstc, workspace: Path, text: str) -> None:
    sstc(*MOVE).gives(0)
    damaged = workspace / ".sstc" / "undo-000002.json"
    damaged.write_text('{"command": "x", "at": "x", "said": [], "before": ' + text, "utf-8")
    for words in (("--list",), ("--yes",)):
        sstc("undo", *words).gives(
            3,
            err="error: .sstc/undo-000002.json cannot be read, so nothing was undone\n"
            "help: delete that file: the other steps can be undone\n",
        )
    damaged.unlink()
    sstc("undo", "--yes").gives(0)


def test_a_journal_of_somebody_else_changes_nothing_outside(
    sstc: Sstc, workspace: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("mine", "utf-8")
    step = {"command": "x", "at": "x", "said": ["x"], "after": {str(own): "mine"}}
    folder = workspace / ".sstc"
    folder.mkdir()
    for text in ("", "theirs"):
        facts = json.dumps({**step, "before": {str(own): text}})
        (folder / "undo-000001.json").write_text(facts, "utf-8")
        sstc("undo", "--yes").gives(3, "outside the workspace")
        assert own.read_text("utf-8") == "mine"
