"""Fixtures: the real command in a workspace, a series from a docstring, golden files."""

import csv
import inspect
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn, Protocol

import docx
import pytest
from docx.table import Table
from hypothesis import HealthCheck, settings

from sstc_cli.cli import main
from sstc_cli.model import Series
from sstc_cli.source import parse

# a busy machine is not a bug, and all examples may share a fixture; in CI they never change
settings.register_profile(
    "sstc",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("sstc")
# what a shell runs in the background ignores Ctrl-C, and so would commands that tests interrupt
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
OPEN_TALKS = "    talks: [{id: talk-1}, {id: talk-2}, {id: talk-3}]\n"
ENDS = "    ends: 2020-10-09 17:00\n"  # of webinar 7
TO_PARTICIPANTS = ("confirmation", "reminder", "join-link-change", "follow-up", "recording")
ONE_WEBINAR = (
    "webinars: [{id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}]"
)
NUMBERS = {str(number): number for number in range(1, 16)}  # of the webinars of a store
FULL_SERIES = Path(__file__).parent / "data" / "full_series" / "webinars.yaml"


# these compute figures again with scipy and statsmodels, which `make test` does not install
SCIENCE = re.compile(r"^(import|from) (numpy|pandas|scipy|solver|statsmodels)\b", re.MULTILINE)
collect_ignore = [
    str(module)
    for module in Path(__file__).parent.glob("numbers/test_*.py")
    if find_spec("scipy") is None and SCIENCE.search(module.read_text(encoding="utf-8"))
]
# the tests that `make test` leaves out: by their CPU time, as `make durations` has measured it
SLOW_FILE = Path(__file__).with_name("slow.txt")
SLOW = frozenset(SLOW_FILE.read_text(encoding="utf-8").splitlines())


def pytest_configure(config: pytest.Config) -> None:
    """Let random tests look at few examples where only the quick tests run."""
    if "not slow" in config.option.markexpr:
        settings.register_profile("quick", parent=settings.get_profile("sstc"), max_examples=10)
        settings.load_profile("quick")
        os.environ["SSTC_QUICK_TESTS"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, and shuffle all where `SSTC_TEST_ORDER` has a seed."""
    for item in items:
        if item.nodeid.partition("[")[0] in SLOW:
            item.add_marker(pytest.mark.slow)
    if seed := os.environ.get("SSTC_TEST_ORDER"):
        random.Random(seed).shuffle(items)  # noqa: S311


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note the CPU time of a test and its processes in the file `SSTC_DURATIONS`."""
    before = sum(os.times()[:4])
    result = yield
    if file := os.environ.get("SSTC_DURATIONS"):
        with Path(file).open("a", encoding="utf-8") as durations:
            durations.write(f"{sum(os.times()[:4]) - before:.2f} {item.nodeid}\n")
    return result


@dataclass(frozen=True)
class Result:
    """What a command returned and printed."""

    status: int
    out: str
    err: str

    def gives(
        self,
        status: int,
        *said: str,
        out: str | None = None,
        err: str | None = None,
        shows: str | tuple[str, ...] = (),
        hides: str | tuple[str, ...] = (),
        lacks: str | tuple[str, ...] = (),
    ) -> "Result":
        """Assert the status, words of the errors, the whole output, and what is not in them.

        `said` is in the errors and `lacks` is not; `shows` is in the output and `hides` is not.
        """
        __tracebackhide__ = True
        assert self.status == status, self.err
        for words in said:
            assert words in self.err
        if out is not None:
            assert self.out == out
        if err is not None:
            assert self.err == err
        for words in (shows,) if isinstance(shows, str) else shows:
            assert words in self.out
        for words in (hides,) if isinstance(hides, str) else hides:
            assert words not in self.out
        for words in (lacks,) if isinstance(lacks, str) else lacks:
            assert words not in self.err
        return self


class Sstc(Protocol):
    """The command, run in the workspace."""

    def __call__(self, *words: object) -> Result:
        """Run it with these words, as a shell would."""


def alter(place: Path, *words: str, count: int = -1) -> None:
    """Replace old words by new ones, in pairs, in a file or in the plan of a workspace."""
    file = place / "data" / "webinars.yaml" if place.is_dir() else place
    text = file.read_text(encoding="utf-8")
    for old, new in zip(words[::2], words[1::2], strict=True):
        assert old in text, f"nothing to replace: {old}"
        text = text.replace(old, new, count)
    file.write_text(text, encoding="utf-8")


def alter_webinar(workspace: Path, number: int, old: str, new: str) -> None:
    """Replace a text that many webinars have in the one of this number."""
    file = workspace / "data" / "webinars.yaml"
    before, found, after = file.read_text("utf-8").partition(f"    number: {number}\n")
    assert found and old in after
    file.write_text(before + found + after.replace(old, new, 1), "utf-8")


def delete_the_last(workspace: Path) -> None:
    """Delete webinar 15 from the plan."""
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.rindex("  - id: ")], encoding="utf-8")
    alter(workspace, "count: 15", "count: 14", "ends: 2020-12-04}", "ends: 2020-11-27}")


def program(*words: object, **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run the program in a process of its own, and return what it wrote."""
    command = [sys.executable, "-m", "sstc_cli", *map(str, words)]
    return subprocess.run(command, **{"capture_output": True, "check": False} | options)  # noqa: PLW1510


def on_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Pretend that somebody sits at a terminal and types; return the prompts."""
    typed, prompts = iter(answers), []

    def prompt(text: str = "") -> str:
        prompts.append(text)
        return next(typed)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", prompt)
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", prompt)
    return prompts


def write_csv(file: Path, *rows: Sequence[object]) -> Path:
    """Write a file of comma-separated values."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8")
    return file


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Copy the shipped series, to be changed freely."""
    root = tmp_path / "series"
    shutil.copytree(REPOSITORY / "data", root / "data")
    return root


@pytest.fixture
def sstc(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Sstc:
    """Run `sstc` with any words in the workspace."""
    monkeypatch.chdir(workspace)
    for name in ("SSTC_WORKSPACE", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    # the key of the surveys goes there
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(workspace.parent / "home"))

    def run(*words: object) -> Result:
        capfd.readouterr()
        status = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return run


@pytest.fixture
def evaluated(workspace: Path, sstc: Sstc) -> Path:
    """Return a workspace with the answers and attendances of the example."""
    examples = REPOSITORY / "examples"
    files = [examples / "exit.xlsx", *sorted((examples / "exports").glob("*.csv"))]
    sstc("surveys", "import", *files).gives(0)
    return workspace


@pytest.fixture
def whole(workspace: Path, sstc: Sstc) -> Path:
    """Return a series of which every document can be made, with a change since its release."""
    shutil.copy(FULL_SERIES, workspace / "data" / "webinars.yaml")
    published = sstc("release", "publish", "plan", "--today", "2020-07-01")
    assert published.status == 0, published.err
    moved = sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-02")
    assert moved.status == 0, moved.err
    return workspace


@pytest.fixture
def every_document(whole: Path, sstc: Sstc) -> Callable[..., list[Path]]:
    """Write every document about webinar 7, with more words for the command line."""

    def render(*words: object) -> list[Path]:
        written = []
        early = ("speaker-confirmation", "speaker-thanks", *TO_PARTICIPANTS)
        commands = [("--all", 7), (*early, 7), ("notice",)]
        for command in commands:
            result = sstc("documents", "render", *command, *words, "--today", "2020-07-03")
            assert result.status == 0, result.err
            written += [Path(line) for line in result.out.splitlines()]
        return written

    return render


@pytest.fixture
def series(request: pytest.FixtureRequest) -> Series:
    """Return the series that the test's docstring writes in YAML, else one of one webinar."""
    return read_series(inspect.getdoc(request.function) or ONE_WEBINAR)


def read_series(text: str) -> Series:
    """Read a series from YAML; what its text leaves out is filled in."""
    tree = parse(text, "docstring.yaml")
    minimal = {
        "id": "series",
        "domain": "example.org",
        "title": "A series",
        "revised": "2020-05-26 00:00",
        "zone": "Asia/Shanghai",
        "languages": ["en"],
        "count": "1",
        "window": {"starts": "2020-08-14", "ends": "2020-08-14"},
        "organisers": [{"id": "office", "name": "The office"}],
        "webinars": [],
    }
    assert not tree.diagnostics, tree.diagnostics
    root = minimal | (tree.root if isinstance(tree.root, dict) else {})
    return Series.read(root)


STARTS_LINE = {"title", "h1", "h2", "h3", "h4", "p", "li", "tr", "caption"}


class _Page(HTMLParser):
    """What a page shows, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.cells = 0  # of this row
        self.seen = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen = tag not in ("style", "script")
        if tag in STARTS_LINE:
            self.lines.append("" if tag == "tr" else f"[{tag}] ")
            self.cells = 0
        elif tag in ("th", "td"):
            self.lines[-1] += " | " if self.cells else ""
            self.cells += 1
        elif tag == "img":
            self.lines[-1] += f"({dict(attrs).get('alt')})"

    def handle_endtag(self, _: str) -> None:
        self.seen = True

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data if self.seen else ""


def page_lines(data: bytes) -> str:
    """Return what an HTML page shows: title, heads, paragraphs, items, rows of tables."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    lines = (re.sub(r"[ \n]+", " ", line).strip(" ") for line in page.lines)
    return "\n".join(line for line in lines if line) + "\n"


def word_lines(data: bytes) -> str:
    """Return what a Word file shows: head, foot, paragraphs with their styles, rows of tables."""
    word = docx.Document(BytesIO(data))
    page = word.sections[0]
    around = [page.first_page_header, page.header, page.first_page_footer, page.footer]
    lines = [f"[{part.paragraphs[0].style.name}] {part.paragraphs[0].text}" for part in around]
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(f"[{block.style.name}] {block.text}".rstrip())
    return "\n".join(lines) + "\n"


def poppler(tool: str, data: bytes, *words: str) -> bytes:
    """Return what a program of poppler makes of a PDF."""
    if shutil.which(tool) is None:
        missing_program("poppler is missing: apt-get install poppler-utils")
    command = [tool, *words, "-", *(["-"] if tool == "pdftotext" else [])]
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout


def pdf_streams(pdf: bytes) -> bytes:
    """Return what the pages of a PDF draw."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, flags=re.DOTALL)
    return b"".join(zlib.decompress(data) for data in packed if data[:1] == b"\x78")


def pdf_alternatives(pdf: bytes) -> list[str]:
    """Return the alternative texts of the pictures in a PDF of Typst."""
    found = re.findall(rb"/Alt(?:\((.*?)(?<!\\)\)|<FEFF([0-9A-F]*)>)", pdf)
    return [
        bytes.fromhex(digits.decode()).decode("utf-16-be") if digits else text.decode()
        for text, digits in found
    ]


def slide_lines(data: bytes) -> str:
    """Return the words of each slide, as a program that reads slides finds them."""
    from pptx import Presentation

    slides = Presentation(BytesIO(data)).slides
    texts = ["\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
             for slide in slides]  # fmt: skip
    return "\n---\n".join(texts) + "\n"


def words_in(data: bytes, kind: str, name: str) -> tuple[bytes | str, str]:
    """Return the words of a document of any format, and the name of the golden file for them."""
    match kind:
        case "html":
            return page_lines(data), f"{name}.html.txt"
        case "docx":
            return word_lines(data), f"{name}.docx.txt"
        case "pdf":
            return poppler("pdftotext", data, "-raw"), f"{name}.pdf.txt"
        case "pptx":
            return slide_lines(data), f"{name}.pptx.txt"
        case _:
            return data, f"{name}.{kind}"


def missing_program(what: str) -> NoReturn:
    """Skip a test whose program is not installed; where CI on Linux runs all tests, fail it."""
    if os.environ.get("CI") and sys.platform == "linux" and "SSTC_QUICK_TESTS" not in os.environ:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Start a server of our own; yield the URL of a database on it."""
    file = Path(__file__).parent / "store" / "postgres.py"
    spec = spec_from_file_location("sstc_test_server", file)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.program("initdb"):
        missing_program("PostgreSQL is not installed: apt-get install postgresql")
    with module.server() as url:
        yield url


@pytest.fixture
def golden() -> Callable[[bytes | str, str], None]:
    """Compare an output with the file of that name; `make golden` writes the files anew."""

    def compare(actual: bytes | str, name: str) -> None:
        data = actual.encode() if isinstance(actual, str) else actual
        file = GOLDEN / name
        if os.environ.get("SSTC_GOLDEN") == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.exists(), f"no golden file {name}: make golden"
        assert data.decode(errors="replace") == file.read_bytes().decode(errors="replace")
        assert data == file.read_bytes()

    return compare


__all__ = ["GOLDEN", "REPOSITORY", "Result", "Sstc"]
