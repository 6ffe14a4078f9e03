"""The outboxes of a workspace: the private folders of prepared mails, one for each batch."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sstc_cli.atomic import delete
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import entries, everything_in

_SHOWN = 12  # characters of a Message-ID in the name of its file


def outboxes_in(root: Path) -> Path:
    """Return the folder of all outboxes of a workspace."""
    return root / ".sstc" / "outbox"


def delete_mails(root: Path, message_ids: Iterable[str]) -> int:
    """Delete the files of mails in all outboxes, and return their number."""
    ends = {f"-{message_id.strip('<>')[:_SHOWN]}.eml" for message_id in message_ids}
    files = [
        file
        for folder in entries(outboxes_in(root))
        for file in (entries(folder, "*.eml") if ends and folder.is_dir() else [])
        if any(file.name.endswith(end) for end in ends)
    ]
    for file in files:
        _delete(file)
    return len(files)


def delete_outbox(root: Path, batch: str) -> None:
    """Delete the outbox of a batch, if it is on this computer."""
    folder = outboxes_in(root) / batch
    if folder.is_dir() and not folder.is_symlink():
        for file in everything_in(folder):
            _delete(file)
        with suppress(OSError):
            folder.rmdir()


def _delete(file: Path) -> None:
    try:
        delete(file)
    except OSError as error:
        hint = "close it in other programs, then run this again"
        raise SstcError(f"cannot delete {file}: {explained(error)}", hint) from error
