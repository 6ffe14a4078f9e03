"""Figures, lists and new pages in every format of a document."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from conftest import poppler
from drawn import LANGUAGES, RATINGS, WORDS, document_of, fence, figures_in, file_of, mark
from made import HOSTILE, word_in
from openpyxl import load_workbook
from test_formats import Page

from sstc_cli.errors import SstcError
from sstc_cli.model.look import contrast
from sstc_cli.model.view import Form, Row
from sstc_cli.render import escape
from sstc_cli.render.escape import paragraphs
from sstc_cli.render.figures.in_typst import figure_data, write_figure
from sstc_cli.render.figures.inserts import inserts_of
from sstc_cli.render.figures.scale import FILLS, INKS
from sstc_cli.render.parse import parse

CONTENTS = "\n".join(map(fence, ("contents", "list-of-figures", "page-break")))


def words_of(kind: str, data: bytes) -> str:
    """Return the words of a file on one line."""
    match kind:
        case "md":
            text = data.decode().replace("\\", "").replace("<br>", " ")
        case "txt":
            text = data.decode()
        case "html":
            text = Page(data).text
        case "docx":
            text = " ".join(part.text for part in word_in(data).paragraphs)
        case _:
            text = pdf_text(data)
    return " ".join(text.replace("\u00a0", " ").split())


def pdf_text(data: bytes) -> str:
    return poppler("pdftotext", data).decode()


@pytest.mark.parametrize("kind", ["md", "txt", "html", "pdf", "docx"])
def test_each_format_has_caption_wording_and_source_of_each_figure(kind: str) -> None:
    words = words_of(kind, file_of(document_of(figures_in("en"), before=CONTENTS), kind))
    for number, form in enumerate(Form, 1):
        captions = {"bars": 2, "stacked": 1, "dots": 3, "change": 4}
        assert f"Figure {captions[form]}. What they thought ({form})" in words, number
    assert words.count("“How was it?”") == words.count("Source: exit survey") == 5
    assert words.count("Only 6 persons answered.") >= 1
    assert "The stacked" in words and "```" not in words


@pytest.mark.parametrize("kind", ["md", "txt", "html", "pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_value_is_a_text_beside_its_label_and_n(kind: str, language: str) -> None:
    dots = figures_in(language)["dots"]
    words = words_of(kind, file_of(document_of({"dots": dots}, language), kind))
    wanted = [f"4{at}" for at in range(4)]
    if language == "en":
        wanted += [row.marks[0].text for row in dots.rows]
    elif kind != "pdf":  # pdftotext turns Arabic around
        wanted += WORDS[language]["rows"][0:3:2]
    assert [text for text in wanted if text not in words] == []


def test_a_segment_under_6_per_cent_bears_no_value_but_screen_readers_read_it() -> None:
    page = file_of(document_of({"stacked": figures_in("en")["stacked"]}), "html").decode()
    shares = [share for row in RATINGS for share in row]
    hidden = re.findall(r'<span class="unseen"><span class="unseen">([^:]+: )</span>(\d+) %', page)
    assert sorted(int(value) for _, value in hidden) == sorted(s for s in shares if s < 6)
    shown = re.findall(r'class="strut"></span><span>.*?</span>(\d+) %</span>', page)
    assert sorted(map(int, shown)) == sorted(share for share in shares if share >= 6)
    assert all(f"inline-size: {share:.2f}%" in page for share in shares)


def test_a_bar_is_as_long_as_its_share_of_the_axis() -> None:
    bars = replace(figures_in("en")["bars"], low=-20, high=180)
    page = file_of(document_of({"bars": bars}), "html").decode()
    assert re.findall(r'class="bar tone0" style="inline-size: (.*?)%', page) == [
        "50.50", "37.20", "25.00",
    ]  # fmt: skip
    text = file_of(document_of({"bars": bars}), "txt").decode()
    assert [line.count("█") for line in text.splitlines() if "█" in line] == [10, 7, 5]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_page_with_each_form(scheme: str, tmp_path: Path) -> None:
    pages = {}
    for language in LANGUAGES:
        document = document_of(figures_in(language), language, before=f"## Inside\n\n{CONTENTS}")
        pages[language] = file_of(document, "html").decode()
    assert all("<nav" in page and "<figure" in page for page in pages.values())
    check_pages(pages, scheme, tmp_path)


def test_a_page_with_each_form_is_valid_html(tmp_path: Path) -> None:
    document = document_of(figures_in("en"), before=f"## Inside\n\n{CONTENTS}")
    pages = {"page.html": file_of(document, "html").decode()}
    links = set(re.findall(r'href="#(.*?)"', pages["page.html"]))
    assert links <= set(re.findall(r'id="(.*?)"', pages["page.html"]))
    assert len(links) == 5 + 5
    # the widths of bars
    check_html(pages, tmp_path, {"no-inline-style": "off"})


def test_contents_are_the_headings_below_them() -> None:
    document = document_of(
        {}, before=f"## Above\n\n{fence('contents')}\n", after="## One\n\n### Two\n\n#### Four\n"
    )
    text = file_of(document, "txt").decode()
    assert "- One\n\n" in text
    assert text.count("Above") == text.count("Two") == text.count("Four") == 1


def test_the_numbers_of_pages_in_a_pdf_are_those_of_the_headings() -> None:
    text = pdf_text(file_of(document_of(figures_in("en"), before=CONTENTS), "pdf"))
    pages = text.split("\f")
    lines = re.findall(r"^(The \w+|Figure \d.*?)[ .]+(\d+)$", pages[0], re.MULTILINE)
    assert len(lines) == 5 + 5
    for words, number in lines:
        assert words in pages[int(number) - 1]


def test_each_language_of_a_file_counts_its_own_figures() -> None:
    chinese = document_of(figures_in("zh"), "zh", before=CONTENTS)
    document = replace(document_of(figures_in("en"), before=CONTENTS), also=(chinese,))
    for kind in ("md", "txt", "html", "pdf", "docx"):
        words = words_of(kind, file_of(document, kind))
        assert "Figure 1." in words and re.search("图 ?1", words), kind


@pytest.mark.parametrize(
    "text", [fence("figure", "bars"), fence("contents"), "~~~figure\nbars\n~~~"]
)
def test_no_text_that_people_type_places_anything(text: str) -> None:
    inside = "- a\n\n  ```figure\n  bars\n  ```\n\n> ```contents\n> ```\n\n```figures\nbars\n```\n"
    for written in (escape(text), paragraphs(text), paragraphs(f"a\n\n{text}\n\nb"), inside):
        document = replace(document_of(figures_in("en")), markdown=f"# Report\n\n{written}\n")
        assert inserts_of(document, parse(document.markdown)) == {}


def test_an_unknown_figure_is_an_error_that_names_the_known_ones() -> None:
    document = replace(document_of(figures_in("en")), markdown=fence("figure", "nobars"))
    for kind in ("md", "txt", "html", "pdf", "docx", "xlsx"):
        with pytest.raises(SstcError, match="no figure `nobars`") as caught:
            file_of(document, kind)
        assert "`stacked`, `bars`" in (caught.value.hint or "")


@pytest.mark.parametrize("text", [*HOSTILE, "</svg>", "=1+1", "\u202e\x07a"])
def test_no_text_of_a_figure_changes_the_tree_of_a_page(text: str) -> None:
    trees = []
    for words in ("harmless", text):
        figures = {name: spoilt(figure, words) for name, figure in figures_in("en").items()}
        page = file_of(document_of(figures), "html")
        trees.append(Page(re.sub(rb"--room: \d+ch", b"", page)).tags)
    assert trees[0] == trees[1]


@pytest.mark.parametrize("text", [*HOSTILE, "</svg>", '#image("x")', "$x$ @ref <label>"])
def test_no_text_of_a_figure_is_markup_of_typst_or_markdown(text: str) -> None:
    figures = {name: spoilt(figure, text) for name, figure in figures_in("en").items()}
    pages = pdf_text(file_of(document_of(figures), "pdf"))  # without hyphens at ends of lines
    assert re.sub(r"[\s-]+", "", text) in re.sub(r"[\s-]+", "", pages)
    markdown = file_of(document_of(figures), "md").decode()
    harmless = {name: spoilt(figure, "harmless") for name, figure in figures_in("en").items()}
    expected = file_of(document_of(harmless), "md").decode()
    kinds = [[token.type for token in parse(words)] for words in (markdown, expected)]
    assert kinds[0] == kinds[1]
    picture = write_figure(figures["bars"], "svg").decode()
    assert "<script" not in picture and picture.count("</svg>") == 1


def spoilt(figure, text: str):
    rows = tuple(
        replace(row, label=text, note=text, marks=tuple(replace(m, text=text) for m in row.marks))
        for row in figure.rows
    )
    segments = tuple(replace(segment, label=text) for segment in figure.segments)
    texts = dict.fromkeys(("caption", "wording", "source", "alternative"), text)
    return replace(figure, rows=rows, segments=segments, head=(text, text, text), **texts)


def test_200_rows_are_all_there_on_several_pages() -> None:
    rows = tuple(Row(f"Group {at:03}", (mark(at / 2),), str(at)) for at in range(200))
    document = document_of({"bars": replace(figures_in("en")["bars"], rows=rows)})
    for kind in ("md", "txt", "html", "pdf"):
        words = words_of(kind, file_of(document, kind))
        assert all(f"Group {at:03}" in words for at in range(200)), kind
    assert pdf_text(file_of(document, "pdf")).count("\f") > 3


def test_a_long_label_wraps() -> None:
    text = file_of(document_of(figures_in("en")), "txt").decode()
    assert max(map(len, text.splitlines())) <= 72
    assert "I learnt something new that" in text


@pytest.mark.parametrize("ending", ["svg", "png", "csv", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_by_itself_is_the_same_twice(ending: str, language: str) -> None:
    for figure in figures_in(language).values():
        assert write_figure(figure, ending) == write_figure(figure, ending)
    png = write_figure(figures_in("en")["bars"], "png")
    assert int.from_bytes(png[16:20]) == round(160 / 25.4 * 200)  # 200 pixels an inch
    table = write_figure(spoilt(figures_in("en")["bars"], "=1+1"), "csv").decode("utf-8-sig")
    assert table.splitlines()[1] == "'=1+1,'=1+1,81,,,'=1+1,40,'=1+1,"  # no formula


# Machado, Oliveira and Fernandes 2009, severity 1: what people see who lack a kind of cones.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def lab(color: str, matrix) -> tuple[float, float, float]:
    """Return a colour as L*a*b* (CIE 1976, D65), as those see it who lack a kind of cones."""
    srgb = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in srgb]
    seen = [min(max(sum(map(float.__mul__, row, linear)), 0.0), 1.0) for row in matrix]
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
              (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
    white = (0.95047, 1.0, 1.08883)
    ratios = [
        sum(map(float.__mul__, row, seen)) / limit for row, limit in zip(to_xyz, white, strict=True)
    ]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in ratios
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", BLIND)
def test_people_with_any_colour_blindness_tell_neighbours_apart(kind: str) -> None:
    seen = [lab(color, BLIND[kind]) for color in FILLS]
    for one, other in pairwise(seen):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 23


def test_words_on_each_fill_are_readable_in_all_formats() -> None:
    folder = Path(inserts_of.__code__.co_filename).parent
    style = (folder / "figures.css").read_text(encoding="utf-8")
    for tone, (fill, ink) in enumerate(zip(FILLS, INKS, strict=True)):
        assert contrast(fill, ink) >= 4.5
        short = "fff" if ink == "ffffff" else ink
        assert f".tone{tone} {{ background-color: #{fill}; color: #{short}; }}" in style


@pytest.mark.parametrize("kind", ["md", "txt", "html", "docx"])
def test_foreign_words_of_an_arabic_figure_keep_their_punctuation(kind: str) -> None:
    figure = figures_in("ar")["bars"]
    row = replace(figure.rows[0], label="5. Why?")
    asked = replace(figure, caption="Why not?", rows=(row,))
    data = file_of(document_of({"bars": asked}, language="ar"), kind)
    words = words_of(kind, data)
    assert words.count("\u200eWhy not?\u200e") == 1, words
    assert kind == "docx" or "\u200e5. Why?\u200e" in words


def test_a_figure_without_names_of_columns_has_no_head() -> None:
    figure = figures_in("en")["bars"]
    rows = tuple(replace(row, n="") for row in figure.rows)
    grouped = replace(figure, rows=rows, head=("", "", "n"))
    assert "<thead>" not in file_of(document_of({"bars": grouped}), "html").decode()
    assert "<thead>" in file_of(document_of({"bars": figure}), "html").decode()
    drawn = figure_data(grouped, ""), figure_data(figure, "")
    assert [data["headed"] for data in drawn] == [False, True]


def test_a_usual_word_beside_bars_is_not_broken() -> None:
    figure = figures_in("en")["bars"]
    rows = tuple(
        replace(figure.rows[0], label=f"{'w ' * count}infrastructure?") for count in range(15)
    )
    data = file_of(document_of({"bars": replace(figure, rows=rows)}), "pdf")
    assert pdf_text(data).count("infrastructure?") == len(rows)


def test_the_number_of_a_page_is_beside_its_title() -> None:
    titles = "\n\n".join(f"## {'Wide ' * 12}{'a' * count}" for count in range(1, 40))
    data = file_of(document_of({}, before=fence("contents"), after=titles), "pdf")
    assert "Wide" in pdf_text(data)
    first = poppler("pdftotext", data, "-layout", "-l", "1").decode()
    assert re.findall(r"^ *[ .]*\d+$", first, re.MULTILINE) == []


def test_bars_and_intervals_are_seen_on_their_tracks_in_any_light_and_in_grey() -> None:
    folder = Path(inserts_of.__code__.co_filename).parent
    style = (folder / "figures.css").read_text(encoding="utf-8")
    looks = re.findall(r"--track: #(\w+); --edge: #(\w+); --line: #(\w+); --band: #(\w+)", style)
    assert len(looks) == 2  # by day and by night
    for page, (track, edge, line, band) in zip(("ffffff", "14191f"), looks, strict=True):
        assert contrast(edge, track) >= 3 and min(contrast(line, on) for on in (track, band)) >= 4.5
        assert contrast(FILLS[1], page) > contrast(track, page)  # the value stands out
    assert min(contrast(FILLS[at], FILLS[at + 1]) for at in (0, 1)) > 1.8  # of people


def test_groups_have_headings_in_every_format() -> None:
    figure = figures_in("en")["dots"]
    groups = ("By age", "By age", "By place", "By place")
    rows = tuple(replace(row, group=group) for row, group in zip(figure.rows, groups, strict=True))
    document = document_of({"dots": replace(figure, rows=rows)})
    for kind in ("md", "txt", "html", "pdf", "xlsx"):
        data = file_of(document, kind)
        if kind == "xlsx":
            sheet = load_workbook(BytesIO(data)).worksheets[1]
            words = " ".join(str(cell.value) for cell in sheet["A"])
        else:
            words = words_of(kind, data)
        assert re.search(r"By age.*Useful.*By place.*Pace.*Overall", words), kind
        assert words.count("By age") == 1, kind
    assert 'scope="rowgroup" colspan="3">By age' in file_of(document, "html").decode()
    assert b",By place\r" in write_figure(replace(figure, rows=rows), "csv")


def test_bars_in_parts_stay_beside_their_labels_on_phones() -> None:
    page = file_of(document_of({"stacked": figures_in("en")["stacked"]}), "html").decode()
    (table,) = re.findall(r'<table class="(.*?)"', page)
    assert ".stacked tr { display: flex;" in page and "stacked" not in table.split()
