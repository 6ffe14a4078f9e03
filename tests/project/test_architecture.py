"""The house as drawn: contracts, depth, sizes, and registries that are written twice."""

import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache, reduce
from pathlib import Path
from typing import get_args

import pytest

from sstc_cli.cli.calendar.links import Link
from sstc_cli.cli.console import render
from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app
from sstc_cli.cli.schema import DataKind
from sstc_cli.cli.surveys.export import ExportedTable
from sstc_cli.cli.surveys.form import Tool
from sstc_cli.cli.surveys.open import Dates
from sstc_cli.cli.surveys.summary import Dimension
from sstc_cli.cli.tasks import COMMANDS, GROUPS, SECTIONS
from sstc_cli.documents import formats_of
from sstc_cli.ics.links import LINKS
from sstc_cli.model import SURVEY_TOOLS, Series
from sstc_cli.model.schema import MODELS
from sstc_cli.numbers import By
from sstc_cli.render import PAPERS
from sstc_cli.render import Paper as RenderedPaper
from sstc_cli.sheets import DateOrder
from sstc_cli.survey.export import EXPORTS
from sstc_cli.survey.forms import FORMS
from sstc_cli.survey.platforms import PLATFORMS
from sstc_cli.views.documents import VIEWS

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "sstc_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
IN_FUNCTIONS = PACKAGE / "cli"
REGISTRIES = {"rules/errors", "rules/warnings", "ics_check/rules", "survey/platforms"}


def name_of(module: Path) -> str:
    return str(module.relative_to(REPOSITORY).with_suffix("")).replace("/", ".")


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def dotted(module: Path) -> str:
    return name_of(module).removesuffix(".__init__")


@cache
def imports() -> dict[str, set[str]]:
    """Return the modules that each module imports: in functions and for types alone, too."""
    known = {dotted(module) for module in MODULES}
    graph = {}
    for module in MODULES:
        used = set()
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ImportFrom) and node.module:
                full = {f"{node.module}.{alias.name}" for alias in node.names}
                used |= {name if name in known else node.module for name in full}
            elif isinstance(node, ast.Import):
                used |= {alias.name for alias in node.names}
        graph[dotted(module)] = {name for name in used & known if name != "sstc_cli"}
    return graph


def chain_from(module: str, above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the longest chain of imports that begins with a module."""
    assert module not in above, f"a circle: {[*above[above.index(module) :], module]}"
    if module not in CHAINS:
        chains = (chain_from(used, (*above, module)) for used in sorted(imports()[module]))
        CHAINS[module] = (module, *max(chains, key=len, default=()))
    return CHAINS[module]


CHAINS: dict[str, tuple[str, ...]] = {}


def test_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_chain_of_imports_is_deeper_than_21_modules_and_none_is_a_circle() -> None:
    longest = max((chain_from(module) for module in imports()), key=len)
    assert len(longest) <= 21, " → ".join(longest)


def test_no_folder_but_a_registry_holds_more_than_30_files() -> None:
    folders = Counter(str(module.parent.relative_to(PACKAGE)) for module in MODULES)
    assert {name: count for name, count in folders.items() if count > 30} == {
        name: folders[name] for name in REGISTRIES if folders[name] > 30
    }


def test_no_room_has_a_name_that_validate_takes_for_private_files() -> None:
    folders = {folder.name for folder in PACKAGE.rglob("*") if folder.is_dir()}
    assert not folders & {"private", ".sstc"}  # W602 in every checkout of this repository


def test_each_package_says_in_one_sentence_what_it_is_for() -> None:
    for module in MODULES:
        if module.name == "__init__.py" and module.parent != PACKAGE:
            text = (ast.get_docstring(tree_of(module)) or "").split("\n\n")[0]
            assert text.endswith("."), module
            assert text.count(". ") == 0, module


def test_every_library_is_in_the_contract_of_foreign_libraries() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    named = next(c["forbidden_modules"] for c in contracts if "foreign" in c["name"])
    standard = sys.stdlib_module_names | {"sstc_cli", "__future__"}
    used = {
        name.partition(".")[0]
        for module in MODULES
        for node in ast.walk(tree_of(module))
        for name in imported_names(node)
    }
    assert used - standard <= set(named)


def imported_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_does_not_import_its_package(module: Path) -> None:
    package = name_of(module.parent) if module.name != "__init__.py" else None
    imported = {
        node.module for node in ast.walk(tree_of(module)) if isinstance(node, ast.ImportFrom)
    }
    assert package is None or package == "sstc_cli" or package not in imported


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_are_at_the_top_below_cli(module: Path) -> None:
    if module.is_relative_to(IN_FUNCTIONS):
        return
    functions = (
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    inside = [
        node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert inside == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_below_cli_nothing_prints_or_reads_the_clock(module: Path) -> None:
    if module.is_relative_to(IN_FUNCTIONS) or module.name == "__main__.py":
        return
    called = {
        ast.unparse(node.func) for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)
    }
    assert called.isdisjoint(
        {"print", "input", "date.today", "datetime.now", "datetime.today", "time.time", "os.getenv",
         "Path.cwd", "Path.home", "os.getcwd", "uuid.uuid4", "random.random"}
    )  # fmt: skip
    read = {
        ast.unparse(node) for node in ast.walk(tree_of(module)) if isinstance(node, ast.Attribute)
    }
    assert read.isdisjoint({"os.environ", "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr"})


def test_below_cli_only_the_store_writes_files() -> None:
    writing = {
        "mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink", "write_bytes", "write_text",
    }  # fmt: skip
    writers = {
        name_of(module)
        for module in MODULES
        if not module.is_relative_to(IN_FUNCTIONS)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in writing
    }
    assert writers == {
        "sstc_cli.atomic", "sstc_cli.lock", "sstc_cli.store.private_files",
    }  # fmt: skip


def test_folders_are_listed_in_one_place() -> None:
    listing = {"glob", "iterdir", "iglob", "listdir", "rglob", "scandir", "os.walk"}
    listers = {
        name_of(module)
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        if {ast.unparse(node.func), ast.unparse(node.func).rpartition(".")[2]} & listing
    }
    assert listers == {
        "sstc_cli.listing",
        "sstc_cli.lock",  # hidden files, which are its own
        "sstc_cli.site.inputs",  # the packages, for their names only
        "sstc_cli.versions",  # the packages beside this one
    }


def test_files_are_put_in_place_by_one_room() -> None:
    """Windows refuses what others hold, so nobody else may make temporary files or move any."""
    moving = {"link", "mkstemp", "rename", "rmtree", "unlink", "NamedTemporaryFile"}
    movers = {
        name_of(module)
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in moving
        # that of a text has two arguments
        or (node.func.attr == "replace" and len(node.args) == 1 and not node.keywords)
    }
    assert movers == {"sstc_cli.atomic", "sstc_cli.lock"}


def test_what_is_imported_late_below_cli() -> None:
    late = {
        name_of(module)
        for module in MODULES
        if not module.is_relative_to(IN_FUNCTIONS)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
    }
    assert late == {
        "sstc_cli.model.days",  # holidays
        "sstc_cli.render.__init__",  # what each format needs
        "sstc_cli.render.xlsx",  # XlsxWriter
        "sstc_cli.render.html",  # figures
        "sstc_cli.render.markdown",  # markdown-it, which only figures need
        "sstc_cli.render.display.qr",  # segno
        "sstc_cli.render.templates",  # the same, which only subjects need
        "sstc_cli.rules.__init__",  # warnings
        "sstc_cli.source.models",  # the causes of errors
        "sstc_cli.source.parser",  # the same
        "sstc_cli.views.catalogues",  # Babel's reader of catalogues
        "sstc_cli.views.documents",  # the views of each document
        "sstc_cli.source.models",  # the search for texts that a comment cuts
        "sstc_cli.workspace.open",  # the comparison with a release
    }


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_room_writes_down_the_modules_of_another_room(module: Path) -> None:
    room = name_of(module).split(".")[1]
    texts = (node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant))
    named = {text for text in texts if isinstance(text, str) and text.startswith("sstc_cli.")}
    assert {text for text in named if text.split(".")[1] != room} == set()


def test_modules_stay_small() -> None:
    lengths = sorted(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES)
    assert lengths[len(lengths) // 2] <= 66
    assert lengths[int(len(lengths) * 0.95)] <= 207
    assert lengths[-1] <= 295


def test_functions_stay_small() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 7
    assert lengths[int(len(lengths) * 0.95)] <= 21
    assert lengths[-1] <= 44


def test_loop_variables_say_what_they_hold() -> None:
    loops = (ast.For, ast.comprehension)
    named = [
        f"{name_of(module)}: {ast.unparse(node.target)}"
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, loops) and "each" in ast.unparse(node.target).split(", ")
    ]
    assert named == []


# An option's choices are written out in the command line, so that its help loads no library; each
# is the twin of what a room below can do.
TWINS = {
    "--format of documents": (
        [*render.DocumentFormat],
        [*dict.fromkeys(kind for name in VIEWS for kind in formats_of(name))],
    ),
    "--paper": ([*get_args(render.Paper)], [*PAPERS]),
    "papers of the model and of pages": (
        [*get_args(Series.fields["paper"].annotation)],
        [*get_args(RenderedPaper)],
    ),
    "--by of the summary": ([*Dimension], [*By]),
    "--dates of an import": ([*Dates], [order for order in DateOrder if order in ("dmy", "mdy")]),
    "tools of a form": ([*Tool], [*FORMS]),
    "--format of an export": ([*ExportedTable], [*EXPORTS]),
    "--link of calendars": ([*Link][3:], [*LINKS]),
    "kinds of data files": ([*DataKind], [*MODELS]),
    "survey tools of a mapping": (
        [*SURVEY_TOOLS],
        sorted(platform.name for platform in PLATFORMS),
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_what_is_written_twice_is_the_same(name: str) -> None:
    written, twin = TWINS[name]
    assert [str(choice) for choice in written] == [str(choice) for choice in twin]


def test_every_command_is_in_a_section_of_the_help() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS | GROUPS)


def test_the_help_of_a_command_begins_with_its_line_in_the_list() -> None:
    loaded = whole_tree(app).commands
    lines = {(name,): line for name, (_, line) in COMMANDS.items()}
    for group, (_, commands, _) in GROUPS.items():
        lines |= {(group, name): line for name, (_, line) in commands.items()}
    for (first, *rest), line in lines.items():
        command = reduce(lambda group, name: group.commands[name], rest, loaded[first])
        assert command.get_short_help_str(limit=200) == line


def test_a_package_hands_out_only_what_others_use() -> None:
    for module in MODULES:
        if module.name == "__init__.py" and (names := handed_out(tree_of(module))):
            assert names <= used_from(dotted(module)), dotted(module)


def handed_out(tree: ast.Module) -> set[str]:
    """The names in `__all__`."""
    lists = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return {name for found in lists for name in ast.literal_eval(found)}


def used_from(package: str) -> set[str]:
    """The names that code, tests and docs take from a package."""
    room = package.rpartition(".")[2]
    return {name for source, name in uses() if source in (package, room)}


@cache
def uses() -> set[tuple[str, str]]:
    """Each name that is imported from somewhere, or follows the name of a room and a dot."""
    folders = ("sstc_cli", "tests", "docs", "benchmarks", "examples")
    files = (file for folder in folders for file in (REPOSITORY / folder).rglob("*.py"))
    found = set()
    for node in (node for file in files for node in ast.walk(tree_of(file))):
        if isinstance(node, ast.ImportFrom):
            found |= {(node.module or "", alias.name) for alias in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add((node.value.id, node.attr))
    return found
