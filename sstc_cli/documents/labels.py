"""The labels that a language needs: of templates, calendars, survey summaries and reports."""

from collections.abc import Sequence
from pathlib import Path

from sstc_cli.ics.labels import Label as CalendarLabel
from sstc_cli.numbers.labels import Label
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.render.sources import used_labels
from sstc_cli.views.mail.labels import MailLabel


def needed_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every English label, once, with those in the templates of the folders first."""
    others = (
        *map(str, CalendarLabel),
        *map(str, Label),
        *map(str, ReportLabel),
        *map(str, MailLabel),
    )
    return tuple(dict.fromkeys((*used_labels(folders), *others)))
