"""The options that commands of the site share."""

from typing import Annotated

import typer

from sstc_cli.cli.console.options import flag

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
    from urllib.parse import urlsplit

    from sstc_cli.model import read_url

    try:
        if "@" in urlsplit(text).netloc:
            message = "the web address has a user name or password: leave out what is before `@`"
            raise typer.BadParameter(message)
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
Pictures = Annotated[
    bool | None,
    typer.Option(
        "--pictures/--no-pictures",
        help="Draw a picture for each page, for messages and social media. [default: if the site "
        "has some]",
        show_default=False,
    ),
]
