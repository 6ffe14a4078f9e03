"""`sstc schema`: the JSON Schema of data files for editors, and the keys for people."""

from typing import Annotated

import typer

from sstc_cli.choices import DataKind
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Output, Replace
from sstc_cli.cli.console.session import session_of
from sstc_cli.diagnostics import json_text
from sstc_cli.model import json_schema
from sstc_cli.model.schema import MODELS, keys_by_map
from sstc_cli.workspace import DATA


def schema(
    context: typer.Context,
    kind: Annotated[
        DataKind,
        typer.Argument(
            metavar="KIND",
            help="`series`, `survey`, `mapping`, `release`, `report` or `knowledge`.",
        ),
    ] = DataKind.SERIES,
    output: Output = "-",
    replace: Replace = False,
    keys: Annotated[
        bool, flag("--keys", text="List every key instead, with its type and what it is.")
    ] = False,
) -> None:
    """Write the JSON Schema of a data file, for completion in editors.

    To use it, put `# yaml-language-server: $schema=FILE` on the first line of the data file.

    Example: `sstc schema series --keys`
    """
    if keys:
        document, name = _key_list(kind), f"{kind}.keys.txt"
    else:
        document = json_text(json_schema(kind)) + "\n"
        name = f"{kind}.schema.json"
    deliver(session_of(context, replaces=replace), {name: document.encode()}, DATA.parent, output)


def _key_list(kind: DataKind) -> str:
    """Return a line for each key: its path, its type, and what it is."""
    lines = []
    for where, _, keys in keys_by_map(MODELS[kind]):
        for key in keys:
            path = f"{where}.{key.name}".lstrip(".")
            required = ", required" if key.required else ""
            lines.append(f"{path} ({key.kind}{required}): {key.description}\n")
    return "".join(lines)
