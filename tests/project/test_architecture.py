"""The house as drawn: its contracts and its registries."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app
from sstc_cli.cli.tasks import COMMANDS, GROUPS, SEASON, SECTIONS

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "sstc_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
BELOW_CLI = [
    module
    for module in MODULES
    if not module.is_relative_to(PACKAGE / "cli") and module.name != "__main__.py"
]
CALLED = {
    "print", "input", "date.today", "datetime.now", "datetime.today", "time.time", "os.getenv",
    "Path.cwd", "Path.home", "os.getcwd", "uuid.uuid4", "random.random",
}  # fmt: skip
# each saves a usual command 20 ms and more
LATE = {
    "sstc_cli.cli.__init__",  # the whole parser, for --version
    "sstc_cli.cli.console.change",  # the comparison of releases
    "sstc_cli.cli.console.diff",  # rich
    "sstc_cli.cli.console.journal",  # the comparison of releases
    "sstc_cli.cli.console.mailed",  # SQLAlchemy, if there is a store
    "sstc_cli.cli.console.outcome",  # the pages of codes
    "sstc_cli.cli.console.render",  # the preview of Markdown
    "sstc_cli.cli.console.session",  # rich
    "sstc_cli.cli.documents.render",  # the comparison of releases
    "sstc_cli.cli.surveys.importing",  # the writer of workbooks, for rejected rows
    "sstc_cli.cli.validate",  # the figures, if there is a report
    "sstc_cli.child",  # psutil
    "sstc_cli.cli.console.group",  # each command
    "sstc_cli.model.days",  # holidays
    "sstc_cli.render.__init__",  # letterheads, and each format
    "sstc_cli.render.display.qr",  # segno
    "sstc_cli.render.docx",  # XlsxWriter and Typst, if there are figures
    "sstc_cli.render.markdown",  # markdown-it, if there are figures
    "sstc_cli.render.subject",  # markdown-it
    "sstc_cli.render.xlsx",  # XlsxWriter
    "sstc_cli.source.models",  # the words for problems, and the search for cut texts
    "sstc_cli.source.parser",  # the search for causes of errors
    "sstc_cli.survey_tools.__init__",  # each survey tool
    "sstc_cli.views.documents",  # the views of other documents
    "sstc_cli.workspace.open",  # the comparison with the last release
    "sstc_cli.mail.passwords",
}
READ = {"os.environ", "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr"}


def name_of(module: Path) -> str:
    return str(module.relative_to(REPOSITORY).with_suffix("")).replace("/", ".")


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def dotted(module: Path) -> str:
    return name_of(module).removesuffix(".__init__")


@cache
def imports() -> dict[str, set[str]]:
    """Return the modules that each module imports: in functions, for types and by name, too."""
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
            elif (start := named_import(node)) is not None:
                # a name that ends in braces is completed with texts of the module
                used |= {start, *(f"{start}{text}" for text in texts_of(module))}
        graph[dotted(module)] = {name for name in used & known if name != "sstc_cli"}
    return graph


def named_import(node: ast.AST) -> str | None:
    """Return the name in `import_module("name")`, or its beginning up to the first brace."""
    match node:
        case ast.Call(
            func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
            args=[
                ast.Constant(value=str(name))
                | ast.JoinedStr(values=[ast.Constant(value=str(name)), *_])
            ],
        ):
            return name
    return None


def texts_of(module: Path) -> set[str]:
    nodes = ast.walk(tree_of(module))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_room_has_a_name_that_validate_takes_for_private_files() -> None:
    folders = {folder.name for folder in PACKAGE.rglob("*") if folder.is_dir()}
    assert not folders & {"private", ".sstc"}  # W602 in every checkout of this repository


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


def test_no_circle_of_imports() -> None:
    sorter = TopologicalSorter(imports())
    sorter.prepare()  # raises CycleError, which names the circle; imports for types count, too


def test_a_module_does_not_import_its_package() -> None:
    importing = [
        name_of(module)
        for module in BELOW_CLI
        if module.name != "__init__.py" and module.parent != PACKAGE
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom) and node.module == name_of(module.parent)
        if not {f"{node.module}.{alias.name}" for alias in node.names} <= {*imports()}
    ]
    assert importing == []


def test_imports_are_at_the_top_but_for_what_few_need() -> None:
    late = {
        name_of(module)
        for module in MODULES
        for function in ast.walk(tree_of(module))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        or (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"))
    }
    assert late == LATE


def test_below_cli_nothing_prints_asks_or_reads_the_clock() -> None:
    doing = [
        f"{name_of(module)}:{node.lineno}: {text}"
        for module in BELOW_CLI
        for node in ast.walk(tree_of(module))
        if isinstance(node, (ast.Call, ast.Attribute))
        if (text := ast.unparse(node.func if isinstance(node, ast.Call) else node))
        in (READ if isinstance(node, ast.Attribute) else CALLED)
    ]
    assert doing == []


def callers(modules: list[Path], pattern: str) -> set[str]:
    """Return the modules that call something whose name ends so."""
    return {
        name_of(module)
        for module in modules
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call)
        if re.search(rf"({pattern})$", ast.unparse(node.func))
    }


def test_below_cli_only_the_store_writes_files() -> None:
    writing = r"\.(mkdir|rename|rmdir|symlink_to|touch|unlink|write_bytes|write_text)"
    writers = {"sstc_cli.atomic", "sstc_cli.lock"}
    assert callers(BELOW_CLI, writing) == writers


def test_folders_are_listed_in_one_place() -> None:
    assert callers(MODULES, r"\b(i?glob|rglob|iterdir|listdir|scandir|os\.walk)") == {
        "sstc_cli.child",  # the threads of this process
        "sstc_cli.cli.office.open",  # its own private folder
        "sstc_cli.cli.office.seen",  # times of files at each request, whoever made them
        "sstc_cli.listing",
        "sstc_cli.lock",  # hidden files, which are its own
        "sstc_cli.site.manifest",  # the packages, for their names only
        "sstc_cli.versions",  # the packages beside this one
        "sstc_cli.workspace.next_series",
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
    # the page deletes what was sent to it
    assert movers == {"sstc_cli.atomic", "sstc_cli.cli.office.open", "sstc_cli.lock"}


def test_every_command_is_in_a_section_of_the_help_with_its_line() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS | GROUPS)
    loaded = whole_tree(app).commands
    for name, (_, line) in COMMANDS.items():
        assert loaded[name].get_short_help_str(limit=200) == line
    assert len(SEASON) == 10
    for name, *words in (line.split() for line in SEASON):
        assert name in COMMANDS or words[0] in GROUPS[name].commands


def test_a_package_hands_out_only_what_others_use() -> None:
    for module in MODULES:
        if module.name == "__init__.py" and (names := handed_out(tree_of(module))):
            assert names <= used_from(dotted(module)), dotted(module)


def handed_out(tree: ast.Module) -> set[str]:
    """The names that a package imports and does not use itself."""
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return imported - {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


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
