"""`sstc explain`: the page of a diagnostic code, or a list of all codes."""

import re
from textwrap import fill
from typing import Annotated

import typer
from rich.markdown import Markdown

from sstc_cli.cli.console.outcome import complete_code
from sstc_cli.cli.console.pages import closest_codes, family, pages
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError

_WIDTH = 80
_EXAMPLE = re.compile(r"^(```.*?^```)$", re.DOTALL | re.MULTILINE)
_PARAGRAPH = re.compile(r"^(?![#|>`]|[-*] |\s).+(?:\n(?![#|>`]|[-*] |\s).+)*", re.MULTILINE)


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="Code, for example `E201`, or the prefix of several. [default: list all]",
            autocompletion=complete_code,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Explain the code of an error, a warning or a note, or list codes.

    Example: `sstc explain E201`
    """
    session = session_of(context)
    page = pages().get((code or "").upper())
    if page is None:
        listed = family(code or "")
        if not listed:
            raise SstcError(f"unknown code `{code}`", closest_codes(code or ""), ExitCode.USAGE)
        for known in listed.values():
            session.result(f"{known.code} {known.title}")
        return
    if session.out.is_terminal:
        session.out.print(Markdown(f"# {page.code}\n\n{page.text}"))
    else:
        session.result(f"# {page.code}\n\n{_wrapped(page.text)}")


def _wrapped(text: str) -> str:
    """Return a page with its paragraphs in lines of 80 columns; examples stay as they are."""
    parts = _EXAMPLE.split(text)
    parts[::2] = [_PARAGRAPH.sub(lambda found: _filled(found[0]), part) for part in parts[::2]]
    return "".join(parts)


def _filled(paragraph: str) -> str:
    return fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
