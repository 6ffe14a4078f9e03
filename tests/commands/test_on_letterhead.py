"""Documents on the workspace's letterhead, as the commands write them."""

from pathlib import Path

import pytest
from conftest import Sstc
from letterheads import GLOBE, add_logo, new_word, saved, two_logos

AGENDA = ("agenda", "render", 7, "--format")


@pytest.fixture
def letterhead(workspace: Path) -> Path:
    """Put a workspace on the letterhead of two organisations."""
    file = workspace / "templates" / "letterhead.docx"
    file.parent.mkdir()
    file.write_bytes(two_logos("table"))
    return file


def test_every_format_uses_the_letterhead_without_options(sstc: Sstc, letterhead: Path) -> None:
    result = sstc(*AGENDA, "html", "--format", "pdf", "--format", "docx").gives(0, err="")
    page, pdf, word = (Path(line).read_bytes() for line in result.out.splitlines())
    assert page.count(b"<img ") == 2 and pdf.count(b"/Subtype/Image") >= 2
    assert b"word/media/" in word
    assert sstc("templates", "check").err.endswith("in en, zh: no errors\n")


def test_a_picture_that_only_word_can_show_is_reported_once_where_it_matters(sstc, letterhead):
    word = new_word()
    header = word.sections[0].header
    add_logo(header.paragraphs[0], GLOBE, "Logo", 10)
    (part,) = header.part.related_parts.values()
    part._blob = b"\x01\x00\x00\x00" + bytes(40)
    letterhead.write_bytes(saved(word))
    reported = (
        "warning: templates/letterhead.docx has a picture in EMF, which only Word can show\n"
        "help: in Word, save it as a PNG, and insert that instead\n"
    )
    sstc("agenda", "render", "--all", "--format", "html", "--format", "pdf").gives(0, err=reported)
    assert sstc(*AGENDA, "docx").err == ""
    assert sstc("templates", "check").err.startswith(reported)


def test_a_broken_letterhead_stops_the_documents_that_use_it(sstc: Sstc, letterhead: Path) -> None:
    letterhead.write_bytes(letterhead.read_bytes()[:2000])
    for kind in ("docx", "html", "pdf"):
        result = sstc(*AGENDA, kind).gives(1, out="")
        assert result.err.startswith(
            "error: templates/letterhead.docx is not a Word file, or is brok"
        )
        assert len(result.err.splitlines()) == 2
    assert not Path("out").exists()
    assert sstc(*AGENDA, "md", "--format", "txt").status == 0
