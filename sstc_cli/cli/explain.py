"""`sstc explain`: the page of a diagnostic code."""

from typing import Annotated

import typer

from sstc_cli.cli.console.outcome import complete_code
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError


def explain(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Code of an error, a warning or a note, for example `E201`.",
            autocompletion=complete_code,
        ),
    ],
) -> None:
    """Explain the code of an error, a warning or a note.

    Example: `sstc explain E201`
    """
    from sstc_cli.cli.console.pages import closest_codes, pages

    page = pages().get(code.upper())
    if page is None:
        raise SstcError(f"unknown code `{code}`", closest_codes(code), ExitCode.USAGE)
    session = session_of(context)
    if session.out.is_terminal:
        from rich.markdown import Markdown

        session.out.print(Markdown(f"# {page.code}\n\n{page.text}"))
    else:
        session.result(f"# {page.code}\n\n{page.text}")
