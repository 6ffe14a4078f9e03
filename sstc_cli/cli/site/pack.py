"""`sstc site pack|embed`: the site in one file, and HTML for pages of others."""

from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import contents, from_here
from sstc_cli.cli.console.options import Language, OptionalNumber, Replace, read_language
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.site.folder import Draft, SiteUrl, files_of, folder_of
from sstc_cli.diagnostics import Severity
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.site.build import SiteRequest, fragment, frame
from sstc_cli.site.check import check_site
from sstc_cli.site.manifest import NAME, read_manifest
from sstc_cli.site.servers import packed


def embed(
    context: typer.Context,
    number: OptionalNumber = None,
    draft: Draft = False,
    url: SiteUrl = None,
    language: Language = None,
) -> None:
    """Print HTML to paste into a page of WordPress, SharePoint or WeChat.

    A webinar is plain text and links, which editors keep. Without a number, the HTML is a frame
    with the coming webinars, which follows changes; some editors do not allow frames.

    Example: `sstc site embed 7 --draft`
    """
    session = session_of(context)
    workspace, series = session.opened()
    read = read_language(language, series.languages)
    request = SiteRequest(workspace.today, url, draft)
    if number is None:
        session.result(frame(workspace, series, request, read))
    else:
        session.result(fragment(workspace, series, request, number, read))


class Server(StrEnum):
    """The web servers whose settings can be in the file."""

    APACHE = "apache"
    IIS = "iis"
    NGINX = "nginx"
    NETLIFY = "netlify"


For = Annotated[
    Server | None,
    typer.Option(
        "--for", help="Add types, caching and policy for this web server.", show_default=False
    ),
]
Zip = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="The zip file. [default: out/<series>.site.zip]",
        show_default=False,
    ),
]


def pack(
    context: typer.Context, server: For = None, output: Zip = None, replace: Replace = False
) -> None:
    """Pack the built site into one zip file.

    It has only files of the site. A site with errors is refused. The same site gives the same file.

    Example: `sstc site pack --for apache`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    folder = folder_of(session, None)
    found = files_of(session, folder)
    listed = read_manifest(contents(folder / NAME), from_here(folder / NAME))
    files = {name: data for name, data in found.items() if name in listed}
    problems = check_site(series, files, from_here(folder))
    if errors := [one for one in problems if one.severity is Severity.ERROR]:
        message = f"the site has errors, the first of them {errors[0].code}"
        hint = "run `sstc site check` to see them"
        raise SstcError(f"{message}, so nothing was written", hint, ExitCode.DATA)
    name = f"{series.id}.site.zip"
    deliver(session, {name: packed(files, server)}, workspace.out, output)
