"""Options that the commands of mail share."""

from typing import Annotated

import typer

BatchName = Annotated[
    str,
    typer.Argument(metavar="BATCH", help="A batch of `sstc mail status`; its beginning is enough."),
]
