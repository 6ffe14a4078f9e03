"""Documents, fonts and pictures without measure end soon, in little memory, with one line."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from greys import png_of
from letterheads import add_logo, new_word, saved

from sstc_cli.render import read_letterhead

TABLE = "# A\n\n| a | b |\n|---|---|\n{% for i in range(30000) %}| a | b |\n{% endfor %}"
ROWS = "# A\n\n| a | b | c | d |\n|---|---|---|---|\n{% for i in range(COUNT) %}" + (
    "| {{ i }} | Friday {{ i }} | Title of {{ i }} | Lagos {{ i }} |\n{% endfor %}"
)
NESTED = "# A\n\n{{ '' }}" + "> " * 60 + "x\n"
LISTS = "# A\n\n" + "".join(" " * 2 * depth + "- x\n" for depth in range(60))
BOUNDS = {
    "brackets": ("[" * 90_000, "html", "marks such as"),
    "brackets as text": ("[" * 90_000, "txt", "marks such as"),
    "emphasis": ("*a_" * 30_000, "pdf", "marks such as"),
    "word": ("a" * 90_000, "pdf", "a word of more than 10,000 characters"),
    "long words": (("a" * 9_000 + " ") * 10, "pdf", "a paragraph of very long words"),
    "many long words": (
        "{% for i in range(25) %}" + "a" * 9_000 + "\n\n{% endfor %}",
        "pdf",
        "too many very long words for a PDF",
    ),
    "quotes": (NESTED, "pdf", "nested too deep"),
    "lists": (LISTS, "docx", "nested too deep"),
    "table": (TABLE, "pdf", "too long for a PDF"),
    "rows": (ROWS.replace("COUNT", "3000"), "pdf", "would take more than 600 MB"),
}
SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30,) * 2)
from sstc_cli.cli import main
sys.exit(main(sys.argv[1:]))
"""
MEASURED = """
import sys
from pathlib import Path
from sstc_cli.cli import main
main(["agenda", "render", "7", "--format", "pdf"])
print(next(line for line in Path("/proc/self/status").open() if line.startswith("VmHWM")))
"""


def agenda(workspace: Path, kind: str) -> str:
    """Return the error of a run that can neither hang nor fill the memory."""
    words = [sys.executable, "-c", SCRIPT, "agenda", "render", "7", "--format", kind]
    done = subprocess.run(
        words, cwd=workspace, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 1, done.stderr
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: ") and hint.startswith("help: ")
    return error


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux")
@pytest.mark.parametrize("name", BOUNDS)
def test_a_document_without_measure_is_refused(name: str, workspace: Path) -> None:
    template, kind, message = BOUNDS[name]
    (workspace / "templates").mkdir()
    (workspace / "templates" / "agenda.md.j2").write_text(template, encoding="utf-8")
    assert message in agenda(workspace, kind)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the memory")
def test_a_long_table_that_is_not_refused_takes_little_memory(workspace: Path) -> None:
    (workspace / "templates").mkdir()
    template = ROWS.replace("COUNT", "2000")
    (workspace / "templates" / "agenda.md.j2").write_text(template, encoding="utf-8")
    words = [sys.executable, "-c", MEASURED]
    done = subprocess.run(
        words, cwd=workspace, capture_output=True, text=True, timeout=90, check=True
    )
    kilobytes = int(done.stdout.split()[-2])
    assert kilobytes < 520_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by Linux")
def test_a_collection_of_countless_fonts_is_refused(workspace: Path) -> None:
    (workspace / "templates" / "fonts").mkdir(parents=True)
    head = struct.pack(">4sII", b"ttcf", 0x1_0000, 0xFFFF_FFFF)
    (workspace / "templates" / "fonts" / "x.ttf").write_bytes(head + bytes(96))
    assert "templates/fonts/x.ttf declares 4,294,967,295 fonts" in agenda(workspace, "pdf")


def test_a_picture_of_countless_pixels_is_for_word_only(tmp_path: Path) -> None:
    small = png_of(2, 2, bytes(16))
    word = new_word()
    logo = small[:16] + struct.pack(">II", 60_000, 60_000) + small[24:]
    add_logo(word.sections[0].header.paragraphs[0], logo, "Logo", 20)
    file = tmp_path / "letterhead.docx"
    file.write_bytes(saved(word))
    letterhead = read_letterhead(file)
    assert [note for note, _ in letterhead.notes] == [
        "a picture of more than 25 million pixels, which only Word can show"
    ]
    assert "data:image" not in str(letterhead.heads)
