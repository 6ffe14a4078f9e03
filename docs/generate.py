"""Write the generated parts of the docs anew: `make docs`. A test checks that they are current.

A part stands between `<!-- NAME: start -->` and `<!-- NAME: end -->`. The output in `console`
blocks is generated too, and so are the pictures of terminals.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import typer

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

import codes  # noqa: E402 found by the line above
import pictures  # noqa: E402
import shell  # noqa: E402
from fields import key_tables  # noqa: E402

from sstc_cli.cli.console.group import whole_tree  # noqa: E402
from sstc_cli.cli.console.pages import FILE_CODES, short_codes  # noqa: E402
from sstc_cli.cli.run import app  # noqa: E402
from sstc_cli.ics_check import LINE_CODES  # noqa: E402
from sstc_cli.ics_check import RULES as CALENDAR_RULES  # noqa: E402
from sstc_cli.model import FormMapping, Series, Survey  # noqa: E402
from sstc_cli.model.codes import (  # noqa: E402
    CONTACT_CODES,
    IMPORT_CODES,
    REPORT_CODES,
)
from sstc_cli.model.knowledge import KnowledgeNote  # noqa: E402
from sstc_cli.model.report import (  # noqa: E402
    PublishedReport,
    ReportTexts,
)
from sstc_cli.planning.codes import (  # noqa: E402
    PLAN_CODES,
    SCHEDULE_CODES,
)
from sstc_cli.render.template_sources import blocks_of  # noqa: E402
from sstc_cli.rules import CODES as WAIVERS  # noqa: E402
from sstc_cli.rules import NOTE_RULES, RULES  # noqa: E402
from sstc_cli.site.codes import SITE_CODES  # noqa: E402
from sstc_cli.source import SHAPE_CODES  # noqa: E402
from sstc_cli.views.documents import (  # noqa: E402
    VIEWS,
    ViewField,
    fields_of,
)
from sstc_cli.views.facts import DocumentView  # noqa: E402
from sstc_cli.views.site_frame import SitePage  # noqa: E402
from sstc_cli.views.site_pages import SITE_VIEWS  # noqa: E402
from sstc_cli.workspace import shipped_root  # noqa: E402

PAGES = [DOCS.parent / "README.md", *sorted(DOCS.glob("**/*.md"))]
FILES = {**FILE_CODES, **WAIVERS}
DATA_MEANINGS = codes.meanings({**SHAPE_CODES, **FILES, **short_codes()}, [*RULES, *NOTE_RULES])
CALENDAR_MEANINGS = codes.meanings(LINE_CODES, CALENDAR_RULES)


def command_pages() -> str:
    return "\n\n".join(page for page in pages(whole_tree(app), "sstc"))


def pages(command: Any, path: str, parent: Any = None) -> Iterator[str]:
    text = re.sub(r"\n[ \t]+", "\n", command.help or "").strip()
    context = typer.Context(command, parent=parent)
    rows = [row for option in command.get_params(context) if (row := option_row(option, context))]
    table = "\n".join(["| | |", "|---|---|", *rows])
    yield f"## `{path}`\n\n{text}\n\n{table}" if rows else f"## `{path}`\n\n{text}"
    for name, inner in getattr(command, "commands", {}).items():
        yield from pages(inner, f"{path} {name}", context)


def option_row(option: Any, context: Any) -> str | None:
    """Return a row of the table as the help has it, but not for completion and help themselves."""
    record = option.get_help_record(context)
    if record is None or "completion" in option.name or option.name == "help":
        return None
    names, text = (part.replace("|", "\\|") for part in record)
    return f"| `{names}` | {text} |"


SHARED = [*fields_of(DocumentView), *fields_of(SitePage)]


def view_table(views: Mapping[str, type], ending: str) -> str:
    """Return what templates may rely on: their blocks, and the names of their own fields."""
    first: dict[type, str] = {}
    lines = ["| template | blocks | fields |", "|---|---|---|"]
    for name, view in views.items():
        blocks = blocks_of(shipped_root() / "templates" / f"{name}.{ending}.j2")
        fields = [field.name for field in fields_of(view) if field not in SHARED]
        if (same := first.setdefault(view, name)) != name:
            names = f"as `{same}`"
        else:
            names = ", ".join(f"`{field}`" for field in fields)
        lines.append(f"| `{name}` | {', '.join(f'`{block}`' for block in blocks)} | {names} |")
    return "\n".join(lines)


def field_table(rows: Iterable[ViewField]) -> str:
    """Return a table of fields, without those inside them."""
    lines = ["| name | is | what |", "|---|---|---|"]
    lines += [f"| `{name}` | {kind} | {note} |" for name, kind, note, _ in rows]
    return "\n".join(lines)


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "reference/data-file.md": {
        "keys": partial(key_tables, Series, "Top-level keys", "series.yaml"),
    },
    "reference/survey-files.md": {
        "survey keys": partial(key_tables, Survey, "Top-level keys of a survey", "exit.yaml"),
        "mapping keys": partial(
            key_tables, FormMapping, "Top-level keys of a mapping", "mapping.yaml"
        ),
    },
    "reference/report-file.md": {
        "report keys": partial(
            key_tables, ReportTexts, "Top-level keys of a report", "report.yaml"
        ),
        "published keys": partial(
            key_tables, PublishedReport, "Top-level keys of a record", "published.yaml"
        ),
    },
    "reference/knowledge-file.md": {
        "knowledge keys": partial(
            key_tables, KnowledgeNote, "Top-level keys of a knowledge file", "knowledge.yaml"
        ),
    },
    "reference/errors.md": {
        "index": partial(codes.index, codes.DATA_GROUPS, DATA_MEANINGS),
        "shape": partial(codes.table, SHAPE_CODES),
        "files": partial(codes.table, FILES),
        "imports": partial(codes.table, IMPORT_CODES),
        "contacts": partial(codes.table, CONTACT_CODES),
        "plans": partial(codes.table, PLAN_CODES),
        "reports": partial(codes.table, REPORT_CODES),
        "knowledge rules": partial(codes.sections, NOTE_RULES),
        "sites": partial(codes.table, SITE_CODES),
        "schedules": partial(codes.table, SCHEDULE_CODES),
        "rules": partial(codes.sections, RULES),
    },
    "reference/calendar-errors.md": {
        "index": partial(codes.index, codes.CALENDAR_GROUPS, CALENDAR_MEANINGS),
        "written": partial(codes.table, LINE_CODES),
        "calendar rules": partial(codes.sections, CALENDAR_RULES),
    },
    "reference/commands.md": {"commands": command_pages},
    "reference/template-fields.md": {
        "shared fields": lambda: field_table(fields_of(DocumentView)),
        "documents": partial(view_table, {name: kind.fields for name, kind in VIEWS.items()}, "md"),
        "shared fields of pages": lambda: field_table(fields_of(SitePage)),
        "pages": partial(view_table, SITE_VIEWS, "html"),
    },
}


def generated(page: str) -> str:
    """Return a page's text with its generated parts as they have to be."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, write in PARTS[page].items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
        before, _, rest = text.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise SystemExit(f"docs/{page} has no part between {start} and {end}")
        text = f"{before}{start}\n{write()}\n{end}{after}"
    return text


def main(*wanted: str) -> int:
    """Write all pages, or the wanted ones, which are named from the repository's top."""
    for page in PARTS:
        if not wanted or f"docs/{page}" in wanted:
            (DOCS / page).write_text(generated(page), encoding="utf-8", newline="\n")
            print(f"docs/{page}")
    for file in PAGES:
        name = file.relative_to(DOCS.parent).as_posix()
        old = file.read_text(encoding="utf-8")
        if (not wanted or name in wanted) and (new := shell.shown(old)) != old:
            file.write_text(new, encoding="utf-8", newline="\n")
            print(name)
    if not wanted:
        pictures.draw_terminals()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
