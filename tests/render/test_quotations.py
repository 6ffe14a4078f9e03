"""Block quotes: what people said in a report, and warnings in every other document."""

import subprocess
from io import BytesIO

import docx
import pytest
from conftest import missing_program
from drawn import document_of, fence, file_of

SAID = "> The webinar was useful.\n"


def test_a_quotation_in_word_is_not_a_warning() -> None:
    for before, style in ((fence("contents"), "Quote"), ("", "Intense Quote")):
        word = docx.Document(BytesIO(file_of(document_of({}, before=before, after=SAID), "docx")))
        said = next(at for at in word.paragraphs if at.text == "The webinar was useful.")
        assert said.style.name == style
        assert bool(said.style.font.bold) is (style != "Quote")


@pytest.mark.parametrize(("before", "is_warning"), [(fence("contents"), False), ("", True)])
def test_a_quotation_on_a_page_is_not_a_warning(before: str, is_warning: bool) -> None:
    page = file_of(document_of({}, before=before, after=f"## A\n\n{SAID}"), "html").decode()
    last = page[page.rindex("\nblockquote {") :].partition("}")[0]
    assert ("#9b1c1c" in last) is is_warning


@pytest.mark.parametrize(("before", "is_warning"), [(fence("contents"), False), ("", True)])
def test_a_quotation_in_a_pdf_is_not_a_warning(before: str, is_warning: bool) -> None:
    drawn = file_of(document_of({}, before=before, after=f"## A\n\n{SAID}"), "pdf")
    command = ["pdftoppm", "-r", "40", "-f", "1", "-l", "1"]
    try:
        pixels = subprocess.run(command, input=drawn, capture_output=True, check=True).stdout
    except FileNotFoundError:
        missing_program("poppler is missing: apt-get install poppler-utils")
    assert (b"\xfd\xf1\xf1" * 20 in pixels) is is_warning  # the ground of warnings
