"""`sstc status` and `sstc watch`."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import version
from pathlib import Path
from queue import Queue

import pytest
from conftest import Sstc
from systems import INTERRUPTS


def test_status(sstc: Sstc, golden, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    result = sstc("status", "--today", "2020-10-01", "--zone", "America/Bogota").gives(0)
    tables = ", ".join(f"{name} {version(name)}" for name in ("tzdata", "holidays"))
    golden(result.out.replace(tables, "tzdata 2026.6, holidays 0.109"), "status.txt")


def test_status_shows_the_slot_on_this_computer(sstc: Sstc, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Africa/Nairobi")
    time.tzset()
    try:
        shown = sstc("status", "--today", "2020-10-01").out
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "  Fri 2020-10-09 10:30–12:00 on this computer (UTC+03:00)\n" in shown


def test_status_json_and_around_the_series(sstc: Sstc) -> None:
    document = json.loads(sstc("status", "--today", "2020-10-09", "--json").out)
    assert (document["past"], document["ahead"], document["days"]) == (6, 9, 0)
    assert document["next"]["number"] == 7
    assert document["overdue"] == 22
    due = [(deadline["day"], deadline["id"], deadline["webinar"]) for deadline in document["due"]]
    assert due[:4] == [
        ("2020-10-09", "report", 6),
        ("2020-10-09", "knowledge", 6),
        ("2020-10-09", "exit-survey", 7),
        ("2020-10-09", "agenda", 8),
    ]
    assert due[-1] == ("2020-10-16", "registration", 11)
    assert "Webinar 1, tomorrow:" in sstc("status", "--today", "2020-08-13").out
    assert "no webinars ahead" in sstc("status", "--today", "2021-01-01").out


def test_status_shows_what_was_released(sstc: Sstc) -> None:
    words = ("status", "--today", "2020-07-01")
    assert "Last release" not in sstc(*words).out
    sstc("release", "publish", "first-plan", "--today", "2020-06-01")
    assert json.loads(sstc(*words, "--json").out)["release"] == "first-plan"
    assert "first-plan, 2020-06-01: nothing has changed since" in sstc(*words).out
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-06-20")
    sstc("schedule", "set", "title.en", "Another title", "--today", "2020-06-20")
    shown = "1 webinar and the series changed since: see `sstc release diff`"
    assert shown in " ".join(sstc(*words).out.split())


@pytest.fixture
def watching(workspace: Path):
    """Run `sstc watch` in the workspace; yield it and a queue of the lines that it prints."""
    command = [sys.executable, "-m", "sstc_cli", "watch", "--today", "2020-07-01"]
    process = subprocess.Popen(command, cwd=workspace, stdout=subprocess.PIPE, text=True)
    lines: Queue[str] = Queue()
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout])
    reader.start()
    yield process, lines
    process.kill()
    process.wait()
    reader.join()
    process.stdout.close()


@INTERRUPTS
def test_watch_validates_at_every_save(watching, workspace: Path) -> None:
    process, lines = watching
    assert lines.get(timeout=30) == "15 webinars, 3 surveys: no errors\n"
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    new = file.with_suffix(".new")
    new.write_text(text.replace("count: 15", "count: 14"), encoding="utf-8")
    os.replace(new, file)  # noqa: PTH105 as editors do
    assert "E204" in lines.get(timeout=30)
    assert lines.get(timeout=30) == "15 webinars, 3 surveys: 1 error\n"
    file.write_text("", encoding="utf-8")
    assert "the file is empty" in lines.get(timeout=30)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
