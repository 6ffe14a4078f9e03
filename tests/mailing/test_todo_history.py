"""`sstc todo` over random histories: nothing that is due is missing, nothing done is listed."""

import json
import os
import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from conftest import Sstc
from mail_office import found_office, register, send

HISTORIES = int(os.environ.get("SSTC_TEST_HISTORIES", "1"))  # more take their time: 50, for example
STEPS = 14
VISIT = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"


class Office:
    """A workspace to which things happen, day by day."""

    def __init__(self, sstc: Sstc, root: Path, seed: int) -> None:
        self.sstc, self.root = sstc, root
        self.chance = random.Random(seed)  # noqa: S311
        self.day = date(2020, 10, 1)
        found_office(root)

    def run(self, *words: object) -> str:
        result = self.sstc(*words, "--today", self.day)
        assert "internal error" not in result.err
        return result.out

    def facts(self, *words: object) -> dict:
        return json.loads(self.run(*words, "--json"))

    def left(self, *kinds: str) -> list[dict]:
        return [task for task in self.facts("todo")["left"] if not kinds or task["kind"] in kinds]

    def step(self) -> None:
        number = self.chance.randint(5, 10)
        match self.chance.randint(0, 9):
            case 0 | 1:
                self.day += timedelta(days=self.chance.randint(1, 6))
            case 2:
                clock = f"{self.chance.randint(14, 18)}:00"
                self.run("schedule", "move", number, "--time", clock, "--force")
            case 3:
                self.run("schedule", "cancel", number, "--reason", "Ill")
            case 4 if duties := self.left("duty"):
                command = self.chance.choice(duties)["command"]
                self.run(*command.split()[1:])
                assert command not in [task["command"] for task in self.left("duty")]
            case 5:
                rows = f"email,content,consent\na{number}@example.org,5,yes\n"
                (self.root / "exit.csv").write_text(rows, "utf-8")
                self.run("surveys", "import", "exit.csv", "--webinar", number)
            case 6:
                day = self.facts("schedule", "show", number)["detail"]["webinar"]["starts"][:10]
                times = f"{day} 15:30:00,{day} 16:00:00,30,Yes"
                (self.root / "visits.csv").write_text(f"{VISIT}Ama,ama@example.org,{times}\n")
                self.run("surveys", "import", "visits.csv", "--webinar", number)
            case 7:
                register(self.sstc, self.root, number=number)
            case 8:
                self.run("mail", "due")
                batches = sorted(file.name for file in (self.root / ".sstc/outbox").glob("[a-z]*"))
                if batches:
                    send(self.root, self.chance.choice(batches))
            case _:
                self.run("undo", "--yes")

    def check(self) -> None:
        left, due = self.left(), self.facts("due", "--all")["due"]
        for task in left:
            capitals = re.findall(r"\b[A-Z]{2,}\b", task["command"] or "")
            assert all(f"{word} is " in task["fill"] for word in capitals), task
        open_ = {(one["id"], one["webinar"]) for one in due
                 if one["standing"] in ("overdue", "today")}  # fmt: skip
        listed = {(duty_of(task), task["webinar"]) for task in left if task["kind"] == "duty"}
        assert listed <= open_, "what is done is listed"
        messages = ("agenda", "exit-survey")  # whose duties have the same ids
        by_mail = {(id_, task["webinar"]) for id_ in messages for task in left
                   if task["kind"] in ("mail", "due") and f"`{id_}" in task["text"]}  # fmt: skip
        assert open_ <= listed | by_mail, "what is due is missing"
        assert not listed & by_mail, "a duty is listed twice"
        had = {(one["survey"], number) for one in self.facts("surveys", "list")["imports"]
               for number in one["webinars"]}  # fmt: skip
        plan = self.facts("schedule", "list")["webinars"]
        over = [one["number"] for one in plan
                if one["starts"][:10] < str(self.day) and one["status"] != "cancelled"]  # fmt: skip
        lacking = {task["text"] for task in left if task["kind"] == "answers"}
        wanted = {"exit": "answers to the survey `exit`", "attendance": "attendance"}
        for survey, words in wanted.items():
            numbers = ", ".join(str(one) for one in over if (survey, one) not in had)
            assert any(re.fullmatch(rf"no {words} yet: webinars? {numbers}", text)
                       for text in lacking) == bool(numbers)  # fmt: skip


def duty_of(task: dict) -> str:
    words = task["command"].split()
    return words[3] if words[1] == "due" else words[1]


def test_nothing_due_is_missing_and_nothing_done_is_listed(sstc: Sstc, workspace: Path) -> None:
    for seed in range(HISTORIES):
        root = workspace.parent / f"history-{seed}"
        shutil.copytree(workspace, root)
        os.chdir(root)
        office = Office(sstc, root, seed)
        for _ in range(STEPS):
            office.step()
            office.check()
