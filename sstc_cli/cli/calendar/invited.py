"""Notes about invitations that are left as they are, and where they lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import from_here

if TYPE_CHECKING:
    from pathlib import Path

    from sstc_cli.cli.calendar.export_options import ExportOptions
    from sstc_cli.model import Webinar

_MOST = 8


def note_left_out(
    options: ExportOptions,
    webinars: Iterable[Webinar],
    guests: Mapping[str, Collection[str]],
    hint: str,
) -> None:
    """Name who has an invitation to the webinars, but gets no file."""
    for webinar in webinars:
        invited = options.sent.valid(options.series, webinar)
        left_out = sorted(invited.keys() - guests.get(webinar.id, ()))
        if left_out:
            names = ", ".join(f"`{id_}`" for id_ in left_out)
            verb = "has" if len(left_out) == 1 else "have"
            options.session.say(
                f"note: {names} also {verb} an invitation to webinar {webinar.number}: {hint}"
            )


def note_without_webinar(options: ExportOptions) -> None:
    """Name the invitations whose webinar is not in the data, unless webinars are chosen."""
    files = [] if options.numbers else options.sent.without_webinar(options.series)
    if files:
        names = ", ".join(from_here(file) for file in files[:_MOST])
        more = f" and {len(files) - _MOST} more" if len(files) > _MOST else ""
        options.session.say(
            f"warning: the data has no webinar for {names}{more}: to cancel these invitations, put "
            "the webinar back with `status: cancelled` and run `sstc calendar export --cancel`"
        )


def note_elsewhere(
    options: ExportOptions, webinars: Iterable[Webinar], addresses: Mapping[tuple[str, str], str]
) -> None:
    """Name who was invited at an address other than the one that is invited now."""
    for webinar in webinars:
        for id_, invitation in options.sent.valid(options.series, webinar).items():
            now = addresses.get((webinar.id, id_), invitation.email)
            if now.lower() != invitation.email.lower():
                options.session.say(
                    f"note: `{id_}` was invited to webinar {webinar.number} at another address, "
                    "whose calendar keeps the entry: cancel it with `sstc calendar export "
                    f"{webinar.number} --cancel --to` and that address"
                )


def note_folder(options: ExportOptions, kind: str, paths: list[Path]) -> None:
    """Say where `--cancel` finds the invitations that were written elsewhere."""
    output, (usual, *others) = options.output, options.sent.folders
    folder = paths[0].parent if paths else usual
    if kind == "request" and output and folder in others and folder.resolve() != usual.resolve():
        options.session.say(
            f"note: `--cancel` finds these invitations only in `{output}`: keep it, and run "
            f"`sstc calendar export --cancel` with `-o {output}` too"
        )
