"""Diagnostics of broken files at the right lines; files that `sstc` writes have none.

A new file in `broken/` needs a row in `expected.txt`.
"""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc
from test_ics_kinds import KINDS
from test_ics_readers import ZONES, around_changes, held_at

from sstc_cli.ics import Style, write_series
from sstc_cli.ics_check import LINE_CODES, RULES, check_stream
from sstc_cli.model import Series
from sstc_cli.workspace import open_workspace

BROKEN = Path(__file__).parent / "broken"
FOREIGN = Path(__file__).parent / "foreign"
REMINDING = (timedelta(days=1), timedelta(minutes=15))


def expected() -> dict[str, list[str]]:
    rows = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()[1:]
    return {name: places for name, *places in map(str.split, rows)}


EXPECTED = expected()


def codes_in(data: bytes) -> list[str]:
    diagnostics = check_stream(BytesIO(data), "file.ics").diagnostics
    return [f"{diagnostic.place.line}:{diagnostic.code}" for diagnostic in diagnostics]


def test_every_file_has_its_row_and_every_code_its_file() -> None:
    assert sorted(file.name for file in BROKEN.glob("*.ics")) == sorted(EXPECTED)
    assert len(EXPECTED) >= 40
    codes = {place.split(":")[1] for places in EXPECTED.values() for place in places}
    codes |= {"E818"}  # 100,000 problems are made by a test
    assert codes == {*LINE_CODES, *(rule.code for rule in RULES)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file(name: str) -> None:
    assert sorted(codes_in((BROKEN / name).read_bytes())) == sorted(EXPECTED[name])


@pytest.fixture(scope="module")
def shipped() -> Series:
    series = open_workspace(REPOSITORY, date(2020, 5, 26)).series
    assert series is not None
    return series


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("style", [Style(), Style(REMINDING), Style(REMINDING, True, True)])
def test_our_own_series_is_clean(shipped: Series, language: str, style: Style) -> None:
    assert codes_in(write_series(shipped, language, style=style)) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_our_own_kinds_of_file_are_clean(kind: str, language: str) -> None:
    assert codes_in(KINDS[kind](language)) == []


def test_what_a_new_workspace_exports_is_clean(sstc: Sstc, workspace: Path) -> None:
    sstc("init", "mine")
    exported = sstc("--workspace", "mine", "calendar", "export").out.strip()
    assert sstc("calendar", "check", "--strict", exported).status == 0


@pytest.mark.parametrize("zone", ZONES)
def test_our_own_time_zones_are_clean(series: Series, zone: str) -> None:
    held = held_at(series, around_changes(zone)).replaced(zone=zone)
    # the data may have times that clocks skip: `sstc validate` refuses them
    assert [code for code in codes_in(write_series(held, "en")) if "W877" not in code] == []


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "UTC"])
def test_a_zone_an_hour_off_is_reported(series: Series, zone: str) -> None:
    held = held_at(series, around_changes(zone)).replaced(zone=zone)
    data = write_series(held, "en")
    lines = data.splitlines(keepends=True)
    late = b"".join(off_by_an_hour(line) for line in lines)
    assert late != data
    assert any(place.endswith("E839") for place in codes_in(late))


def off_by_an_hour(line: bytes) -> bytes:
    name, _, value = line.partition(b":")
    if not name.startswith(b"TZOFFSET"):
        return line
    hours = int(value[:3]) + 1
    return name + b":" + f"{hours:+03}".encode() + value[3:]


@pytest.mark.parametrize(
    ("program", "warned"),
    [
        ("apple", ["5:W861", "16:W841", "18:W840"]),
        ("google", ["6:W860", "15:W867"]),
        ("outlook", ["7:W842", "21:W865", "36:W851"]),
        ("thunderbird", []),
    ],
)
def test_what_other_programs_write_has_no_error(program: str, warned: list[str]) -> None:
    assert codes_in((FOREIGN / f"{program}.ics").read_bytes()) == warned
