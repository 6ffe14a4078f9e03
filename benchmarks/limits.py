"""What limits cost honest work: the same commands with a limit, and with less in its place.

Both run in turn in children of one process that has imported everything. What counts is the time of
the processor, the system's and that of started programs too: other programs change it less. The
difference is a share of what the whole command takes, with its imports.
"""

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import docx

from benchmarks import surveys
from benchmarks.data import REPOSITORY, workspace
from benchmarks.measure import tool
from sstc_cli.cli import main
from sstc_cli.sheets import read_sheets
from sstc_cli.sheets.biff import records_of
from sstc_cli.sheets.guard import Checked, FileKind
from sstc_cli.sheets.listener import Listener
from sstc_cli.sheets.members import chunks

ROWS, WEBINARS, FILES, ERRORS, LINKS = 5_000, 300, 2_000, 300, 15
TODAY = ("--today", "2000-01-01")
SSTC = tool("sstc")
BAR = 3  # percent


def nothing(*_: object, **__: object) -> None:
    """Do nothing, in place of a check."""


def same(value: Any, *_: object, **__: object) -> Any:
    """Return a value, in place of a check that returns it."""
    return value


def by_its_head(data: bytes, name: str, listener: Listener) -> Checked:
    """Return the kind of a table, and hand over what the search for hidden rows needs."""
    kind = FileKind(Path(name).suffix[1:])
    if kind in {FileKind.XLSX, FileKind.ODS}:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if kind is FileKind.ODS:
                listener.row(0, archive.read("content.xml"))
            for member in archive.infolist() if kind is FileKind.XLSX else ():
                for piece in chunks(archive, member, name):
                    listener.piece(member.filename, piece)
    return Checked(kind, records_of(data) if kind is FileKind.XLS else ())


def plain_git(root: Path, _: object, *words: str, seconds: int = 0) -> bytes:  # noqa: ARG001
    """Return what git writes if anybody asks it."""
    return subprocess.run(["git", *words], cwd=root, capture_output=True, check=True).stdout


@cache
def quick_digest(salt: str, secret: str) -> str:
    """Return a digest of a link that takes no time."""
    return f"scrypt:{sha256((salt + secret).encode()).hexdigest()[:4]}"


@dataclass(frozen=True)
class Limit:
    """A limit, a command that meets it in a workspace, and what is there in its place.

    The folders that are `made` are deleted before each run.
    """

    name: str
    place: str
    words: Sequence[str]
    instead: Mapping[str, Any]
    made: Sequence[str] = ("out",)


_SHEETS = {"sheets.guard:checked": by_its_head}
_CHARACTERS = {"model.values:refuse_long": nothing, "model.values:refuse_unseen": nothing}
_LOCKS = {
    "lock:locked": lambda *_, **__: nullcontext(),
    "lock:remove_abandoned": nothing,
    "lock:temporary_prefix": lambda _: nullcontext(".sstc-00000000-"),
}
_COUNTS = {"model.readers:MOST_WRONG": 10**9, "source.builder:MOST_VALUES": 10**9}
_IMPORT = ("surveys", "import", "--survey", "exit", "--webinar", "7", *TODAY)
_VALIDATE = ("validate", "--select", "E", *TODAY)
_AGENDAS = ("agenda", "render", "--all", *TODAY)
LIMITS = (
    Limit("workbooks, xlsx", "answers", (*_IMPORT, "answers.xlsx"), _SHEETS, (".sstc",)),
    Limit("workbooks, xls", "answers", (*_IMPORT, "answers.xls"), _SHEETS, (".sstc",)),
    Limit("workbooks, ods", "answers", (*_IMPORT, "answers.ods"), _SHEETS, (".sstc",)),
    Limit("csv files", "answers", (*_IMPORT, "answers.csv"), _SHEETS, (".sstc",)),
    Limit("letterheads", "office", ("agenda", "render", "7", "--format", "docx"),
          {"render.guard.word:check_word": nothing}),
    Limit("fonts", "office", ("agenda", "render", "7", "--format", "pdf"),
          {"render.fonts:check_fonts": nothing}),
    Limit("Markdown, html", "series", (*_AGENDAS, "--format", "html"),
          {"render.parse:check_blocks": nothing}),
    Limit("Markdown, pdf", "series", ("documents", "render", "programme", "--format", "pdf"),
          {"render.parse:check_length": nothing}),
    Limit("length and characters of texts", "series", _VALIDATE, _CHARACTERS),
    Limit("number of values and errors", "series", _VALIDATE, _COUNTS),
    Limit(f"the same, with {ERRORS} errors", "wrong", _VALIDATE, _COUNTS),
    Limit("characters on the terminal", "series",
          ("schedule", "list", "--zone", "Africa/Nairobi", "--zone", "Asia/Tokyo"),
          {"unseen:visible": same}),
    Limit("locks of an edit", "office",
          ("schedule", "swap", "7", "8", "--force", *TODAY), _LOCKS, ()),
    Limit("locks of many files", "series", (*_AGENDAS, "--format", "md"), _LOCKS),
    Limit(f"git in {FILES:,} files", "tracked", _VALIDATE,
          {"workspace.git:git": plain_git}),
    Limit("one private link", "office", ("release", "publish", "first", *TODAY),
          {"releases.join_digest:_digest": quick_digest}, ("data/releases",)),
    Limit(f"{LINKS} private links", "linked", ("release", "publish", "first", *TODAY),
          {"releases.join_digest:_digest": quick_digest}, ("data/releases",)),
)  # fmt: skip


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    os.environ["XDG_CONFIG_HOME"] = str(folder / "settings")
    make_workspaces(folder)
    rows: list[tuple[str, ...]] = [("limit", "command", "costs", "", f"<= {BAR} %")]
    for limit in LIMITS:
        root = folder / limit.place
        if limit.words[-1].endswith((".xls", ".ods")) and not (root / limit.words[-1]).exists():
            continue  # without LibreOffice
        load(root, limit)
        whole, cost = measured(root, limit, rounds)
        share = 100 * cost / (whole - cost)
        rows.append((
            limit.name, f"{whole:.3f} s", f"{1_000 * cost:.1f} ms", f"{share:.1f} %",
            "" if share <= BAR else "more",
        ))  # fmt: skip
    return rows


def measured(root: Path, limit: Limit, rounds: int) -> tuple[float, float]:
    """Return the least seconds of the whole command, and those that a limit takes of it."""
    whole: list[float] = []
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        whole.append(seconds_of(root, limit, partial(os.execv, SSTC, [SSTC, *limit.words])))
        for limited, found in times.items():
            found.append(seconds_of(root, limit, partial(be_command, limit, limited=limited)))
    return min(whole), min(times[True]) - min(times[False])


def seconds_of(root: Path, limit: Limit, act: Callable[[], object]) -> float:
    """Return the seconds of the processor that a child takes which does something, and ends."""
    for name in limit.made:
        shutil.rmtree(root / name, ignore_errors=True)
    _, status, usage = os.wait4(child_of(root, act), 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{limit.name}: {' '.join(limit.words)} failed in {root}")
    return usage.ru_utime + usage.ru_stime


def child_of(root: Path, act: Callable[[], object]) -> int:
    """Return the id of a child of this process that does something in a folder, and is quiet."""
    child = os.fork()
    if child == 0:
        try:
            os.chdir(root)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            act()
        finally:
            os._exit(3)
    return child


def load(root: Path, limit: Limit) -> None:
    """Import the modules that a command imports, as a child of this process shows."""
    reader, writer = os.pipe()
    child = child_of(root, partial(be_command, limit, limited=True, names=writer))
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        names = stream.read().split()
    os.waitpid(child, 0)
    for name in names:
        with suppress(ImportError):
            import_module(name)


def be_command(limit: Limit, *, limited: bool, names: int | None = None) -> NoReturn:
    """Run the command in this process, which ends with it; write the names of its modules."""
    for place, value in limit.instead.items() if not limited else ():
        replace(place, value)
    status = main([*limit.words])
    if names is not None:
        os.write(names, "\n".join(sys.modules).encode())
    os._exit(status)


def replace(place: str, value: Any) -> None:
    """Put a value in the place of another one, in all modules that have imported it."""
    module, _, name = place.partition(":")
    home = import_module(f"sstc_cli.{module}")
    owner, _, attribute = name.rpartition(".")
    if owner:
        setattr(getattr(home, owner), attribute, value)
        return
    old = getattr(home, name)
    for other in [*sys.modules.values()]:
        if getattr(other, "__name__", "").startswith("sstc_cli") and vars(other).get(name) is old:
            setattr(other, name, value)


def make_workspaces(folder: Path) -> None:
    """Make the workspaces: many webinars, errors, an office, links, answers, a repository."""
    workspace(folder / "series", WEBINARS)
    for name in ("answers", "office", "linked", "tracked", "wrong"):
        shutil.copytree(REPOSITORY / "data", folder / name / "data")
    make_answers(folder / "answers")
    make_office(folder / "office" / "templates")
    give_links(folder / "office" / "data" / "webinars.yaml", 1)
    give_links(folder / "linked" / "data" / "webinars.yaml", LINKS)
    make_errors(folder / "wrong" / "data" / "webinars.yaml")
    for number in range(FILES):
        file = folder / "tracked" / "files" / f"{number}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(str(number), encoding="utf-8")
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=folder / "tracked", check=True)


def make_answers(root: Path) -> None:
    """Write the same answers as xlsx, as csv and, if LibreOffice is here, as xls and ods."""
    book = root / "answers.xlsx"
    subprocess.run([tool("python"), "-c", surveys.WRITE, str(ROWS), str(book)], check=True)
    with book.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(read_sheets(book).sheets[0].rows)
    for kind in ("xls", "ods") if shutil.which("soffice") else ():
        words = ["soffice", f"-env:UserInstallation={root.as_uri()}/office", "--headless"]
        words += ["--convert-to", kind, "--outdir", str(root), str(book)]
        subprocess.run(words, check=True, capture_output=True)


def make_office(templates: Path) -> None:
    """Make a letterhead with all styles of Word, and a folder of fonts."""
    word = docx.Document()
    section = word.sections[0]
    section.header.paragraphs[0].text = "Ministry of Trade"
    section.footer.paragraphs[0].text = "1 Harbour Road"
    (templates / "fonts").mkdir(parents=True)
    word.save(str(templates / "letterhead.docx"))
    for font in sorted(Path("/usr/share/fonts").rglob("*.ttf"))[:20]:
        shutil.copy(font, templates / "fonts")


def give_links(plan: Path, different: int) -> None:
    """Give the webinars private links, so many different ones."""
    lines = []
    for line in plan.read_text("utf-8").splitlines():
        if line.startswith("    join"):
            continue
        lines.append(line)
        if line.startswith("    number: "):
            number = int(line.split()[1]) % different
            lines.append(
                f"    join: {{url: 'https://example.org/{number}', passcode: 'p{number}'}}"
            )
    plan.write_text("\n".join(lines) + "\n", "utf-8")


def make_errors(plan: Path) -> None:
    """Add people who each have an error."""
    wrong = "".join(f"  - {{id: p{number}, name: P, zone: Mars/X}}\n" for number in range(ERRORS))
    plan.write_text(f"people:\n{wrong}{plan.read_text('utf-8')}", "utf-8")
