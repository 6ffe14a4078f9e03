"""Commands that erase people, killed: what is left is found and erased by the second run."""

from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc
from killing import kill
from systems import STOPS

TODAY = ("--today", "2020-07-02")
PLACE = [".sstc"]


@pytest.fixture
def prepared(sstc: Sstc, workspace: Path) -> Path:
    """Return a workspace with four prepared mails."""
    assert sstc("schedule", "set", "organisers[0].email", "office@example.org", *TODAY).status == 0
    contacts = REPOSITORY / "examples" / "contacts.csv"
    sstc("mail", "prepare", "invitation", 7, "--to", contacts, *TODAY).gives(0)
    return workspace


def left(workspace: Path) -> list[str]:
    return [file.name for file in (workspace / ".sstc").rglob("*") if "contact-one" in text(file)]


def text(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.suffix == ".eml" else ""


@STOPS
@pytest.mark.parametrize(
    ("before", "words"),
    [
        (
            ("mail", "resolve", "invitation-sustainable-logistics", "--sent-by-hand", "--exported"),
            ("mail", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"),
        ),
        (("surveys", "check", "--fix"), ("surveys", "forget", "contact-one@example.org", "--yes")),
    ],
)
def test_a_second_run_deletes_the_mails_that_a_killed_one_left(sstc, prepared, before, words):
    assert sstc(*before).status == 0
    job = {"words": words, "places": PLACE, "most": 20, "tidy": True, "in_parts": True}
    (found,) = kill(prepared, job)
    assert found["nothing"] and found["all"]
    assert not left(prepared)


@STOPS
def test_drafts_of_a_killed_command_go_with_the_next_check(sstc: Sstc, prepared: Path) -> None:
    outbox = prepared / ".sstc" / "outbox"
    (batch,) = outbox.iterdir()
    batch.rename(outbox / ".sstc-mails.part.tmp")  # as a kill leaves them
    sstc("surveys", "check").gives(1, shows=".part.tmp is unfinished")
    assert [*outbox.iterdir()]
    assert "deleted what stopped commands left unfinished" in sstc("surveys", "check", "--fix").err
    assert not [*outbox.iterdir()]
