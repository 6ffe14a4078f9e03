"""`sstc init --after`: next year's series has what stays, and nothing of what was done."""

import re
from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import REPOSITORY, Sstc, alter, on_terminal, write_csv

from sstc_cli.cli.console.opt_outs import opted_out
from sstc_cli.cli.console.store import key_file
from sstc_cli.model import Series
from sstc_cli.workspace import open_workspace

DAY = ("--today", "2028-01-10")
DONE = "    done: {2027-03-08: 2027-03-08}\n"
ODD = """
# a remark at the margin

breaks:
  - {name: Pause, starts: 2027-03-16}

deadlines:
  - {id: budget, name: Budget, due: 2027-01-10}
  - id: meeting
    name: Meeting
    due: every Monday
"""
KEPT = ("people", "organisers", "audiences", "agenda", "topics", "kinds", "partners", "notes")
NOTES = "notes:\n  - |-\n    One.\n\n\n    Two.\n"
PERSON = """\
  - id: first-speaker
    picture: {file: photos/one.png, alternative: Une personne}
    email: one@example.org
"""
REST = """
site_url: https://example.org/ports/
look: {accent: '#17456e'}
waivers:
  - {code: W401, reason: x}
  - {code: W302, path: 'webinars[1]', reason: y}
"""


@pytest.fixture
def old(sstc: Sstc, tmp_path: Path) -> Path:
    """Begin a series that has been held, with all that its office has made for it."""
    root = tmp_path / "2027" / "ports"
    sstc("init", root, "--language", "fr", "--language", "ar", "--organiser", "Ports").gives(0)
    plan = root / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    text = re.sub(r"(?s)breaks:.*?\n\n", "", text)
    text = re.sub(r"(?s)\n# What is due when.*?\n\n", ODD + DONE + "\n", text)
    text = text.replace("  - id: exit\n", "  - id: exit\n    url: https://example.org/exit\n")
    text = text.replace("    talks:\n", "    join: {url: https://example.org/j/1}\n    talks:\n")
    text = text.replace("\npeople:\n", f"\n{NOTES}people:\n# all of them\n")
    text = text.replace("  - id: first-speaker\n", PERSON) + REST
    plan.write_text(text, "utf-8")
    picture = REPOSITORY / "docs" / "pictures" / "letterhead.png"
    for name, data in {
        "templates/x": b"x", "photos/one.png": picture.read_bytes(), "out/x.md": b"",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    docx.Document().save(str(root / "templates" / "letterhead.docx"))
    sstc("--workspace", root, "release", "publish", "first", "--today", "2027-01-11").gives(0)
    return root


def series_in(root: Path) -> Series:
    workspace = open_workspace(root, date(2028, 1, 10))
    assert workspace.series, workspace.diagnostics
    return workspace.series


def uids(sstc: Sstc, root: Path) -> set[str]:
    sstc("--workspace", root, "calendar", "export", *DAY).gives(0)
    [file] = (root / "out" / "calendar").glob("*.ics")
    return {*re.findall(r"UID:(.*)", file.read_text("utf-8"))}


def test_what_stays_is_kept_and_what_was_done_is_not(sstc: Sstc, old: Path) -> None:
    new = old.parent.parent / "2028" / "ports"
    move = ("schedule", "move", 1, "--date", "2027-03-04")  # once, to a Thursday
    sstc("--workspace", old, *move, "--today", "2027-01-12").gives(0)
    told = sstc("init", new, "--after", old, "--webinars", 5, "--starts", "16:00", *DAY).gives(0)
    assert "5 webinars from 2028-02-29 to 2028-03-28; 1 person kept" in told.err
    assert "2 questions about single webinars" in told.err and "private values" in told.err
    assert "warning" not in told.err
    early = sstc("init", new.parent / "early", "--after", old, "--first", "2027-01-05", *DAY)
    assert "warning: it begins before `ports` ends, on 2027-03-" in early.gives(0).err
    before, after = series_in(old), series_in(new)
    assert after.look == before.look and after.look
    for key in KEPT:
        assert getattr(after, key) == getattr(before, key), key
    assert before.id == "ports" and after.id == "ports-2028", "calendars take them for others"
    assert not uids(sstc, old) & uids(sstc, new)
    assert (str(after.deadlines[0].due), after.deadlines[1].done) == ("2028-01-09", {})
    assert not after.breaks and after.site_url is None and not any(u.url for u in after.surveys)
    assert [waiver.code for waiver in after.waivers] == ["W401"]
    assert [one.title.pick("ar") for one in after.webinars][4] == "الندوة 5"
    assert {len(one.talks) for one in after.webinars} == {0}
    assert not any(one.join or one.done for one in after.webinars)
    files = {file.relative_to(new).as_posix() for file in new.rglob("*") if file.is_file()}
    assert files == {
        ".gitignore", "data/webinars.yaml", "photos/one.png",
        "templates/letterhead.docx", "templates/x",
        *(f"data/surveys/{kind}.yaml" for kind in ("registration", "exit", "later")),
        *(file for file in files if file.startswith(("out/", ".sstc/"))),
    }  # fmt: skip
    text = (new / "data/webinars.yaml").read_text("utf-8")
    assert "\n# a remark at the margin\n" in text and "\npeople:\n# all of them\n" in text
    assert not any("first-topic" in file.read_text("utf-8") for file in new.glob("data/**/*.yaml"))
    sstc("--workspace", new, "validate", *DAY).gives(0)


def test_a_terminal_asks_when_the_next_series_is(sstc: Sstc, old: Path, monkeypatch) -> None:
    answers = ["Ports 2028", "", "2028-04-06", "", "", "2"]
    prompts = on_terminal(monkeypatch, *answers)
    sstc("init", old.parent / "ports-28", "--after", old, *DAY).gives(0)
    assert len(prompts) == len(answers)
    after = series_in(old.parent / "ports-28")
    assert after.title.pick("fr") == "Ports 2028" and after.id == "ports-28"
    assert after.cadence and after.cadence.weekday == ("Thursday",)
    assert [f"{one.starts:%m-%d %H:%M}" for one in after.webinars] == ["04-06 15:00", "04-13 15:00"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--language", "en"], "the series before it decides that\nhelp: leave `--language` out"),
        (["--example"], "leave `--after` out"),
        (["--from", "plan.xlsx"], "leave `--from` out"),
        (["--minutes", "x"], "--minutes"),
    ],
)
def test_what_cannot_be_decided_again_is_refused(sstc, old, words, message) -> None:
    sstc("init", old.parent / "next", "--after", old, *words).gives(2, message)
    alter(old, "zone: Africa/Nairobi", "zone: Nairobi")
    sstc("init", old.parent / "next", "--after", old).gives(1, "has errors")
    sstc("init", old.parent / "next", "--after", old.parent).gives(3, "is not a workspace")
    assert not (old.parent / "next").exists()


def test_who_wants_no_mail_gets_none_in_any_series(sstc: Sstc, old: Path) -> None:
    addresses = [f"{name}@example.org" for name in ("ann", "bo", "cy")]
    people = write_csv(old / "people.csv", ("E-mail",), *((one,) for one in addresses))

    def prepared(root: Path) -> str:
        words = ("mail", "prepare", "invitation", 1, "--to", people, "--today", "2027-01-11")
        return sstc("--workspace", root, *words).gives(0).err

    sstc("--workspace", old, "mail", "stop", "ann@example.org").gives(0)
    list_ = key_file().with_name("mail.stopped")
    assert re.fullmatch(r"[0-9a-f]{64}\n", list_.read_text())
    list_.unlink()  # as in a series from before there was a list
    sstc("init", old.parent / "next", "--after", old).gives(0, "1 person who want no mail")
    assert list_.stat().st_mode & 0o077 == 0
    for name in ("next", "other"):
        root = old.parent / name
        if name == "other":
            sstc("init", root).gives(0)
        sstc("--workspace", root, "surveys", "key", "--rotate").gives(0)
        assert "left out 1 person: unsubscribed" in prepared(root)
    sstc("--workspace", old.parent / "other", "mail", "allow", "ann@example.org").gives(
        0, out="this person gets mail again: the person had asked for none\n"
    )
    assert not opted_out()("ann@example.org")
    list_.unlink()
    list_.mkdir()
    words = ("mail", "prepare", "invitation", 1, "--to", people, "--today", "2027-01-12")
    sstc("--workspace", root, *words).gives(3, "the list of people who want no mail")
