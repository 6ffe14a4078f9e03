"""`sstc mail preview`, `test` and `export`: seen before they are sent, or sent otherwise."""

import json
import re
import stat
import sys
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from conftest import Sstc
from mail_office import found_office, mails_in, prepared, register, reported, text_of
from openpyxl import load_workbook
from prepared import sending


@pytest.fixture
def office(workspace: Path) -> Path:
    return found_office(workspace)


def test_a_preview_has_each_variant_once(sstc: Sstc, office: Path) -> None:
    done = sstc("mail", "preview", "exit-survey", 7, "--all").gives(0)
    titles = re.findall(r"^=== (.*?) =+$", done.out, re.MULTILINE)
    assert titles == [
        "attended, English, as a person in Shanghai sees it",
        "attended, Chinese", "attended, language unknown",
        "absent, English", "absent, Chinese", "absent, language unknown",
        "attended, English, as a person in Lagos sees it",
    ]  # fmt: skip
    assert "NAME" in done.out
    assert done.out.count("Subject: ") == 7
    first = sstc("mail", "preview", "exit-survey", 7).gives(0, "6 more variants, which `--all`")
    assert done.out.startswith(first.out) and "Shanghai" in first.out
    assert [line.strip() for line in first.err.splitlines()[1:]] == titles[1:]
    one = sstc("mail", "preview", "exit-survey", 7, "--language", "zh", "--to", "absent")
    assert re.findall(r"^=== (.*?) =", one.out) == [
        "absent, Chinese, as a person in Shanghai sees it"
    ]
    assert not (office / ".sstc").exists()


def test_a_preview_says_what_else_the_mail_has(sstc: Sstc, office: Path) -> None:
    confirmation = sstc("mail", "preview", "confirmation", 7, "--language", "en")
    assert "Attached: calendar entry (REQUEST)" in confirmation.out
    invitation = sstc("mail", "preview", "invitation", 7, "--language", "en")
    assert "Attached: 07-sustainable-logistics.ics" in invitation.out
    assert "secret-7" in confirmation.out and "secret-7" not in invitation.out


def test_pages_of_a_preview_are_private(sstc: Sstc, office: Path) -> None:
    done = sstc("mail", "preview", "confirmation", 7, "--format", "html", "--all")
    files = [office / line for line in done.out.splitlines()]
    assert len(files) == 5
    for file in files:
        page = file.read_text(encoding="utf-8")
        assert "<style" not in page and "secret-7" in page
        assert sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_test_is_a_dry_run_until_it_is_sent(sstc: Sstc, office: Path) -> None:
    words = ("mail", "test", "confirmation", 7, "--to", "me@example.org")
    dry = sstc(*words).gives(0, "nothing was sent: add `--send`")
    assert dry.out.count("\n") == 5
    sstc(*words, "--send").gives(3, "no account to send with", out="")
    with sending(office):
        sstc(*words, "--send").gives(0, "sent 5 mails to me@example.org")
    status = json.loads(sstc("mail", "status", "--json").out)
    assert "confirmation" not in json.dumps(status)  # the ledger does not count them
    assert sstc("mail", "test", "confirmation", 7, "--to", "nobody").status == 2


def test_an_export_has_a_table_and_drafts(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    batch = prepared(sstc, "confirmation", 7)
    mails = mails_in(office, batch)
    sstc("mail", "export", batch, "-o", f"{office.parent}/private/").gives(0)
    folder = office.parent / "private"
    sheet = load_workbook(folder / f"{batch}.xlsx").active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == ("address", "name", "subject", "text", "file")
    assert {row[0]: row[1] for row in rows} == {
        "ama@example.org": "Ama Owusu", "wang@example.org": "王小明",
        "kofi@example.org": "Kofi Mensah",
    }  # fmt: skip
    with zipfile.ZipFile(folder / f"{batch}.eml.zip") as drafts:
        assert drafts.testzip() is None
        assert sorted(drafts.namelist()) == sorted(str(row[4]) for row in rows)
        for row in rows:
            draft = message_from_bytes(drafts.read(str(row[4])), policy=policy.default)
            assert draft["X-Unsent"] == "1"
            assert str(draft["Subject"]) == row[2] == str(mails[str(row[0])]["Subject"])
            kept = text_of(mails[str(row[0])]).replace("\r\n", "\n")
            assert str(row[3]).strip() == kept.strip()
            kinds = [part.get_content_type() for part in draft.walk()]
            assert "text/calendar" in kinds
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert "2 unchanged" in sstc("mail", "export", batch, "-o", f"{office.parent}/private/").err


@pytest.mark.parametrize("folder", ["data", "templates", ".", ".sstc"])
def test_an_export_stays_out_of_folders_that_others_get(sstc, office, folder) -> None:
    register(sstc, office)
    batch = prepared(sstc, "confirmation", 7)
    sstc("mail", "export", batch, "-o", f"{folder}/").gives(2)
    assert not [*office.glob(f"{folder}/*.eml.zip")]


def test_exported_mails_are_not_sent_again(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    batch = prepared(sstc, "confirmation", 7)
    assert sstc("mail", "export", batch).status == 0
    done = sstc("mail", "resolve", batch, "--sent-by-hand", "--exported")
    assert "3 mails are kept as sent" in done.out
    assert sstc("mail", "export", batch).status == 1
    states = reported(sstc, "confirmation", 7)["states"]
    assert states["sent"] == 3 and states["prepared"] == 0
