"""Hostile and broken files: refused with one clear line or read, within bounds."""

import contextlib
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hostile_sheets import (
    CELL,
    EXPORTS,
    FILLERS,
    GOOD,
    HEAD,
    HOSTILE,
    LONG,
    REFUSED,
    ROW,
    cell,
    ods,
    old_book,
    repeated,
    sharing,
    xlsx,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.errors import SstcError
from sstc_cli.sheets.kinds import FileKind, kind_of
from sstc_cli.sheets.limits import RefusedError
from sstc_cli.sheets.sheet import read_sheets

# one of each way in which a reader comes to harm; the others are slow together
USUAL = {
    "far cell.xlsx": "has cells far outside any table: 1,048,576 rows and 16,384 columns",
    "cells without addresses.xlsx": "has cells far outside any table: 1,048,576 rows and 5 columns",
    "far cell.xls": "needs far more memory than a table",
    "many texts that are not there.xlsx": "needs far more memory than a table",
    "one name twice.xlsx": "is damaged",
    "changed byte.xlsx": "is damaged",
    "texts that are not well-formed.xlsx": "is damaged: it cannot be read",
    "deep.xls": "is damaged: it cannot be read",
    "table of sectors.xls": "is damaged: it cannot be read",
    "many starts of tags.xlsx": "is damaged: it cannot be read",
    "elements in elements.xlsx": "",
    "doctype.xlsx": "",
    "copies.xls": "",
}
FOUND = {
    **USUAL,
    "one text in many cells.xlsx": "needs far more memory than a table",
    "copies.xlsx": "has more than 1,048,576 rows or 4,000,000 cells",
    "many far cells.xlsx": "has more than 1,048,576 rows or 4,000,000 cells",
    "a comment that does not end in its cell.xlsx": "takes far longer to read than a table",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_before_a_reader_opens_it(name: str, tmp_path: Path) -> None:
    make, message = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(SstcError, match=message) as caught:
        read_sheets(file)
    assert caught.value.message.startswith(name)
    assert caught.value.hint


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in USUAL else pytest.mark.slow) for name in HOSTILE],
)
def test_a_hostile_workbook_is_refused_in_one_line_or_read(name, tmp_path, capfd) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name]())
    error = error_of(file)
    assert capfd.readouterr() == ("", "")
    message = error.message if error else f"{name} "
    assert message.startswith(f"{name} ")
    assert "\n" not in message
    assert error is None or error.hint
    if name in FOUND:
        assert message.removeprefix(f"{name} ") == FOUND[name]


def error_of(file: Path) -> SstcError | None:
    """Read a file; return the error if it is refused."""
    try:
        read_sheets(file)
    except SstcError as error:
        return error
    return None


def test_a_zip_file_without_tables_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("exit.docx", "a,b")
    with pytest.raises(RefusedError, match="is not a workbook, nor a zip file with a csv in it"):
        kind_of(stream.getvalue(), is_zip=True)
    with pytest.raises(RefusedError, match="is not a spreadsheet"):
        kind_of(stream.getvalue(), is_zip=False)
    file = tmp_path / "plan.numbers"
    file.write_bytes(stream.getvalue())
    with pytest.raises(SstcError) as caught:
        read_sheets(file)
    assert caught.value.hint == "in Numbers, choose File, Export To, Excel"


def packed(offset: int, value: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a zip file of one csv, with one byte changed in what its directory says of it."""
    data = bytearray(zipped({"exit.csv": HEAD + b"Kenya,Woman,5\n" * 90}, method))
    data[data.rindex(b"exit.csv") - 46 + offset] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed(16, 1), "is damaged"),  # its check sum
        (packed(24, 9), "is damaged"),  # its size
        (packed(42, 200), "is damaged"),  # its place
        (packed(8, 1), "protected by a password"),
        (packed(10, 99), "is packed in an unusual way"),
        (packed(10, 14, zipfile.ZIP_LZMA), "is packed in an unusual way"),
        (packed(10, 12, zipfile.ZIP_BZIP2)[:-9], "is damaged"),
    ],
)
def test_a_zip_file_that_cannot_be_unpacked_is_refused(data, message, tmp_path) -> None:
    file = tmp_path / "exit.zip"
    file.write_bytes(data)
    with pytest.raises(SstcError, match=message):
        read_sheets(file)


def rows_in(data: bytes, file: Path) -> object:
    """Return the rows of the first sheet of a workbook."""
    file.write_bytes(data)
    return read_sheets(file).sheets[0].rows


def test_honest_files_pass(tmp_path: Path) -> None:
    empty = "<table:table-cell" + repeated("columns", 16_384) + "/>"
    trailing = f"<table:table-row{repeated('rows', 1_048_575)}>{empty}</table:table-row>"
    row = "<table:table-row>" + CELL.format("") + empty + "</table:table-row>"
    assert rows_in(ods(row + trailing), tmp_path / "a.ods") == [["a"]]
    tables = "".join(f"</table:table><table:table table:name='{n}'>{row}{trailing}" for n in "abc")
    assert rows_in(ods(row + trailing + tables), tmp_path / "b.ods") == [["a"]]
    assert kind_of(GOOD, is_zip=False) is FileKind.XLSX
    file = tmp_path / "really-csv.xlsx"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    assert read_sheets(file).sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_honest_texts_pass(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    texts = "".join(f"<si><t>{n} {'word ' * 400}</t></si>" for n in range(400))
    rows = "".join(
        f'<row><c t="s"><v>{n % 400}</v></c><c><v>{n}</v></c></row>' for n in range(9_000)
    )
    file.write_bytes(sharing(f"<!-- made by a program --><si/>{texts}", rows))
    read = read_sheets(file).sheets[0].rows
    assert (read[0], read[1][0][:7]) == (["", 0.0], "0 word ")
    file.write_bytes(sharing(f"{texts}<si><t>{LONG}</t></si>", rows))  # which no cell has
    assert len(read_sheets(file).sheets[0].rows) == 9_000


def test_a_lying_dimension_loses_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "wps.xlsx"
    file.write_bytes(xlsx(cell("A1") + cell("A2"), f"<!-- {'x' * 10} -->"))
    assert len(read_sheets(file).sheets[0].rows) == 2


HONEST = {
    "a data bar": "<calcext:conditional-formats><calcext:data-bar calcext:show-value='false'/>"
    "</calcext:conditional-formats>",
    "shapes on the next sheet": "</table:table><table:table table:name='T'><table:shapes>"
    "<draw:frame><text:p>a</text:p></draw:frame></table:shapes><table:table-column"
    f"{repeated('columns', 16_384)}/>{ROW}",
    "a form": "</table:table><table:table table:name='T'><office:forms><form:text "
    f"form:current-value='a'/></office:forms>{ROW}",
}


@pytest.mark.parametrize("after", HONEST.values(), ids=HONEST)
def test_what_follows_the_rows_of_a_table_is_not_a_value(after: str, tmp_path: Path) -> None:
    assert rows_in(ods(ROW * 900 + FILLERS + after), tmp_path / "a.ods") == [["a"]] * 900


@pytest.mark.parametrize(
    "tokens",
    [
        b"\x1e\5\0",  # 5
        b"\x1f" + struct.pack("<d", 1e-300) + b"\x1e\2\0\5",  # times 2
        b"\x23\1\0\0\0\x19\x40\0\7\x15",  # seven spaces and a name, in brackets
        b"\x1c\x2b\x22\1\4\0",  # the sum of an error
        b"\xff",
    ],
)
def test_honest_formulas_of_an_old_workbook_pass(tokens: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.xls"
    file.write_bytes(old_book(tokens, 3_000, "answers"))
    assert read_sheets(file).sheets[0].rows == [[1.0]]


LARGE = {
    "far cell.xlsx": HOSTILE["far cell.xlsx"],
    "many texts.xlsx": HOSTILE["many texts that are not there.xlsx"],
    **{name: REFUSED[name][0] for name in ("commas.csv", "lines.csv", "one field.csv", "wide.csv")},
    **{name: REFUSED[name][0] for name in ("large.csv", "bomb.zip", "many.zip")},
}


SCRIPT = """
import resource, sys
from sstc_cli.cli import main
status = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
about = dict(line.split(":", 1) for line in open("/proc/self/status"))  # not of its parent, too
print(int(about["VmHWM"].split()[0]) // 1024, used.ru_utime + used.ru_stime)
sys.exit(status)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured by Linux")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name == "far cell.xlsx" else pytest.mark.slow)
        for name in LARGE
    ],
)
def test_the_command_refuses_a_hostile_file_in_little_memory_and_time(name, workspace) -> None:
    (workspace / name).write_bytes(LARGE[name]())

    def run(file: str) -> tuple[subprocess.CompletedProcess[str], int, float]:
        words = [sys.executable, "-c", SCRIPT, "surveys", "import", file, "--webinar", "7"]
        done = subprocess.run(
            words, cwd=workspace, capture_output=True, text=True, timeout=60, check=False
        )
        megabytes, seconds = done.stdout.split()[-2:]
        return done, int(megabytes), float(seconds)

    done, megabytes, seconds = run(name)
    assert done.returncode == 3
    assert done.stderr.startswith("error: ")
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / ".sstc").exists()
    assert megabytes <= 200
    started = run("nothing.csv")[2]  # what the machine needs to say that there is no such file
    assert seconds - started < max(1.0, started)


ALL = """
import pathlib, sys
from sstc_cli.errors import SstcError
from sstc_cli.sheets import read_sheets
for name in sys.argv[1:]:
    try:
        read_sheets(pathlib.Path(name))
    except SstcError:
        pass
about = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(about["VmHWM"].split()[0]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by Linux")
def test_no_hostile_workbook_fills_the_memory_of_the_command(tmp_path: Path) -> None:
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    words = [sys.executable, "-c", ALL, *HOSTILE]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert int(done.stdout) < 300


MARKED = Path(__file__).with_name("flags")
MOST = 100 if os.environ.get("CI") else 8  # examples
NUMBER = re.compile(rb"=\"(?:[A-Z]*[0-9]+|[A-Z]+[0-9]+:[A-Z]+[0-9]+)\"|>[0-9]+<")
NUMBERS = ["0", "-1", "16384", "1048576", "2147483648", "4294967295", "9" * 20, "XFD1048576"]


@pytest.mark.parametrize("name", ["webinar-7.ods", "webinar-7.xlsx"])
@settings(max_examples=MOST)
@given(st.data())
def test_no_number_in_a_workbook_makes_its_reader_give_up(name, tmp_path_factory, data) -> None:
    with zipfile.ZipFile(MARKED / name) as archive:
        members = {path: archive.read(path) for path in archive.namelist()}
    xml = [path for path in members if path == "content.xml" or path.startswith("xl/")]
    member = data.draw(st.sampled_from([path for path in xml if NUMBER.search(members[path])]))
    places = [match.span() for match in NUMBER.finditer(members[member])]
    start, end = data.draw(st.sampled_from(places))
    text = members[member]
    number = data.draw(st.sampled_from([*NUMBERS, "A1:XFD1048576"])).encode()
    opened = text[start : start + 2] if text[start:].startswith(b"=") else text[start : start + 1]
    members[member] = text[:start] + opened + number + text[end - 1 :]
    file = tmp_path_factory.mktemp("numbers") / name
    file.write_bytes(zipped(members))
    with contextlib.suppress(SstcError):
        read_sheets(file)


@pytest.mark.parametrize(
    "name",
    ["wenjuanxing/webinar-7.xls", "wenjuanxing/webinar-7.xlsx", "../../sheets/flags/webinar-7.xls"],
)
@settings(max_examples=MOST)
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read(name, tmp_path_factory, data) -> None:
    file = tmp_path_factory.mktemp("damaged") / Path(name).name
    content = bytearray((EXPORTS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    file.write_bytes(content[:cut] if data.draw(st.booleans()) else content)
    with contextlib.suppress(SstcError):
        read_sheets(file)


def test_a_reader_that_panics_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cut.xls"
    file.write_bytes((EXPORTS / "wenjuanxing" / "webinar-7.xls").read_bytes()[:6300])
    with pytest.raises(SstcError, match="is damaged"):
        read_sheets(file)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["~$exit.xlsx", "._exit.xlsx", ".~lock.exit.xlsx#"])
def test_notes_of_excel_and_macos_are_not_read_as_surveys(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x04Jane" + b" " * 50 + "Jane".encode("utf-16-le"))
    with pytest.raises(SstcError, match="is not a table: another program keeps notes in it"):
        read_sheets(tmp_path / name)


def test_text_survives_encodings(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for text, encoding, counted in (
        ("城市,名称\n北京,甲", "gbk", "GB 18030"),
        ("Ville;Pays\nGenève;Suisse", "cp1252", "Windows 1252"),
        ("Málaga\tÑandú\tÀÉÎÕÜ", "cp1252", "Windows 1252"),
        ("城市,名称", "utf-16", "UTF-16"),
        ("城市,名称", "utf-8-sig", "UTF-8"),
    ):
        file.write_bytes(text.encode(encoding))
        source = read_sheets(file)
        assert source.encoding == counted
        cells = [cell for row in source.sheets[0].rows for cell in row]
        assert cells == text.replace("\n", ",").replace(";", ",").replace("\t", ",").split(",")
