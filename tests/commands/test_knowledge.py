"""`sstc knowledge start`, `check` and `render`: notes and the compendium, as people write them."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import REPOSITORY, Sstc, alter, poppler

FILE = Path("data") / "knowledge" / "sustainable-logistics.yaml"
EXAMPLES = REPOSITORY / "examples"


@pytest.fixture
def noted(workspace: Path, sstc: Sstc) -> Path:
    """Return a workspace with the example's note, and the answers that it names."""
    (workspace / FILE).parent.mkdir()
    shutil.copy(EXAMPLES / "knowledge" / "sustainable-logistics.yaml", workspace / FILE)
    exports = [
        EXAMPLES / "exports" / f"{name}-webinar-7.csv" for name in ("attendance", "registration")
    ]
    sstc("surveys", "import", EXAMPLES / "exit.xlsx", *exports).gives(0)
    return workspace


def change(root: Path, old: str, new: str) -> None:
    alter(root / FILE, old, new)


def test_start_has_what_the_plan_has_and_never_overwrites(whole: Path, sstc: Sstc) -> None:
    today = ("--today", "2020-07-03")
    sstc("knowledge", "start", 7, *today).gives(0, out=f"{FILE.as_posix()}\n")
    text = (whole / FILE).read_text(encoding="utf-8")
    assert "webinar: sustainable-logistics" in text and text.count("  - id: ") >= 4
    assert sstc("validate", "--select", "E", *today).status == 0
    sstc("knowledge", "start", 7, *today).gives(3, "already exists")
    assert (whole / FILE).read_text(encoding="utf-8") == text
    assert sstc("knowledge", "start", 99, *today).status == 2


def test_materials_and_the_recording_wait_for_a_permission(workspace: Path, sstc: Sstc) -> None:
    link = "    recording: https://example.org/recording\n    materials:\n"
    link += "      - {title: {en: Slides, zh: 演示文稿}, url: 'https://example.org/s.pdf'}\n"
    ends = "    ends: 2020-10-09 17:00\n"
    alter(workspace, ends, ends + link)
    assert "ask the authors" in sstc("knowledge", "start", 7, "--today", "2020-11-01").err
    check = sstc("knowledge", "check", 7, "--today", "2020-11-01")
    assert check.out.count("W792 the material lacks `licence` and `permission`") == 2
    shown = sstc("knowledge", "render", 7, "--format", "html", "-o", "-", "--today", "2020-11-01")
    assert shown.status == 0 and "s.pdf" not in shown.out and "Replace this" not in shown.out


def test_a_note_that_was_only_started_says_so(workspace: Path, sstc: Sstc) -> None:
    assert sstc("knowledge", "start", 7).status == 0
    result = sstc("knowledge", "render", 7, "-o", "-")
    result.gives(0, "W798", shows="No messages have been written yet.", hides="Replace this")
    sstc("knowledge", "render", 7, "--final", "-o", "-").gives(1, "error W798", out="")


def test_the_example_is_final_and_has_its_figures(noted: Path, sstc: Sstc) -> None:
    assert sstc("validate").status == 0
    assert (
        sstc("knowledge", "check", "--final", "--strict").err
        == "no problems in the knowledge files\n"
    )
    note = sstc("knowledge", "render", 7, "--final", "-o", "-").out.replace("\u00a0", " ")
    assert "79 % (n = 24) were right" in note and "{overseas" not in note
    asked = "2020, how many cross-border e-commerce pilot zones does China have?"
    for part in ("## Key messages", "Figure 4.", asked, "## Questions and answers", "CC BY 4.0"):
        assert part in note, part
    chinese = sstc("knowledge", "render", 7, "--language", "zh", "-o", "-").out
    assert (
        "## 要点" in chinese
        and "中国共有多少个跨境电子商务综合试验区？" in chinese
        and "CC BY 4.0" in chinese
    )


def test_a_note_of_few_words_fills_its_two_pages(noted: Path, sstc: Sstc) -> None:
    made = sstc("knowledge", "render", 7, "--format", "pdf").gives(0)
    first, second, _ = poppler("pdftotext", (noted / made.out.strip()).read_bytes()).split(b"\f")
    assert b"Figure 2" in first and b"Figure 3" in second  # in the type of other documents


def test_figures_pass_the_hiding_of_the_public_report(noted: Path, sstc: Sstc) -> None:
    shown = sstc("report", "show", "7", "--edition", "office").out
    hidden = sstc("report", "show", "7").out
    exact = dict(line.split(maxsplit=1) for line in shown.splitlines())
    public = dict(line.split(maxsplit=1) for line in hidden.splitlines())
    name = next(name for name in exact if name in public and public[name] != exact[name])
    change(noted, "{overseas_warehouses.correct} were right", f"{{{name}}} were right")
    result = sstc("knowledge", "render", 7, "-o", "-").gives(1, hides=exact[name])
    assert re.search(r"sustainable-logistics.yaml:\d+:\d+: error E712", result.err)


MISTAKES = {
    "unknown figure": (
        "{overseas_warehouses.correct} were",
        "{overseas_warehouse.correct} were",
        "E711",
    ),
    "contradicted": ("know what overseas", "know (90 %) what overseas", "W713"),
    "no licence": ("    licence: CC BY 4.0\n", "", "W792"),
    "no permission": (
        "    permission: {by: {en: Example Bay, zh: 示例湾}, on: 2020-10-14}\n",
        "",
        "W792",
    ),
    "no evidence": ("    evidence:\n      - talk: talk-2\n", "", "W791"),
    "unknown talk": ("      - talk: talk-2\n", "      - talk: talk-4\n", "E794"),
    "unknown theme": ("theme: youth-entrepreneurship", "theme: youth", "E794"),
    "other webinar": ("webinar: sustainable-logistics\n", "webinar: sustainable-payment\n", "E795"),
    "no webinar": ("webinar: sustainable-logistics\n", "webinar: gone\n", "E795"),
    "unknown key": ("next_steps:", "next_step:", "E103"),
    "no room": ("recommend]", "recommend, ratings_2]", "W796"),
    "too long": ("Small exporters use", "Small exporters " + "and others " * 15 + "use", "W796"),
    "no figure": ("figures: [reach,", "figures: [reech,", "E711"),
    "twice": ("  - id: small-exporters", "  - id: shared-warehouses", "E113"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_has_a_line_with_its_place(noted: Path, sstc: Sstc, mistake: str) -> None:
    old, new, code = MISTAKES[mistake]
    change(noted, old, new)
    result = sstc("knowledge", "check", "--final")
    lines = result.out + result.err
    assert re.search(
        rf"data/knowledge/sustainable-logistics.yaml:\d+:\d+: (error|warning) {code} ", lines
    ), lines
    assert result.status == (0 if code == "W713" else 1)
    assert "Traceback" not in lines


def test_a_material_without_permission_is_in_no_document(noted: Path, sstc: Sstc) -> None:
    change(noted, *MISTAKES["no permission"][:2])
    result = sstc("knowledge", "render", "--all", "--format", "md", "--format", "html")
    assert result.status == 0 and "W792 the material lacks `permission`" in result.err
    for line in result.out.splitlines():
        text = Path(line).read_text(encoding="utf-8")
        assert "slides-1.pdf" in text and "guide-to-shared-warehouses" not in text


def test_names_of_the_store_are_found_in_a_note(noted: Path, sstc: Sstc) -> None:
    from sstc_cli.cli.console.session import Session  # the names are those of the example
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.store.people import names_and_addresses

    store = store_of(Session(folder=noted).unchecked())
    name = next(name for name in names_and_addresses(store) if "@" not in name and " " in name)
    change(noted, "Small exporters use", f"{name} and others use")
    result = sstc("knowledge", "check")
    assert "W716 this text names a person" in result.out and name not in result.out + result.err


def test_a_material_has_a_code_in_word_pdf_and_html(noted: Path, sstc: Sstc) -> None:
    kinds = ("--format", "docx", "--format", "pdf", "--format", "html")
    docx, pdf, html = map(Path, sstc("knowledge", "render", 7, *kinds).out.splitlines())
    page = html.read_text(encoding="utf-8")
    assert page.count('<img src="data:image/png;base64,') == 2
    assert 'alt="QR code of Slides of the first talk"' in page
    with ZipFile(docx) as word:
        assert word.read("word/document.xml").count(b'descr="QR code of') == 2
    assert len(poppler("pdfimages", pdf.read_bytes(), "-list").splitlines()) >= 4


def test_the_compendium_has_every_practice_once_in_full(noted: Path, sstc: Sstc) -> None:
    text = sstc("knowledge", "render", "-o", "-").out
    assert text.count("#### 1. A warehouse that two cities share") == 1
    assert "### Goal 17: Partnerships for the Goals\n\nSee practice 1" in text
    assert "| Example Bay | 2 |" in text and "Practices by city" in text
    assert text.count("https://example.org/annual-report-2019.pdf") == 1  # cited twice
    assert "| Digital innovation | 7 |" in text
    chinese = sstc("knowledge", "render", "--language", "zh", "-o", "-").out
    assert "### 目标9：产业、创新和基础设施" in chinese


def test_without_files_there_is_nothing_to_write(workspace: Path, sstc: Sstc) -> None:
    sstc("knowledge", "render").gives(
        1,
        err="error: the workspace has no knowledge files yet\n"
        "help: run `sstc knowledge start 1` to begin one\n",
    )
    assert "nothing was checked" in sstc("knowledge", "check").err
    assert sstc("knowledge", "start", 6).status == 0
    sstc("knowledge", "render", 7).gives(
        1, "data/knowledge/sustainable-logistics.yaml does not exist"
    )


def test_a_file_without_a_series_or_with_broken_yaml_is_refused(noted: Path, sstc: Sstc) -> None:
    (noted / FILE).write_text("webinar: [7\n", encoding="utf-8")
    result = sstc("knowledge", "render")
    assert result.status == 1 and re.search(
        r"sustainable-logistics.yaml:\d+:\d+: error E101", result.err
    )
    assert not (noted / "out").exists()


def test_a_text_of_a_note_that_lacks_the_language_is_named(noted: Path, sstc: Sstc) -> None:
    ours = "questions:\n  - question: {zh: 小型企业如何申请？}\n    answer: {zh: 申请即可。}\n"
    change(noted, "questions:\n", ours)
    result = sstc("knowledge", "render", "-o", "-", "--today", "2020-12-20").gives(0)
    assert "2 texts lack en: `小型企业如何申请？`, `申请即可。`" in result.err
