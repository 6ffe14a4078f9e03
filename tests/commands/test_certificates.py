"""`sstc certificates`: who gets one and why not, checking, revoking, keys, and forgetting."""

import hashlib
import json
import shutil
import stat
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from conftest import Result, Sstc, alter, write_csv
from systems import FILE_MODES

from sstc_cli.certificates import sign

PRIVATE = Path(".sstc") / "certificates"
PUBLIC = Path("data") / "certificates.yaml"
VISITS = [
    "Name (Original Name)",
    "User Email",
    "Join Time",
    "Leave Time",
    "Duration (Minutes)",
    "Guest",
]
ASKED = ["E-mail", "Your full name", "Language", "Country", "Content", "Consent"]
SECRETS = ("example.org", "Registrada", "Exitson", "离席", "Twice", "Device")
# address, name in the report, minutes
THERE = [
    ("ana@example.org", "Device of Ana", 88),
    ("bo@example.org", "Bo Exitson", 54),
    ("chen@example.org", "iPhone", 90),
    ("short@example.org", "Short Stay", 53),
    ("nameless@example.org", "nameless@example.org", 90),
    ("one@example.org", "Twice Named", 90),
    ("two@example.org", "twice  named", 30),
    ("", "No Address Device", 90),
]
REGISTERED = [
    ("ana@example.org", "Ana Registrada", "English"),
    ("chen@example.org", "陈离席", "Chinese"),
]


def visits(root: Path, there=THERE, webinar: int = 7, day: str = "2020-10-09") -> str:
    rows = [
        [name, address, f"{day} 15:30:00", f"{day} {15 + (30 + minutes) // 60}:"
         f"{(30 + minutes) % 60:02}:00", minutes, "Yes"]
        for address, name, minutes in there
    ]  # fmt: skip
    file = root / f"webinar-{webinar}.csv"
    write_csv(file, VISITS, *rows)
    return file.name


def asked(root: Path, people=REGISTERED, name: str = "registration-webinar-7.csv") -> str:
    rows = [[address, who, language, "Kenya", "5", "Yes"] for address, who, language in people]
    write_csv(root / name, ASKED, *rows)
    return name


@pytest.fixture
def root(workspace: Path, sstc: Sstc) -> Path:
    """Return a workspace whose store has the registration and attendance of webinar 7."""
    survey = workspace / "data" / "surveys" / "registration.yaml"
    text = survey.read_text("utf-8")
    survey.write_text(text.replace("    required: true\n    text:", "    text:"), "utf-8")
    imports(sstc, asked(workspace), "--survey", "registration")
    imports(sstc, visits(workspace))
    return workspace


def imports(sstc: Sstc, *words: object) -> None:
    sstc("surveys", "import", *words, "--webinar", "7", "--accept-suggestions").gives(0)


def issued(sstc: Sstc, *words: object) -> Result:
    result = sstc("certificates", "issue", *(words or (7,)), "--yes", "--today", "2020-10-12")
    assert result.status == 0, result.err
    return result


def counts(sstc: Sstc, *words: object) -> dict:
    result = sstc("certificates", "issue", *words, "--dry-run", "--json").gives(0)
    (found,) = json.loads(result.out)["certificates"]
    return found


def listed(
    root: Path, name: str = "sustainable-logistics-attendance.xlsx"
) -> dict[str, dict[str, str]]:
    sheet = openpyxl.load_workbook(root / PRIVATE / name).active
    header, *rows = [[cell or "" for cell in row] for row in sheet.values]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    return {row["e-mail"] or row["name"]: row for row in found}


def digests(root: Path) -> dict[str, str]:
    files = [*(root / PRIVATE).iterdir(), root / PUBLIC]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_a_dry_run_counts_and_issues_nothing(root: Path, sstc: Sstc) -> None:
    result = sstc("certificates", "issue", 7, "--dry-run").gives(0)
    assert result.out.splitlines()[:6] == [
        "webinar 7, attendance (60 % of the minutes):",
        "  4 people get a certificate",
        "  no certificate for 1 person: no e-mail address, so the person cannot be recognised",
        "  no certificate for 2 people: attended too little of the time",
        "  no certificate for 1 person: gave no name",
        "  2 people with the name of another address: look there",
    ]
    assert leaks((result.out + result.err).replace(str(root), "")) == []
    assert not (root / PUBLIC).exists()
    assert [file.name for file in (root / PRIVATE).iterdir()] == [
        "sustainable-logistics-attendance.xlsx"
    ]
    assert sstc("certificates", "issue", 7).gives(2, "add `--yes`").out == result.out
    assert sstc("certificates", "list").out == ""


def test_only_people_who_are_named_get_new_ones(root: Path, sstc: Sstc) -> None:
    people = [
        address for address, row in listed_after_trial(root, sstc).items() if not row["why not"]
    ]
    first, second, *others = people
    issued(sstc, 7, "--person", first.upper())
    files = digests(root)
    assert {address for address, row in listed(root).items() if row["file"]} == {first}
    assert listed(root)[second]["why not"] == "not among those who were named"
    issued(sstc, 7, "--person", second)
    assert files.items() - {(PUBLIC.name, ""), *digests(root).items()} <= {
        (name, digest) for name, digest in files.items() if name.endswith((".xlsx", ".yaml"))
    }
    assert {address for address, row in listed(root).items() if row["file"]} == {first, second}
    nobody = ("certificates", "issue", 7, "--person", first, "--person", "no@example.org", "--yes")
    said = sstc(*nobody, "--today", "2020-10-12").gives(1, "person 2 after `--person` gets no")
    assert leaks(said.out + said.err) == []
    issued(sstc, 7)
    assert len([row for row in listed(root).values() if row["file"]]) == 2 + len(others)


def test_certificates_go_out_as_mails(root: Path, sstc: Sstc) -> None:
    message = "  - {id: certificate, document: follow-up, to: [attended], with: [certificate]}\n"
    alter(root, "messages:\n", f"messages:\n{message}", count=1)
    alter(root, "    short: CATIS\n", "    short: CATIS\n    email: office@example.org\n", count=1)
    prepare = ("mail", "prepare", "certificate", 7, "--today", "2020-10-12")
    sstc(*prepare).gives(1, "no certificate of the webinar: `sstc certificates issue`")
    issued(sstc, 7)
    batch = sstc(*prepare).gives(0, "left out 3 people: no certificate").out.strip()
    rows = {at: row for at, row in listed(root).items() if row["file"]}
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default)
             for file in (root / ".sstc" / "outbox" / batch).glob("*.eml")]  # fmt: skip
    assert {mail["To"].addresses[0].addr_spec for mail in mails} == rows.keys()
    for mail in mails:
        (attached,) = mail.iter_attachments()
        own = rows[mail["To"].addresses[0].addr_spec]["file"]
        assert attached.get_content() == (root / PRIVATE / own).read_bytes()
        assert attached.get_filename() == "07-sustainable-logistics.attendance.pdf"
    assert any(
        "certificate is attached" in mail.get_body(("plain",)).get_content() for mail in mails
    )
    revoked, *others = rows
    sstc("certificates", "revoke", revoked, "--yes", "--today", "2020-10-12").gives(0)
    said = sstc("mail", "export", batch, "--today", "2020-10-12").gives(
        0, "withdrew 1 mail, whose certificate was revoked: `sstc mail prepare certificate 7`"
    )
    assert f"{len(others)} mails: once you have sent them" in said.err
    assert "1 withdrawn" in sstc("mail", "status").out
    sstc("surveys", "undo", "2", "--yes").gives(
        0, "`sstc certificates revoke ", shows="3 certificates, issued for that attendance, still"
    )


def listed_after_trial(root: Path, sstc: Sstc) -> dict[str, dict[str, str]]:
    counts(sstc, 7)
    return listed(root)


def test_the_private_list_says_who_and_why(root: Path, sstc: Sstc) -> None:
    issued(sstc)
    rows = listed(root)
    assert {who: row["name"] for who, row in rows.items() if row["certificate"]} == {
        "ana@example.org": "Ana Registrada",  # and not what the device says
        "bo@example.org": "Bo Exitson",
        "chen@example.org": "陈离席",
        "one@example.org": "Twice Named",
    }
    assert rows["short@example.org"]["why not"] == "attended too little of the time"
    assert rows["nameless@example.org"]["why not"] == "gave no name"
    assert "same person?" in rows["two@example.org"]["look at this"]
    assert rows["ana@example.org"]["code"].startswith("SSTC1:")
    assert rows["chen@example.org"]["file"].endswith(".zh.pdf")
    if FILE_MODES:
        modes = {stat.S_IMODE(file.stat().st_mode) for file in (root / PRIVATE).iterdir()}
        assert modes == {0o600}


def test_issued_twice_the_files_are_the_same(root: Path, sstc: Sstc, tmp_path: Path) -> None:
    issued(sstc, 7, "--format", "pdf", "--format", "docx")
    first = digests(root)
    assert len(first) == 4 * 2 + 2
    result = sstc("certificates", "issue", 7, "--yes", "--today", "2021-05-05", "--format", "pdf",
                  "--format", "docx")  # fmt: skip
    assert "of which 4 had it before" in result.out
    assert digests(root) == first
    # also in another order of imports, where nothing is left: no number is drawn by chance
    shutil.rmtree(root / PRIVATE)
    (root / PUBLIC).unlink()
    (root / ".sstc" / "store.sqlite").unlink()
    imports(sstc, visits(root, THERE[::-1]))
    imports(sstc, asked(root), "--survey", "registration")
    issued(sstc, 7, "--format", "pdf", "--format", "docx")
    assert digests(root) == first


def verified(sstc: Sstc, what: object) -> dict:
    result = sstc("certificates", "verify", what, "--json")
    found = json.loads(result.out)
    assert result.status == (0 if found["valid"] else 1)
    return found


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_files_codes_and_texts_are_verified(root: Path, sstc: Sstc, kind: str) -> None:
    issued(sstc, 7, "--format", kind)
    row = listed(root)["ana@example.org"]
    file = root / PRIVATE / row["file"]
    found = verified(sstc, file)
    assert (found["status"], found["certificate"]["name"]) == ("valid", "Ana Registrada")
    assert found["certificate"]["webinars"] == [7]
    assert found["certificate"]["first"] == "2020-10-09"
    assert verified(sstc, row["code"])["status"] == "valid"
    assert verified(sstc, f"Please check\n{row['code'][:40]}\n{row['code'][40:]}\n")["valid"]
    (root / "mail.txt").write_text(f"Hello, {row['code']}\n", encoding="utf-8")
    assert verified(sstc, "mail.txt")["valid"]
    result = sstc("certificates", "verify", file)
    assert "name: Ana Registrada" in result.out
    assert "the file is as it was issued" in result.out
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    (root / f"changed.{kind}").write_bytes(data)
    sstc("certificates", "verify", f"changed.{kind}").gives(1)
    forged = row["code"][:-1] + ("A" if row["code"][-1] != "A" else "B")
    assert verified(sstc, forged)["status"] == "forged"
    alter(root, "id: sstc-cities", "id: other-cities")
    assert verified(sstc, row["code"])["status"] == "other"


def test_of_a_file_that_was_saved_again_the_code_is_shown(root: Path, sstc: Sstc) -> None:
    import docx

    issued(sstc, 7, "--format", "docx")
    file = root / PRIVATE / listed(root)["ana@example.org"]["file"]
    word = docx.Document(str(file))
    word.add_paragraph("and of everything else")
    word.save(str(root / "again.docx"))
    result = sstc("certificates", "verify", "again.docx").gives(1, shows="name: Ana Registrada")
    assert "the code is genuine, but the file was changed" in result.err


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        ("nothing.pdf", 3, "is neither a file nor a code"),
        ("data/webinars.yaml", 1, "has no code"),
        ("picture.png", 2, "cannot read codes in pictures"),
        ("SSTC1:", 1, "no code"),
        ("SSTC1:AAAA", 1, "not valid"),
        ("x" * 5000, 3, "neither a file nor a code"),
        (".", 3, "is neither a file nor a code"),
    ],
)
def test_what_is_no_certificate_gets_a_clear_line(root, sstc: Sstc, what, status, said) -> None:
    issued(sstc)
    (root / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = sstc("certificates", "verify", what).gives(status, said)
    assert len(result.err.splitlines()) == 2


def test_without_a_key_nothing_can_be_verified(root: Path, sstc: Sstc) -> None:
    sstc("certificates", "verify", "SSTC1:AAAA").gives(1, "there is no public key")
    assert sstc("certificates", "verifier").status == 1


def test_a_revoked_certificate_is_revoked_for_everybody(root: Path, sstc: Sstc) -> None:
    issued(sstc)
    row = listed(root)["ana@example.org"]
    dry = sstc("certificates", "revoke", row["number"], "--dry-run")
    assert (dry.status, "revoked:" in (root / PUBLIC).read_text("utf-8")) == (0, False)
    assert sstc("certificates", "revoke", row["number"], "--yes").status == 0
    assert sstc("certificates", "revoke", "BO@example.org", "--yes").status == 0
    assert "unchanged" in sstc("certificates", "revoke", row["number"], "--yes").err
    found = verified(sstc, row["code"])
    assert found["status"] == "revoked"
    assert verified(sstc, root / PRIVATE / row["file"])["status"] == "revoked"
    public = (root / PUBLIC).read_text("utf-8")
    assert public.count("\n  - ") == 3
    assert leaks(public) == []
    assert row["number"].replace("-", "").lower() not in public
    assert sstc("validate", "--today", "2020-10-12").status == 0
    assert "4 certificates, 2 of them revoked" in sstc("certificates", "list").out
    again = issued(sstc)
    assert "no certificate for 2 people: had this certificate, and it was revoked" in again.out
    for wrong in ("0000-0000-0000-0000", "nobody@example.org"):
        result = sstc("certificates", "revoke", wrong, "--yes")
        assert (result.status, leaks(result.err)) == (2, [])


def test_a_corrected_name_gets_a_new_code_and_the_old_one_is_revoked(root, sstc: Sstc) -> None:
    issued(sstc)
    old = listed(root)["ana@example.org"]
    corrected = [("ana@example.org", "Ana María Registrada", "English"), REGISTERED[1]]
    imports(sstc, asked(root, corrected), "--survey", "registration")
    dry = sstc("certificates", "issue", 7)
    assert "1 earlier certificate revoked, because of another name" in dry.out
    assert verified(sstc, old["code"])["valid"]
    issued(sstc)
    new = listed(root)["ana@example.org"]
    assert new["name"] == "Ana María Registrada"
    assert verified(sstc, new["code"])["valid"]
    assert verified(sstc, old["code"])["status"] == "revoked"
    assert not (root / PRIVATE / old["file"]).exists()


def test_a_new_key_keeps_old_certificates_valid(root: Path, sstc: Sstc) -> None:
    issued(sstc)
    row = listed(root)["ana@example.org"]
    file = Path(sstc("certificates", "key").out.strip())
    before = file.read_text()
    if FILE_MODES:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sstc("certificates", "key", "--rotate").status == 0
    assert file.read_text() != before
    assert before not in (root / PUBLIC).read_text("utf-8")
    assert (root / PUBLIC).read_text("utf-8").count("\n  - ") == 2
    assert verified(sstc, row["code"])["valid"]
    assert verified(sstc, root / PRIVATE / row["file"])["valid"]
    imports(sstc, visits(root, [*THERE, ("new@example.org", "Nora Neu", 90)]))
    issued(sstc)
    rows = listed(root)
    assert rows["ana@example.org"]["code"] == row["code"]
    for who in ("ana@example.org", "new@example.org"):
        assert verified(sstc, root / PRIVATE / rows[who]["file"])["valid"]
    assert sstc("surveys", "key", "--rotate").status == 0, "people get new pseudonyms"
    assert "of which 5 had it before" in issued(sstc).out
    assert listed(root)["ana@example.org"]["code"] == row["code"]


def test_who_is_forgotten_loses_certificate_file_and_list(root: Path, sstc: Sstc) -> None:
    issued(sstc)
    rows = listed(root)
    sstc("surveys", "forget", "ana@example.org", "--yes").gives(0, shows="1 certificate")
    left = [file.name for file in (root / PRIVATE).iterdir()]
    assert rows["ana@example.org"]["file"] not in left
    assert rows["bo@example.org"]["file"] in left
    assert "sustainable-logistics-attendance.xlsx" not in left
    assert b"Registrada" not in (root / ".sstc" / "store.sqlite").read_bytes()
    assert "3 certificates" in sstc("certificates", "list").out
    # the code that Ana has stays genuine: it is on her paper, and names nobody here
    assert verified(sstc, rows["ana@example.org"]["code"])["valid"]


def test_the_certificate_of_a_namesake_is_no_trace_of_who_is_forgotten(root, sstc) -> None:
    both = ("a@example.org", "b@example.org")
    imports(sstc, visits(root, [(address, "Ana Same", 90) for address in both]))
    issued(sstc, 7, "--format", "docx")
    files = [listed(root)[address]["file"] for address in both]
    said = sstc("surveys", "forget", both[0], "--yes").gives(0).err
    assert "webinar-7.csv" in said and [file for file in files if file in said] == []
    assert [(root / PRIVATE / file).exists() for file in files] == [False, True]


def test_old_certificates_are_purged(root: Path, sstc: Sstc) -> None:
    issued(sstc)
    assert sstc("surveys", "backup", "copy.sqlite").status == 0
    assert b"SSTC1:" in (root / "copy.sqlite").read_bytes()
    words = ("surveys", "purge", "--older-than", "1y")
    assert "4 certificates" in sstc(*words, "--today", "2022-01-01", "--dry-run").out
    assert "4 certificates" in sstc("certificates", "list").out
    assert "4 certificates erased" in sstc(*words, "--today", "2022-01-01", "--yes").out
    assert [*(root / PRIVATE).iterdir()] == []
    assert sstc("certificates", "list").out == ""


def exit_survey(root: Path, share: str = "60%") -> None:
    file = root / "data" / "surveys" / "exit.yaml"
    text = file.read_text("utf-8").replace("when: after\n", f"when: after\nto_pass: {share}\n", 1)
    file.write_text(text, "utf-8")


def test_completion_demands_a_passed_test(root: Path, sstc: Sstc) -> None:
    from sstc_cli.model import Survey
    from sstc_cli.source import build, parse

    text = (root / "data" / "surveys" / "exit.yaml").read_text("utf-8")
    survey, _ = build(parse(text, "exit.yaml"), Survey)
    assert survey
    tests = [one for one in survey.questions if one.correct and one.asked_at(7)]
    right = [next(o.text.pick("en") for o in one.options if o.code == one.correct) for one in tests]
    wrong = [next(o.text.pick("en") for o in one.options if o.code != one.correct) for one in tests]
    header = ["E-mail", "Consent", *(one.text.pick("en") for one in tests)]
    rows: list[list[object]] = [
        ["ana@example.org", "Yes, I agree", *right],
        ["bo@example.org", "Yes, I agree", *wrong],
        ["short@example.org", "Yes, I agree", *right],
    ]
    write_csv(root / "exit-webinar-7.csv", header, *rows)
    imports(sstc, "exit-webinar-7.csv", "--survey", "exit")
    refused = sstc("certificates", "issue", 7, "--completion")
    refused.gives(1, "defines what passes its test", "to_pass: 70%")
    exit_survey(root)
    found = counts(sstc, 7, "--completion")
    assert found["certificates"] == 1
    assert found["without"] == {"no_address": 1, "too_short": 2, "no_test": 3, "failed": 1}
    issued(sstc, 7, "--completion")
    row = listed(root, "sustainable-logistics-completion.xlsx")["ana@example.org"]
    assert verified(sstc, row["code"])["certificate"]["kind"] == "completion"
    assert counts(sstc, 7)["certificates"] == 4


def test_a_share_that_nobody_can_pass_is_an_error_in_the_survey(root: Path, sstc: Sstc) -> None:
    exit_survey(root, "most")
    sstc("validate").gives(1, shows=("E108", "`most` is not a share"))


def test_the_series_demands_the_same_share_of_the_webinars(root: Path, sstc: Sstc) -> None:
    warning = "webinars 1, 2, 3, 4, 5, 6: no attendance in the store, so not counted\n"
    found = sstc("certificates", "issue", "--series", "--dry-run", "--today", "2020-10-12")
    assert warning in found.err, "webinar 7 has its own, and the others are still to come"
    many = [("ana@example.org", "Ana", 90), ("bo@example.org", "Bo", 20)]
    for number, day in ((8, "2020-10-16"), (9, "2020-10-23")):
        sstc("surveys", "import", visits(root, many, number, day)).gives(0)
    found = counts(sstc, "--series")
    assert (found["webinars"], found["certificates"]) == ([7, 8, 9], 1)
    assert found["without"] == {"no_address": 1, "too_few": 6}
    assert counts(sstc, "--series", "--least", "20%")["certificates"] == 6
    issued(sstc, "--series", "--early")  # two of them are still to come on that day
    row = listed(root, "series-attendance.xlsx")["ana@example.org"]
    said = verified(sstc, row["code"])["certificate"]
    assert (said["webinars"], said["last"]) == ([7, 8, 9], "2020-10-23")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "no webinar named"),
        ([7, "--series"], 2, "`--series` has no numbers of webinars"),
        ([99], 2, "webinar 99 does not exist"),
        ([8], 1, "no attendance of webinar 8 in the store"),
        ([7, 8, 9], 1, "no attendance of webinars 8, 9 in the store"),
        ([7, "--yes", "--today", "2020-10-08"], 2, "webinar 7 will be over at 2020-10-09 17:00"),
        ([7, "--least", "0%"], 2, "is not a share"),
        ([7, "--least", "half"], 2, "is not a share"),
        ([7, "--least", "101"], 2, "is not a share"),
    ],
)
def test_what_cannot_be_issued_gets_a_clear_line(root, sstc: Sstc, words, status, said) -> None:
    sstc("certificates", "issue", *words).gives(status, said)
    assert not (root / PUBLIC).exists()


def test_names_that_do_not_fit_are_not_cut(root: Path, sstc: Sstc) -> None:
    long = [("ana@example.org", "A" * 91, "English"), ("bo@example.org", "B" * 90, "English")]
    imports(sstc, asked(root, long), "--survey", "registration")
    found = counts(sstc, 7)
    assert found["without"]["long_name"] == 1
    issued(sstc)
    row = listed(root)["bo@example.org"]
    assert verified(sstc, root / PRIVATE / row["file"])["certificate"]["name"] == "B" * 90


def test_a_name_that_no_font_has_stops_nobody_else(root: Path, sstc: Sstc) -> None:
    imports(sstc, asked(root, [("ana@example.org", "Ana \U0001316d", "English")]),
            "--survey", "registration")  # fmt: skip
    before = counts(sstc, 7, "--format", "docx")["certificates"]
    for words in (("--dry-run",), ("--yes",)):
        result = sstc("certificates", "issue", 7, *words).gives(0, "no font for a PDF has")
        assert leaks(result.err.replace(str(root), "")) == []
        assert "no certificate for 1 person: gave a name that no font can show" in result.out
    rows = listed(root)
    assert rows["ana@example.org"]["why not"] == "gave a name that no font can show"
    assert sum(bool(row["file"]) for row in rows.values()) == before - 1 > 0


def test_without_its_library_every_command_names_the_extra(root, sstc: Sstc, monkeypatch) -> None:
    issued(sstc)
    code = listed(root)["ana@example.org"]["code"]
    monkeypatch.setattr(sign, "Ed25519PrivateKey", None)
    for words in (["issue", 7], ["verify", code], ["key"], ["revoke", "1"]):
        result = sstc("certificates", *words)
        assert result.status == 3, words
        assert "`cryptography`" in result.err
        assert "extra `certificates`" in result.err


@pytest.mark.parametrize(
    "text", ["keys: [x]\n", "keys:\n  - abc\n", "revoked: 1\n", "[", "key: 1\n"]
)
def test_a_broken_public_file_is_reported_and_never_replaced(root, sstc: Sstc, text: str) -> None:
    (root / PUBLIC).write_text(text, encoding="utf-8")
    assert sstc("validate", "--today", "2020-10-12").status == 1
    sstc("certificates", "issue", 7, "--yes").gives(1, "data/certificates.yaml")
    assert (root / PUBLIC).read_text("utf-8") == text


def test_what_people_add_to_the_public_file_stays(root: Path, sstc: Sstc) -> None:
    (root / PUBLIC).write_text("verify_url: https://www.example.org/verify.html\n", "utf-8")
    issued(sstc)
    assert "verify_url: https://www.example.org/verify.html" in (root / PUBLIC).read_text("utf-8")


def test_no_output_but_the_private_one_names_anybody(root: Path, sstc: Sstc) -> None:
    said = [
        sstc("certificates", *words)
        for words in (
            ["issue", 7, "--dry-run"], ["issue", 7, "--dry-run", "--json"], ["issue", 7, "--yes"],
            ["issue", "--series", "--dry-run"],
            ["list"], ["list", "--json"], ["verifier"], ["key"],
            ["revoke", "ana@example.org", "--yes"], ["key", "--rotate"],
        )
    ]  # fmt: skip
    assert {result.status for result in said} == {0}
    texts = [(result.out + result.err).replace(str(root), "") for result in said]
    texts += [file.read_text("utf-8") for file in (root / "out").rglob("*.html")]
    texts += [(root / PUBLIC).read_text("utf-8")]
    assert [leak for text in texts for leak in leaks(text)] == []
