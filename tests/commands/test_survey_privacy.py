"""Seeded people appear nowhere but where they are named: every command, in every format."""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Sstc
from systems import FILE_MODES, LIMITS

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app

# One person a file, each with an address, a name, a telephone, a passcode and what they wrote.
SEEDS = {
    "registration-webinar-7.csv": ("ana.reg", "Ana Registrada", "+57 300 555 0101", "PASS-0101"),
    "exit-webinar-7.csv": ("bo.exit", "Bo Exitson", "+86 138 5555 0102", "PASS-0102"),
    "exit-webinar-8.csv": ("chen.exit", "陈离席", "+86 139 5555 0103", "PASS-0103"),
}
HEADER = "E-mail,Your full name,Phone,Passcode,Country,Gender,Content,audience,Comments,Consent\n"
REFUSED = "no.consent@secret.example,Nora Nein,+49 30 5550199,PASS-0199,Germany,Woman,4,,,No\n"
WRONG = "wrong.row@secret.example,Rolf Falsch,+49 30 5550198,PASS-0198,Germany,Man,9,,,Yes\n"
ALL = ("secret.example", "Registrada", "Exitson", "陈离席", "Nora", "Rolf", "PASS-0",
       "+57 300", "+86 13", "+49 30")  # fmt: skip


def rows(who: tuple[str, str, str, str]) -> str:
    address, name, phone, passcode = who
    said = f'"Call {name} at {phone}, or write to {address}@secret.example; use {passcode}"'
    odd = f"of {name}"
    return (
        f"{address}@secret.example,{name},{phone},{passcode},Kenya,Woman,5,ministries,{said},Yes\n"
        f"second.{address}@secret.example,{name} II,{phone},{passcode},"
        f"{odd},{odd},4,{odd},{said},Yes\n"
    )


@pytest.fixture
def seeded(sstc: Sstc, workspace: Path) -> Path:
    for name, who in SEEDS.items():
        (workspace / name).write_text(HEADER + rows(who) + REFUSED + WRONG, "utf-8")
    return workspace


def leaks(text: str) -> list[str]:
    return [secret for secret in ALL if secret in text]


def output(workspace: Path, result: object) -> str:
    """Return what a command said, but for the names of its files."""
    return (result.out + result.err).replace(str(workspace), "")


RUNS = {
    "inspect": [[*SEEDS], [*SEEDS, "--json"]],
    "import": [
        [*SEEDS, "--dry-run"], [*SEEDS], [*SEEDS, "--json"],
        ["exit-webinar-7.csv", "--webinar", "8"],
    ],
    "list": [[], ["--json"]],
    "summary": [
        [*number, *by, "--format", format_]
        for number in ([], ["7"])
        for by in ([], ["--by", "country"], ["--by", "gender"], ["--by", "region"],
                   ["--by", "participation"])
        for format_ in ("text", "md", "json")
    ],
    "export": [["--format", "csv"], ["--format", "xlsx"], ["7"], ["--k", "2"]],
    "check": [[]],
    "key": [[], ["--rotate"]],
    "missing": [["exit", "7"], ["exit", "7", "-o", "missing.xlsx"]],
    "form": [["exit", "7"], ["registration"]],
    "backup": [["copy.sqlite"]],
    "undo": [["1", "--dry-run"], ["1", "--yes"]],
    "purge": [["--older-than", "1d", "--dry-run", "--today", "2030-01-01"]],
    "forget": [["bo.exit@secret.example"], ["bo.exit@secret.example", "--yes"]],
}  # fmt: skip


def test_no_command_shows_who_answered(sstc: Sstc, seeded: Path) -> None:
    commands = whole_tree(app).commands["surveys"].commands
    assert set(commands) - set(RUNS) == set(), "say above how to run the new command"
    for name in (command for command in RUNS if command in commands):
        for words in RUNS[name]:
            result = sstc("surveys", name, *words)
            assert result.status in (0, 1, 2), (name, words, result.err)
            assert leaks(output(seeded, result)) == [], (name, words)
    for word in ("--debug", "--quiet"):
        assert leaks(output(seeded, sstc(word, "surveys", "import", *SEEDS))) == []


def test_files_made_to_be_passed_on_have_no_people_in_them(sstc: Sstc, seeded: Path) -> None:
    sstc("surveys", "import", *SEEDS)
    for format_ in ("csv", "xlsx"):
        for path in sstc("surveys", "export", "--format", format_).out.splitlines():
            assert leaks(contents(seeded / path)) == [], path
    for path in sstc("surveys", "form", "exit", "7").out.splitlines():
        assert leaks(contents(seeded / path)) == [], path
    export = ("surveys", "export", "--survey", "exit", "--format", "csv", "-o", "-")
    texts = sstc(*export, "--with-texts").out
    assert "Call Bo Exitson" in texts
    assert "bo.exit@secret.example,Bo" not in texts
    assert "bo.exit@secret.example,Bo Exitson" in sstc(*export, "--with-contacts").out


def test_a_forgotten_person_is_in_no_byte_of_the_private_folder(sstc: Sstc, seeded: Path) -> None:
    sstc("surveys", "import", *SEEDS)
    for name, (address, person, phone, passcode) in SEEDS.items():
        assert sstc("surveys", "forget", f"{address}@secret.example", "--yes").status == 0
        assert sstc("surveys", "forget", f"second.{address}@secret.example", "--yes").status == 0
        data = b"".join(
            path.read_bytes() for path in (seeded / ".sstc").rglob("*") if path.is_file()
        )
        for trace in (address, person, phone, passcode):
            assert trace.encode() not in data, (name, trace)


def test_what_others_wrote_about_a_forgotten_person_is_erased(sstc: Sstc, seeded: Path) -> None:
    said = "Bo  EXITSON spoke well; bo.exit (at) secret.example, bo.exit at secret dot example"
    row = (
        f'one@example.org,One,,,Kenya,Woman,5,ministries,"{said}; 联系bo.exit@secret.example",Yes\n'
    )
    with (seeded / "exit-webinar-8.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    sstc("surveys", "import", *SEEDS)
    sstc("surveys", "backup", "copy.sqlite")
    for format_ in ("csv", "xlsx"):
        sstc("surveys", "export", "--with-contacts", "--format", format_)
    result = sstc("surveys", "forget", "bo.exit@secret.example", "--yes")
    assert "and the name or address in" in result.out
    left = ["copy.sqlite", "exit-webinar-7.csv", "exit-webinar-8.csv",
            "out/surveys/exit.csv", "out/surveys/exit.xlsx"]  # fmt: skip
    assert named(result.err) == left
    texts = sstc(
        "surveys", "export", "--survey", "exit", "--format", "csv", "-o", "-", "--with-texts"
    )
    assert "[erased] spoke well; [erased], [erased]; 联系[erased]" in texts.out


def test_files_with_the_name_or_the_pseudonym_of_a_forgotten_person_are_named(sstc, seeded) -> None:
    who = ("ren.exit", "朱镕基", "+86 139 5555 0104", "PASS-0104")  # in GB18030, with an F in it
    (seeded / "exit-webinar-6.csv").write_text(HEADER + rows(who), "gb18030")
    sstc("surveys", "import", "exit-webinar-6.csv", "exit-webinar-7.csv")
    sstc("surveys", "export", "--format", "csv")
    (seeded / "list.txt").write_text("ZHU, 朱镕基\n", "gb18030")
    (seeded / "thanks.txt").write_text("To BO EXITSON\n", "utf-8")
    (seeded / "others.txt").write_text("Bo Exit, bo\n", "utf-8")
    first = sstc("surveys", "forget", "ren.exit@secret.example", "--yes")
    assert named(first.err) == ["exit-webinar-6.csv", "list.txt", "out/surveys/exit.csv"]
    second = sstc("surveys", "forget", "bo.exit@secret.example", "--yes")
    assert named(second.err) == ["exit-webinar-7.csv", "out/surveys/exit.csv", "thanks.txt"]
    third = sstc("surveys", "forget", "bo.exit@secret.example", "--yes")
    assert named(third.err) == ["exit-webinar-7.csv", "out/surveys/exit.csv"]


def test_files_that_cannot_be_searched_are_named(sstc: Sstc, seeded: Path) -> None:
    sstc("surveys", "import", *SEEDS)
    for name in (*SEEDS, *map(str, seeded.glob("*.rejected.xlsx"))):
        (seeded / name).unlink()
    kept = seeded / "kept"
    kept.mkdir()
    with zipfile.ZipFile(kept / "large.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("1", "2", "3"):
            archive.writestr(name, bytes(70_000_000))
        archive.writestr("4", "bo.exit@secret.example")
    text = kept / "text.zip"
    with zipfile.ZipFile(text, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "bo.exit@secret.example " * 1_000)
    with zipfile.ZipFile(kept / "twice.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(text)
    packed = text.read_bytes()
    (kept / "cut.zip").write_bytes(packed[:-30])
    (kept / "damaged.zip").write_bytes(packed[:40] + b"\xff" * 20 + packed[60:])
    text.unlink()
    result = sstc("surveys", "forget", "bo.exit@secret.example", "--yes").gives(0)
    assert "\nthese could not be searched: look for the person there\n" in result.err
    left = ["cut.zip", "damaged.zip", "large.zip", "twice.zip"]
    assert named(result.err) == [f"kept/{name}" for name in left]


@LIMITS
def test_deep_folders_and_an_odd_zip_file_are_searched(sstc: Sstc, seeded: Path) -> None:
    sstc("surveys", "import", *SEEDS)
    for file in (*map(seeded.joinpath, SEEDS), *seeded.glob("*.rejected.xlsx")):
        file.unlink()
    path = seeded
    for _ in range(1_200):
        path /= "d"
        path.mkdir()
    (path / "a.txt").write_text("bo.exit@secret.example")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "text")
    at = 30 + len("a") + 4 + 1  # the size of its dictionary
    odd = packed.getvalue()
    (seeded / "lzma.zip").write_bytes(odd[:at] + b"\xff" * 4 + odd[at + 4 :])
    from resource import RLIMIT_AS, getrlimit, setrlimit

    before = getrlimit(RLIMIT_AS)
    setrlimit(RLIMIT_AS, (3_000_000_000, before[1]))  # the dictionary would take 4 GB
    try:
        result = sstc("surveys", "forget", "bo.exit@secret.example", "--yes")
    finally:
        setrlimit(RLIMIT_AS, before)
        subprocess.run(["rm", "-r", seeded / "d"], check=True)
    assert result.status == 0, result.err
    assert sorted(map(len, named(result.err))) == [8, 2 * 1_200 + 5]


def named(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.startswith("  ")]


@FILE_MODES
def test_a_row_without_consent_is_kept_nowhere(sstc: Sstc, seeded: Path) -> None:
    sstc("surveys", "import", *SEEDS)
    data = b"".join(path.read_bytes() for path in (seeded / ".sstc").rglob("*") if path.is_file())
    for trace in (b"no.consent", b"Nora", b"5550199", b"PASS-0199", b"wrong.row", b"Rolf"):
        assert trace not in data
    for rejected in seeded.glob("*.rejected.xlsx"):
        assert "Nora" not in contents(rejected)
        assert rejected.stat().st_mode & 0o077 == 0


def contents(file: Path) -> str:
    """Return the text of a file, or of all members of a zip."""
    if not zipfile.is_zipfile(file):
        return file.read_text("utf-8")
    with zipfile.ZipFile(file) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
