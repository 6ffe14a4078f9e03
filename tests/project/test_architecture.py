"""The house as drawn: contracts, modules that do not import their own package, small modules."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "sstc_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
IN_FUNCTIONS = PACKAGE / "cli"


def name_of(module: Path) -> str:
    return str(module.relative_to(REPOSITORY).with_suffix("")).replace("/", ".")


def test_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_does_not_import_its_package(module: Path) -> None:
    package = name_of(module.parent) if module.name != "__init__.py" else None
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert package is None or package == "sstc_cli" or package not in imported


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_stand_at_the_top_below_cli(module: Path) -> None:
    if module.is_relative_to(IN_FUNCTIONS):
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = (
        n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    inside = [
        n for f in functions for n in ast.walk(f) if isinstance(n, (ast.Import, ast.ImportFrom))
    ]
    assert inside == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_below_cli_nobody_prints_or_reads_the_clock(module: Path) -> None:
    if module.is_relative_to(IN_FUNCTIONS) or module.name == "__main__.py":
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called.isdisjoint(
        {"print", "date.today", "datetime.now", "datetime.today", "time.time", "os.getenv",
         "Path.cwd", "os.getcwd", "uuid.uuid4", "random.random"}
    )  # fmt: skip


def test_modules_stay_small() -> None:
    lengths = sorted(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES)
    assert lengths[len(lengths) // 2] <= 150
    assert lengths[-1] <= 320


def test_functions_stay_small() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 9
    assert lengths[int(len(lengths) * 0.95)] <= 40
