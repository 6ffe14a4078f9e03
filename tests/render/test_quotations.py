"""Block quotes: what people said in a report, and warnings in every other document."""

from io import BytesIO

import docx
import pytest
from conftest import poppler
from drawn import document_of, fence, file_of

SAID = "> The webinar was useful.\n"


@pytest.mark.parametrize(("before", "is_warning"), [(fence("contents"), False), ("", True)])
def test_a_quotation_in_a_report_is_not_a_warning(before: str, is_warning: bool) -> None:
    document = document_of({}, before=before, after=f"## A\n\n{SAID}")
    paragraphs = docx.Document(BytesIO(file_of(document, "docx"))).paragraphs
    said = next(at for at in paragraphs if at.text == "The webinar was useful.")
    assert said.style.name == ("Intense Quote" if is_warning else "Quote")
    assert bool(said.style.font.bold) is is_warning
    page = file_of(document, "html").decode()
    last = page[page.rindex("\nblockquote {") :].partition("}")[0]
    assert ("#9b1c1c" in last) is is_warning
    pixels = poppler("pdftoppm", file_of(document, "pdf"), "-r", "40", "-f", "1", "-l", "1")
    assert (b"\xfd\xf1\xf1" * 20 in pixels) is is_warning  # the ground of warnings
