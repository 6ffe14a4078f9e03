"""The model of a series and its data files: frozen, typed and declarative."""

from sstc_cli.model.base import Model
from sstc_cli.model.days import public_holidays
from sstc_cli.model.deadlines import Duty, Standing, due_day, due_days, duties, duties_of
from sstc_cli.model.due import Around, Every
from sstc_cli.model.email import ADDRESS_IN_TEXT, normal_email, read_email, typed_email
from sstc_cli.model.knowledge import Citation
from sstc_cli.model.mapping import FormMapping, MappedAnswer, MappedColumn
from sstc_cli.model.messages import Message
from sstc_cli.model.people import Audience, Organiser, Person
from sstc_cli.model.release import (
    RELEASE_VERSION,
    Named,
    OffsetSince,
    Release,
    SpeakerState,
    State,
    Tables,
    TalkState,
    WebinarState,
)
from sstc_cli.model.run_of_show import Entry, lengths_of, run_of_show, usual_minutes
from sstc_cli.model.schema import json_schema
from sstc_cli.model.series import RevisionOf, Series, SurveyUse, Theme, Waiver, declared_revision
from sstc_cli.model.survey import Question, QuestionType, Role, Scale, Survey
from sstc_cli.model.text import Foreign, Text
from sstc_cli.model.values import LANGUAGE, WEEKDAYS, is_id, read_url
from sstc_cli.model.webinar import AgendaItem, Deadline, Join, Revision, Status, Talk, Webinar
from sstc_cli.model.zones import known_zones, load_zone
