"""The entries and invitations in the calendar files that earlier commands wrote."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sstc_cli.cli.console.files import contents
from sstc_cli.ics import Exported, SentInvitation, exported_in, read_invitation, uid_of
from sstc_cli.listing import entries
from sstc_cli.model import Series, Webinar

_KINDS = ("request", "cancel")


def exported_to(folder: Path) -> Exported:
    """Return the entries of the files in a folder and its private folder."""
    return exported_in(contents(file) or b"" for file in _files(folder) if file.is_file())


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files, but no invitation that was cancelled: it has a count of its own."""
    yield from entries(folder, "*.ics")
    files = entries(folder / "private", "*.*.*.ics")
    private = {tuple(file.name.split(".")[:3]): file for file in files}
    for entry, guest, kind in sorted(name for name in private if len(name) == 3):
        if kind == "request" and (entry, guest, "cancel") not in private:
            yield private[entry, guest, kind]


@dataclass(frozen=True)
class Sent:
    """The private files in folders, with names such as `<series>-<webinar>.<guest>.request.ics`."""

    folders: Sequence[Path]

    @cached_property
    def _files(self) -> dict[str, list[tuple[str, str, Path]]]:
        """The guest, the kind and the path of each file, by its entry."""
        found = defaultdict[str, list[tuple[str, str, Path]]](list)
        for folder in self.folders:
            for file in entries(folder, "*.*.*.ics"):
                entry, guest, kind = file.name.split(".")[:3]
                if kind in _KINDS:
                    found[entry].append((guest, kind, file))
        return found

    def opposites(self, name: str) -> list[Path]:
        """Return the cancellations of an invitation's file, or the invitations of the other."""
        entry, guest, kind = name.split(".")[:3]
        return [
            file
            for other, other_kind, file in self._files[entry]
            if other == guest and other_kind != kind
        ]

    def without_webinar(self, series: Series) -> list[Path]:
        """Return the files of valid invitations to webinars that the series does not have."""
        known = {f"{series.id}-{webinar.id}" for webinar in series.webinars}
        return [
            file
            for entry, files in self._files.items()
            for _, kind, file in files
            if kind == "request" and entry.startswith(f"{series.id}-") and entry not in known
            if self._is_latest(file)
        ]

    def _is_latest(self, file: Path) -> bool:
        """Return whether a file is an invitation without a later cancellation."""
        own, *others = (_read(path) for path in (file, *self.opposites(file.name)))
        return own is not None and all(
            other.sequence < own.sequence for other in others if other is not None
        )

    def invited(self, series: Series, webinar: Webinar) -> dict[str, SentInvitation]:
        """Return the invitations to a webinar by guest."""
        return self._latest(series, webinar, "request")

    def valid(self, series: Series, webinar: Webinar) -> dict[str, SentInvitation]:
        """Return the invitations to a webinar that were not cancelled later."""
        cancelled = self._latest(series, webinar, "cancel")
        return {
            guest: invitation
            for guest, invitation in self.invited(series, webinar).items()
            if guest not in cancelled or cancelled[guest].sequence < invitation.sequence
        }

    def withdrawn(self, series: Series, webinar: Webinar) -> set[str]:
        """Return the guests whose invitation alone was cancelled, not the webinar."""
        cancelled = self._latest(series, webinar, "cancel")
        valid = self.valid(series, webinar)
        return {guest for guest, sent in cancelled.items() if sent.withdrawn and guest not in valid}

    def _latest(self, series: Series, webinar: Webinar, kind: str) -> dict[str, SentInvitation]:
        """Return the file of each guest with the highest SEQUENCE."""
        latest: dict[str, SentInvitation] = {}
        for guest, of_kind, file in self._files[f"{series.id}-{webinar.id}"]:
            found = _read(file) if of_kind == kind else None
            if found and found.uid == uid_of(series, webinar):
                known = latest.get(guest)
                latest[guest] = found if not known or found.sequence > known.sequence else known
        return latest


def _read(file: Path) -> SentInvitation | None:
    return read_invitation(contents(file) or b"")
