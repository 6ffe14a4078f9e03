"""Certificates as files: sealed, read back by other programs, and the same each time."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import pytest
from certified import NAMES, PUBLIC, SECRET, code, spoilt_file
from conftest import REPOSITORY, missing_program, poppler
from docx.oxml.ns import qn
from greys import looks_as_it_did
from letterheads import ADDRESS, two_logos

from sstc_cli import documents
from sstc_cli.certificates.code import find, printed
from sstc_cli.certificates.verify import PLACE, is_sealed, seal, text_of
from sstc_cli.render.word_xml import field
from sstc_cli.views.certificate import Certificate, certificate_view
from sstc_cli.workspace import open_workspace

Draw = Callable[..., bytes]


@pytest.fixture
def draw(workspace: Path) -> Draw:
    """Return a function that draws a certificate of the shipped series."""

    def draw(
        name: str, kind: str = "pdf", language: str = "en", webinars: tuple[int, ...] = (7,)
    ) -> bytes:
        opened = open_workspace(workspace, date(2020, 12, 10))
        assert opened.series
        chosen = [one for one in opened.series.webinars if one.number in webinars]
        text = code(name, webinars)
        certificate = Certificate(
            "completion", name, len(webinars) > 1, "7F3A-92C0-11DE-04B7", text,
            (printed(text), PLACE), 15, "https://www.example.org/verify.html",
        )  # fmt: skip
        view = partial(certificate_view, opened.series, chosen, certificate, language)
        makes = {"certificate": lambda _: [("one", view)]}
        request = documents.Request([kind], [(language,)])
        (made,) = (
            documents.compose(opened, opened.series, makes, request).files["certificate"].values()
        )
        return seal(made(), SECRET)

    return draw


def scanned(pdf: bytes, tmp_path: Path, density: int = 150) -> str:
    """Return what a scanner reads from a page at so many dots an inch."""
    if shutil.which("zbarimg") is None:
        missing_program("zbarimg is missing: apt-get install zbar-tools")
    picture = tmp_path / "page.png"
    picture.write_bytes(poppler("pdftoppm", pdf, "-r", str(density), "-png", "-singlefile"))
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


def opened_by_libreoffice(data: bytes, tmp_path: Path) -> bytes:
    """Return what LibreOffice makes of a Word file, as a PDF."""
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    (tmp_path / "one.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
               "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "one.docx"]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (tmp_path / "one.pdf").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_scanner_reads_the_code_from_a_page_at_150_dpi(name, draw: Draw, tmp_path: Path) -> None:
    pdf = draw(name)
    assert scanned(pdf, tmp_path) == code(name)
    facts = poppler("pdfinfo", pdf).decode()
    assert re.search(r"Pages: +1\n", facts)
    assert "841.89 x 595.276 pts (A4)" in facts
    words = re.sub(r"\s", "", poppler("pdftotext", pdf, "-raw").decode())
    if name.isascii():
        assert re.sub(r"\s", "", name) in words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [NAMES[4], NAMES[6]])
def test_all_webinars_and_the_longest_names_fit_on_one_page(name, language, draw, tmp_path) -> None:
    webinars = tuple(range(1, 16))
    pdf = draw(name, "pdf", language, webinars)
    assert re.search(r"Pages: +1\n", poppler("pdfinfo", pdf).decode())
    assert scanned(pdf, tmp_path) == code(name, webinars)
    words = poppler("pdftotext", pdf, "-layout").decode()
    assert "2020" in words and "7F3A-92C0-11DE-04B7" in words


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_number_is_never_torn(kind, language, draw, workspace, tmp_path) -> None:
    template = (REPOSITORY / "templates" / "certificate.md.j2").read_text("utf-8")
    longer = template.replace(
        '{{ _("Certificate {number}"', 'Our own serial number {{ _("{number}"'
    )
    assert longer != template
    (workspace / "templates").mkdir(exist_ok=True)
    (workspace / "templates" / "certificate.md.j2").write_text(longer, "utf-8")
    pdf = draw(NAMES[0], kind, language)
    if kind == "docx":
        pdf = opened_by_libreoffice(pdf, tmp_path)
    words = poppler("pdftotext", pdf, "-layout").decode().replace("\u2011", "-")
    assert "7F3A-92C0-11DE-04B7" in words


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.parametrize("webinars", [(7,), tuple(range(1, 16))], ids=["one", "series"])
def test_a_certificate_looks_as_it_did(language, webinars, draw) -> None:
    name = {"en": NAMES[0], "zh": NAMES[1], "ar": NAMES[2]}[language]
    kind = "certificate" if len(webinars) == 1 else "certificate-series"
    assert looks_as_it_did(draw(name, "pdf", language, webinars), f"{kind}.{language}")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_same_certificate_is_the_same_file(kind: str, draw: Draw) -> None:
    assert draw(NAMES[0], kind) == draw(NAMES[0], kind)
    assert draw(NAMES[0], kind) != draw(NAMES[1], kind)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_has_its_code_and_its_seal(kind: str, draw: Draw) -> None:
    data = draw(NAMES[2], kind)
    assert find(text_of(data)) == code(NAMES[2])
    assert is_sealed(data, [bytes(32), PUBLIC])
    assert not is_sealed(data, [])
    assert not is_sealed(seal(data, bytes(32)), [PUBLIC])
    if kind == "pdf":
        assert not is_sealed(data.replace(b"SSTCF:", b"SSTCG:"), [PUBLIC])
        assert not is_sealed(data.replace(b"SSTCF:", b"SSTCG:", 1), [PUBLIC])


def test_word_has_the_frame_and_all_lines_to_sign_at_one_height(draw: Draw) -> None:
    word = docx.Document(BytesIO(draw(NAMES[0], "docx")))
    (borders,) = word.sections[0]._sectPr.xpath("w:pgBorders")
    assert {border.get(qn("w:val")) for border in borders} == {"double"} and len(borders) == 4
    first, second, *_ = word.tables[0].rows[0].cells
    tops = [cell.paragraphs[0].paragraph_format.space_before for cell in (first, second)]
    assert tops[0] == tops[1] > 0
    assert all(cell._tc.xpath("w:p/w:pPr/w:pBdr/w:top") for cell in (first, second))
    assert not first._tc.xpath("w:tcPr/w:vAlign"), "the top of each cell"
    assert word.paragraphs[0].paragraph_format.space_before.mm > 5, "words are not at the top"


def test_a_certificate_has_no_number_of_a_page(draw: Draw, workspace: Path) -> None:
    word = docx.Document(BytesIO(two_logos("table")))  # fields in the long form, after a tab
    short = word.sections[0].footer.add_paragraph("Seite ")._p
    short.append(field("page \\* MERGEFORMAT"))
    (workspace / "templates").mkdir()
    word.save(str(workspace / "templates" / "letterhead.docx"))
    foot = docx.Document(BytesIO(draw(NAMES[0], "docx"))).sections[0].footer
    assert [one.text for one in foot.paragraphs] == [ADDRESS, ""]
    assert "PAGE" not in foot._element.xml.upper()


@pytest.mark.parametrize(
    ("name", "count", "seed"), [(0, 500, 1), pytest.param(3, 5_100, 9, marks=pytest.mark.torture)]
)
def test_no_spoilt_file_is_as_it_was_issued(name: int, count: int, seed: int, draw: Draw) -> None:
    for kind in ("pdf", "docx"):
        data = draw(NAMES[name], kind)
        made = [*spoilt_file(data, count, seed)]
        assert len(made) > 0.96 * count
        for spoilt in made:
            if is_sealed(spoilt, [PUBLIC]):  # a Word file that is only packed otherwise
                assert kind == "docx" and parts_of(spoilt) == parts_of(data)


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return [(entry.filename, packed.read(entry)) for entry in packed.infolist()]


def test_a_word_file_may_be_packed_anew_but_has_each_part_once(draw: Draw) -> None:
    parts = parts_of(draw(NAMES[0], "docx"))
    document = dict(parts)["word/document.xml"]

    def packed(more: list[tuple[str, bytes]]) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as file:
            for name, part in sorted([*parts, *more]):
                file.writestr(name, part)
        return stream.getvalue()

    assert is_sealed(packed([]), [PUBLIC])
    assert not is_sealed(packed([("word/more.xml", b"<a/>")]), [PUBLIC])
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed([("word/document.xml", document.replace(b"Registrada", b"Other"))])
    assert not is_sealed(twice, [PUBLIC])


def test_a_zip_bomb_is_not_unpacked() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("docProps/core.xml", b"0" * 50_000_000)
    assert text_of(stream.getvalue()) == ""
    assert not is_sealed(stream.getvalue(), [PUBLIC])
    assert not is_sealed(b"PK\x03\x04", [PUBLIC])


def test_word_and_libreoffice_open_the_file(draw: Draw, tmp_path: Path) -> None:
    data = draw(NAMES[2], "docx", "zh")
    word = docx.Document(BytesIO(data))
    page = word.sections[0]
    assert page.page_width and page.page_height and page.page_width > page.page_height
    assert NAMES[2] in [paragraph.text for paragraph in word.paragraphs]
    assert len(word.inline_shapes) == 1
    pdf = opened_by_libreoffice(data, tmp_path)
    assert re.search(r"Pages: +1\n", poppler("pdfinfo", pdf).decode())
    assert scanned(pdf, tmp_path) == code(NAMES[2])
