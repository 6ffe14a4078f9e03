"""Every document in Word, as LibreOffice opens and prints it: nothing is lost, no page is empty."""

import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import poppler
from docx.oxml.ns import qn
from letterheads import ADDRESS, NAMES, two_logos
from office import printed

from sstc_cli.documents import formats_of
from sstc_cli.views.documents import VIEWS

LANGUAGES = ("en", "zh", "ar")
# in the wider fonts of LibreOffice, without and with a letterhead
MOST_PAGES = {"concept-note": (4, 6), "programme": (2, 3)}
FEW = (1, 2)  # pages of any other document


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text, whatever their forms and order."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def text_of(word: bytes) -> str:
    """Return the text of a Word file, without its head and foot."""
    texts = docx.Document(BytesIO(word)).element.body.iter(qn("w:t"))
    return "".join(text.text or "" for text in texts)


@pytest.fixture
def documents(every_document, workspace: Path, tmp_path: Path) -> dict[str, tuple[bytes, bytes]]:
    """Return each document's Word file and what LibreOffice makes of it, by a plain name."""
    words = ["--format", "docx", *(word for code in LANGUAGES for word in ("--language", code))]
    files = {}
    for page in ("plain", "letterhead"):
        if page == "letterhead":
            (workspace / "templates").mkdir()
            (workspace / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
        for path in every_document(*words):
            # one of each kind and language is enough
            language = path.suffixes[-2].removeprefix(".")
            files.setdefault(f"{path.parent.name}.{page}.{language}", path.read_bytes())
    pdfs = printed(files, tmp_path / "printed")
    return {name: (data, pdfs[name]) for name, data in files.items()}


def test_libreoffice_prints_every_document_as_it_is(documents) -> None:
    kinds = {name: kind for name, kind in VIEWS.items() if "docx" in formats_of(name)}
    in_word = [name for name in kinds if kinds[name].command in (None, "notices render")]
    assert len(documents) == len(in_word) * len(LANGUAGES) * 2
    for name, (word, pdf) in documents.items():
        kind, page, _ = name.split(".")
        pages = poppler("pdftotext", pdf, "-raw").decode().split("\f")[:-1]
        assert 1 <= len(pages) <= MOST_PAGES.get(kind, FEW)[page == "letterhead"], name
        assert all(len(letters(text)) > 5 for text in pages), name
        wanted = letters(text_of(word))
        assert wanted.total() > 100 and not wanted - letters("".join(pages)), name
        for text in pages if page == "letterhead" else ():
            assert all(name_or_address in text for name_or_address in (*NAMES, ADDRESS)), name
