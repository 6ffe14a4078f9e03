"""The public files that commands write into `data/`: of certificates, and of published reports."""

import re
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.model.report import REPORT_VERSION, PublishedReport
from sstc_cli.source import build, locate, read, write
from sstc_cli.workspace.data_files import yaml_files

CERTIFICATES = Path("data") / "certificates.yaml"
_HEADING = "Public, without names. Written by `sstc certificates`; add only `verify_url`."


def certificate_file(root: Path) -> CertificateFile:
    """Return the contents of the file; refuse one that is wrong, as some keys would be missing."""
    if not (root / CERTIFICATES).is_file():
        return CertificateFile()
    found, problems = _certificate_file(root)
    if found is None or problems:
        hint = problems[0].hint if problems else None
        hint = hint or "restore the file, for example from git or a backup"
        raise SstcError(_first_problem(CERTIFICATES, problems), hint, ExitCode.DATA)
    return found


def certificate_problems(root: Path) -> list[Diagnostic]:
    return _certificate_file(root)[1] if (root / CERTIFICATES).is_file() else []


def certificate_text(contents: CertificateFile) -> bytes:
    return write(contents.plain_data(), _HEADING).encode()


def _certificate_file(root: Path) -> tuple[CertificateFile | None, list[Diagnostic]]:
    tree = read(root / CERTIFICATES, CERTIFICATES.as_posix())
    found, problems = build(tree, CertificateFile)
    return found, locate(tree, [*tree.diagnostics, *problems])


def _first_problem(file: Path, problems: list[Diagnostic]) -> str:
    if not problems:
        return f"{file.as_posix()}: it is empty"
    line = f":{problems[0].place.line}" if problems[0].place else ""
    return f"{file.as_posix()}{line}: {problems[0].message}"


REPORTS = Path("data") / "reports"
_NUMBER = re.compile(r"([0-9]{3})-.+")


def report_files(root: Path) -> list[Path]:
    return sorted(yaml_files(root, REPORTS))


def published_reports(root: Path) -> list[PublishedReport]:
    """Return the published reports, the oldest first.

    Raise SstcError if one cannot be read, or is missing: new reports could not be compared with it.
    """
    files = report_files(root)
    numbers = {int(name[1]) for file in files if (name := _NUMBER.fullmatch(file.stem))}
    if missing := {*range(1, max(numbers, default=0))} - numbers:
        message = f"{REPORTS.as_posix()} lacks the report {min(missing):03}"
        raise SstcError(message, "restore the file, for example from git or a backup")
    return [_readable_report(root, file) for file in files]


def report_problems(root: Path) -> list[Diagnostic]:
    return [problem for file in report_files(root) for problem in _report(root, file)[1]]


def next_report_file(name: str, known: int) -> Path:
    return REPORTS / f"{known + 1:03}-{name}.yaml"


def _readable_report(root: Path, file: Path) -> PublishedReport:
    report, problems = _report(root, file)
    if report is None or problems:
        hint: str | None = "restore the published file, for example from git or a backup"
        if problems and problems[0].code == "E229":
            hint = problems[0].hint
        raise SstcError(_first_problem(file, problems), hint)
    return report


def _report(root: Path, file: Path) -> tuple[PublishedReport | None, list[Diagnostic]]:
    tree = read(root / file, file.as_posix())
    report, found = build(tree, PublishedReport)
    if report is not None and report.version > REPORT_VERSION:
        message = f"this report has format version {report.version}, written by a newer `sstc`"
        found = [Diagnostic("E229", message, ("version",), "upgrade `sstc`")]
    return report, locate(tree, [*tree.diagnostics, *found])
