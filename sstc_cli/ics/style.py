"""Choices about the entries of a calendar, apart from the language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sstc_cli.ics.labels import Label
from sstc_cli.model import Organiser


@dataclass(frozen=True, slots=True)
class Style:
    """How entries are written.

    `alarms` are the times before the start when calendars remind people. With `utc`, times are in
    UTC, without a zone. With `detailed`, every item of a run of show is also an entry. Entries for
    people who are `named` have links to join that are not public. Entries in a mail are from its
    `sender`, because programs take no others. `labels` has the translations of labels by language.
    """

    alarms: tuple[timedelta, ...] = ()
    utc: bool = False
    detailed: bool = False
    named: bool = False
    sender: Organiser | None = field(default=None, hash=False)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def say(self, label: Label, language: str, **values: object) -> str:
        """Return a label in a language, or in English, with its `{names}` filled in."""
        return self.labels.get(language, {}).get(label, label).format(**values)


PLAIN = Style()
