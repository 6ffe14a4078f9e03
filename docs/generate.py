"""Write the generated parts of the docs anew: `make docs`. A test checks that they are current.

A part stands between `<!-- NAME: start -->` and `<!-- NAME: end -->`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from sstc_cli.cli.group import whole_tree
from sstc_cli.cli.run import app
from sstc_cli.ics_check import RULES as CALENDAR_RULES
from sstc_cli.ics_check import WRITTEN
from sstc_cli.model import FormMapping, Series, Survey
from sstc_cli.render.sources import blocks_of
from sstc_cli.rules import CODES as WAIVERS
from sstc_cli.rules import RULES
from sstc_cli.source import SHAPE
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.fields import field_table
from sstc_cli.workspace import CODES, shipped_root

DOCS = Path(__file__).parent


def data_fields() -> str:
    return model_tables(Series)


def survey_fields() -> str:
    return model_tables(Survey)


def mapping_fields() -> str:
    return model_tables(FormMapping)


def model_tables(root: type[BaseModel]) -> str:
    """A table of keys for each model, the root first."""
    parts = []
    for where, model in models(root):
        heading = f"### `{where}`" if where else "### At the top"
        rows = ["| key | | what it is |", "|---|---|---|"]
        for name, field in model.model_fields.items():
            needed = "needed" if field.is_required() else ""
            rows.append(f"| `{name}` | {needed} | {field.description} |")
        parts.append(f"{heading}\n\n" + "\n".join(rows))
    return "\n\n".join(parts)


def models(model: type[BaseModel], where: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    yield where, model
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        is_list = "tuple" in str(field.annotation)
        if inner is not None and not (where and name == "agenda"):
            yield from models(inner, f"{where}.{name}".lstrip(".") + ("[]" if is_list else ""))


def inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def rule_pages(rules: Iterable[Any]) -> str:
    return "\n\n".join(
        f"### `{rule.CODE}` {' '.join(rule.__name__.rsplit('.', 1)[-1].split('_'))}\n\n"
        + (rule.__doc__ or "").strip()
        for rule in rules
    )


def code_table(codes: Mapping[str, str]) -> str:
    rows = [f"| `{code}` | {text} |" for code, text in codes.items()]
    return "\n".join(["| code | what is wrong |", "|---|---|", *rows])


def command_pages() -> str:
    return "\n\n".join(page for page in pages(whole_tree(app), "sstc"))


def pages(command: Any, path: str) -> Iterator[str]:
    text = re.sub(r"\n[ \t]+", "\n", command.help or "").strip()
    rows = [row for each in command.params if (row := option_row(each))]
    table = "\n".join(["| | |", "|---|---|", *rows])
    yield f"## `{path}`\n\n{text}\n\n{table}" if rows else f"## `{path}`\n\n{text}"
    for name, inner in getattr(command, "commands", {}).items():
        yield from pages(inner, f"{path} {name}")


def option_row(option: Any) -> str | None:
    """A row of the table; completion and help are the same everywhere."""
    if "completion" in option.name or option.name == "help":
        return None
    if option.param_type_name == "argument":
        names, value = "`" + option.metavar.replace("|", "\\|") + "`", ""
    else:
        names = ", ".join(f"`{each}`" for each in option.opts)
        choices = option.type_descriptor.choices or ()
        value = option.metavar or "\\|".join(map(str, choices))
    text = (option.help or "").replace("\\[", "[")
    return f"| {names}{f' `{value}`' if value else ''} | {text} |"


def contract(name: str) -> str:
    """What templates of a document may rely on: its blocks and its names."""
    blocks = blocks_of(shipped_root() / "templates" / f"{name}.md.j2")
    listed = ", ".join(f"`{block}`" for block in blocks)
    return f"Its blocks are {listed}.\n\n{field_table(VIEWS[name].view)}"


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "data.md": {"keys": data_fields},
    "surveys.md": {"survey keys": survey_fields, "mapping keys": mapping_fields},
    "rules.md": {
        "shape": partial(code_table, {**SHAPE, **CODES, **WAIVERS}),
        "rules": partial(rule_pages, RULES),
    },
    "calendar-rules.md": {
        "written": partial(code_table, WRITTEN),
        "calendar rules": partial(rule_pages, CALENDAR_RULES),
    },
    "commands.md": {"commands": command_pages},
    "templates.md": {f"{name} fields": partial(contract, name) for name in VIEWS},
}


def generated(page: str) -> str:
    """A page's text with its generated parts as they have to be."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for name, write in PARTS[page].items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
        before, _, rest = text.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise SystemExit(f"docs/{page} has no part between {start} and {end}")
        text = f"{before}{start}\n{write()}\n{end}{after}"
    return text


def main() -> int:
    for page in PARTS:
        (DOCS / page).write_text(generated(page), encoding="utf-8", newline="\n")
        print(f"docs/{page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
