"""Names and addresses of the store are in no public file, and office files are marked."""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from conftest import REPOSITORY, Sstc, poppler

FORMATS = [word for kind in ("md", "txt", "html", "docx", "pdf", "xlsx")
           for word in ("--format", kind)]  # fmt: skip


@pytest.fixture
def imported(sstc: Sstc, workspace: Path) -> Path:
    examples = REPOSITORY / "examples"
    files = [examples / "exit.xlsx", *sorted((examples / "exports").glob("*.csv"))]
    assert sstc("surveys", "import", *files).status == 0
    return workspace


def texts(data: bytes) -> Iterator[str]:
    """Yield all texts of a file, and of the files inside it."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as inside:
            for name in inside.namelist():
                yield name
                yield from texts(inside.read(name))
    elif data.startswith(b"%PDF"):
        yield poppler("pdftotext", data).decode()
        yield poppler("pdfinfo", data).decode()
    else:
        yield data.decode("utf-8", "replace")


def secrets(workspace: Path) -> set[str]:
    with sqlite3.connect(workspace / ".sstc" / "store.sqlite") as store:
        rows = store.execute("select person, email, name, organisation from identities").fetchall()
    found = {text.casefold() for row in rows for text in row if text}
    assert len(found) > 500
    return found


def test_no_name_address_or_organisation_is_in_a_public_file(sstc: Sstc, imported: Path) -> None:
    assert sstc("report", "render", "--all", *FORMATS).status == 0
    for kind in ("svg", "csv", "json"):
        assert sstc("report", "figures", "--format", kind).status == 0
        assert sstc("report", "figures", "7", "--format", kind).status == 0
    assert sstc("report", "publish", "first", "--today", "2020-12-20").status == 0
    wanted = secrets(imported)
    files = [file for folder in ("out", "data/reports") for file in (imported / folder).rglob("*")
             if file.is_file()]  # fmt: skip
    assert len(files) > 100
    for file in files:
        for text in texts(file.read_bytes()):
            folded = text.casefold()
            assert not [name for name in wanted if name in folded], file


def test_every_page_of_the_office_edition_says_so(sstc: Sstc, imported: Path) -> None:
    assert sstc("report", "render", "--edition", "office", *FORMATS).status == 0
    assert [file.name for file in (imported / "out").iterdir()] == [".written"]  # digests
    files = {file.suffix: file for file in (imported / ".sstc" / "report").iterdir()}
    assert len(files) == 6
    for file in files.values():
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert any("for internal use only" in text for text in texts(file.read_bytes())), file
    pages = poppler("pdftotext", files[".pdf"].read_bytes()).decode().split("\f")
    assert not [page for page in pages[:-1] if "for internal use only" not in page]
    with ZipFile(files[".xlsx"]) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"for internal use only" not in book.read(name)]
