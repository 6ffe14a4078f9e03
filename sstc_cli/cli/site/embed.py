"""`sstc site embed`: HTML for pages of others."""

from __future__ import annotations

from typing import Annotated

import typer

from sstc_cli.cli.console.completion import complete_number
from sstc_cli.cli.console.options import Language, Today, read_language, read_number
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.site.options import Draft, SiteUrl

OptionalNumber = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar. [default: a frame with all that are ahead]",
        show_default=False,
        autocompletion=complete_number,
    ),
]


def embed(
    context: typer.Context,
    number: OptionalNumber = None,
    draft: Draft = False,
    url: SiteUrl = None,
    language: Language = None,
    today: Today = None,
) -> None:
    """Print HTML to paste into a page of WordPress, SharePoint or WeChat.

    A webinar is plain text and links, which editors keep. Without a number, it is a frame with the
    webinars ahead, which follows changes; some editors do not allow frames.

    Example: `sstc site embed 7 --draft`
    """
    from sstc_cli.site.build import SiteRequest, fragment, frame

    session = session_of(context)
    workspace, series = session.opened(today)
    read = read_language(language, series.languages)
    request = SiteRequest(workspace.today, url, draft)
    if number is None:
        session.result(frame(workspace, series, request, read))
    else:
        session.result(fragment(workspace, series, request, number, read))
