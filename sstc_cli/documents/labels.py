"""The labels that a language needs: of templates, and of everything that has no template."""

from collections.abc import Sequence
from pathlib import Path

from sstc_cli.ics.labels import Label as CalendarLabel
from sstc_cli.numbers.labels import Label
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.render.display.certificate import ALTERNATIVE
from sstc_cli.render.sources import used_labels
from sstc_cli.views.certificates.labels import CheckLabel
from sstc_cli.views.knowledge.labels import KnowledgeLabel
from sstc_cli.views.mail.labels import MailLabel
from sstc_cli.views.partners.match_labels import MatchLabel
from sstc_cli.views.plan_labels import PlanAdvice, PlanLabel, PlanNote
from sstc_cli.views.reports.board_labels import BoardLabel


def needed_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every English label, once, with those in the templates of the folders first."""
    plan = (PlanLabel, PlanNote, PlanAdvice)
    people = (KnowledgeLabel, MailLabel, CheckLabel, BoardLabel, MatchLabel)
    enums = (CalendarLabel, Label, ReportLabel, *people, *plan)
    others = (str(label) for labels in enums for label in labels)
    return tuple(dict.fromkeys((*used_labels(folders), *others, ALTERNATIVE)))
