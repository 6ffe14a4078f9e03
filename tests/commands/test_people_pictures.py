"""Pictures of people, on slides and in invitations, and files that cannot be one."""

import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from conftest import Sstc, alter, pdf_streams, poppler
from greys import HEAD, png_of

NAMES = {"mohammed": "png", "li": "jpg", "obrien": "png"}
PNG = png_of(40, 50, bytes((120, 90, 60, 255)) * 2000)
FOREIGN = "Portrait of Li <b>&amp; a [dog]"


def jpeg(turn: int = 1, mode: str = "RGB") -> bytes:
    """Return a JPEG with what a camera writes into it."""
    from PIL import Image

    marks = Image.Exif()
    marks[0x010F], marks[0x0112] = "SecretCam", turn
    Image.new(mode, (60, 40)).save(buffer := BytesIO(), "JPEG", exif=marks, comment=b"at home")
    return buffer.getvalue()


def plain(words: str) -> str:
    """Return words without the marks that keep their ends in place among Arabic ones."""
    return words.strip("\u200e\u200f")


def add_picture(workspace: Path, person: str, file: str, alternative: str) -> None:
    data = workspace / "data" / "webinars.yaml"
    start = f"{{id: {person}, "
    picture = f"picture: {{file: {file}, alternative: {alternative}}}, "
    alter(data, start, start + picture)


@pytest.fixture
def render(sstc: Sstc, whole: Path) -> Callable[..., list[Path]]:
    """Return a function that writes documents of webinar 7, whose speakers have pictures."""
    folder = whole / "data" / "pictures"
    folder.mkdir()
    alternatives = {"mohammed": "{en: Portrait of Mohammed, ar: صورة محمد, zh: 肖像}"}
    for name, kind in NAMES.items():
        (folder / f"{name}.{kind}").write_bytes(PNG if kind == "png" else jpeg())
        words = alternatives.get(name, f"'{FOREIGN}'")
        add_picture(whole, name, f"data/pictures/{name}.{kind}", words)
    assert sstc("validate").status == 0

    def write(name: str, language: str, kind: str) -> list[Path]:
        words = ("--language", language, "--format", kind)
        result = sstc("documents", "render", name, 7, *words).gives(0)
        return [Path(line) for line in result.out.splitlines()]

    return write


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_each_speaker_has_a_slide_with_the_picture(render, language: str) -> None:
    from pptx import Presentation

    (file,) = render("title-slides", language, "pptx")
    slides = Presentation(file)
    pictures = [
        next(shape for shape in slide.shapes if shape.shape_type == 13)
        for slide in list(slides.slides)[1:4]
    ]
    described = [plain(picture._element.nvPicPr.cNvPr.get("descr")) for picture in pictures]
    first = {"en": "Portrait of Mohammed", "ar": "صورة محمد", "zh": "肖像"}
    assert described == [first[language], FOREIGN, FOREIGN]
    for picture in pictures:
        assert (picture.left < slides.slide_width / 2) == (language == "ar")
        assert picture.top + picture.height <= slides.slide_height
    sizes = [picture.width / picture.height for picture in pictures]
    assert sizes == pytest.approx([0.8, 1.5, 0.8], rel=0.01)
    assert b"SecretCam" not in pictures[1].image.blob and b"at home" not in pictures[1].image.blob


def test_a_poster_shows_the_speakers(render) -> None:
    (file,) = render("poster", "en", "pdf")
    listed = poppler("pdfimages", file.read_bytes(), "-list").decode().splitlines()[2:]
    assert len([line for line in listed if line.split()[2] == "image"]) == 3


@pytest.mark.parametrize("language", ["en", "zh", "ar", "en+ar"])
def test_an_invitation_shows_the_speakers(render, language: str) -> None:
    copies = 1 + language.count("+")
    word = docx.Document(str(render("invitation", language, "docx")[0]))
    found = [plain(shape._inline.docPr.get("descr")) for shape in word.inline_shapes]
    assert len(found) == 3 * copies and found[1] == FOREIGN
    assert max(shape.height.mm for shape in word.inline_shapes) <= 18.01
    page = render("invitation", language, "html")[0].read_text(encoding="utf-8")
    pictures = re.findall(
        r'<img src="data:image/(\w+);base64,(.*?)" alt="\u200e?(.*?)\u200e?" width', page
    )
    assert [kind for kind, *_ in pictures] == ["png", "jpeg", "png"] * copies
    assert pictures[1][2] == "Portrait of Li &lt;b&gt;&amp;amp; a [dog]"
    assert "img-src data:" in page and b"SecretCam" not in b64decode(pictures[1][1])
    pdf = render("invitation", language, "pdf")[0].read_bytes()
    assert pdf.count(b"/Subtype/Image") + pdf.count(b"/Subtype /Image") >= 2
    assert poppler("pdftotext", pdf).count(b"\f") == copies
    assert b"SecretCam" not in pdf + pdf_streams(pdf)


def test_no_metadata_is_in_a_word_file(render) -> None:
    with ZipFile(render("invitation", "en", "docx")[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert sum(name.startswith("word/media/") for name in parts) == 2  # two of them are the same
    assert not any(b"SecretCam" in part or b"at home" in part for part in parts.values())


def test_plain_files_leave_pictures_out(render) -> None:
    for kind in ("md", "txt"):
        text = render("invitation", "en", kind)[0].read_text(encoding="utf-8")
        assert "pictures/" not in text and "Portrait" not in text and "李雷" in text


def test_a_template_prints_only_pictures_of_people(render, sstc: Sstc, whole: Path) -> None:
    (whole / "templates").mkdir()
    own = whole / "templates" / "agenda.md.j2"
    own.write_text("# T\n\n{{ {'file': '.env', 'alternative': 'x'} | picture }}\n", "utf-8")
    result = sstc("documents", "render", "agenda", 7, "--format", "html")
    assert result.status != 0
    assert "templates/agenda.md.j2:3" in result.err and "Traceback" not in result.err


def problem(sstc: Sstc) -> str:
    result = sstc("validate").gives(1)
    (line,) = [line for line in result.out.splitlines() if " error " in line]
    found = re.fullmatch(r"data/webinars\.yaml:\d+:\d+: error (.*)", line)
    assert found, line
    return found[1]


WIDE = HEAD + bytes(8) + (3000).to_bytes(4) * 2 + PNG[-12:]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "does not exist"),
        (b"GIF89a" + PNG, "is neither a PNG nor a JPEG"),
        (b"not a picture", "is neither a PNG nor a JPEG"),
        (PNG[:-20], "is broken or not complete"),
        (WIDE, "has 3,000 × 3,000 pixels"),
        (PNG + bytes(1_000_000), "is larger than 1 MB"),
        (jpeg(turn=6), "is on its side"),
        (jpeg(mode="CMYK"), "has the colours of print (CMYK)"),
    ],
)
def test_a_file_that_cannot_be_shown(sstc: Sstc, whole: Path, data: bytes | None, said) -> None:
    (whole / "data" / "pictures").mkdir()
    if data is not None:
        (whole / "data" / "pictures" / "li.png").write_bytes(data)
    add_picture(whole, "li", "data/pictures/li.png", "Li")
    assert problem(sstc).startswith(f"E532 data/pictures/li.png {said}")
    assert sstc("documents", "render", "title-slides", 7).status != 0


def test_a_link_out_of_the_workspace_is_not_followed(sstc: Sstc, whole: Path) -> None:
    (whole.parent / "outside.png").write_bytes(PNG)
    (whole / "inside.png").symlink_to(whole.parent / "outside.png")
    add_picture(whole, "li", "inside.png", "Li")
    assert problem(sstc).startswith("E532 inside.png is outside the workspace")


@pytest.mark.parametrize(
    "file", ["../li.png", "/etc/li.png", "a/../../li.png", ".git/li.png", "li.gif", "'a b.png'",
             "https://example.org/li.png", "'C:\\li.png'"],
)  # fmt: skip
def test_a_path_is_inside_the_workspace(sstc: Sstc, whole: Path, file: str) -> None:
    add_picture(whole, "li", file, "Li")
    assert problem(sstc).startswith(f"E532 `{file.strip(chr(39))}` is not the path of a PNG or")


def test_a_picture_needs_words(sstc: Sstc, whole: Path) -> None:
    (whole / "li.png").write_bytes(PNG)
    add_picture(whole, "li", "li.png", "''")
    assert problem(sstc).startswith("E1")
    alter(whole, ", alternative: ''", "")
    assert problem(sstc).startswith("E104 ") and "alternative" in problem(sstc)
