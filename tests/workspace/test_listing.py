"""What other programs keep in the folders of a workspace is left out, and copies are named."""

import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc

from sstc_cli.listing import copies, entries, is_note, matching, original_of

NOTES = ("~$exit.yaml", ".~lock.exit.yaml#", "._exit.yaml", ".DS_Store", "desktop.ini", "Thumbs.db")
ATTRIBUTES = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "  # of an AppleDouble file
DATA = "data/webinars{}.yaml"
FILES = {
    DATA: "webinars.yaml",
    "data/surveys/exit{}.yaml": "exit.yaml",
    "data/surveys/mappings/plain-exit{}.yaml": "plain-exit.yaml",
    "data/releases/001-first{}.yaml": "001-first.yaml",
    "templates/agenda.md{}.j2": "agenda.md.j2",
    "templates/labels/fr{}.po": "fr.po",
}


@pytest.mark.parametrize(
    "added",
    [
        "-LAPTOP-7", "-DESKTOP-4K2L9QX-2", "-Annas-MacBook-Pro", "-张三的电脑",  # OneDrive
        " (Anna Nowak's conflicted copy 2026-01-02)", " (Case Conflict)",  # Dropbox
        " (conflicted copy 2026-01-02 101112)", "_conflict-20260102-101112",  # Nextcloud, ownCloud
        " (1)", "(1)", "_conf(1)", " 2",  # Google Drive, iCloud
        ".sync-conflict-20260102-101112-D4LGQYW",  # Syncthing
        " - Copy", " copy", " - Kopie (2)",  # Explorer, Finder
    ],
)  # fmt: skip
def test_a_copy_is_recognised_beside_its_original(added: str) -> None:
    for form, original in FILES.items():
        name = Path(form.format(added)).name
        assert original_of(name, {name, original}) == original
        assert original_of(name, {name, "other.yaml"}) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("exit-2.yaml", "exit.yaml"),
        ("plain-exit-training.yaml", "plain-exit.yaml"),
        ("001-plan-b.yaml", "001-plan.yaml"),
        ("pt-BR.po", "pt.po"),
        ("zh-Hant.po", "zh.po"),
        ("agenda.html.j2", "agenda.md.j2"),
        ("store-1.sqlite", "store.sqlite"),
    ],
)
def test_other_names_are_no_copies(name: str, other: str) -> None:
    assert original_of(name, {name, other}) is None


def test_notes_of_other_programs_are_left_out(tmp_path: Path) -> None:
    for name in (*NOTES, "b.yaml", "a.yaml", "a.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in entries(tmp_path)] == ["a.txt", "a.yaml", "b.yaml"]
    assert entries(tmp_path, "*.yaml") == matching(f"{tmp_path}/*.yaml")
    assert entries(tmp_path / "none") == []
    assert copies(tmp_path) == {}
    assert [name for name in NOTES if is_note(name)] == list(NOTES[:3])


def test_attributes_on_a_memory_stick_do_not_block_a_workspace(sstc: Sstc, workspace: Path) -> None:
    sstc("release", "publish", "first", "--today", "2020-07-01").gives(0)
    assert sstc("templates", "copy", "agenda").status == 0
    shutil.copytree(REPOSITORY / "templates" / "labels", workspace / "templates" / "labels")
    (workspace / "data" / "surveys" / "mappings").mkdir()
    for form in FILES:
        file = workspace / form.format("")
        file.with_name(f"._{file.name}").write_bytes(ATTRIBUTES)
    assert sstc("validate", "--today", "2020-07-01").status == 0
    assert sstc("templates", "check").status == 0
    assert "._" not in sstc("templates", "labels", "--language", "fr").err
    (workspace / "._exit.ics").write_bytes(ATTRIBUTES)
    assert "._" not in sstc("calendar", "check", ".").out


def test_a_copy_of_each_file_is_named_once_and_not_read(sstc: Sstc, workspace: Path) -> None:
    assert sstc("release", "publish", "first", "--today", "2020-07-01").status == 0
    assert sstc("templates", "copy", "agenda").status == 0
    (workspace / "templates" / "labels").mkdir()
    shutil.copy(REPOSITORY / "templates" / "labels" / "fr.po", workspace / "templates" / "labels")
    (workspace / "exit.csv").write_text("Consent,Sex\nYes,Woman\n", "utf-8")
    (workspace / "data" / "surveys" / "mappings").mkdir()
    mapping = "platform: plain\nsurvey: exit\ncolumns:\n  - {header: Sex, question: gender}\n"
    (workspace / "data" / "surveys" / "mappings" / "plain-exit.yaml").write_text(mapping)
    before = sstc("validate", "--today", "2020-07-01")
    for form in FILES:
        shutil.copy(workspace / form.format(""), workspace / form.format("-LAPTOP-7"))
    after = sstc("validate", "--today", "2020-07-01")
    new = sorted({*after.out.splitlines()} - {*before.out.splitlines()})
    named = [line.split(":")[0] for line in new if "warning W117" in line]
    assert (named, len(new)) == (sorted(form.format("-LAPTOP-7") for form in FILES), len(FILES))
    assert (before.status, after.status) == (0, 0)
    assert "compare the two" in new[0]
    assert "LAPTOP" not in sstc("templates", "labels", "--language", "fr").err


def test_a_copy_of_the_store_is_named_and_never_deleted(sstc: Sstc, workspace: Path) -> None:
    (workspace / "exit.xlsx").write_bytes((REPOSITORY / "examples" / "exit.xlsx").read_bytes())
    assert sstc("surveys", "import", "exit.xlsx").status == 0
    store = workspace / ".sstc" / "store.sqlite"
    copy = store.with_name("store-LAPTOP-7.sqlite")
    shutil.copy(store, copy)
    sstc("surveys", "check").gives(1, shows=copy.name)
    forgotten = sstc("surveys", "forget", "one@example.org", "--yes")
    assert "it may have people and imports that the store lacks" in forgotten.err
    assert copy.exists()
    purged = sstc("surveys", "purge", "--older-than", "1d", "--yes")
    assert (copy.exists(), copy.name in purged.err) == (True, True)


def test_a_pattern_leaves_out_the_lock_of_an_open_workbook(sstc: Sstc, workspace: Path) -> None:
    (workspace / "exit.xlsx").write_bytes((REPOSITORY / "examples" / "exit.xlsx").read_bytes())
    (workspace / "~$exit.xlsx").write_bytes(b"\x05owner")
    result = sstc("surveys", "import", "*.xlsx", "--dry-run")
    assert (result.status, result.out.count("survey exit")) == (0, 1)
    assert "keeps notes" in sstc("surveys", "import", "~$exit.xlsx").err


def test_a_copy_with_a_name_like_an_id_may_be_deleted(sstc: Sstc, workspace: Path) -> None:
    survey = workspace / "data" / "surveys" / "exit.yaml"
    shutil.copy(survey, survey.with_name("exit-pc7.yaml"))
    shutil.copy(survey, survey.with_name("other.yaml"))
    lines = [line for line in sstc("validate").out.splitlines() if "error E215" in line]
    advice = "if it is a copy of exit.yaml, compare the two, and delete it"
    assert [advice in line for line in lines] == [True, False]
