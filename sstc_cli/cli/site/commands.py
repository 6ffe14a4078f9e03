"""`sstc site`: build, check, serve, pack and embed the public site."""

from __future__ import annotations

from typing import Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Replace, Today, flag
from sstc_cli.cli.console.session import session_of

app = new_group("site")

Draft = Annotated[bool, flag("--draft", text="Show the data, even if it is not published.")]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the site. [default: out/site]",
        show_default=False,
    ),
]


def read_site_url(text: str) -> str:
    """Return the web address of the site on the command line."""
    from sstc_cli.model import read_url

    try:
        return read_url(text)
    except ValueError:
        message = f"`{text}` is not a web address: write for example `https://example.org/series/`"
        raise typer.BadParameter(message) from None


SiteUrl = Annotated[
    str | None,
    typer.Option(
        "--url",
        parser=read_site_url,
        metavar="URL",
        help="Web address of the site. [default: `site_url` in the data]",
        show_default=False,
    ),
]


@app.command()
def build(
    context: typer.Context,
    draft: Draft = False,
    url: SiteUrl = None,
    output: Folder = None,
    replace: Replace = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Write the public site of the series, from the last release.

    Pages need no script and no other address. Only files that sstc wrote are replaced or removed.

    Example: `sstc site build --draft`
    """
    from sstc_cli.cli.site.build import build_site

    build_site(session_of(context, replaces=replace), draft, url, output, today, as_json=as_json)
