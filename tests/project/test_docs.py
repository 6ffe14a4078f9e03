"""Docs that cannot lie: generated parts are current, and every command shown runs."""

import importlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
import typer
import yaml
from conftest import Sstc, read_series
from greys import png_of
from openpyxl import Workbook
from partners_office import partners_until

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
sys.path.insert(0, str(DOCS))


import codes  # noqa: E402 found by the lines above
import generate  # noqa: E402
import pictures  # noqa: E402
import prepared  # noqa: E402
import shell  # noqa: E402

OTHERS = [REPOSITORY / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]


def named(page: Path) -> str:
    """Return a page as a test's id."""
    return page.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("page", generate.PARTS)
def test_generated_parts_are_current(page: str) -> None:
    current = (DOCS / page).read_text(encoding="utf-8")
    assert current == generate.generated(page), "run `make docs`"


def commands(command, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    found = {path: command}
    for name, inner in getattr(command, "commands", {}).items():
        found |= commands(inner, (*path, name))
    return found


COMMANDS = commands(whole_tree(app))
LEAVES = {
    path: command for path, command in COMMANDS.items() if not getattr(command, "commands", None)
}


def test_no_command_repeats_an_option_of_the_root() -> None:
    names = {path: {one.name for one in command.params} for path, command in COMMANDS.items()}
    shared = names.pop(()) - {"help"}
    assert "today" in shared
    assert {path: own & shared for path, own in names.items() if own & shared} == {}


def lines_ending_in_spaces(out: str) -> list[str]:
    """Return those lines, but for the empty lines around a change in a diff."""
    return [line for line in out.splitlines() if line != line.rstrip() and line != " "]


# what has to be there before the commands of a group
BEFORE = {
    "notices": "release publish plan",
    "site": "site build --draft",
    "surveys": "surveys import exit.xlsx",
    "translations": "translations export --language zh --all -o plan.zh.xlsx",
}


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_the_example_in_the_help_works(path: tuple[str, ...], sstc: Sstc, workspace: Path) -> None:
    example = re.search(r"Example: `sstc (.*?)`", LEAVES[path].help)
    assert example, "no example"
    if path in (("open",), ("watch",), ("site", "serve"), ("mail", "setup")):
        return  # they never end, or ask; their own tests run them
    shell.prepare(workspace)
    words = shlex.split(example[1])
    if path[0] in BEFORE:
        sstc(*BEFORE[path[0]].split())
    if path[:2] in {("knowledge", "questions"), ("knowledge", "render")}:
        sstc("knowledge", "start", 7)
    if path == ("schedule", "import"):
        sstc("schedule", "export", "plan.xlsx")
    if path[0] == "report":
        sstc("surveys", "import", "exit.xlsx", "exports/*.csv")
        if path[1] == "diff":
            sstc("report", "publish", "final")
    if path[0] == "partners" or path == ("mail", "letters"):
        code = partners_until("withdraw" if path[0] == "mail" else path[1], sstc, workspace)
        words = [code if word == "abcd-efgh" else word for word in words]
    if path == ("surveys", "missing"):
        sstc("surveys", "import", "exports/*.csv")
    if path[0] == "certificates":
        sstc("surveys", "import", "exports/*.csv")
        sstc("certificates", "issue", 7, "--yes")
        shutil.copy(next((workspace / ".sstc" / "certificates").glob("*.pdf")), "certificate.pdf")
    with mail_server(workspace) if path[0] == "mail" else nullcontext():
        result = sstc(*words)
    assert result.status == 0, result.err
    assert lines_ending_in_spaces(result.out + result.err) == []


@contextmanager
def mail_server(workspace: Path) -> Iterator[None]:
    """Prepare two batches of mails, and the account of a server that accepts them."""
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text(encoding="utf-8")
    if "\n    email:" not in text:
        sender = r"\g<0>    email: office@example.org\n"
        plan.write_text(re.sub(r"(?m)^organisers:\n  - id: \S+\n", sender, text), "utf-8")
    if not (contacts := workspace / "contacts.xlsx").exists():
        book = Workbook()
        for row in (("Name", "E-mail"), ("Amina Otieno", "amina@example.org")):
            book.active.append(row)
        book.save(contacts)
    for message in ("agenda", "invitation"):
        prepared.prepare(workspace, 3, message)
    (workspace / "inbox.mbox").write_text("From a Fri Jul  3 2020\nSubject: Thank you\n\nHello\n")
    with prepared.sending(workspace):
        yield


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_fits_80_columns(path: tuple[str, ...], sstc: Sstc) -> None:
    for flag in ("-h", "--help"):
        result = sstc(*path, flag).gives(0, err="", hides="\x1b")
        assert max(map(len, result.out.splitlines())) <= 80
        assert lines_ending_in_spaces(result.out) == []
        assert not re.search(r"<(bool|int|list|path|str)\b", result.out), "a programmer's word"
    assert len(COMMANDS[path].help.split("\n\n")[0]) <= 70
    context = typer.Context(COMMANDS[path])
    for option in COMMANDS[path].get_params(context):
        names, text = option.get_help_record(context) or ("", "")
        assert len(re.split(r" +\[\w[^]]*\]| One of ", text)[0]) < 80, names


@pytest.fixture
def run(sstc: Sstc, monkeypatch: pytest.MonkeyPatch) -> shell.Run:
    """Return what runs a command of a page, where `cd` has led."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(words: list[str]) -> tuple[int, str, str]:
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            return 0, "", ""
        result = sstc(*words[1:])
        if "--color" not in words:
            assert lines_ending_in_spaces(result.out + result.err) == []
        return result.status, result.out, result.err

    return run


@pytest.mark.parametrize("page", generate.PAGES[1:], ids=named)
def test_commands_on_a_page_work_in_their_order(page, run, workspace) -> None:
    shell.prepare(workspace)
    text = page.read_text(encoding="utf-8")
    assert text == shell.refreshed(text, run), "run `make docs`"


def test_paths_with_brackets_are_in_double_quotes() -> None:
    """Without quotes, zsh looks for files of that name; cmd does not know single quotes."""
    sources = [*generate.PAGES, *(REPOSITORY / "sstc_cli").rglob("*.py")]
    bare = re.compile(r"sstc schedule set (?!\")\S*\[.*")
    found = {named(file): bare.findall(file.read_text(encoding="utf-8")) for file in sources}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("name", pictures.TERMINALS)
def test_the_pictures_of_terminals_are_current(name: str) -> None:
    drawn = (DOCS / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert drawn == pictures.terminal(name), "run `make docs`"
    assert pictures.TERMINALS[name].startswith(f"sstc {name}")
    assert "http" not in re.sub(r"<!--.*?-->|xmlns=\S+", "", drawn), "a picture fetches nothing"


def test_every_code_that_can_be_met_is_on_its_page() -> None:
    modules = (REPOSITORY / "sstc_cli").rglob("*.py")
    met = set().union(*(codes.emitted(file.read_text(encoding="utf-8")) for file in modules))
    assert len(met) > 150
    for page, of_calendars in (("errors.md", False), ("calendar-errors.md", True)):
        text = (DOCS / "reference" / page).read_text(encoding="utf-8")
        assert codes.OTHERS not in text, "docs/codes.py needs a group for each new code"
        expected = {code for code in met if code.startswith(("E8", "W8")) == of_calendars}
        assert {code for code in expected if f'<a id="{code.lower()}"></a>' not in text} == set()
        assert {code for code in expected if f"- [`{code}`](#{code.lower()}) " not in text} == set()


def test_the_index_links_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.glob("**/*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


# what a reader stumbles over; docs/style.md shows what to write
_AVOIDED = (
    r"\b([Nn]obody|[Ss]omebody|[Ww]hoever)\b",
    r"(?<=[.;] )Who (?!is|can|organises)\w+",
    r"(?<![Tt]here )\b(is|are) no (?!longer|more|one)\w+",
    r"\b(file|page|plan|data|import|command|report)s? (says?|knows?|speaks?|tells?)\b",
)


def test_pages_and_messages_are_in_plain_english() -> None:
    pages = [page for page in generate.PAGES if page.name != "style.md"]
    texts = {named(page): " ".join(page.read_text("utf-8").split()) for page in pages}
    for file in (REPOSITORY / "sstc_cli").rglob("*.py"):  # what is in quotes on one line
        words = re.findall(r'(?<!")"([a-z`][^"\n]*? [^"\n]*)"(?!")', file.read_text("utf-8"))
        texts[named(file)] = "\n".join(words)
    bad = "|".join(_AVOIDED)
    assert {name: found[0] for name in texts if (found := re.search(bad, texts[name]))} == {}


def anchors(page: Path) -> Iterator[str]:
    """Yield the anchors of a page: its headings as GitHub names them, and those it sets itself."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r'<a id="([^"]+)">', text)
    seen: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        words = re.sub(r"\]\([^)]*\)", "", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        seen[name] = seen.get(name, -1) + 1
        yield f"{name}-{seen[name]}" if seen[name] else name


@pytest.mark.parametrize("page", [*generate.PAGES, *OTHERS], ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


README = generate.PAGES[0]


# than a series: answers, a list or an account
_NEED_MORE = ("sstc surveys", "sstc report", "sstc mail", "sstc partners")


def test_the_commands_of_the_readme_work_where_it_says(run, workspace, monkeypatch) -> None:
    shutil.copytree(REPOSITORY / "examples", workspace / "examples")  # a clone has them there only
    text = README.read_text(encoding="utf-8")
    shell.refreshed(text, run)
    assert Path.cwd() == workspace.parent / "my-series" / "our-series"
    season = (DOCS / "how-to" / "season.md").read_text(encoding="utf-8")
    for line in re.findall(r"^\| .+? \| (`sstc .*) \|$", season, re.MULTILINE):
        for command in re.findall("`(sstc .+?)`", line):
            if not command.startswith(_NEED_MORE):
                assert run(shlex.split(command))[0] == 0, command
    windows = (DOCS / "how-to" / "windows.md").read_text(encoding="utf-8")
    monkeypatch.chdir(workspace.parent)
    lines = re.findall(r"^(?:sstc|cd) .+$", windows, re.MULTILINE)
    assert len(lines) > 5
    for line in lines:
        assert run(shlex.split(line))[0] == 0, line


def test_the_three_given_commands_work_word_for_word(sstc, tmp_path, monkeypatch) -> None:
    sstc("init", tmp_path / "my-series", "--example")
    monkeypatch.chdir(tmp_path / "my-series")
    readme = README.read_text(encoding="utf-8")
    for line in ("sstc agenda render 7", "sstc calendar export", "sstc surveys import exit.xlsx"):
        assert re.search(rf"^{re.escape(line)}(\s|$)", readme, re.MULTILINE), line
        assert sstc(*line.split()[1:]).status == 0


def test_the_workflows_are_valid(tmp_path: Path) -> None:
    page = (DOCS / "how-to" / "automate.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(# \.github.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        file = tmp_path / "workflow.yml"
        file.write_text(block, encoding="utf-8")
        checker = Path(sys.executable).with_name("check-jsonschema")
        command = [checker, "--builtin-schema", "vendor.github-workflows", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_yaml_about_plans_is_read() -> None:
    page = (DOCS / "how-to" / "plan.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert blocks
    for block in blocks:
        whole = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 it builds texts only
        whole.pop("webinars", None)  # these show some of their keys only
        assert read_series(yaml.dump(whole))


def test_the_series_of_the_reference_is_right(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data"
    (data / "surveys" / "registration.yaml").unlink()
    (data / "surveys" / "mappings").mkdir()
    (data / "pictures").mkdir()
    (data / "pictures" / "amina-otieno.jpg").write_bytes(png_of(1, 1, bytes(4)))
    for name, place in (
        ("series", "webinars"),
        ("exit", "surveys/exit"),
        ("report", "report"),
        ("mapping", "surveys/mappings/microsoft_forms-exit"),
    ):
        text = (DOCS / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
        (data / f"{place}.yaml").write_text(text, encoding="utf-8")
    sstc("validate", "--today", "2027-03-15").gives(0)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_modules_and_functions_that_a_page_names_exist(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    for word in sorted(set(re.findall(r"`([\w./]+)`", text))):
        if "/" in word and word not in ("sstc_cli/shipped/", ".sstc/"):
            assert any(map(Path.exists, places_of(word))), word
        elif (
            re.fullmatch(r"[a-z_]+(\.\w+)+", word)
            and (REPOSITORY / "sstc_cli" / word.split(".")[0]).is_dir()
        ):
            assert resolves(word), word


def places_of(path: str) -> Iterator[Path]:
    """Yield the places that a path of a page may mean; it may end in a function's name."""
    for root in (REPOSITORY, REPOSITORY / "sstc_cli"):
        yield root / path
        yield root / f"{path}.py"
        yield (root / path).with_suffix(".py")


def resolves(word: str) -> bool:
    room, *names = word.split(".")
    found = importlib.import_module(f"sstc_cli.{room}")
    for name in names:
        if not hasattr(found, name):
            try:
                importlib.import_module(f"{found.__name__}.{name}")
            except ModuleNotFoundError:
                return False
        found = getattr(found, name)
    return True
