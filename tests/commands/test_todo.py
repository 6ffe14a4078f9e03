"""`sstc todo`: nothing that is out of date is missing, and nothing that is done is listed."""

import json
import os
import random
import shutil
from pathlib import Path

from conftest import Sstc, alter

HISTORIES = int(os.environ.get("SSTC_TEST_HISTORIES", "1"))  # more take their time: 50, for example
STEPS = 10
SITE = "out/site/.sstc-site.json"
MADE = (
    ("agenda", "render", "7", "--format", "docx"),
    ("agenda", "render", "--all", "--language", "zh"),
    ("documents", "render", "programme", "concept-note"),
    ("documents", "render", "speaker-brief", "run-of-show", "3", "--paper", "letter"),
    ("invitations", "render", "2", "3", "--format", "html"),
    ("calendar", "export"),
    ("calendar", "export", "7", "8", "--alarm", "1d"),
    ("calendar", "export", "--audience", "ministries"),
    ("site", "build", "--draft", "--no-pictures"),
    ("notices", "render"),
    ("surveys", "form", "exit", "7"),
)


def left(sstc: Sstc, day: str, *kinds: str) -> list[dict[str, object]]:
    found = json.loads(sstc("todo", "--json", "--today", day).gives(0).out)["left"]
    assert [task["urgency"] for task in found] == sorted(task["urgency"] for task in found)
    return [task for task in found if not kinds or task["kind"] in kinds]


class History:
    """A workspace that changes, and the commands that made its files."""

    def __init__(self, sstc: Sstc, workspace: Path, chance: random.Random) -> None:
        self.sstc, self.root, self.chance = sstc, workspace, chance
        self.day = 1
        self.made: dict[tuple[str, ...], set[str]] = {}
        self.edited: set[str] = set()

    @property
    def today(self) -> str:
        return f"2020-07-{self.day:02}"

    def run(self, *words: object) -> str:
        result = self.sstc(*words, "--today", self.today)
        assert "internal error" not in result.err
        return result.out

    def step(self) -> None:
        number = self.chance.randint(1, 15)
        match self.chance.randint(0, 9):
            case 0:
                clock = f"{self.chance.randint(14, 18)}:{self.chance.choice(['00', '30'])}"
                self.run("schedule", "move", number, "--time", clock, "--force")
            case 1:
                title = f"Title {self.chance.randint(0, 99)}"
                self.run("schedule", "set", f"webinars[{number - 1}].title.en", title)
            case 2:
                self.run("schedule", "cancel", number, "--reason", "Ill")
            case 3:
                self.run("release", "publish", f"release-{self.day}", "--unchanged")
            case 4:
                self.run("undo", "--yes")
            case 5 if files := self.files():
                file = self.chance.choice(files)
                (self.root / file).unlink()
            case 6 if files := [file for file in self.files() if file != SITE]:
                file = self.chance.choice(files)
                (self.root / file).write_bytes(b"by hand")
                self.edited.add(file)
            case 7:
                self.day += 1
            case _:
                self.make(self.chance.choice(MADE))

    def make(self, words: tuple[str, ...]) -> None:
        if self.sstc(*words, "--today", self.today).status == 0:
            before = {name for files in self.made.values() for name in files}
            names = made_by(self.sstc, words, self.today)
            for files in self.made.values():
                files.difference_update(names)
            self.made[words] = names | (self.made.get(words, set()) & before)

    def files(self) -> list[str]:
        """Return the files that are there."""
        names = sorted(name for files in self.made.values() for name in files)
        return [name for name in names if (self.root / name).exists()]

    def out_of_date(self) -> set[str]:
        """Return what differs after each command has been run again in a copy of the workspace."""
        copy, found = self.root.parent / "copy", set()
        owned = {name for files in self.made.values() for name in files}
        for words, files in self.made.items():
            if not any((self.root / name).exists() for name in files):
                continue
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.root, copy)
            place = ("--workspace", copy, "--today", self.today)
            self.sstc(*words, "--replace", *place)
            if SITE in files:
                pages = [{file.relative_to(root): file.read_bytes()
                          for file in (root / "out" / "site").rglob("[!.]*") if file.is_file()}
                         for root in (self.root, copy)]  # fmt: skip
                found |= {SITE} if pages[0] != pages[1] else set()
                continue
            for file in (path for path in (copy / "out").rglob("[!.]*") if path.is_file()):
                name = file.relative_to(copy).as_posix()
                ours = self.root / name
                same = ours.exists() and ours.read_bytes() == file.read_bytes()
                is_ours = ours.exists() or name not in owned
                if not (same or name.startswith("out/site/") or name in self.edited) and is_ours:
                    found.add(name)
        shutil.rmtree(copy, ignore_errors=True)
        return found


def made_by(sstc: Sstc, words: tuple[str, ...], day: str) -> set[str]:
    if words[0] == "site":
        return {SITE}
    return {*sstc(*words, "--today", day).out.splitlines()}


def test_files_that_are_out_of_date_are_listed_and_no_others(sstc: Sstc, workspace: Path) -> None:
    for seed in range(HISTORIES):
        root = workspace.parent / f"history-{seed}"
        shutil.copytree(workspace, root)
        os.chdir(root)
        history = History(sstc, root, random.Random(seed))  # noqa: S311
        for words in history.chance.sample(MADE, 4):
            history.make(words)
        for step in range(STEPS):
            history.step()
            listed = left(sstc, history.today, "files")
            names = {str(name) for task in listed for name in task["files"]}
            assert names == history.out_of_date(), (seed, step)
        if not history.edited:
            sstc("todo", "--do", "--today", history.today).gives(0)
            assert left(sstc, history.today, "files") == []


def test_a_move_is_followed_by_what_it_makes_wrong(sstc: Sstc, workspace: Path) -> None:
    day = ("--today", "2020-07-01")
    sstc("release", "publish", "plan", *day).gives(0)
    for words in (MADE[0], MADE[2], ("calendar", "export")):
        sstc(*words, *day).gives(0)
    assert left(sstc, "2020-07-01") == []
    sstc("todo", *day).gives(0, "nothing is left to do\n", out="")
    sstc("schedule", "move", "7", "--time", "16:00", *day).gives(0)
    said = sstc("todo", *day).gives(0, "`sstc todo --do` writes files again")
    assert said.out == (
        "1. Webinar 7 changed since the release `plan`\n   sstc release publish plan-2020-07-01\n"
        "2. Out of date: out/agenda/07-sustainable-logistics.en.docx\n"
        "   sstc agenda render 7 --format docx\n"
        "3. Out of date: out/calendar/sstc-cities-ecommerce-2020.ics\n   sstc calendar export\n"
        "4. Out of date: out/programme/programme.en.md, out/concept-note/concept-note.en.md\n"
        "   sstc documents render programme concept-note\n"
    )
    status = " ".join(sstc("status", *day).out.split())
    assert "To do first Webinar 7 changed since the release `plan` sstc release" in status
    files = {file: file.read_bytes() for file in Path("out").rglob("*") if file.is_file()}
    assert [task["kind"] for task in left(sstc, "2020-07-01")] == ["release", *["files"] * 3]
    assert {file: file.read_bytes() for file in files} == files  # to look changes nothing
    sstc("todo", "--do", *day).gives(0, out=(
        "out/agenda/07-sustainable-logistics.en.docx\n"
        "out/calendar/sstc-cities-ecommerce-2020.ics\n"
        "out/programme/programme.en.md\nout/concept-note/concept-note.en.md\n"
        "1. Webinar 7 changed since the release `plan`\n   sstc release publish plan-2020-07-01\n"
    ))  # fmt: skip
    sstc("release", "publish", "later", "--today", "2020-07-02").gives(0)
    assert [task["command"] for task in left(sstc, "2020-07-02")] == ["sstc calendar export"]
    sstc("calendar", "export", "--today", "2020-07-02").gives(0)
    assert left(sstc, "2020-07-02") == []


def test_what_past_webinars_lack(sstc: Sstc, workspace: Path) -> None:
    attendance, found = left(sstc, "2020-08-22", "answers")
    assert found["text"] == "no answers to the survey `exit` yet: webinars 1, 2"
    assert found["command"] == "sstc surveys import FILE"
    assert attendance["text"] == "no attendance yet: webinars 1, 2"
    rows = "email,content,consent\nana@example.org,5,yes\n"
    Path("exit-webinar-1.csv").write_text(rows, "utf-8")
    sstc("surveys", "import", "exit-webinar-1.csv", "--today", "2020-08-22").gives(0)
    _, found = left(sstc, "2020-08-22", "answers")
    assert found["command"] == "sstc surveys import FILE --webinar 2"
    assert left(sstc, "2020-08-22", "report") == []
    (workspace / "data" / "report.yaml").unlink()  # names figures of more answers
    (found,) = left(sstc, "2021-01-01", "report")
    sstc(*str(found["command"]).split()[1:]).gives(0)
    assert left(sstc, "2021-01-01", "report") == []


def test_duties_are_those_of_due(sstc: Sstc, workspace: Path) -> None:
    day = "2020-10-01"
    due = json.loads(sstc("due", "--json", "--today", day).out)["due"]
    duties = {(task["text"].partition(",")[0], task["webinar"]) for task in left(sstc, day, "duty")}
    messages = {task["webinar"] for task in left(sstc, day, "mail") if "invitation" in task["text"]}
    wanted = {(duty["name"], duty["webinar"]) for duty in due}
    named = {(name.removesuffix(f" (webinar {number})"), number) for name, number in duties}
    missing = wanted - named
    assert named <= wanted and {number for _, number in missing} <= messages | {5, 6}
    first = left(sstc, day, "duty")[0]
    sstc(*str(first["command"]).split()[1:], "--today", day).gives(0)
    assert first not in left(sstc, day)


def test_guests_with_an_invitation_that_is_no_longer_true(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "    short: CATIS\n", "    short: CATIS\n    email: office@example.org\n")
    sstc("calendar", "export", 6, 7, "--request", "--to", "guest@example.org").gives(0)
    sstc("schedule", "cancel", 7, "--reason", "Ill", "--today", "2020-07-01").gives(0)
    (found,) = left(sstc, "2020-07-01", "calendar")
    assert found["text"] == "1 person has an invitation to webinar 7, which is cancelled"
    sstc(*str(found["command"]).split()[1:]).gives(0)
    assert left(sstc, "2020-07-01", "calendar") == left(sstc, "2020-07-01", "files") == []
    sstc("schedule", "move", 6, "--time", "16:00", "--today", "2020-07-01").gives(0)
    sstc("todo", "--do", "--today", "2020-07-01").gives(0)  # the guest still has the old hour
    (found,) = left(sstc, "2020-07-01", "calendar")
    assert found["command"] == "sstc calendar export 6 --request --to guest@example.org"
    assert found["text"].endswith(".request.ics; then send them to these guests again")
    assert (
        f"To do first\n  {found['text'][:12].capitalize()}"
        in sstc("status", "--today", "2020-07-01").out
    )
    sstc(*str(found["command"]).split()[1:]).gives(0)
    assert left(sstc, "2020-07-01", "calendar") == []
    link = ("webinars[5].recording", "https://example.org/6")
    sstc("schedule", "set", *link, "--today", "2020-09-29").gives(0)
    assert left(sstc, "2020-09-29", "calendar") == []  # nobody waits for what is over
    sstc("schedule", "set", "webinars[6].status", "planned", "--today", "2020-09-29").gives(0)
    (again,) = left(sstc, "2020-09-29", "calendar", "failing")
    assert again["command"] == "sstc calendar export 6 7 --request --to guest@example.org"


def test_one_act_for_many_webinars_is_one_line_on_one_screen(sstc: Sstc, workspace: Path) -> None:
    said = sstc("todo", "--today", "2020-10-01").gives(0, "and 2 more: `sstc todo --all`\n")
    assert said.out.startswith(
        "1. Open the registration (webinars 7, 8), overdue since 2020-09-18\n"
        "   sstc due done registration 7 8\n"
        "2. The message `invitation` of webinars 7, 8 is due since 2020-09-18\n"
        "   sstc mail prepare invitation 7 --to FILE\n"
        "   FILE is your list of contacts; then the same for webinar 8\n"
    )
    assert len(said.out.splitlines()) < 24
    every = sstc("todo", "--all", "--today", "2020-10-01").out
    knowledge = "Write the knowledge note (webinars 1, 2, 3, 4), overdue since 2020-08-28\n"
    assert f"{knowledge}   sstc knowledge start 1\n   then the same for webinars 2, 3, 4\n" in every
    assert every.count("knowledge note") == 1  # also with notes, which are about others
    lacks = "of webinars 5, 6 is due since 2020-09-18, but the survey `exit` has no link yet\n"
    adds = '   sstc schedule set "surveys[exit].url" URL\n   URL is the link that people open\n'
    assert f"{lacks}{adds}" in every  # once for both
    sstc("due", "done", "registration", 7, 8, "--today", "2020-10-01").gives(0)
    assert "registration" not in sstc("todo", "--today", "2020-10-01").out
    sstc("due", "done", "registration", 7, 8, "--undo").gives(0)
    assert sstc("todo", "--all", "--today", "2020-10-01").out == every
    assert "No attendance yet: webinars 1–15\n" in sstc("todo", "--today", "2021-01-10").out


def test_a_duty_of_a_message_is_never_recorded_before_its_hour(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "    send: 7 days before\n", "    send: 4 days before\n")
    (found,) = (task for task in left(sstc, "2020-10-03") if "agenda" in str(task["command"]))
    assert found["text"] == "the message `agenda` of webinar 7 is due on 2020-10-05"
    assert found["command"] == "sstc mail prepare agenda 7"
