"""From a registration of sixty people to an introduction, as a programme officer works."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, alter, write_csv
from prepared import sending

from sstc_cli.sheets.xlsx import write_workbook

DAY = ("--today", "2020-09-01")
HEADER = (
    "Email", "Your full name", "Organisation", "Country", "Target group", "Consent", "Offer",
    "Seek", "Introduction", "Shared", "Introductions at once", "Language",
)  # fmt: skip
LETTERS = ".sstc/partners"
SHARES = "My country;My group;What I offer and look for"
LOGISTICS, PAYMENTS = "Logistics and overseas warehouses", "Digital payments and trade finance"


def row(number: int, introduce: str = "Yes", shares: str = SHARES, most: str = "2") -> list[str]:
    """Return a registration; two who follow each other have one language and two countries."""
    odd, speaks_chinese = number % 2, number // 2 % 2
    topics = (LOGISTICS, PAYMENTS) if odd else (PAYMENTS, LOGISTICS)
    return [
        f"zq{number:02}@example.org", f"Zqname{number:02} Other", f"Zqoffice {number:02}",
        "China" if odd else "Kenya", "Companies", "Yes", *topics, introduce, shares, most,
        "Chinese" if speaks_chinese else "English",
    ]  # fmt: skip


def registered(sstc: Sstc, file: Path, rows: list[list[str]], *words: str) -> str:
    write_csv(file, HEADER, *rows)
    found = sstc(
        "surveys", "import", file, "--survey", "registration", "--webinar", "7",
        "--accept-suggestions", *(words or DAY),
    )  # fmt: skip
    assert found.status == 0, found.err
    return found.err


@pytest.fixture
def root(workspace: Path, sstc: Sstc) -> Path:
    alter(workspace / "data" / "surveys" / "registration.yaml", "    required: true\n", "")
    email = ("schedule", "set", "organisers[0].email", "office@example.org", "--yes")
    found = sstc(*email, *DAY)
    if found.status:
        found = sstc(*email[:-1], *DAY)
    assert found.status == 0, found.err
    registered(sstc, workspace / "r.csv", [row(number) for number in range(60)])
    return workspace


def pseudonyms(root: Path) -> dict[str, str]:
    with closing(sqlite3.connect(root / ".sstc" / "store.sqlite")) as store:
        return dict(store.execute("SELECT email, person FROM identities").fetchall())


def ticks(root: Path, *pairs: tuple[int, int], marks: Sequence[str] = ()) -> Path:
    known = pseudonyms(root)
    rows = [["Approve", "First", "Second"]]
    for mark, pair in zip(marks or ["x"] * len(pairs), pairs, strict=True):
        rows.append([mark, *(known[f"zq{one:02}@example.org"][:16] for one in pair)])
    file = root / "ticked.xlsx"
    file.write_bytes(write_workbook({"suggestions": (rows, 1)}))
    return file


def asked(sstc: Sstc, root: Path, *pairs: tuple[int, int]) -> None:
    sstc("partners", "approve", ticks(root, *pairs), "--yes", *DAY).gives(0)
    sstc("partners", "ask", *DAY).gives(0)


def letters(root: Path, kind: str) -> dict[str, Path]:
    """Return the letters of a kind, by the address that each goes to."""
    files = (root / LETTERS).glob(f"*.{kind}.eml")
    return {
        message_from_bytes(file.read_bytes(), policy=policy.default)["To"]
        .addresses[0]
        .addr_spec: file
        for file in files
    }


def files(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / LETTERS).iterdir()}


def text_of(file: Path) -> str:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    return "\n".join([
        str(mail["Subject"]), *(
            part.get_content() for part in mail.walk()
            if part.get_content_maintype() == "text"
        ),
    ])  # fmt: skip


def code_of(file: Path) -> str:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    return mail["Message-ID"].strip("<").partition("-")[0]


def all_say_yes(sstc: Sstc, root: Path) -> None:
    for file in letters(root, "request").values():
        assert sstc("partners", "answer", code_of(file), "yes", *DAY).status == 0


def states(sstc: Sstc, *words: str) -> list[str]:
    found = sstc("partners", "list", "--json", *(words or DAY))
    return [one["state"] for one in json.loads(found.out)["requests"]]


def test_two_yes_make_an_introduction(sstc: Sstc, root: Path) -> None:
    dry = sstc("partners", "approve", ticks(root, (0, 1)), "--dry-run", *DAY)
    heading, line = dry.out.splitlines()
    assert heading == "1 request to approve", dry.err
    assert line.startswith("  row 2: request `")
    assert states(sstc) == []
    asked(sstc, root, (0, 1))
    assert states(sstc) == ["asked"]
    request = sstc("partners", "list", *DAY).out[:9]
    assert request in line
    two = ("partners", "why", "zq00@example.org", "zq01@example.org")
    assert sstc(*two, *DAY).err == f"the code of their request: `{request}`\n"
    assert json.loads(sstc(*two, "--json", *DAY).out)["request"] == request
    assert not sstc("partners", "why", "zq00@example.org", "zq05@example.org", *DAY).err
    found = letters(root, "request")
    english, other_letter = found["zq00@example.org"], found["zq01@example.org"]
    assert "China" in text_of(english) and LOGISTICS in text_of(english)
    assert "Kenya" in text_of(other_letter)
    assert "15 September 2020" in text_of(english)
    assert f"You look for: {LOGISTICS}" in text_of(english)
    assert f"You offer: {PAYMENTS}" in text_of(english)
    for file in (english, other_letter):  # so that two letters of a day are no copies
        subject = text_of(file).partition("\n")[0]
        assert subject.endswith(f" [{code_of(file)[:4]}-{code_of(file)[4:]}]")
    for file, other in ((english, "01"), (other_letter, "00")):
        for word in ("Zqname", "Zqoffice ", "zq"):
            assert f"{word}{other}" not in text_of(file)
        assert file.stat().st_mode & 0o077 == 0
    code = code_of(english)
    for file in (english, other_letter):
        result = sstc("partners", "answer", code_of(file), "yes", *DAY)
        assert result.out == "1 answer kept, 0 unchanged\n", result.err
    assert states(sstc) == ["agreed"]
    sstc("partners", "introduce", *DAY).gives(0)
    for file in letters(root, "introduction").values():
        for word in ("Zqname00 Other", "Zqname01 Other", "zq00@example.org", "zq01@example.org",
                     "Zqoffice 00", "Zqoffice 01"):  # fmt: skip
            assert word in text_of(file)
    (draft,) = (root / LETTERS).glob("*.meeting.ics")
    sstc("calendar", "check", draft, "--strict").gives(0)
    assert b"STATUS:TENTATIVE" in draft.read_bytes() and b"ATTENDEE" not in draft.read_bytes()
    assert not letters(root, "request")
    later = ("--today", "2020-10-05")
    early = sstc("partners", "outcome", code, "nothing", *DAY)
    assert early.out == "recorded for day 30 after the introduction: nothing\n"
    assert sstc("partners", "outcome", code, "cooperating", *later).status == 0
    due = sstc("partners", "list", "--today", "2020-12-01").out
    assert ", day 30: cooperating, outcome of day 90 is due\n" in due
    refused = sstc("partners", "approve", ticks(root, (0, 1)), "--dry-run", *DAY).gives(1)
    assert "row 2: they have been introduced already, or one of them has declined" in refused.err


def test_letters_are_as_the_plan_their_reader_and_the_other_want_them(sstc, root) -> None:
    plan = root / "data" / "webinars.yaml"
    mail = "\nmail: {reply_to: partners@example.org}\n"
    plan.write_text(plan.read_text("utf-8") + mail, "utf-8")
    registered(sstc, root / "shy.csv", [row(number, shares="") for number in range(60, 70)])
    asked(sstc, root, (60, 61), (2, 3))
    found = letters(root, "request")
    for file in found.values():
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert message["From"].addresses[0].addr_spec == "office@example.org"
        assert message["Reply-To"] == "partners@example.org"
    assert "肯尼亚" in text_of(found["zq03@example.org"]), "whose reader speaks Chinese"
    text = text_of(found["zq60@example.org"])
    assert "We may tell you nothing about this person before both of you have said yes." in text
    assert "We will tell you once" not in text


def test_an_endless_name_stops_no_letter(sstc: Sstc, root: Path) -> None:
    endless = row(60)
    endless[1] += "n" * 12_000
    endless[2] += "o" * 12_000
    registered(sstc, root / "endless.csv", [endless])
    asked(sstc, root, (60, 1), (4, 5))
    assert len(letters(root, "request")) == 4
    all_say_yes(sstc, root)
    assert sstc("partners", "introduce", *DAY).err == "2 introductions written\n"
    explained = sstc("partners", "why", endless[0], "zq01@example.org", *DAY).gives(0)
    assert max(map(len, explained.out.splitlines())) < 400
    assert sstc("partners", "why", endless[1], "zq01@example.org", *DAY).out == explained.out


def test_no_tick_goes_round_a_hard_rule(sstc: Sstc, root: Path) -> None:
    colleague, other = row(61), row(63)
    colleague[2] = "zqOffice 00."
    other[6:8] = "Training in digital skills", ""
    registered(sstc, root / "more.csv", [colleague, row(62), other, row(64)])
    file = ticks(root, (0, 61), (0, 4), (1, 3), (0, 3), (62, 63), (0, 1))
    found = sstc("partners", "approve", file, "--yes", *DAY).gives(1, out="1 request approved\n")
    assert found.err.splitlines()[:5] == [
        "row 2: both are from the same organisation",
        "row 3: both are from the same country, and `within_a_country` is not `true`",
        "row 4: both are from the same country, and `within_a_country` is not `true`",
        "row 5: they have no language in common",
        "row 6: neither of them offers what the other seeks",
    ]


def test_every_mark_is_a_tick_or_a_no_or_a_problem(sstc: Sstc, root: Path) -> None:
    found = sstc(
        "partners", "approve", ticks(root, (0, 1), (4, 5), (1, 0)), "--dry-run", *DAY
    ).gives(1)
    begins = [line.partition(": ")[0] for line in found.out.splitlines()]
    assert begins == ["2 requests to approve", "  row 2", "  row 3"]
    assert found.err.splitlines()[0] == "row 4: the same pair as in row 2"
    book = openpyxl.load_workbook(file := ticks(root, (0, 1)))
    book.active["A2"] = '=IF(1=1,"x","")'
    book.save(file)
    formula = "row 2: a formula without a result is not a tick: write `x`\n"
    sstc("partners", "approve", file, "--yes", *DAY).gives(1, err=formula)
    pairs = [(number, number + 1) for number in (0, 2, 4, 6, 8)]
    file = ticks(root, *pairs, marks=["Ja", "maybe", "nein", "Sí", ""])
    found = sstc("partners", "approve", file, "--yes", *DAY)
    found.gives(1, out="2 requests approved\n", lacks="row 4")
    assert found.err.splitlines()[0] == "row 3: `maybe` is not a tick: write `x`"


def test_a_table_of_answers_says_what_it_does_not_keep(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    code = code_of(letters(root, "request")["zq00@example.org"])
    table = root / "answers.csv"
    table.write_text(f"code,answer\n{code},Yes\nzzzzzzzz,no\n{code},perhaps\n", "utf-8")
    found = sstc("partners", "answer", table, *DAY).gives(1, out="1 answer kept, 0 unchanged\n")
    assert "row 3: no request has the code `zzzz-zzzz`: compare it with the mail" in found.err
    own = sstc("partners", "list", *DAY).out[:9]
    refused = sstc("partners", "answer", own, "yes", *DAY)
    assert refused.err == (
        f"error: `{own}` is the code of the request: use the code in the letter, "
        "which identifies the person\n"
    )
    assert "row 4: `perhaps` is neither yes nor no" in found.err
    other = code_of(letters(root, "request")["zq01@example.org"])
    read_later = sstc("partners", "answer", other, "yes", "--today", "2020-09-18")
    assert "1 answer kept" in read_later.out and "both said yes to 1" in read_later.err


def test_a_yes_and_a_no_for_one_code_keep_neither(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    one, other = (code_of(file) for file in letters(root, "request").values())
    table = root / "answers.csv"
    table.write_text(f"code,answer\n{one},yes\n{other},\n{one},no\n{other},yes\n,\n", "utf-8")
    found = sstc("partners", "answer", table, *DAY).gives(1, out="1 answer kept, 0 unchanged\n")
    reason = f"`{one[:4]}-{one[4:]}` has a yes and a no: keep one of them"
    assert found.err.splitlines() == [f"error: row {row}: {reason}" for row in (2, 4)]
    assert states(sstc) == ["asked"]


def test_a_yes_after_the_no_of_the_other_is_late_and_no_error(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    one, other = (code_of(file) for file in letters(root, "request").values())
    table = root / "answers.csv"
    table.write_text(f"code,answer\n{one},no\n{other},yes\n", "utf-8")
    for kept in (1, 0):  # the same running table again
        found = sstc("partners", "answer", table, *DAY).gives(0)
        assert found.out.startswith(f"{kept or 'no'} answer") and found.out.endswith("1 too late\n")
        note = f"note: row 3: `{other[:4]}-{other[4:]}`: the request is closed; thank this person"
        assert note in found.err and "declined" not in found.err


def test_a_table_of_outcomes_can_be_imported_again(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    found = letters(root, "request")
    codes = [code_of(found[f"zq0{number}@example.org"]) for number in range(4)]
    for code in codes:
        assert sstc("partners", "answer", code, "yes", *DAY).status == 0
    assert sstc("partners", "introduce", *DAY).status == 0
    table = root / "outcomes.csv"
    later = ("--today", "2020-12-01")
    rows = f"{codes[0]},met,\n{codes[1]},,Agreement\nzzzzzzzz,met,\n{codes[2]},maybe,\n"
    table.write_text("Code,Day 30,Day 90,Notes\n" + rows, "utf-8")
    early = sstc("partners", "outcome", table, *DAY).gives(1, out="1 outcome kept, 0 unchanged\n")
    assert early.err.splitlines()[0].endswith(": day 90 has not come")
    assert "row 5: unknown outcome `maybe`" in early.err
    found = sstc("partners", "outcome", table, *later).gives(1, out="1 outcome kept, 1 unchanged\n")
    assert "row 4: no request has the code `zzzzzzzz`" in found.err
    assert "day 30: met, day 90: agreement" in sstc("partners", "list", *later).out
    sstc("partners", "outcome", root / "none.csv").gives(3, "was not found as a file")


def test_letters_go_through_the_ledger_once(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    batch = sstc("mail", "letters", *DAY).gives(0, "prepared 4 letters").out.strip()
    assert f"sstc mail send {batch}" in sstc("todo", *DAY).out
    said_no = code_of(letters(root, "request")["zq02@example.org"])
    assert sstc("partners", "answer", said_no, "no", *DAY).status == 0
    with sending(root) as server:
        dry = sstc("mail", "send", batch, *DAY).gives(
            0, "withdrew 2 letters, whose requests are over"
        )
        assert "would send 2 mails from office@example.org" in dry.out
        sstc("mail", "send", batch, "--send", "--yes", 2, *DAY).gives(0)
        sstc("mail", "letters", *DAY).gives(1, "no letter waits to be sent")
        sstc("mail", "send", batch, "--send", "--yes", 0, *DAY)
        assert len(server.accepted) == 2
        all_say_yes(sstc, root)
        assert sstc("partners", "introduce", *DAY).status == 0
        batch = sstc("mail", "letters", *DAY).gives(0, "prepared 2 letters").out.strip()
        sstc("mail", "send", batch, "--send", "--yes", 2, *DAY).gives(0)
    assert len(server.accepted) == 4 == len({*server.accepted})
    assert all(b"X-Unsent" not in text for text in server.texts)
    assert "2 sent, 2 withdrawn" in sstc("mail", "status").out
    assert "zq0" not in sstc("mail", "status", batch).out
    assert len([*(root / ".sstc" / "outbox" / batch).iterdir()]) == 2
    assert sstc("surveys", "forget", "zq00@example.org", "--yes").status == 0
    assert not [*(root / ".sstc" / "outbox" / batch).glob("*")]  # the other one names this person


def test_capacity_is_kept(sstc: Sstc, root: Path) -> None:
    found = sstc("partners", "approve", ticks(root, (0, 1), (0, 5), (0, 9)), "--yes", *DAY).gives(1)
    assert found.out == "2 requests approved\n"
    assert "row 4: one of them has no room for another request at the moment" in found.err


def test_a_later_no_closes_requests_and_says_nothing(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    before = files(root)
    code = code_of(letters(root, "request")["zq01@example.org"])
    said = registered(sstc, root / "later.csv", [row(0, introduce="No"), row(70), row(71)])
    assert "1 request withdrawn, because one of the two no longer agrees" in said
    assert f"if you have sent a letter with the code `{code[:4]}-{code[4:]}`, tell" in said
    now = files(root)
    assert now.items() <= before.items() and len(now) == 2
    assert "the request is closed" in sstc("partners", "answer", code, "yes", *DAY).err
    assert sorted(states(sstc)) == ["asked", "withdrawn"]
    assert "the request is closed" in sstc("partners", "answer", code, "no", *DAY).err
    now = files(root)
    assert now.items() <= before.items() and len(now) == 2
    assert sstc("partners", "introduce", *DAY).err == "no introductions written\n"


def test_a_later_registration_changes_no_request(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    before = files(root)
    empty, full, other = row(0), row(2, most="1"), row(3)
    empty[6:8] = "", ""
    other[6:8] = "Training in digital skills", ""
    registered(sstc, root / "later.csv", [empty, full, other, row(70), row(71)])
    assert states(sstc) == ["asked", "asked"]
    refused = sstc("partners", "approve", ticks(root, (2, 7)), "--dry-run", *DAY)
    assert "row 2: one of them has no room for another request" in refused.err
    assert sstc("partners", "ask", *DAY).err == "no requests asked\n"
    assert files(root) == before
    all_say_yes(sstc, root)
    assert sstc("partners", "introduce", *DAY).err == "2 introductions written\n"


def test_purging_people_deletes_their_requests_and_letters(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    for address in ("zq02@example.org", "zq03@example.org"):
        code = code_of(letters(root, "request")[address])
        assert sstc("partners", "answer", code, "yes", *DAY).status == 0
    assert sstc("partners", "introduce", *DAY).status == 0
    shutil.copy(ticks(root, (0, 1)), root / ".sstc" / "suggestions.xlsx")
    older = ("surveys", "purge", "--older-than", "30d")
    day = ("--today", "2020-09-20")
    assert "request" not in sstc(*older, "--dry-run", *day).out
    with closing(sqlite3.connect(root / ".sstc" / "store.sqlite")) as store:
        store.execute("UPDATE responses SET submitted = '2020-06-01', instant = '2020-06-01'")
        store.commit()
    assert "2 requests to partners" in sstc(*older, "--dry-run", *day).out
    found = sstc(*older, "--yes", *day)
    assert "2 requests to partners erased" in found.out
    assert "suggestions.xlsx" in found.err
    assert not [*(root / LETTERS).iterdir()]
    assert states(sstc) == []


def test_a_no_by_mail_is_seen_before_letters_are_sent(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    assert sstc("mail", "stop", "zq00@example.org", *DAY).status == 0
    for command in ("list", "status"):
        assert "1 request is closed: do not send their drafts" in sstc("partners", command).err
    assert states(sstc) == ["withdrawn"]
    assert len(letters(root, "request")) == 2
    assert "1 request withdrawn" in sstc("partners", "ask", *DAY).err
    assert not letters(root, "request")


def test_a_plan_that_no_longer_asks_closes_no_request(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    before = files(root)
    survey = root / "data" / "surveys" / "registration.yaml"
    text = survey.read_text("utf-8")
    survey.write_text(text.replace("    role: introduce\n", ""), "utf-8")
    for command in ("ask", "introduce"):
        refused = sstc("partners", command, *DAY).gives(1)
        assert "no registration asks whether people may be introduced" in refused.err
    assert states(sstc) == ["asked"] and files(root) == before
    survey.write_text(text, "utf-8")
    assert sstc("partners", "ask", *DAY).err == "no requests asked\n"


def test_no_letter_has_a_last_day_of_the_past(sstc: Sstc, root: Path) -> None:
    assert sstc("partners", "approve", ticks(root, (0, 1)), "--yes", *DAY).status == 0
    sstc("partners", "ask", "--today", "2020-08-01").gives(2, "2020-08-01 is before 2020-09-01")
    assert states(sstc) == ["approved"] and not letters(root, "request")


def test_requests_expire_aloud_and_not_before_their_day(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    code = code_of(letters(root, "request")["zq00@example.org"])
    for command in (("introduce",), ("ask",), ("answer", code, "yes")):
        sstc("partners", *command, "--today", "2999-01-01").gives(2, "2999-01-01 is in the future")
    assert states(sstc) == ["asked"] and len(letters(root, "request")) == 2
    found = sstc("partners", "answer", code, "yes", "--today", "2020-09-19")
    found.gives(0, "its last day was 2020-09-15: thank this person, and write", "1 request expired")
    assert "letters that asked them were deleted" in found.err


def test_a_new_key_loses_no_request_and_none_escapes_forgetting(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (2, 3))
    found = letters(root, "request")
    codes = {address[2:4]: code_of(file) for address, file in found.items()}
    before = pseudonyms(root)
    assert sstc("surveys", "key", "--rotate").status == 0
    assert not {*before.values()} & {*pseudonyms(root).values()}
    for number in ("00", "01"):
        result = sstc("partners", "answer", codes[number], "yes", *DAY)
        assert result.out == "1 answer kept, 0 unchanged\n", result.err
    assert sorted(states(sstc)) == ["agreed", "asked"]
    refused = sstc("partners", "approve", ticks(root, (2, 3)), "--dry-run", *DAY)
    assert "a request to these two is open already" in refused.err
    assert sstc("partners", "introduce", *DAY).err == "1 introduction written\n"
    assert sorted(states(sstc)) == ["asked", "introduced"]
    assert "1 request to partners" in sstc("surveys", "forget", "zq02@example.org", "--yes").out
    assert "1 request to partners" in sstc("surveys", "forget", "zq01@example.org", "--yes").out
    assert states(sstc) == []
    assert not [*(root / LETTERS).iterdir()]


def test_whoever_cannot_be_described_is_not_asked(sstc: Sstc, root: Path) -> None:
    survey = [row(number) for number in range(60, 62)]
    survey[0][6:8] = "Training in digital skills", ""
    survey[1][6:8] = "", "Training in digital skills"
    registered(sstc, root / "few.csv", survey)
    refused = sstc("partners", "approve", ticks(root, (60, 61)), "--yes", *DAY).gives(1)
    reason = "row 2: no description of both sides fits five people, so they cannot be asked\n"
    assert refused.err == reason
    assert states(sstc) == []


def test_only_pairs_that_approve_takes_are_suggested(sstc: Sstc, root: Path) -> None:
    rare = [row(number) for number in range(60, 64)]
    for number, one in enumerate(rare):
        rarely = "Training in digital skills"
        one[6:8] = (PAYMENTS, rarely) if number % 2 else (f"{rarely};{PAYMENTS}", PAYMENTS)
    registered(sstc, root / "rare.csv", rare)
    explained = sstc("partners", "why", "zq60@example.org", "zq61@example.org", *DAY)
    assert "they cannot be suggested" in explained.out
    assert "They cannot be asked: no description of both fits five people." in explained.out
    found = sstc("partners", "suggest", *DAY)
    assert "left out, because no description of both sides fits five people\n" in found.err
    file = root / ".sstc" / "suggestions.xlsx"
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    for at in range(2, book.active.max_row + 1):
        book.active.cell(at, 1).value = "x"
    book.save(file)
    approved = sstc("partners", "approve", "--dry-run", *DAY)
    assert (approved.status, approved.err.count("row ")) == (0, 0), approved.err
    suggested = json.loads(sstc("partners", "suggest", "--json", *DAY).out)["suggestions"]
    assert len(suggested) == book.active.max_row - 1
    assert {pseudonyms(root)["zq60@example.org"]} <= {
        person for one in suggested for person in (one["first"], one["second"])
    }


def test_an_approval_that_cannot_be_asked_any_more_is_closed_with_its_reason(sstc, root) -> None:
    pairs = ticks(root, (0, 1), (2, 3))
    assert sstc("partners", "approve", pairs, "--yes", *DAY).status == 0
    other = row(0)
    other[6:8] = "Training in digital skills", ""
    said = registered(sstc, root / "later.csv", [other, row(70), row(71)])
    reason = "withdrawn, because no description of both sides fits five people"
    assert f"1 request {reason}\n" in said and "letters" not in said
    assert f"  1 {reason}\n" in sstc("partners", "status").out
    listed = sstc("partners", "list", *DAY).out
    assert "withdrawn since 2020-09-01, because no description of both sides fits" in listed
    assert sstc("partners", "ask", *DAY).err == "1 request asked\n"
    assert sorted(states(sstc)) == ["asked", "withdrawn"]


def test_the_office_takes_an_approval_back(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    code = code_of(letters(root, "request")["zq00@example.org"])
    found = sstc("partners", "withdraw", code, "--yes", *DAY)
    request = sstc("partners", "list", *DAY).out[:9]
    assert found.out == f"`{request}` was withdrawn\n"
    assert "tell both readers that there will be no introduction" in found.err
    assert not letters(root, "request")
    assert "because the office took the request back" in sstc("partners", "list", *DAY).out
    assert sstc("partners", "withdraw", request, "--yes", *DAY).out == found.out
    sstc("partners", "withdraw", "zzzz-zzzz", "--yes", *DAY).gives(2, "no request has the code")
    assert sstc("partners", "approve", ticks(root, (0, 1)), "--yes", *DAY).status == 0


def test_a_no_that_was_typed_for_a_wrong_code_is_corrected(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    found = letters(root, "request")
    wrong, right = (code_of(found[f"zq{number:02}@example.org"]) for number in (0, 1))
    assert sstc("partners", "answer", wrong, "no", *DAY).status == 0
    assert states(sstc) == ["declined"]
    sstc("partners", "withdraw", wrong, "--yes", *DAY).gives(
        1, "one of the two said no, and a no is final"
    )
    refused = sstc("partners", "answer", wrong, "yes", *DAY).gives(1)
    assert "a no is final: add `--correct` if it was recorded by mistake" in refused.err
    corrected = sstc("partners", "answer", wrong, "none", "--correct", *DAY)
    assert corrected.out == "1 answer kept, 0 unchanged\n", corrected.err
    assert states(sstc) == ["asked"]
    assert sstc("partners", "answer", wrong, "yes", *DAY).status == 0
    assert "both said yes to 1" in sstc("partners", "answer", right, "yes", *DAY).err


def test_many_letters_are_counted_and_listed_only_for_programs(sstc: Sstc, root: Path) -> None:
    pairs = [(number, number + 1) for number in range(0, 22, 2)]
    sstc("partners", "approve", ticks(root, *pairs), "--yes", *DAY).gives(0)
    store = root / ".sstc" / "store.sqlite"
    shutil.copy(store, root / "before.sqlite")
    assert sstc("partners", "ask", *DAY).out == f"22 files in {Path(LETTERS)}\n"
    shutil.copy(root / "before.sqlite", store)
    listed = json.loads(sstc("partners", "ask", "--json", *DAY).out)["files"]
    assert len(listed) == 22 and all((root / path).is_file() for path in listed)
    assert json.loads(sstc("partners", "introduce", "--json", *DAY).out)["files"] == []


def test_names_are_in_no_output_before_two_yes(sstc: Sstc, root: Path) -> None:
    pairs = [(number, number + 1) for number in range(0, 20, 2)]
    said = []
    said.append(sstc("partners", "approve", ticks(root, *pairs), "--yes", *DAY))
    said.append(sstc("partners", "ask", *DAY))
    found = letters(root, "request")
    texts = {number[2:4]: (code_of(file), text_of(file)) for number, file in found.items()}
    for own, (code, words) in texts.items():
        for other in range(60):
            if f"{other:02}" != own:
                assert f"Zqname{other:02}" not in words and f"zq{other:02}@" not in words
                assert f"Zqoffice {other:02}" not in words
        kind = "yes" if int(own) % 4 else "no"
        said.append(sstc("partners", "answer", code, kind, *DAY))
    said.append(sstc("partners", "introduce", *DAY))
    said.append(sstc("partners", "list", *DAY))
    everything = "".join(one.out + one.err for one in said).lower()
    assert "zqname" not in everything and "zqoffice" not in everything and "@" not in everything
    introduced = {*letters(root, "introduction")}
    assert introduced
    assert all(int(address[2:4]) // 2 % 2 for address in introduced)


def test_lost_letters_are_written_again_as_they_were(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (4, 5))
    before = files(root)
    found = letters(root, "request")
    assert sstc("partners", "answer", code_of(found["zq00@example.org"]), "yes", *DAY).status == 0
    for number in ("00", "01", "04"):
        found[f"zq{number}@example.org"].unlink()
    (changed := found["zq05@example.org"]).write_bytes(b"opened by a mail program")
    again = sstc("partners", "ask", "--today", "2020-09-04").gives(0)
    assert "no requests asked\n2 letters from before were missing, and written again" in again.err
    assert changed.read_bytes() == b"opened by a mail program"
    answered = found["zq00@example.org"].name  # nobody waits for another answer
    left = {name: data for name, data in before.items() if name not in (answered, changed.name)}
    assert files(root) == left | {changed.name: changed.read_bytes()}
    assert sstc("partners", "ask", "--today", "2020-09-05").err == "no requests asked\n"
    assert "answers until 2020-09-15" in sstc("partners", "list", *DAY).out
    late = sstc("partners", "ask", "--today", "2020-09-19")
    assert "2 requests expired" in late.err and not files(root)


def test_lost_introductions_are_written_again_until_their_outcome(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1))
    all_say_yes(sstc, root)
    assert sstc("partners", "introduce", *DAY).status == 0
    before = files(root)
    shutil.rmtree(root / LETTERS)
    again = sstc("partners", "introduce", "--today", "2020-09-09")
    assert again.err.startswith(
        "no introductions written\n2 introductions from before were missing"
    )
    assert files(root) == before
    code = next(iter(before))[:8]
    assert sstc("partners", "outcome", code, "met", "--today", "2020-09-09").status == 0
    shutil.rmtree(root / LETTERS)
    assert (
        sstc("partners", "introduce", "--today", "2020-09-10").err == "no introductions written\n"
    )


def test_an_introduction_is_counted_by_the_command_that_made_it(sstc: Sstc, root: Path) -> None:
    asked(sstc, root, (0, 1), (4, 5))
    all_say_yes(sstc, root)
    words = [sys.executable, "-m", "sstc_cli", "partners", "introduce", *DAY]
    both = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = "".join(one.communicate()[1] for one in both)
    assert said.count("2 introductions written") == 1
    assert said.count("no introductions written") == 1


@pytest.mark.parametrize(
    ("rows", "said", "status"),
    [
        (
            '"{one},yes\n{other},yes\n',
            "row 2: the code has a line break: perhaps a quote is not c",
            1,
        ),
        ("abcd-efgh,yes\n" * 300, "and 250 more\n", 1),
        ('"abcd-efgh,yes\n', "answers.csv has both a code and an answer\n", 0),
    ],
)
def test_a_table_that_cannot_be_read_is_told_in_a_few_lines(sstc, root, rows, said, status):
    asked(sstc, root, (0, 1))
    one, other = map(code_of, letters(root, "request").values())
    (root / "answers.csv").write_text("code,answer\n" + rows.format(one=one, other=other), "utf-8")
    result = sstc("partners", "answer", root / "answers.csv", *DAY).gives(status, said)
    assert len(result.err.splitlines()) <= 51
