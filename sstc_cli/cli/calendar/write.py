"""Write the files of `sstc calendar export`, and report what the user should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.calendar.files import FILES, NAMED, PRIVATE
from sstc_cli.cli.calendar.invited import note_folder
from sstc_cli.cli.calendar.notes import note_replaced, note_unpublished, note_unreadable
from sstc_cli.cli.calendar.replace import renewed
from sstc_cli.cli.console.deliver import AGAIN, deliver, warn_of_earlier_files
from sstc_cli.cli.console.temporaries import PUBLIC
from sstc_cli.ics import exported_in
from sstc_cli.listing import entries

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sstc_cli.cli.calendar.export_options import ExportOptions
    from sstc_cli.workspace import Workspace


def write_files(options: ExportOptions, workspace: Workspace, kind: str) -> None:
    """Write the files of a kind, newer than those that they replace."""
    private, folder, output = kind in PRIVATE, options.folder, options.output
    files = renewed(FILES[kind](options), folder, output, options.sent if private else None)
    contents = {name: file.data for name, file in files.items()}
    written = deliver(options.session, contents, folder, output, 0o600 if kind in NAMED else PUBLIC)
    note_folder(options, kind, written)
    note_unreadable(options, files)
    of_examples = [found for found in workspace.diagnostics if found.code == "W237"]
    options.session.show(of_examples, workspace)
    note_unpublished(options, workspace)
    if not private and kind != "checklist":
        note_replaced(options, files.values())
    if output is None:
        warn_of_earlier_files(options.session, _earlier(contents, folder, written), AGAIN)


def _earlier(contents: Mapping[str, bytes], folder: Path, written: Collection[Path]) -> list[Path]:
    """Return the other public files of the folder that have an entry at an earlier time."""
    now = exported_in(contents.values())
    others = sorted(
        {*entries(folder, "*.ics"), *entries(folder / "speakers", "*.ics")} - {*written}
    )
    return [
        file
        for file in others
        if file.is_file() and now.contradicts(exported_in([file.read_bytes()]))
    ]
