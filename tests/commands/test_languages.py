"""Documents in several languages, and what is said of texts that lack one."""

import os
import re
import sys
from io import StringIO
from pathlib import Path

import pytest
from conftest import Sstc, alter, program
from rich.cells import cell_len
from rich.console import Console

from sstc_cli.cli.console.preview import MarkdownPreview
from sstc_cli.views.catalogues import TranslatedPhrases

NAME = "07-sustainable-logistics"


@pytest.fixture
def in_french(workspace: Path):
    """Add French to the series' languages, and some Italian."""
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, fr, it]")
    return workspace


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_a_document_in_two_languages(sstc: Sstc, golden, kind: str) -> None:
    result = sstc("agenda", "render", 7, "--language", "en+zh", "--format", kind).gives(0, err="")
    assert result.out == f"out/agenda/{NAME}.en+zh.{kind}\n"
    golden(Path(result.out.strip()).read_bytes(), f"agenda/{NAME}.en+zh.{kind}")


def test_both_orders_and_each_alone_are_four_files(sstc: Sstc) -> None:
    languages = [word for code in ("en+zh", "zh+en", "en", "zh") for word in ("--language", code)]
    result = sstc("documents", "render", "programme", *languages)
    names = [Path(line).name for line in result.out.splitlines()]
    assert names == [f"programme.{code}.md" for code in ("en+zh", "zh+en", "en", "zh")]
    both, turned, english, chinese = (Path(line).read_text("utf-8") for line in result.out.split())
    assert both == f"{english}\n---\n\n{chinese}"
    assert turned == f"{chinese}\n---\n\n{english}"


def test_texts_that_lack_a_language_are_marked_and_named_once(sstc: Sstc, in_french) -> None:
    result = sstc(
        "agenda", "render", 7, 8, "--language", "fr", "--format", "md", "--format", "html"
    ).gives(0)
    assert len(result.out.splitlines()) == 4
    first, second = result.err.splitlines()
    assert first.startswith(
        "warning: 15 texts lack fr: title, organisers[1].short, audiences[0].name, …"
    )
    assert "`sstc translations status --language fr --all`" in second
    markdown = Path("out/agenda", f"{NAME}.fr.md").read_text(encoding="utf-8")
    assert "# Sustainable Logistic Solutions" in markdown
    assert "15\u00a0h\u00a030\u00a0–\u00a017\u00a0h, Shanghai (UTC+8)" in markdown


def test_strict_writes_nothing_and_labels_that_lack_a_language_are_counted(sstc, in_french) -> None:
    result = sstc("--quiet", "agenda", "render", 7, "--language", "fr", "--strict").gives(1, out="")
    assert result.err.startswith("error: 14 texts lack fr: title, ")
    assert not Path("out").exists()
    assert sstc("agenda", "render", 7, "--language", "en+zh", "--strict").status == 0
    result = sstc("documents", "render", "programme", "--language", "it").gives(0)
    assert "labels lack it, and English is used instead" in result.err
    assert "run `sstc templates labels --language it` to list the labels" in result.err


def test_an_unchanged_file_is_not_written(sstc: Sstc) -> None:
    paths = sstc("agenda", "render", "--all").out.splitlines()
    before = {path: Path(path).stat().st_mtime_ns for path in paths}
    Path(paths[3]).write_text("old", encoding="utf-8")
    assert sstc("agenda", "render", "--all").status == 2  # somebody else wrote one
    assert sstc("agenda", "render", "--all", "--replace").err == "14 unchanged, 1 written\n"
    after = {path: Path(path).stat().st_mtime_ns for path in paths}
    assert [path for path in paths if before[path] != after[path]] == [paths[3]]


def test_a_preview_is_shown_and_nothing_written(sstc: Sstc) -> None:
    result = sstc("invitations", "render", 7, "--audience", "ministries", "--preview")
    result.gives(0, err="", shows="Sustainable Logistic Solutions", hides=("**", "\x1b"))
    assert not Path("out").exists()
    for words in (("--format", "md"), ("-o", "x"), ("--open",)):
        sstc("agenda", "render", 7, "--preview", *words).gives(2, out="")


@pytest.fixture
def rendered_and_opened(workspace: Path, tmp_path: Path):
    """Render with `--open` where `xdg-open` only says what it was given, and where."""
    if sys.platform in ("darwin", "win32"):
        pytest.skip("xdg-open is the program of other systems")
    record = tmp_path / "record"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {record}.new && mv {record}.new {record}\n')
    opener.chmod(0o755)
    plain = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    plain["PATH"] = f"{opener.parent}{os.pathsep}{os.environ['PATH']}"

    def run(*numbers: str, **screen: str):
        done = program(
            "agenda", "render", *numbers, "--open", cwd=workspace, env=plain | screen, text=True
        )
        return done, record

    return run


@pytest.mark.parametrize(
    ("numbers", "opened"), [(("7",), f"agenda/{NAME}.en.md"), (("7", "8"), "agenda")]
)
def test_open_gives_the_file_or_the_folder_to_the_system(
    workspace: Path, rendered_and_opened, numbers, opened: str
) -> None:
    done, record = rendered_and_opened(*numbers, DISPLAY=":9")
    assert done.returncode == 0, done.stderr
    wait_for(record)
    assert Path(record.read_text()) == (workspace / "out" / opened).resolve()


def test_open_needs_a_screen(workspace: Path, rendered_and_opened) -> None:
    done, record = rendered_and_opened("7")
    assert (done.returncode, done.stdout) == (3, "")
    assert "no display was found" in done.stderr
    assert not (workspace / "out").exists() and not record.exists()


@pytest.mark.parametrize("path", ["", ".", "bin", "{root}/bin"])
def test_open_runs_no_program_of_the_folder(workspace, tmp_path, rendered_and_opened, path) -> None:
    proof = tmp_path / "proof"
    for folder in (workspace, workspace / "bin"):
        folder.mkdir(exist_ok=True)
        (folder / "xdg-open").write_text(f"#!/bin/sh\ntouch {proof}\n")
        (folder / "xdg-open").chmod(0o755)
    places = [path.format(root=workspace), str(tmp_path / "bin"), os.environ["PATH"]]
    done, record = rendered_and_opened("7", DISPLAY=":9", PATH=os.pathsep.join(places))
    assert done.returncode == 0, done.stderr
    wait_for(record)
    assert not proof.exists()


def wait_for(file: Path) -> None:
    """Wait for a file that a program writes on its own."""
    import time

    for _ in range(600):
        if file.exists():
            return
        time.sleep(0.05)
    pytest.fail("nothing was opened")


def test_pages_on_the_terminal_are_in_one_language(sstc: Sstc, whole: Path, monkeypatch) -> None:
    (whole / "out" / "agenda").mkdir(parents=True)
    (whole / "out" / "agenda" / "99-old.en.md").write_text("old", encoding="utf-8")
    sstc("schedule", "cancel", 9, "--reason", "病", "--today", "2020-07-02")
    sstc("due", "done", "report", 9, "--today", "2020-11-02")
    translated, said = TranslatedPhrases.translated, dict[str, str]()

    def recorded(phrases: TranslatedPhrases, text: str) -> str:
        return said.setdefault(text, translated(phrases, text))

    monkeypatch.setattr(TranslatedPhrases, "translated", recorded)
    zone = ("--zone", "America/Bogota")
    pages = [
        ("status", "--today", "2020-10-08", *zone),
        ("status", "--today", "2021-10-08"),
        ("due", "--all", "--today", "2020-10-02"),
        ("due", "--today", "2020-05-02"),
        ("schedule", "list", *zone),
        ("schedule", "show", 7),
        ("schedule", "show", 9),
        ("release", "diff"),
        ("release", "diff", "--format", "md"),
        ("release", "show", "plan"),
        ("release", "show", "working"),
    ]
    shown = "".join(sstc(*page, "--language", "zh").out for page in pages)
    assert [text for text, chinese in said.items() if text == chinese] == []
    for english in ("Fri ", "Beijing", "moved", "Affected", "Overdue", "Bogota"):
        assert english not in shown, english
    for chinese in ("下一场", "周五 2020-10-09", "北京时间", "同一天推迟30分钟", "波哥大"):
        assert chinese in shown, chinese


def test_the_preview_of_a_cell_keeps_its_lines() -> None:
    console = Console(width=60, file=StringIO())
    console.print(
        MarkdownPreview("| a | b |\n|---|---|\n| **Jane Doe**<br>Director of trade | c |\n")
    )
    lines = [line.split() for line in console.file.getvalue().splitlines()]
    assert ["Jane", "Doe", "c"] in lines
    assert ["Director", "of", "trade"] in lines


@pytest.mark.parametrize("columns", range(24, 40))
def test_the_preview_of_a_table_tears_no_time_and_begins_no_line_with_a_sign(columns) -> None:
    console = Console(width=columns, record=True, file=StringIO())
    times = "2027年3月23日星期二，15:00–16:30（里斯本时间，UTC+0）；上海、波哥大"
    console.print(MarkdownPreview(f"| 时间 | {times} |\n|---|---|\n| 地点 | 线上 |\n"))
    lines = [line.strip() for line in console.export_text().splitlines()]
    assert any("15:00–16:30" in line for line in lines)
    assert not [line for line in lines if line.startswith(("，", "；", "）", "、"))]


WHOLE = re.compile(r"\d+:\d\d–\d+:\d\d|\d+年\d+月\d+日|[A-Za-z]+")


@pytest.mark.parametrize("words", ["documents render programme", "agenda render 7"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_previews_in_a_narrow_terminal_keep_times_and_words_whole(
    sstc: Sstc, monkeypatch: pytest.MonkeyPatch, words: str, language: str
) -> None:
    shown = {}
    for columns in (40, 400):
        monkeypatch.setenv("COLUMNS", str(columns))
        result = sstc(*words.split(), "--preview", "--language", language).gives(0)
        assert max(map(cell_len, result.out.splitlines())) <= columns
        shown[columns] = set(WHOLE.findall(result.out))
    assert shown[40] == shown[400]


def test_notes_beside_a_chinese_time_have_chinese_brackets(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    late = text.replace("ends: 2020-10-09 17:00", "ends: 2020-10-10 00:30")
    late = late.replace("starts: 2020-10-09 15:30", "starts: 2020-10-09 23:00")
    assert late != text
    data.write_text(late, encoding="utf-8")
    result = sstc("agenda", "render", 7, "--language", "zh").gives(0)
    agenda = Path(result.out.strip()).read_text(encoding="utf-8")
    assert "23:00至00:30（北京时间，UTC+8） （次日结束）" in agenda
    assert "(次日" not in agenda
