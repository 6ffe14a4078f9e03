"""Posters, pictures and slides, as other programs read them."""

import importlib.util
import re
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc, alter, missing_program, poppler, read_series, slide_lines
from letterheads import ALTS, two_logos

from sstc_cli.documents.outdated_files import earlier_files
from sstc_cli.render import Look
from sstc_cli.render.display import poster

REGISTER, EXIT = (
    "https://forms.example.org/register?series=2020&lang=en",
    "https://example.org/exit",
)
SIZES = {"1200x628": (1200, 628), "1080x1080": (1080, 1080), "900x383": (900, 383)}
LANGUAGES = ("en", "zh", "ar")
LONG = "Financing the resilient logistics of secondary cities, ports and rails and rivers " * 5
Render = Callable[..., list[Path]]


@pytest.fixture
def render(sstc: Sstc, whole: Path) -> Render:
    """Return a function that writes documents of webinar 7, which has links and speakers."""
    for number, url in enumerate((REGISTER, EXIT)):
        sstc("schedule", "set", f"surveys[{number}].url", url)

    def write(name: str, *words: str, languages: tuple[str, ...] = LANGUAGES) -> list[Path]:
        codes = [word for code in languages for word in ("--language", code)]
        result = sstc("documents", "render", name, 7, *words, *codes).gives(0)
        return [Path(line) for line in result.out.splitlines()]

    return write


def code_in(picture: Path) -> tuple[str, float]:
    """Return the address in the QR code of a picture, and where its middle is from the left."""
    if shutil.which("zbarimg") is None:
        missing_program("zbar is missing: apt-get install zbar-tools")
    done = subprocess.run(
        ["zbarimg", "--quiet", "--xml", picture], capture_output=True, check=True, text=True
    )
    (address,) = re.findall(r"<data[^>]*><!\[CDATA\[(.*?)\]\]>", done.stdout)
    edges = [int(x) for x in re.findall(r"[+](\d+),[+]\d+", done.stdout)]
    return address, (min(edges) + max(edges)) / 2


def test_a_poster_is_a_page_and_three_pictures(render: Render) -> None:
    files = render("poster", languages=("en",))
    assert [file.name.partition(".en.")[2] for file in files] == [
        "pdf", *(f"{name}.png" for name in SIZES)
    ]  # fmt: skip
    for file, size in zip(files[1:], SIZES.values(), strict=True):
        assert struct.unpack(">II", file.read_bytes()[16:24]) == size


def test_the_codes_lead_to_the_registration_and_are_mirrored(render: Render) -> None:
    for file in render("poster", "--format", "png", languages=(*LANGUAGES, "en+ar")):
        address, middle = code_in(file)
        width, height = SIZES[file.suffixes[-2][1:]]
        assert address == REGISTER, file
        from_right = ".ar." in file.name
        assert (middle < width / 2 if from_right else middle > width / 2) or height >= width, file


def test_the_page_of_a_poster_has_all_that_it_should(render: Render) -> None:
    expected = {
        "en": ("Friday, 9 October 2020", "16:00–17:30 Beijing time (UTC+8)", "Lagos 09:00",
               "Kolkata 13:30", "Scan to register", "CATIS", "李雷", "Port"),
        "zh": ("2020年10月9日（周五）", "16:00至17:30（北京时间，UTC+8）", "拉各斯", "扫码报名"),
        "ar": ("9", "2020", "UTC+8"),
    }  # fmt: skip
    for file in render("poster", "--format", "pdf"):
        data = file.read_bytes()
        text = re.sub(r"\s", "", poppler("pdftotext", data, "-raw").decode())
        assert poppler("pdftotext", data).count(b"\f") == 1, file
        for words in expected[file.suffixes[-2][1:]]:
            assert re.sub(r"\s", "", words) in text, (file, words)


@pytest.mark.parametrize("title", ["Short", LONG])
def test_no_text_of_a_picture_is_too_small(render: Render, sstc: Sstc, monkeypatch, title) -> None:
    assert sstc("schedule", "set", "webinars[6].title.en", title).status == 0
    made = []

    def as_page(layout, inputs, document, templates, kind):
        made.append(poster_of(layout, inputs, document, templates, "pdf"))
        return poster_of(layout, inputs, document, templates, kind)

    poster_of = poster.typeset_document
    monkeypatch.setattr(poster, "typeset_document", as_page)
    render("poster", "--format", "png", languages=("en", "en+zh"))
    assert len(made) == 2 * len(SIZES)
    for pdf, size in zip(made, [*SIZES.values()] * 2, strict=True):
        page = poppler("pdftotext", pdf, "-bbox").decode()
        assert page.count("<page ") == 1
        assert {*re.findall(r">([a-z]+)…<", page)} <= {
            *LONG.replace(",", "").split()
        }  # whole words
        places = re.findall(r'yMax="([\d.]+)"', page)
        assert max(map(float, places)) <= size[1]
        fonts = poppler_fonts(pdf)
        assert min(fonts) >= 24 * {1200: 1, 1080: 1.15, 900: 0.7}[size[0]] - 1


def poppler_fonts(pdf: bytes) -> list[int]:
    """Return the sizes of text in a PDF."""
    if shutil.which("pdftohtml") is None:
        missing_program("poppler is missing: apt-get install poppler-utils")
    command = ["pdftohtml", "-xml", "-stdout", "-zoom", "1", "-i", "-", "x"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return [int(size) for size in re.findall(rb'<fontspec [^>]*size="(\d+)"', done.stdout)]


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_contrasts_with_white() -> None:
    folder = REPOSITORY / "sstc_cli" / "render" / "display"
    text = (folder / "poster.typ").read_text() + (folder / "slide.py").read_text().lower()
    colors = {color for color in re.findall(r'"([0-9a-f]{6})"', text) if color != "ffffff"}
    assert len(colors) == 1
    colors.add(Look().accent)
    assert all(1.05 / (luminance(color) + 0.05) >= 7 for color in colors)


def test_a_poster_without_a_link_or_speakers_has_no_code(sstc: Sstc) -> None:
    (file,) = sstc("documents", "render", "poster", 7, "--format", "pdf").out.split()
    text = poppler("pdftotext", Path(file).read_bytes()).decode()
    assert "Friday, 9" in text and "Scan" not in text


def test_slides_open_speak_ask_and_thank(render: Render) -> None:
    from pptx import Presentation
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    for file in render("title-slides"):
        slides = Presentation(file).slides
        titles = [slide.shapes.title.text for slide in slides]
        assert len(titles) == 6 and all(titles), "opening, three speakers, questions, thanks"
        pictures = [
            shape
            for slide in slides
            for shape in slide.shapes
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
        ]
        assert [picture.click_action.hyperlink.address for picture in pictures] == [EXIT]
        assert EXIT in pictures[0]._element.nvPicPr.cNvPr.get("descr")
        picture = file.with_suffix(".png")
        picture.write_bytes(pictures[0].image.blob)
        assert code_in(picture)[0] == EXIT
        is_mirrored = pictures[0].left < Presentation(file).slide_width / 2
        assert is_mirrored == (".ar." in file.name)
        begins = slides[1].shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl")
        assert begins == ("1" if ".ar." in file.name else "0")


def test_no_line_of_a_slide_tears_a_word_or_a_city_from_its_time(render: Render) -> None:
    (file,) = render("title-slides", languages=("en",))
    words = slide_lines(file.read_bytes())
    assert "Cross-Border E\u2011Commerce" in words
    assert "Lagos\u00a009:00; Nairobi\u00a011:00" in words


def test_the_moderator_has_the_biography_below_the_slide(sstc: Sstc, render: Render) -> None:
    from pptx import Presentation

    words = {"en": "Li <b>Lei</b> leads the port.", "zh": "李雷领导港口。"}
    data = Path("data") / "webinars.yaml"
    both = f"{{id: li, biography: {{en: '{words['en']}', zh: {words['zh']}}},"
    data.write_text(data.read_text("utf-8").replace("{id: li,", both), "utf-8")
    for file in render("title-slides", languages=("en", "zh")):
        slides = list(Presentation(file).slides)
        notes = [slide.has_notes_slide for slide in slides]
        assert notes == [False, False, True, False, False, False]
        text = words[file.suffixes[-2][1:]]
        assert slides[2].notes_slide.notes_text_frame.text == text
        assert text not in slide_lines(file.read_bytes())


@pytest.mark.parametrize(("name", "kind"), [("poster", "pdf"), ("title-slides", "pptx")])
def test_a_cancelled_webinar_has_the_reason_and_our_regret(render, sstc, name, kind) -> None:
    assert sstc("schedule", "cancel", 7, "--reason", "A storm", "--today", "2020-07-03").status == 0
    (file,) = render(name, "--format", kind, languages=("en",))
    data = file.read_bytes()
    text = slide_lines(data) if kind == "pptx" else poppler("pdftotext", data, "-raw").decode()
    words = ("9 October 2020", "will not take place", "Reason: A storm", "We regret the inconv")
    assert [part for part in words if part not in re.sub("[\\s\u00a0]+", " ", text)] == []


def test_libreoffice_shows_each_slide(render: Render, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    impress = Path(program or "").resolve().with_name("libsdlo.so")
    if not impress.is_file():
        missing_program("Impress is missing: apt-get install libreoffice-impress-nogui")
    files = render("title-slides", languages=(*LANGUAGES, "en+zh"))
    command = [program, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
               "--convert-to", "pdf", "--outdir", tmp_path, *files]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    for file in files:
        pdf = (tmp_path / f"{file.stem}.pdf").read_bytes()
        pages = poppler("pdftotext", pdf).decode().split("\f")[:-1]
        assert len(pages) == (12 if "+" in file.name else 6), file
        assert all(page.strip() for page in pages), file


@pytest.mark.parametrize(
    ("library", "name", "said"),
    [
        ("pptx", "title-slides", "pipx inject sstc-cli python-pptx"),
        ("typst", "poster", "pipx inject sstc-cli typst"),
    ],
)
def test_what_is_not_installed_is_named(sstc: Sstc, monkeypatch, library, name, said) -> None:
    module = {"pptx": "slides.Presentation", "typst": "typst"}[library]
    room = "sstc_cli.render.typesetting" if library == "typst" else "sstc_cli.render.display"
    monkeypatch.setattr(f"{room}.{module}", None)
    sstc("documents", "render", name, 7).gives(3, said, lacks="Traceback")
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.import_module("sstc_cli.documents.compose"),
        "find_spec",
        lambda asked: None if asked == library else found(asked),
    )
    result = sstc("documents", "render", "--all", 7)
    result.gives(0, f"left out `{name}`", shows="out/agenda/", hides=f"out/{name}/")


def test_all_leaves_out_the_formats_that_a_document_lacks(render: Render, sstc: Sstc) -> None:
    result = sstc("documents", "render", "--all", 7, "--format", "pptx", "--format", "png").gives(0)
    folders = [Path(line).parent.name for line in result.out.splitlines()]
    assert folders == ["poster"] * 3 + ["title-slides"]


def test_the_files_of_an_earlier_plan_are_found(render: Render, whole: Path) -> None:
    earlier = render("poster", languages=("en",)) + render("title-slides", languages=("en",))
    old = [file.with_name(file.name.replace("07-", "08-")) for file in earlier]
    for file, name in zip(earlier, old, strict=True):
        file.rename(name)
    series = read_series((whole / "data" / "webinars.yaml").read_text(encoding="utf-8"))
    assert set(earlier_files(series, Path("out"))) == set(old)


@pytest.mark.parametrize("number", [5, 6, 7, 8])
def test_no_line_of_a_poster_has_a_dot_at_its_end(sstc: Sstc, whole: Path, number: int) -> None:
    result = sstc("documents", "render", "poster", number, "--format", "pdf", "--language", "en+zh")
    assert result.status == 0, result.err
    text = poppler("pdftotext", Path(result.out.strip()).read_bytes()).decode()
    assert "Nairobi" in text
    assert not re.search(r"^\s*·|·\s*$", text, re.MULTILINE), text


def test_the_words_of_a_slide_fit_and_name_the_languages_of_questions(render, whole, sstc):
    from pptx import Presentation

    join = "    join_url: https://example.org/join/7\n"
    alter(whole, join, f"{join}    interpretation: [en, zh]\n")
    sstc("schedule", "set", "webinars[6].talks[0].title", LONG.strip()).gives(0)
    for is_long in (True, False):
        (file,) = render("title-slides", languages=("en",))
        slide = Presentation(file).slides[4]
        box = next(shape for shape in slide.shapes if "Questions are" in shape.text_frame.text)
        welcome, *talks = box.text_frame.paragraphs
        assert welcome.text == "Questions are welcome in English and Chinese"
        assert (talks[0].runs[0].font.size.pt < 26) == is_long
        sstc("schedule", "set", "webinars[6].talks[0].title", "Ports").gives(0)


def test_the_words_above_a_title_fit_and_a_code_says_what_it_is_for(render, whole, sstc) -> None:
    from pptx import Presentation

    alter(whole, f"    url: {EXIT}\n", "")  # no survey: the code registers for the next webinar
    for title, is_small in (("Ports", False), (LONG.strip(), True)):
        sstc("schedule", "set", "short_title", title).gives(0)
        (file,) = render("title-slides", "--replace", languages=("en",))
        slides = list(Presentation(file).slides)
        above = next(s.text_frame for s in slides[0].shapes if s.text_frame.text == title)
        assert (above.paragraphs[0].runs[0].font.size.pt < 20) == is_small
        assert "Scan to register" in [
            shape.text_frame.text for shape in slides[-1].shapes if shape.has_text_frame
        ]


def test_the_last_slides_name_the_speakers_the_next_webinar_and_whom_to_ask(sstc, whole) -> None:
    words = ("--format", "md", "--language", "en", "-o", "-")
    text = sstc("documents", "render", "title-slides", 7, *words).gives(0).out
    questions, _, thanks = text.partition("## Questions")[2].partition("## Thank you")
    assert "\n- 李雷: Warehouses\n" in questions
    assert thanks.strip().startswith("**Next webinar**\n\nSustainable Payment")
    assert "Friday, 16\u00a0October\u00a02020, 20:00 Beijing time (UTC+8)" in thanks
    assert "CATIS: webinars@example.org" in thanks


def test_every_slide_has_the_logos_of_the_letterhead_beside_its_words(render, whole: Path) -> None:
    from pptx import Presentation

    (whole / "templates").mkdir(exist_ok=True)
    (whole / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
    for file in render("title-slides", languages=("en", "ar")):
        shown = Presentation(file)
        for slide in shown.slides:
            pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
            logos = [one for one in pictures if one._element.nvPicPr.cNvPr.get("descr") in ALTS]
            named = [one._element.nvPicPr.cNvPr.get("descr") for one in logos]
            places = dict(zip((logo.left for logo in logos), named, strict=True))
            assert [places[left] for left in sorted(places)] == list(ALTS)
            assert all(logo.top + logo.height <= shown.slide_height for logo in logos)
            assert all(one.top + one.height <= min(logo.top for logo in logos)
                       for one in pictures if one not in logos)  # fmt: skip
