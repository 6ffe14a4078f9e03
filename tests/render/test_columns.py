"""The widths of columns, whatever they contain."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import poppler
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from made import STATIONERY, markdown_to, word_in
from office import printed

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.columns import count_lines, fit_columns

CELLS = st.integers(1, 6).flatmap(
    lambda count: st.lists(
        st.lists(st.text("wi 议", max_size=90), min_size=count, max_size=count), min_size=1
    )
)
CITIES = ["New York (UTC−4)", "Bogota (UTC−5)", "Paris (UTC+2)", "Lagos (UTC+1)",
          "Nairobi (UTC+3)", "Kolkata (UTC+5:30)", "Auckland (UTC+13)"]  # fmt: skip


def table(*rows: list[str]) -> str:
    head, *body = (f"| {' | '.join(row)} |\n" for row in rows)
    return f"# T\n\n{head}|{' --- |' * len(rows[0])}\n{''.join(body)}"


def boxes(data: bytes) -> list[tuple[float, float, float, str]]:
    """Return left, right and top edge of the words in a PDF, in points, and the words."""
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax=".*?">(.*?)<',
        poppler("pdftotext", data, "-bbox").decode(),
    )
    return [(float(left), float(right), float(top), word) for left, top, right, word in found]


@given(CELLS, st.sampled_from([170.0, 175.9]))
def test_columns_share_the_whole_width(texts: list[list[str]], total: float) -> None:
    widths = fit_columns(texts, total).widths
    assert len(widths) == len(texts[0])
    assert abs(sum(widths) - total) < 0.001
    assert min(widths) > 0


def test_columns_that_fit_exactly_are_not_a_fault() -> None:
    head = ["时间", "时长（分钟）", "负责人", "事项"]
    row = ["15:35–16:35", "60", "会务组与演讲人", "进入会议室：测试音响、演示文稿和口译"]
    assert abs(sum(fit_columns([head, row], 170).widths) - 170) < 0.001


WIDE = "words " * 40


# a span of time in DejaVu Sans Bold, the font of Arabic in LibreOffice
SPAN = (8 * 0.696 + 2 * 0.4 + 0.5) * 11 / 72 * 25.4 + 3.8
# dates in Noto Serif, the font of Cambria in LibreOffice
MARS, MARCH = (width * 10.5 / 72 * 25.4 + 3.8 for width in (6.41, 5.81))


@pytest.mark.parametrize(
    ("head", "row", "at", "least", "most"),
    [
        (["", ""], ["15:30–17:00", WIDE], 0, 0, 31.4),
        (["Time", "Topic"], ["15:30–17:00", WIDE], 0, SPAN, 170),
        (["Date", "Topic"], ["mer.\u00a017\u00a0mars", WIDE], 0, MARS, 170),
        (["Date", "Topic"], ["Wed\u00a017\u00a0Mar", WIDE], 0, MARCH, 170),
        (["No.", "Beijing time (UTC+8)", "Topic"], ["1", "15:30–17:00", WIDE], 1, 0, 31.4),
        (["北京时间（UTC+8）", "主题"], ["15:30", "跨境电子商务" * 20], 0, 18 * 1.1, 170),
        (["内罗毕时间（UTC+3）", "主题"], ["15:30", "跨境电子商务" * 20], 0, 18 * 1.1, 170),
        # a name of figures takes two lines at most
        (["内容", "时长（分钟）"], ["跨境电子商务" * 20, "60"], 1, 24, 170),
        (["内容", "演讲人"], ["跨境电子商务" * 20, ""], 1, 15, 170),  # a short one has one line
        (["Item", "Length in minutes"], [WIDE, "60"], 1, 2 * len("in minutes") * 1.1, 170),
        (["主题", "可提供的人数"], ["跨境电子商务" * 20, "11"], 1, 6 + 12 * 1.1, 170),
        # no column is narrower than its longest word
        (["a", "b", "c"], ["International", WIDE * 2, WIDE * 2], 0, 26, 170),
        (["a", "b", "c"], ["15:30至17:00", WIDE * 2, WIDE * 2], 0, 22, 170),
        (["a", "b", "c"], ["10月9日（周五）", WIDE * 2, WIDE * 2], 0, 18, 170),
        (["a", "b", "c"], ["9\u00a0October\u00a02020", WIDE * 2, WIDE * 2], 0, 28, 170),
        (["a"] * 6, ["Wide", *[WIDE] * 4, "interpretation"], 5, 28, 170),
    ],
)
def test_a_column_has_the_room_that_it_needs(head, row, at, least, most) -> None:
    assert least < fit_columns([head, row], 170).widths[at] < most


def test_a_column_that_names_the_others_takes_no_more_than_it_needs() -> None:
    facts = [["Date", "Friday"], ["Organisers", "Our office"]]
    first, second = fit_columns(facts, 170, named=True).widths
    assert 26 < first < 30 and first + second == 170
    assert fit_columns([["alone"]], 170, named=True).widths == [170]
    russian, latin = (
        fit_columns([[name, "x"]], 170, named=True).widths[0]
        for name in ("Подключиться", "Registration")
    )
    assert russian > latin + 4


def test_a_column_of_figures_takes_no_more_than_it_needs() -> None:
    head = ["No.", "Date", "Lagos", "Topic"]
    rows = [["1", "Fri\u00a09\u00a0Oct", "03:30 +1", "A topic"], ["", "–", "–", "Another"]]
    number, day, city, topic = fit_columns([head, *rows], 170).widths
    assert number < 14 and day < 28 and city < 24 and topic > 104
    assert fit_columns([["Paris", "Lagos"], ["09:30", "08:30"]], 170).widths == [85, 85]


def test_neighbours_in_a_pdf_never_touch(tmp_path: Path) -> None:
    cells = ["15:30", "Fri\u00a09\u00a0Oct", "Sustainable Logistic Solutions"]
    rows = [[*cells, *["03:30–05:00"] * 5]] * 3
    head = ["Time", "Day", "Topic", *CITIES[:5]]
    found = boxes(markdown_to("pdf", table(head, *rows), tmp_path))
    assert len(found) > 50
    assert max(right for _, right, _, _ in found) < (210 - 20) / 25.4 * 72
    for left, right, top, word in found:
        for other, _, height, after in found:
            assert not (height == top and left < other < right + 1), (word, after)


def test_the_name_of_a_fact_ends_before_its_value(tmp_path: Path) -> None:
    facts = "# T\n\n|  |  |\n| --- | --- |\n| **Подключиться** | [https://a.org](https://a.org) |\n"
    found = {word: (left, right) for left, right, _, word in boxes(
        markdown_to("pdf", facts, tmp_path)
    )}  # fmt: skip
    gap = found["https://a.org"][0] - found["Подключиться"][1]
    assert gap > 3 / 25.4 * 72  # 3 mm


@pytest.mark.parametrize("head", ["|  |  |", "| a | b |"])
def test_a_table_keeps_clear_of_the_text_around_it(head: str, tmp_path: Path) -> None:
    text = f"# T\n\nSubtitle\n\nAbove\n\n{head}\n| --- | --- |\n| Date | Friday |\n\nBelow\n"
    tops = {word: top for _, _, top, word in boxes(markdown_to("pdf", text, tmp_path))}
    first = tops.get("A", tops["Date"])
    assert min(first - tops["Above"], tops["Below"] - tops["Date"]) > 24, tops


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_table_that_cannot_fit_is_refused(kind: str, tmp_path: Path) -> None:
    wide = table(["Interpretation"] * 12)
    with pytest.raises(SstcError) as caught:
        markdown_to(kind, wide, tmp_path, STATIONERY)
    assert caught.value.message.startswith(
        "a table of 12 columns does not fit on the page: Interpretation, "
    )
    assert caught.value.status == ExitCode.DATA
    markdown_to("html", wide, tmp_path, STATIONERY)


@pytest.mark.parametrize(
    ("cells", "lines"),
    [(["a", "b"], 1), (["a", "b\nc"], 2), (["", ""], 1), (["a", "words " * 30], 3)],
)
def test_the_lines_of_a_row_are_those_of_its_longest_cell(cells: list[str], lines: int) -> None:
    texts = [cells, cells]
    columns = fit_columns(texts, 170)
    assert count_lines(texts, columns) == 2 * lines


@pytest.mark.parametrize(("rows", "before"), [(6, 38), (16, 32)])
def test_a_short_table_moves_to_the_next_page_as_a_whole(rows, before, tmp_path) -> None:
    text = "# T\n\n" + "Text\n\n" * before + table(*[["Row", "b"]] * rows).removeprefix("# T\n\n")
    pages = poppler("pdftotext", markdown_to("pdf", text, tmp_path)).decode().split("\f")
    assert [page.count("Row") for page in pages[:2]] == [0, rows]


def test_a_closing_stays_with_the_signatures_below_it(tmp_path: Path) -> None:
    rows = table(["Zhang San", "Jane Doe"], *[["Director", "Director"]] * 4).removeprefix("# T")
    text = "# T\n\n" + "Text\n\n" * 386 + f"Yours sincerely,{rows}"
    pages = poppler("pdftotext", markdown_to("pdf", text, tmp_path)).decode().split("\f")
    assert ["Yours sincerely," in page for page in pages] == ["Jane Doe" in page for page in pages]
    assert "Text" not in pages[-2]  # the line before was the last one of its page
    word = word_in(markdown_to("docx", text, tmp_path))
    kept = [block.text for block in word.paragraphs if block.paragraph_format.keep_with_next]
    assert kept == ["Yours sincerely,"]


def test_figures_end_with_their_column(tmp_path: Path) -> None:
    rows = table(["Min", "What"], ["5", "Opening"], ["60", "Talks"]).replace(
        "| --- |", "| ---: |", 1
    )
    ends = {word: right for _, right, _, word in boxes(markdown_to("pdf", rows, tmp_path))}
    assert abs(ends["5"] - ends["60"]) < 0.1 and abs(ends["Min"] - ends["60"]) < 0.5
    (grid,) = word_in(markdown_to("docx", rows, tmp_path)).tables
    sides = [cell.paragraphs[0].alignment for cell in grid.row_cells(1)]
    assert sides == [WD_ALIGN_PARAGRAPH.RIGHT, None]


def test_no_page_of_word_has_only_one_or_two_rows_of_a_table(tmp_path: Path) -> None:
    files = {
        str(count): markdown_to("docx", table(["a", "b"], *[["Row", "b"]] * count), tmp_path)
        for count in range(36, 43)
    }
    made = printed(files, tmp_path / "printed")
    pages = [poppler("pdftotext", pdf).decode().split("\f")[:-1] for pdf in made.values()]
    counts = [[page.count("Row") for page in found] for found in pages]
    assert {len(found) for found in counts} == {1, 2}
    assert [found for found in counts if found[-1] in (1, 2)] == []


def test_a_table_of_many_lines_may_be_cut_and_a_list_of_few_may_not(tmp_path: Path) -> None:
    def kept(text: str) -> list[bool]:
        word = word_in(markdown_to("docx", text, tmp_path))
        cells = [row.cells[0].paragraphs[0] for table in word.tables for row in table.rows]
        lines = cells or [line for line in word.paragraphs if line.style.name == "List Bullet"]
        return [bool(line.paragraph_format.keep_with_next) for line in lines]

    short, long = (table(["a", "b"], *[["1", text]] * 7) for text in ("few", WIDE))
    assert kept(short) == [True] * 7 + [False]
    groups = table(["a", "b"], *[["1", WIDE]] * 3, ["A group", ""], *[["1", WIDE]] * 6)
    assert kept(groups)[2:6] == [False, False, True, False]  # a group stays with its first row
    assert kept(long) == [True, *[False] * 4, True, True, False]
    assert kept("# T\n\n- a\n- b\n- c\n") == [True, True, False]
    assert kept("# T\n\n" + "- a\n" * 4) == [False] * 4
    # in a letter, only the end stays with the closing
    rows = table(*[["1", "few"]] * 5).removeprefix("# T")
    assert kept(letter(rows))[:5] == [True, False, False, True, True]
    word = word_in(markdown_to("docx", letter("- a\n- b\n- c"), tmp_path))
    items = [line for line in word.paragraphs if line.style.name == "List Bullet"]
    assert [bool(line.paragraph_format.keep_with_next) for line in items] == [False, False, True]


def letter(body: str) -> str:
    return f"Geneva\n\nJo\n\n# Subject\n\n{body}\n\nYours sincerely,\n\n---\n\nZhang San\n"


@pytest.mark.parametrize("end", ["One\n\nTwo", "- Text\n- One<br>Two", "1. Text\n2. One<br>Two"])
def test_the_page_with_the_closing_of_a_letter_has_two_more_lines(end, tmp_path) -> None:
    count = 34 - end.count("Text")
    pdf = markdown_to("pdf", letter("Text\n\n" * count + end), tmp_path)
    page = poppler("pdftotext", pdf).decode().split("\f")[-2]
    assert re.search("One.*Two.*Yours.*Zhang", page, re.DOTALL), page


def test_one_long_text_among_short_ones_does_not_narrow_the_longer_column() -> None:
    rows = [["Talk", WIDE], *[[WIDE[:120], "Name"]] * 4]
    titles, names = fit_columns([["Item", "Speaker"], *rows], 170).widths
    assert titles > names


def test_a_wide_table_fits_on_paper_that_is_turned(tmp_path: Path) -> None:
    head = [f"Sommerlicher{index}" for index in range(9)]
    wide = table(head, *[["wort"] * len(head)] * 3)
    with pytest.raises(SstcError, match="does not fit") as refusal:
        markdown_to("pdf", wide, tmp_path)
    assert "--paper a4-landscape" in refusal.value.hint
    turned = replace(STATIONERY, paper="a4-landscape")
    data = markdown_to("pdf", wide, tmp_path, turned)
    assert {word for *_, word in boxes(data)} > {*head}
    assert b"841.89 x 595.2" in poppler("pdfinfo", data)
    word = word_in(markdown_to("docx", wide, tmp_path, turned))
    page = word.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert b"@page { size: a4 landscape;" in markdown_to("html", wide, tmp_path, turned)


def test_the_name_of_a_column_of_numbers_has_two_lines_if_there_is_room() -> None:
    rows = [["Topic", "People who offer it"], *[["Online trade", "12"]] * 3]
    head = [["Topic", "People who offer it"]]
    assert count_lines(head, fit_columns(rows, 170)) == 2
    narrow = [[word, *["12"] * 3] for word in ("Online trade of goods", "Taxes")]
    names = ["Topic", *["People who offer it"] * 3]
    widths = fit_columns([names, *narrow], 90).widths
    assert sum(widths) <= 90.001


def test_seven_columns_have_smaller_type_also_in_small_print(tmp_path: Path) -> None:
    assert fit_columns([["a"] * 6], 170).size == 1
    assert fit_columns([["a"] * 7], 170).size < 1
    for dense, size in ((False, 18), (True, 16)):
        data = markdown_to("docx", table(["a"] * 7), tmp_path, dense=dense)
        cell = word_in(data).tables[0].cell(0, 6)
        properties = cell.paragraphs[0].runs[0]._r.rPr
        sizes = {int(properties.find(qn(f"w:{name}")).get(qn("w:val"))) for name in ("sz", "szCs")}
        assert sizes == {size}  # half-points


def test_shares_in_chinese_have_the_room_that_office_programs_give_them() -> None:
    head, row = ["", "占比", "n"], ["目标" * 40, "21%（19至22%）", "4500"]
    width = fit_columns([head, row], 170).widths[1]
    assert width >= 6 + 2 * (14 + 2 * 0.6 + 2 * 0.4)  # two wide `%`, and gaps around `至`
