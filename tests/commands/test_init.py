"""`sstc init`: clean at once, and nothing overwritten."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc
from systems import KILLS

LATE = ["--starts", "23:30", "--minutes", 120, "--webinars", 2]


@pytest.mark.parametrize(
    ("options", "count"),
    [([], "3 webinars"), (["--example"], "15 webinars"), (LATE, "2 webinars")],
)
def test_validates_clean_at_once(sstc, tmp_path, options, count) -> None:
    folder = tmp_path / "Women in Trade"
    result = sstc("init", folder, *options).gives(0)
    assert all(Path(line).is_file() for line in result.out.splitlines())
    result = sstc("--workspace", folder, "validate", "--strict").gives(0, out="")
    assert result.err.startswith(count)


@pytest.mark.parametrize(("starts", "ends"), [("01:30", "04:00"), ("00:15", "01:45")])
def test_a_clock_change_takes_no_minutes(sstc: Sstc, tmp_path: Path, starts, ends) -> None:
    place = ("--zone", "Europe/Paris", "--minutes", 90, "--webinars", 1)
    sstc("init", tmp_path / "w", *place, "--first", "2027-03-28", "--starts", starts).gives(0)
    text = (tmp_path / "w" / "data" / "webinars.yaml").read_text("utf-8")
    assert f"starts: 2027-03-28 {starts}\n    ends: 2027-03-28 {ends}\n" in text
    told = "a webinar would end at the second 02:00 on 2027-10-31"
    autumn = ("--first", "2027-10-31", "--starts", "01:30")
    sstc("init", tmp_path / "v", *place, *autumn).gives(2, told)
    assert not (tmp_path / "v").exists()


def test_the_example_has_files_to_try_commands_on(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    sstc("init", tmp_path / "w", "--example")
    monkeypatch.chdir(tmp_path / "w")
    assert sstc("surveys", "import", "exit.xlsx").status == 0
    assert sstc("surveys", "summary", 7).status == 0
    assert sstc("calendar", "check", "invitation.ics").status == 0
    assert Path("contacts.csv").is_file()
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=tmp_path / "w", check=True)
    found = sstc("validate", "--strict", "--ignore", "W719")  # not all files are imported
    assert found.out == "", "git does not track the answers"
    sstc("init", tmp_path / "own")
    assert not (tmp_path / "own" / "exit.xlsx").exists()


def test_the_exports_of_the_example_show_a_gain(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    sstc("init", tmp_path / "w", "--example")
    monkeypatch.chdir(tmp_path / "w")
    files = sorted(Path("exports").iterdir())
    result = sstc("surveys", "import", "exit.xlsx", *files, "--json").gives(0)
    tables = [table for file in json.loads(result.out)["files"] for table in file["tables"]]
    assert all(table["rejected"] == 0 and table["new"] for table in tables)
    surveys = ["attendance", "exit", "later", "registration"]
    assert sorted({table["survey"] for table in tables}) == surveys
    for webinar, people in {5: (112, 67, 40), 6: (86, 51, 30), 7: (66, 39, 24)}.items():
        found = json.loads(sstc("surveys", "summary", webinar, "--format", "json").out)
        numbers = {survey["survey"]: survey["n"] for survey in found["surveys"]}
        there = found["attendance"]["persons"]
        assert (numbers["registration"], there, numbers["exit"]) == people
        gain = found["gains"]["exit"]
        assert gain["pairs"] >= 20
        assert gain["difference"]["low"] > 0, "a true gain"


@pytest.mark.parametrize(
    ("start", "found"), [((), "no errors"), (("--from", "plan.csv"), "no errors, 1 warning")]
)
def test_a_series_in_several_languages_asks_which_one_people_read(
    start, found, sstc: Sstc, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.csv").write_text("Date,Time,Title\n2027-03-05,15:00-16:30,Power\n", "utf-8")
    told = ("--language", "pt-PT", "--language", "fr", "--zone", "Europe/Paris", "--title", "É: a")
    sstc("init", "w", *start, *told).gives(0)
    sstc("--workspace", "w", "validate", "--today", "2026-12-01").gives(0, f"3 surveys: {found}\n")
    plan = Path("w/data/webinars.yaml").read_text("utf-8")
    for line in ("title: 'É: a'", "zone: Europe/Paris", "languages: [pt-PT, fr]"):
        assert f"\n{line}\n" in plan
    form = Path("w/data/surveys/registration.yaml").read_text("utf-8")
    assert (
        "{code: pt_pt, text: Português" in form
        and "Quelle langue préférez-vous\N{NO-BREAK SPACE}?" in form
    )
    form = form.replace("    role: language\n", "")
    Path("w/data/surveys/registration.yaml").write_text(form, "utf-8")
    assert "W275 the survey `registration` does not ask" in sstc("--workspace", "w", "validate").out


def test_a_series_in_one_language_has_the_name_of_its_zone(sstc: Sstc, tmp_path: Path) -> None:
    sstc("init", tmp_path / "w", "--zone", "Europe/Paris", "--title", "Cities").gives(0)
    sstc("--workspace", tmp_path / "w", "validate", "--strict").gives(0, out="")
    plan = (tmp_path / "w/data/webinars.yaml").read_text()
    assert "\nzone_name: Paris time\n" in plan and "audience_zones" not in plan


def test_the_folder_names_the_series_and_keeps_its_gitignore(sstc: Sstc, tmp_path: Path) -> None:
    sstc("init", tmp_path / "Women in Trade")
    assert "id: women-in-trade\n" in (tmp_path / "Women in Trade/data/webinars.yaml").read_text()
    assert "the `id` of the series is `my-series`" in sstc("init", tmp_path / "女性贸易").err
    assert "id: my-series\n" in (tmp_path / "女性贸易/data/webinars.yaml").read_text("utf-8")
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / ".gitignore").write_text("mine\n")
    assert sstc("init", tmp_path / "w").status == 0
    assert (tmp_path / "w" / ".gitignore").read_text() == "mine\n"


def test_never_overwrites(sstc: Sstc, workspace: Path) -> None:
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    sstc("init").gives(3, "already exists", out="")
    assert {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()} == before


def test_git_ignores_what_commands_leave(sstc: Sstc, tmp_path: Path) -> None:
    sstc("init", tmp_path / "w")
    for name in ("data/.webinars.yaml.lock", "data/.sstc-0a1b2c3d.lock", "out/x.md", ".sstc/x"):
        (tmp_path / "w" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "w" / name).touch()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "w", check=True)
    words = ["git", "status", "--porcelain", "-uall"]
    shown = subprocess.check_output(words, cwd=tmp_path / "w", text=True)
    assert "data/webinars.yaml" in shown
    assert not any(part in shown for part in (".lock", "out/", ".sstc"))


def test_a_file_in_the_way(sstc: Sstc, tmp_path: Path) -> None:
    (tmp_path / "w").write_text("a file")
    sstc("init", tmp_path / "w").gives(3, "cannot write")


KILLED = """
import os, signal, sys
from sstc_cli.cli import main
fsync, left = os.fsync, int(sys.argv[2])
def counted(handle):
    global left
    fsync(handle)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = counted
main(["init", sys.argv[1], "--example"])
"""


@KILLS
@pytest.mark.parametrize("file", range(1, 7))
def test_a_killed_init_can_be_begun_again(sstc: Sstc, tmp_path: Path, file: int) -> None:
    """Until the plan is there, which comes last, there is no workspace."""
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "w", str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert sstc("init", tmp_path / "w", "--example").status == 0
    assert sstc("init", tmp_path / "whole", "--example").status == 0
    for whole in (path for path in (tmp_path / "whole").rglob("*") if path.is_file()):
        name = whole.relative_to(tmp_path / "whole")
        assert (tmp_path / "w" / name).read_bytes() == whole.read_bytes()


def test_an_init_that_was_killed_at_its_very_end_leaves_nothing(sstc: Sstc, tmp_path: Path) -> None:
    assert sstc("init", tmp_path / "w").status == 0
    left = tmp_path / "w" / "data" / ".sstc-b54e87eb-b9f8713b65b6e402.tmp"
    left.write_bytes(b"the plan under its second name")
    assert sstc("init", tmp_path / "w").status != 0
    assert not left.exists()


def test_a_reader_that_closes_the_pipe_leaves_a_whole_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    command = [sys.executable, "-u", "-m", "sstc_cli", "init", folder, "--example"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        subprocess.run(command, stdout=writer, stderr=subprocess.DEVNULL, check=False)
    finally:
        os.close(writer)
    assert (folder / "data" / "webinars.yaml").is_file()
