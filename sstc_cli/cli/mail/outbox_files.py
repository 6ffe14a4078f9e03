"""The files of prepared mails: written apart, then moved into the outbox together or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sstc_cli.atomic import discard, replace, replace_all
from sstc_cli.cli.console.files import from_here, not_written, writing
from sstc_cli.cli.console.temporaries import refuse_outside
from sstc_cli.listing import entries
from sstc_cli.lock import making_parts
from sstc_cli.mailing.composing import WrittenMail
from sstc_cli.mailing.outbox import Outbox, short_id

_PARTS = ".sstc-mails.part.tmp"


@contextmanager
def drafts(root: Path, outboxes: Path) -> Iterator[Path]:
    """Provide an empty private folder for the mails that a command writes, and leave none.

    One command at a time writes mails.
    """
    refuse_outside(root, outboxes / "batch")
    with writing(outboxes):
        outboxes.mkdir(0o700, parents=True, exist_ok=True)
        outboxes.chmod(0o700)
        with making_parts(outboxes):
            folder = outboxes / _PARTS
            folder.mkdir(0o700)
            yield folder


def write_draft(folder: Path, written: WrittenMail) -> None:
    """Write a mail into the folder of drafts, as a file that only the user can read."""
    file = folder / written.entry.message_id
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as stream:  # noqa: PTH123 of a handle
        stream.write(written.data)


def keep_drafts(folder: Path, outboxes: Path, batch: str, mails: Collection[str]) -> int:
    """Move the drafts of a batch into its outbox, and return how many files that changed.

    A new outbox appears as a whole. In one that exists, files that are missing or were edited are
    restored.
    """
    names = names_of(mails)
    for draft in entries(folder):
        if draft.name in names:
            replace(draft, folder / names[draft.name])
        else:
            discard(draft)
    target = outboxes / batch
    if not target.exists():
        replace(folder, target)
        return len(names)
    return _restore(folder, target, names.values())


def _restore(folder: Path, target: Path, names: Collection[str]) -> int:
    """Put files into an outbox in which they are missing or edited, and return their number."""
    ready = {target / name: folder / name for name in names}
    changed = {path: draft for path, draft in ready.items() if not _is_same(path, draft)}
    if refused := replace_all(changed):
        error = next(iter(refused.values()))
        raise not_written(from_here(target), error) from error
    return len(changed)


def names_of(mails: Collection[str]) -> Mapping[str, str]:
    """Return the name of the file of each mail, in the order of the Message-IDs."""
    digits = max(4, len(str(len(mails))))
    return {
        id_: f"{number:0{digits}}-{short_id(id_)}.eml"
        for number, id_ in enumerate(sorted(mails), 1)
    }


def drop_moved(outboxes: Path, batches: Collection[str], mails: Collection[str]) -> None:
    """Delete the files of mails that a new batch has taken over, and outboxes that are empty."""
    for batch in batches:
        outbox = Outbox(outboxes / batch)
        for message_id in mails:
            if file := outbox.file(message_id):
                discard(file)
        with suppress(OSError):  # it still has mails that were sent
            outbox.folder.rmdir()


def _is_same(path: Path, draft: Path) -> bool:
    try:
        return path.read_bytes() == draft.read_bytes()
    except OSError:
        return False
