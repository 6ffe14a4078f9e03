"""Fixtures: the real command in a workspace, a series from a docstring, golden files."""

import inspect
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import docx
import pytest
from docx.table import Table
from hypothesis import settings

from sstc_cli.cli import main
from sstc_cli.model import Series
from sstc_cli.source.read import parse

# no deadline, for a busy machine is no bug; in CI the same examples each time
settings.register_profile("sstc", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sstc")

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Result:
    """What a command told the shell."""

    status: int
    out: str
    err: str


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the shipped series, to be changed freely."""
    root = tmp_path / "series"
    shutil.copytree(REPOSITORY / "data", root / "data")
    return root


@pytest.fixture
def sstc(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Run `sstc` with these words in the workspace."""
    monkeypatch.chdir(workspace)
    for name in ("SSTC_WORKSPACE", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):  # the key of the surveys goes there
        monkeypatch.setenv(name, str(workspace.parent / "home"))

    def run(*words: object) -> Result:
        capfd.readouterr()
        status = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return run


WHOLE = (
    ("languages: [en, zh]", "languages: [en, zh, ar]"),
    ("    short: CATIS\n", "    short: CATIS\n    email: webinars@example.org\n"),
    (
        "    ends: 2020-10-09 17:00\n    talks: [{id: talk-1}, {id: talk-2}, {id: talk-3}]\n",
        "    ends: 2020-10-09 17:00\n    join_url: https://example.org/join/7\n    talks:\n"
        "      - {id: talk-1, title: Ports, speaker: mohammed, confirmed: true}\n"
        "      - {id: talk-2, title: {en: Warehouses, zh: 仓库, ar: مستودعات}, speaker: li}\n"
        "      - {id: talk-3, speaker: obrien}\n",
    ),
    (
        "\nwebinars:\n",
        "\npeople:\n"
        "  - {id: mohammed, name: محمد, zone: America/New_York, position: {en: Mayor, ar: عمدة}}\n"
        "  - {id: li, name: 李雷, email: li@example.org}\n"
        '  - {id: obrien, name: "O\'Brien <x>", organisation: Port}\n'
        "\nwebinars:\n",
    ),
)


@pytest.fixture
def whole(workspace: Path, sstc: Callable[..., Result]) -> Path:
    """A series of which every document can be made: speakers, and a change since a release."""
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    for old, new in WHOLE:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    data.write_text(text, encoding="utf-8")
    published = sstc("release", "publish", "plan", "--today", "2020-07-01")
    assert published.status == 0, published.err
    for old, new in (("15:30", "16:00"), ("17:00", "17:30")):
        assert text.count(f"2020-10-09 {old}") == 1
        text = text.replace(f"2020-10-09 {old}", f"2020-10-09 {new}")
    data.write_text(text, encoding="utf-8")
    return workspace


@pytest.fixture
def every_document(whole: Path, sstc: Callable[..., Result]) -> Callable[..., list[Path]]:
    """Write every document about webinar 7, with more words for the command line."""

    def render(*words: object) -> list[Path]:
        written = []
        for command in (("documents", "render", "--all", 7), ("notices", "render")):
            result = sstc(*command, *words, "--today", "2020-07-03")
            assert result.status == 0, result.err
            written += [Path(line) for line in result.out.splitlines()]
        return written

    return render


@pytest.fixture
def series(request: pytest.FixtureRequest) -> Series:
    """The series that the test's docstring writes in YAML."""
    return read_series(inspect.getdoc(request.function) or "")


def read_series(text: str) -> Series:
    """A series from YAML; what its text leaves out is filled in."""
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
    return Series.model_validate(root)


def word_lines(data: bytes) -> str:
    """What stands in a Word file: head, foot, paragraphs with their styles, rows of tables."""
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
    """What a program of poppler makes of a PDF."""
    if shutil.which(tool) is None:
        missing_program("poppler is missing: apt-get install poppler-utils")
    command = [tool, *words, "-", *(["-"] if tool == "pdftotext" else [])]
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout


def words_in(data: bytes, kind: str, name: str) -> tuple[bytes | str, str]:
    """The words of a document of any format, and the golden file that has them."""
    match kind:
        case "docx":
            return word_lines(data), f"{name}.docx.txt"
        case "pdf":
            return poppler("pdftotext", data, "-raw"), f"{name}.pdf.txt"
        case _:
            return data, f"{name}.{kind}"


def missing_program(what: str) -> NoReturn:
    """A program that reads our outputs is not here: in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database on a server of our own."""
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


__all__ = ["GOLDEN", "REPOSITORY", "Result"]
