"""`sstc site`: build, check, serve, pack and embed the public site."""

from __future__ import annotations

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Replace, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.site.check import check
from sstc_cli.cli.site.embed import embed
from sstc_cli.cli.site.options import Draft, Folder, Pictures, SiteUrl
from sstc_cli.cli.site.pack import pack
from sstc_cli.cli.site.serve import serve

app = new_group("site")


@app.command()
def build(
    context: typer.Context,
    draft: Draft = False,
    url: SiteUrl = None,
    output: Folder = None,
    replace: Replace = False,
    today: Today = None,
    pictures: Pictures = None,
    as_json: Json = False,
) -> None:
    """Write the public site of the series, from the last release.

    Pages need no script and no other address. Only files that sstc wrote are replaced or removed.

    Example: `sstc site build --draft`
    """
    from sstc_cli.cli.site.build import build_site

    build_site(
        session_of(context, replaces=replace), draft, url, output, today, pictures, as_json=as_json
    )


for command in (check, serve, pack, embed):
    app.command()(command)
