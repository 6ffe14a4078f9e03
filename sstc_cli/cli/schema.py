"""`sstc schema`: the JSON Schema of data files, for editors."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.cli.console.options import Output
from sstc_cli.cli.console.session import session_of


class DataKind(StrEnum):
    """The kinds of data file that have a schema."""

    SERIES = "series"
    SURVEY = "survey"
    MAPPING = "mapping"
    RELEASE = "release"


def schema(
    context: typer.Context,
    kind: Annotated[
        DataKind,
        typer.Argument(metavar="KIND", help="`series`, `survey`, `mapping` or `release`."),
    ] = DataKind.SERIES,
    output: Output = "-",
) -> None:
    """Write the JSON Schema of a data file, for completion in editors.

    To use it, put `# yaml-language-server: $schema=FILE` on the first line of the data file.

    Example: `sstc schema series`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.model import json_schema
    from sstc_cli.workspace import DATA

    document = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
    deliver(session_of(context), {f"{kind}.schema.json": document.encode()}, DATA.parent, output)
