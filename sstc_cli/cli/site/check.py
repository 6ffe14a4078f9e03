"""`sstc site check`: personal data, links, sizes and languages of a site that was built."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.outcome import (
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    severities_text,
    write_diagnostics,
)
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.site.folder import BuiltFolder, files_of, folder_of
from sstc_cli.diagnostics import select_codes
from sstc_cli.quantity import quantity
from sstc_cli.site.check import check_site
from sstc_cli.site.secrets import place_of_secret


@dataclass(frozen=True)
class _Origin:
    """The files of a site show no excerpts: they could repeat what is private."""

    sources: Mapping[str, str] = field(default_factory=dict)


def check(
    context: typer.Context,
    output: BuiltFolder = None,
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
) -> None:
    """Check the built site: personal data, links, sizes and languages.

    Nothing is written. A file shows each code three times at most.

    Exit status: 0 no errors, 1 a file has errors.

    Example: `sstc site check`
    """
    session = session_of(context)
    workspace, series = session.opened()
    folder = folder_of(session, output)
    files = files_of(session, folder)
    where = from_here(folder).replace("\\", "/")
    found = select_codes(check_site(series, files, where), select, ignore)
    if write_diagnostics(session, _Origin(), found, format):
        is_private = any(problem.code in ("E781", "E782", "E783") for problem in found)
        if is_private and (place := place_of_secret(series, workspace)):
            session.say(place)
        counts = severities_text(Counter(problem.severity for problem in found))
        session.say(f"{quantity(len(files), 'file')}: {counts}")
    raise typer.Exit(exit_status(found, strict=strict))
