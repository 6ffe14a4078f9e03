"""The records of published reports: their files in order, and reading them."""

from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.model.report.published import PublishedReport
from sstc_cli.source import build, locate, read
from sstc_cli.workspace.folders import yaml_files

REPORTS = Path("data") / "reports"


def published_reports(root: Path) -> list[PublishedReport]:
    """Return the published reports, the oldest first; raise SstcError if one cannot be read."""
    return [_read(root, file) for file in sorted(yaml_files(root, REPORTS))]


def next_report_file(name: str, known: int) -> Path:
    """Return the file for the next report, after those that are known."""
    return REPORTS / f"{known + 1:03}-{name}.yaml"


def _read(root: Path, file: Path) -> PublishedReport:
    tree = read(root / file, file.as_posix())
    report, found = build(tree, PublishedReport)
    problems = locate(tree, [*tree.diagnostics, *found])
    if report is None or problems:
        first = next(iter(problems), None)
        where = f":{first.place.line}" if first and first.place else ""
        what = first.message if first else "it is empty"
        hint = "restore the published file, for example from git or a backup"
        raise SstcError(f"{file.as_posix()}{where}: {what}", hint)
    return report
