"""The lines that make one webinar."""

from dataclasses import dataclass

from sstc_cli.planning.foreign.entry import Entry


@dataclass
class Group:
    """The lines of one webinar; each is a talk if it `has_talks`."""

    entries: list[Entry]
    has_talks: bool = False

    @property
    def first(self) -> Entry:
        """The line that begins it."""
        return self.entries[0]
