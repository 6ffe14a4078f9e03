"""Chinese documents have full-width punctuation, whole dashes, and no spaces between sentences."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import Sstc, alter, poppler

KINDS = ("txt", "html", "docx", "pdf")
HAN = "[\u3400-\u9fff，。；：！？（）《》“”、—]"
WRONG = re.compile(
    rf"(?<!—)—(?!—)|(?<={HAN})[ \u00a0]?[,;:?!()\[\]](?!//)|[,;:?!()\[\]][ \u00a0]?(?={HAN})"
    rf"|(?<={HAN})[–'\"-]|[–'\"-](?={HAN})|(?<={HAN})[ \u00a0](?={HAN})|(?<={HAN})\.(?![a-z])"
)
SPACED = re.compile(" {2,}|\u00a0{2,}")  # between columns


def lines_of(file: Path) -> list[str]:
    """Return the lines that a document shows."""
    data = file.read_bytes()
    if file.suffix == ".pdf":
        lines = poppler("pdftotext", data, "-layout", "-nopgbrk").decode().splitlines()
    elif file.suffix == ".docx":
        parts = docx.Document(BytesIO(data)).element.body.iter()
        lines = "".join(
            part.text or "" if part.tag.endswith("}t") else "\n"
            for part in parts
            if part.tag.endswith(("}p", "}br", "}t"))
        ).splitlines()
    else:
        text = data.decode()
        if file.suffix == ".html":
            text = re.sub(r"(?s)<style.*?</style>|<title.*?</title>", "", text)
            text = unescape(re.sub(r"<(?:br|/p|/td|/th|/h\d|/li)[^>]*>", "\n", text))
        lines = re.sub(r"(?m)^(?:! |- )|<[^>]+>| \(https?:[^)]+\)", "", text).splitlines()
    return [cell for line in lines for cell in SPACED.split(line.replace("\u2060", ""))]


def wrong_in(file: Path) -> list[str]:
    """Return the wrong punctuation of a document, with the characters around it."""
    return [
        f"{file.parent.name}/{file.suffix}: {line[max(0, wrong.start() - 8) : wrong.end() + 8]}"
        for line in lines_of(file)
        for wrong in WRONG.finditer(line)
    ]


def rendered(sstc: Sstc, *commands: tuple[object, ...]) -> list[Path]:
    """Write documents about two webinars, one of which is cancelled, in all their formats."""
    formats = [word for kind in KINDS for word in ("--format", kind)]
    sstc("schedule", "cancel", 9, "--reason", "zh=演讲人无法出席", "--today", "2020-07-02")
    files: list[Path] = []
    for command in commands:
        result = sstc(*command, "--language", "zh", *formats, "--today", "2020-07-03").gives(0)
        files += map(Path, result.out.splitlines())
    return files


@pytest.mark.parametrize("number", [7, 9])
def test_the_documents_of_the_shipped_series(sstc: Sstc, number: int) -> None:
    files = rendered(sstc, ("documents", "render", "--all", number))
    assert {"agenda", "concept-note", "programme"} <= {file.parent.name for file in files}
    assert [wrong for file in files for wrong in wrong_in(file)] == []


@pytest.mark.usefixtures("whole")
def test_the_documents_of_a_full_series(sstc: Sstc) -> None:
    early = ("speaker-confirmation", "speaker-thanks")
    files = rendered(
        sstc,
        ("documents", "render", "--all", 7),
        ("documents", "render", *early, 7),
        ("notices", "render"),
    )
    assert {"notices", "speaker-invitation", *early} <= {file.parent.name for file in files}
    assert [wrong for file in files for wrong in wrong_in(file)] == []


def test_a_talk_and_an_empty_cell_have_a_whole_dash(sstc: Sstc) -> None:
    rendered(sstc, ("documents", "render", "agenda", "programme", 7))
    words = {file.stem: file.read_text("utf-8") for file in Path("out").glob("*/*.zh.txt")}
    assert "——三个演讲" in words["07-sustainable-logistics.zh"]
    assert "——" in words["programme.zh"]


def test_a_change_of_clocks_has_no_brackets_in_brackets(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    zones = "audience_zones: [America/New_York]"
    data.write_text(re.sub("(?m)^audience_zones: .*", zones, data.read_text("utf-8")), "utf-8")
    made = sstc("documents", "render", "programme", "--language", "zh", "--format", "txt")
    lines = Path(made.out.strip()).read_text("utf-8").splitlines()
    assert [line for line in lines if "时差" in line]
    assert [line for line in lines if re.search("（[^（）]*（", line)] == []


def test_a_day_in_brackets_has_no_brackets_around_it_and_no_comma_behind_it(
    workspace: Path, sstc: Sstc
) -> None:
    alter(workspace, "[Africa/Lagos, ", "[Pacific/Auckland, ")  # it is Saturday there
    alter(workspace, "zone: Asia/Shanghai", "register_by: 3 days before\nzone: Asia/Shanghai")
    words = ("--all", 8, "--format", "md", "--language", "zh", "--today", "2020-07-03")
    written = sstc("documents", "render", *words).gives(0).out.splitlines()
    texts = {path: Path(path).read_text("utf-8") for path in written}
    assert any("（周六）" in texts[path] for path in written if "poster" in path)
    wrong = {
        path: re.findall(r"（[^）]*（.*|（周.），\d+:.*", text) for path, text in texts.items()
    }
    assert not any(wrong.values()), wrong  # a comma is not between a day and its time either
