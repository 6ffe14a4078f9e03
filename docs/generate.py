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

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

import codes  # noqa: E402 found by the line above
import pictures  # noqa: E402
import shell  # noqa: E402
from fields import key_tables  # noqa: E402

from sstc_cli.cli.console.group import whole_tree  # noqa: E402
from sstc_cli.cli.console.pages import short_codes  # noqa: E402
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
from sstc_cli.views.documents import VIEWS  # noqa: E402
from sstc_cli.views.facts import DocumentView  # noqa: E402
from sstc_cli.views.fields import ViewField, every_field, fields_of  # noqa: E402
from sstc_cli.views.site_frame import SitePage  # noqa: E402
from sstc_cli.views.site_pages import SITE_VIEWS  # noqa: E402
from sstc_cli.workspace import shipped_root  # noqa: E402
from sstc_cli.workspace.catalogue import CODES  # noqa: E402

PAGES = [DOCS.parent / "README.md", *sorted(DOCS.glob("**/*.md"))]
FILES = {**CODES, **WAIVERS}
DATA_MEANINGS = codes.meanings({**SHAPE_CODES, **FILES, **short_codes()}, [*RULES, *NOTE_RULES])
CALENDAR_MEANINGS = codes.meanings(LINE_CODES, CALENDAR_RULES)


def command_pages() -> str:
    return "\n\n".join(page for page in pages(whole_tree(app), "sstc"))


def pages(command: Any, path: str) -> Iterator[str]:
    text = re.sub(r"\n[ \t]+", "\n", command.help or "").strip()
    rows = [row for option in command.params if (row := option_row(option))]
    table = "\n".join(["| | |", "|---|---|", *rows])
    yield f"## `{path}`\n\n{text}\n\n{table}" if rows else f"## `{path}`\n\n{text}"
    for name, inner in getattr(command, "commands", {}).items():
        yield from pages(inner, f"{path} {name}")


def option_row(option: Any) -> str | None:
    """Return a row of the table; completion and help are the same everywhere."""
    if "completion" in option.name or option.name == "help":
        return None
    if option.param_type_name == "argument":
        names, value = "`" + option.metavar.replace("|", "\\|") + "`", ""
    else:
        names = ", ".join(f"`{name}`" for name in option.opts)
        choices = option.type_descriptor.choices or ()
        value = option.metavar or "\\|".join(map(str, choices))
    text = (option.help or "").replace("\\[", "[")
    return f"| {names}{f' `{value}`' if value else ''} | {text} |"


SHARED = [*fields_of(DocumentView), *fields_of(SitePage)]


def view_sections(views: Mapping[str, type], ending: str) -> Iterator[str]:
    """Yield what templates may rely on: their blocks and their fields, each view once."""
    first: dict[type, str] = {}
    for name, view in views.items():
        blocks = blocks_of(shipped_root() / "templates" / f"{name}.{ending}.j2")
        yield f"### `{name}`"
        if blocks:
            yield f"Its blocks are {', '.join(f'`{block}`' for block in blocks)}."
        if (same := first.setdefault(view, name)) != name:
            yield f"Its fields are those of [`{same}`](#{same})."
        elif rows := [field for field in fields_of(view) if field not in SHARED]:
            yield field_table(rows)


def field_table(rows: Iterable[ViewField]) -> str:
    """Return a table of fields, whose kinds link to the fields inside them."""
    lines = ["| name | is | what |", "|---|---|---|"]
    for name, kind, note, view in rows:
        linked = f"[{kind}](#{view.__name__.lower()})" if view else kind
        lines.append(f"| `{name}` | {linked} | {note} |")
    return "\n".join(lines)


def inner_views(views: Iterable[type]) -> dict[type, None]:
    """Return the views inside views, each once."""
    found: dict[type, None] = {}
    for view in views:
        for field in every_field(view):
            found |= {field.view: None} if field.view else {}
    return dict(sorted(found.items(), key=lambda item: item[0].__name__))


def inner_sections() -> Iterator[str]:
    for view in inner_views([*(kind.fields for kind in VIEWS.values()), *SITE_VIEWS.values()]):
        yield f"### `{view.__name__}`\n\n{view.__doc__}"
        yield field_table(fields_of(view))


def sections(parts: Callable[[], Iterator[str]]) -> str:
    return "\n\n".join(parts())


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
        "documents": partial(
            sections,
            partial(view_sections, {name: kind.fields for name, kind in VIEWS.items()}, "md"),
        ),
        "shared fields of pages": lambda: field_table(fields_of(SitePage)),
        "pages": partial(sections, partial(view_sections, SITE_VIEWS, "html")),
        "inner fields": partial(sections, inner_sections),
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
