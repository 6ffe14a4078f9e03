"""Whatever a table has, it becomes a plan that can be read, or one clear line."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

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
        reading = read_schedule(source, "our-series", options)
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
    again = read_schedule(source, "our-series", options)
    assert again.text == reading.text


LONDON = ZoneInfo("Europe/London")
SPELLED_DAYS = (
    "{0:%Y-%m-%d}", "{0:%a} {0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}", "{0:%d.%m.%Y}",
    "{0.year}年{0.month}月{0.day}日", "{0.day}-{0:%b}-{0:%y}", "TBC", "", "{0:%B} {0.year}",
    "w/c {0.day} {0:%B} {0.year}", "{0.day}/29 {0:%B} {0.year}", "{0:%Y%m%d}",
)  # fmt: skip
SPELLED_TIMES = (
    "{0:%H:%M}-{1:%H:%M}", "{0:%I:%M %p} – {1:%I:%M %p}", "{0:%Hh%M} à {1:%Hh%M}",
    "de {0:%H} h {0:%M} à {1:%H} h {1:%M}", "{0:%H.%M}-{1:%H.%M}", "{0:%H%M}-{1:%H%M}",
    "{0:%H}点{0:%M}分至{1:%H}点{1:%M}分", "с {0:%H:%M} до {1:%H:%M}", "TBC", "afternoon",
    "{0:%H:%M}, {1:%H:%M}", "{0:%H:%M}/{1:%H:%M}", "{0:%H:%M} (home), {1:%H:%M} end",
)  # fmt: skip
SPELLED_ZONES = {
    "": "Europe/London", "CET": "Europe/Paris", "EAT": "Africa/Nairobi", "GMT": "UTC",
    "Nairobi": "Africa/Nairobi", "UTC+3": "Africa/Nairobi", "北京时间": "Asia/Shanghai",
    "New York time": "America/New_York", "heure de Paris": "Europe/Paris", "PT": "US/Pacific",
    "Geneva (CEST)": "Europe/Zurich", "GMT+5:30": "Asia/Kolkata", "EDT": "America/New_York",
}  # fmt: skip


@given(
    day=st.dates(date(2027, 1, 1), date(2027, 12, 28)),
    hour=st.integers(7, 20),
    spelled=st.tuples(st.sampled_from(SPELLED_DAYS), st.sampled_from(SPELLED_TIMES)),
    zone=st.sampled_from([*SPELLED_ZONES]),
    place=st.sampled_from(["cell", "column", "head", "above"]),
)
def test_no_hour_is_wrong_in_silence(
    day: date, hour: int, spelled: tuple[str, str], zone: str, place: str
) -> None:
    starts = datetime.combine(day, time(hour, 30))
    slot = spelled[1].format(starts, starts + timedelta(minutes=75))
    head = ["Date", f"Time ({zone})" if place == "head" and zone else "Time", "Title", "Time zone"]
    row = [
        spelled[0].format(day), f"{slot} {zone}" if place == "cell" else slot, "Green ports",
        zone if place == "column" else "",
    ]  # fmt: skip
    above = [[f"All times are {zone}", "", "", ""]] if place == "above" and zone else []
    dated = ["2027-12-30", "15:00-16:00", "Another topic", ""]  # a table needs one date
    source = Source(Path("plan.xlsx"), "0" * 64, (Sheet("", [*above, head, dated, row]),))
    options = ScheduleOptions(
        zone="Europe/London", languages=("en",), starts="03:03", minutes=61, year=2027
    )
    try:
        reading = read_schedule(source, "our-series", options)
    except SstcError:
        return  # it asks
    series, _ = build(parse(reading.text, "data/webinars.yaml"), Series)
    found = [one.starts for one in series.webinars if one.title.pick("en") == "Green ports"]
    right = starts.replace(tzinfo=ZoneInfo(SPELLED_ZONES[zone])).astimezone(LONDON)
    is_asked = bool(found) and found[0].time() == time(3, 3)  # the cell has no time
    if not is_asked and found != [right.replace(tzinfo=None)]:
        noted = {note.place.line for note in reading.notes if note.place}
        assert len(above) + 3 in noted
