"""The widths of columns, whatever stands in them."""

from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.render.columns import column_widths

CELLS = st.integers(1, 6).flatmap(
    lambda count: st.lists(
        st.lists(st.text("wi 议", max_size=90), min_size=count, max_size=count), min_size=1
    )
)


@given(CELLS, st.sampled_from([90.0, 170.0, 175.9]))
def test_columns_share_the_whole_width(texts: list[list[str]], total: float) -> None:
    widths = column_widths(texts, total)
    assert len(widths) == len(texts[0])
    assert abs(sum(widths) - total) < 0.001
    assert min(widths) > 0


def test_columns_that_fit_exactly_are_not_a_fault() -> None:
    head = ["时间", "时长（分钟）", "负责人", "事项"]
    row = ["15:35–16:35", "60", "会务组与演讲人", "进入会议室：测试音响、演示文稿和口译"]
    assert sum(column_widths([head, row], 170)) == 170


def test_a_narrow_column_gets_what_it_needs_beside_a_wide_one() -> None:
    narrow, wide = column_widths([["15:30–17:00", "words " * 40]], 170)
    assert narrow == 28
    assert wide == 142


def test_a_column_that_names_the_others_takes_no_more_than_it_needs() -> None:
    facts = [["Date", "Friday"], ["Organisers", "Our office"]]
    assert column_widths(facts, 170, named=True) == [26, 144]
    assert column_widths(facts, 170) == [85, 85]
    assert column_widths([["alone"]], 170, named=True) == [170]


def test_names_of_rows_in_cyrillic_get_more_room() -> None:
    russian = column_widths([["Подключиться", "x"]], 170, named=True)[0]
    assert russian > column_widths([["Registration", "x"]], 170, named=True)[0] + 4


def test_the_name_of_a_column_takes_no_room_from_long_texts() -> None:
    rows = [["No.", "Beijing time (UTC+8)", "Topic"], ["1", "15:30–17:00", "words " * 20]]
    assert column_widths(rows, 170)[1] == 28
