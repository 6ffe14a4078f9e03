"""Print every table; `python -m benchmarks startup` prints one."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    calendar,
    certificates,
    check,
    documents,
    office,
    partners,
    plan,
    preparing,
    releases,
    reports,
    scale,
    sending,
    site,
    startup,
    summary,
    surveys,
    translations,
)

TABLES = {
    "startup": (startup.run, 20, "Start-up, on the 15 webinars"),
    "scale": (scale.run, 3, "How validation and edits grow"),
    "calendar": (calendar.run, 3, "How calendars grow, beside icalendar alone"),
    "check": (check.run, 3, "How checking calendar files grows"),
    "plan": (plan.run, 3, "The plan in Excel, of 1,000 webinars"),
    "releases": (releases.run, 3, "What changed between two states"),
    "surveys": (surveys.run, 3, "Import of survey workbooks"),
    "documents": (documents.run, 3, "Agendas, each written anew"),
    "summary": (summary.run, 3, "Numbers of many responses"),
    "reports": (reports.run, 3, "Evaluation reports"),
    "preparing": (preparing.run, 2, "Mails for 10,000 people in seven languages"),
    "sending": (sending.run, 3, "Sending mails to a real server on this computer"),
    "site": (site.run, 3, "The public site, each written anew"),
    "office": (office.run, 5, "The office's page, of 300 webinars with 20,000 answers"),
    "partners": (partners.run, 1, "Suggestions of partners"),
    "translations": (translations.run, 1, "Texts to translators and back"),
    "certificates": (certificates.run, 1, "Certificates"),
}


def main() -> None:
    names = sys.argv[1:] or list(TABLES)
    if unknown := set(names) - set(TABLES):
        sys.exit(f"error: no table `{min(unknown)}`\nhelp: choose from {', '.join(TABLES)}")
    if len(names) == 1:
        print_table(names[0])
        return
    for name in names:  # each in its own process, for some set what the environment says
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)


def print_table(name: str) -> None:
    run, rounds, title = TABLES[name]
    with tempfile.TemporaryDirectory() as folder:
        rows = run(Path(folder), rounds)
    print(f"\n{title}\n")
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


main()
