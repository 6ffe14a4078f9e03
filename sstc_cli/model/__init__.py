"""What a series is: frozen, typed, declarative. Nothing here reads a file."""

from sstc_cli.model.model import Model
from sstc_cli.model.run_of_show import Entry, run_of_show
from sstc_cli.model.schema import json_schema
from sstc_cli.model.series import (
    Audience,
    Break,
    Cadence,
    Citation,
    Deadline,
    Objective,
    Organiser,
    Paragraph,
    Series,
    SurveyUse,
    Theme,
    Waiver,
    Window,
)
from sstc_cli.model.survey import Option, Question, QuestionType, Role, Scale, Survey, Timing
from sstc_cli.model.text import Text
from sstc_cli.model.values import WEEKDAYS, known_zones, load_zone
from sstc_cli.model.webinar import AgendaItem, Person, Status, Talk, Webinar

__all__ = [
    "WEEKDAYS",
    "AgendaItem",
    "Audience",
    "Break",
    "Cadence",
    "Citation",
    "Deadline",
    "Entry",
    "Model",
    "Objective",
    "Option",
    "Organiser",
    "Paragraph",
    "Person",
    "Question",
    "QuestionType",
    "Role",
    "Scale",
    "Series",
    "Status",
    "Survey",
    "SurveyUse",
    "Talk",
    "Text",
    "Theme",
    "Timing",
    "Waiver",
    "Webinar",
    "Window",
    "json_schema",
    "known_zones",
    "load_zone",
    "run_of_show",
]
