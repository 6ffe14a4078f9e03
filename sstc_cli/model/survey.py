"""What a survey asks: its questions, their types, and what each one means."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from sstc_cli.model.series import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import Flag, Id, Name, Number


class QuestionType(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    EMAIL = "email"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    COUNTRY = "country"


class Role(StrEnum):
    """What an answer means, whatever the question is called."""

    CONSENT = "consent"
    EMAIL = "email"
    NAME = "name"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GENDER = "gender"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    INTEREST = "interest"
    WEBINAR = "webinar"
    KNOWLEDGE = "knowledge"
    SATISFACTION = "satisfaction"
    RECOMMEND = "recommend"
    COMMENT = "comment"


Timing = Literal["before", "after"]


class Option(Model):
    """A possible answer."""

    code: Name = Field(description="lasting code that is stored, as in `very_useful`")
    text: Text = Field(description="the answer as people read it")
    aliases: tuple[str, ...] = Field((), description="other texts that mean it")


class Scale(Model):
    """A rating from a lowest to a highest whole number."""

    lowest: Number = Field(description="the worst rating, as in `1`")
    highest: Number = Field(description="the best rating, as in `5`")
    lowest_text: Text | None = Field(None, description="what the worst rating stands for")
    highest_text: Text | None = Field(None, description="what the best rating stands for")


class Question(Model):
    """A question, with what its answer means."""

    id: Name = Field(description="lasting id, an XLSForm name")
    type: QuestionType = Field(
        description="`text`, `email`, `number`, `choice`, `choices`, `scale` or `country`"
    )
    role: Role | None = Field(None, description="what the answer means, as in `satisfaction`")
    text: Text = Field(description="the question as people read it")
    aliases: tuple[str, ...] = Field((), description="other wordings that exports may carry")
    required: Flag = Field(False, description="`true` where a response without it is rejected")
    options: tuple[Option, ...] = Field((), description="the possible answers of a choice")
    correct: Name | None = Field(None, description="the code of the right answer")
    scale: Scale | None = Field(None, description="the ends of a rating")
    webinars: tuple[Number, ...] = Field((), description="asked only at these webinars")


class Survey(Model):
    """A survey: the whole of one `data/surveys/*.yaml`."""

    id: Id = Field(description="lasting id, the same as the file's name")
    when: Timing = Field(description="`before` or `after` each webinar")
    title: Text = Field(description="title of the form")
    intro: Text | None = Field(None, description="what people read before the first question")
    questions: tuple[Question, ...] = Field(min_length=1, description="the questions in order")

    def question(self, role: Role) -> Question | None:
        """The first question with a role."""
        return next((each for each in self.questions if each.role is role), None)
