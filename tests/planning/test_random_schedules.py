"""Whatever a table has, it becomes a plan that can be read, or one clear line."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.diagnostics import write_lines
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.planning.foreign.dialogue import ScheduleOptions
from sstc_cli.planning.foreign.headers import wordings
from sstc_cli.planning.foreign.read import read_schedule
from sstc_cli.sheets.sheet import Sheet, Source
from sstc_cli.source import build, parse

STARTER = (Path(__file__).parents[2] / "sstc_cli" / "starter" / "webinars.yaml").read_text("utf-8")
HEADERS = sorted({wording for _, _, wording in wordings()})
TEXTS = (
    "5/6/2026", "13.6.2026", "2026年6月5日", "Fri 5 June", "June 31", "31/31/2026", "5-7 June 2026",
    "14:00–15:30", "25:00", "1:10- 2:00", "下午3:00", "noon", "14h", "TBC", "Coffee break",
    "Cancelled", "Ann Lee (UN), Bo Chen", "ann@example.org", "+254 700 000 000",
    "https://example.org/j/1", "www.x", "javascript:alert(1)", "CST", "UTC+3", "Beijing time",
    "Module 1", "=1+1", "- x", "# y", "a: b", "{a}", "'", '"', "null", "no", "1.10", "\u202eabc",
    "a\nb", "x" * 12_000, "😀", "\x1b[31m", "%", "&a", "*b", "!c", "|", ">", "`", "@d",
    "Opening / 开幕", "第1场", "KE", "Kenya", "yes", "90 min", "1h30",
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(TEXTS),
    st.just(""),
    st.text(max_size=12),
    st.floats(-1, 60_000, allow_nan=False),
    st.booleans(),
    st.datetimes(datetime(1899, 12, 31), datetime(2100, 1, 1)),
    st.dates(date(1990, 1, 1), date(2099, 1, 1)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.builds(timedelta, minutes=st.integers(0, 3_000)),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Draw a sheet with some titles, a header of known names, and rows of any cells."""
    width = draw(st.integers(1, 7))
    header = draw(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width))
    row = st.lists(CELLS, max_size=width + 1)
    above = draw(st.lists(row, max_size=2))
    rows = [*above, ["Date", *header], *draw(st.lists(row, max_size=8))]
    corner = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width))
    merged = draw(st.lists(st.tuples(corner, corner), max_size=2))
    blocks = [tuple(sorted(pair)) for pair in merged]
    right = [block for block in blocks if block[0][1] <= block[1][1]]
    name = draw(st.sampled_from(["", "Sheet1", "5 June", "三月"]))
    return Sheet(name, rows, blocks=tuple(right))


@given(
    st.lists(sheets(), min_size=1, max_size=2, unique_by=lambda sheet: sheet.name), st.booleans()
)
def test_becomes_a_plan_or_one_line(found: list[Sheet], each: bool) -> None:
    source = Source(Path("plan.xlsx"), "0" * 64, tuple(found))
    options = ScheduleOptions(
        zone="Africa/Nairobi",
        languages=("en", "zh"),
        dates="dmy",
        year=2026,
        starts="15:00",
        minutes=90,
        rows="webinars" if each else None,
    )
    error = None
    try:
        reading = read_schedule(source, STARTER, "our-series", options)
    except SstcError as caught:
        error = caught
    if error is not None:
        assert error.message
        assert error.hint
        assert "\n" not in error.message
        return
    tree = parse(reading.text, "data/webinars.yaml")
    series, diagnostics = build(tree, Series)
    assert not [*tree.diagnostics, *diagnostics]
    assert len(series.webinars) == len(reading.facts.webinars) == series.count
    for line in write_lines(reading.notes).splitlines():
        assert line.startswith("plan.xlsx")
        assert "ann@example.org" not in line
        assert "+254 700" not in line
    again = read_schedule(source, STARTER, "our-series", options)
    assert again.text == reading.text
