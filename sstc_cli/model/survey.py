"""What a survey asks: its questions, their types, and what each one means."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from sstc_cli.model.model import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import Flag, Id, Name, Number, refuse


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

_WITH_OPTIONS = (QuestionType.CHOICE, QuestionType.CHOICES)
_SEVERAL = (Role.INTEREST, Role.KNOWLEDGE, Role.SATISFACTION, Role.COMMENT)
_TYPE_OF_ROLE = {
    Role.CONSENT: QuestionType.CHOICE,
    Role.EMAIL: QuestionType.EMAIL,
    Role.COUNTRY: QuestionType.COUNTRY,
    Role.KNOWLEDGE: QuestionType.CHOICE,
    Role.SATISFACTION: QuestionType.SCALE,
    Role.RECOMMEND: QuestionType.SCALE,
}


class Option(Model):
    """A possible answer."""

    code: Name = Field(description="lasting code that is stored, as in `very_useful`")
    text: Text = Field(description="the answer as people read it")
    aliases: tuple[str, ...] = Field((), description="other texts that mean it")

    @property
    def wordings(self) -> set[str]:
        """Everything that an export may carry for it."""
        return {self.code, *self.text.by_language.values(), *self.aliases}


class Scale(Model):
    """A rating from a lowest to a highest whole number."""

    lowest: Number = Field(description="the worst rating, as in `1`")
    highest: Number = Field(description="the best rating, as in `5`")
    lowest_text: Text | None = Field(None, description="what the worst rating stands for")
    highest_text: Text | None = Field(None, description="what the best rating stands for")
    points: tuple[Text, ...] = Field(
        (), description="what each rating stands for, the worst first, where people choose words"
    )

    @property
    def ratings(self) -> range:
        """Every possible rating, the worst first."""
        return range(self.lowest, self.highest + 1)

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if not self.lowest < self.highest <= self.lowest + 100:
            hint = "write the worst first, as in `lowest: 1` and `highest: 5`"
            refuse("E113", "a rating cannot run from {value}", hint, f"{self.lowest} to"
                   f" {self.highest}", key="highest")  # fmt: skip
        if self.points and len(self.points) != len(self.ratings):
            hint = "write one text a rating, the worst first, or none"
            message = f"{len(self.points)} texts do not fit {len(self.ratings)} ratings"
            refuse("E113", message, hint, key="points")
        return self


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

    def asked_at(self, webinar: int) -> bool:
        """Whether it is one of the questions of this webinar."""
        return not self.webinars or webinar in self.webinars

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        needed = self.type in _WITH_OPTIONS
        if needed and not self.options:
            hint = "list them under `options`, each with `code` and `text`"
            refuse("E113", "`{value}` has no options to choose from", hint, self.id)
        if self.options and not needed:
            hint = "set `type` to `choice` or `choices`, or delete the options"
            refuse("E113", "a question of type `{value}` has no options", hint, self.type,
                   key="options")  # fmt: skip
        if code := _repeated(each.code for each in self.options):
            hint = "give every option a code of its own"
            refuse("E113", "two options have the code `{value}`", hint, code, key="options")
        wordings = (word for each in self.options for word in _compared(each.wordings))
        if wording := _repeated(wordings):
            hint = "an answer must mean one option: change one of the two"
            refuse("E113", "two options can be read as `{value}`", hint, wording, key="options")
        return self

    @model_validator(mode="after")
    def _scale_fits(self) -> Self:
        if self.type is QuestionType.SCALE and self.scale is None:
            hint = "add it, as in `scale: {lowest: 1, highest: 5}`"
            refuse("E113", "`{value}` is a rating without `scale`", hint, self.id)
        if self.scale is not None and self.type is not QuestionType.SCALE:
            hint = "set `type` to `scale`, or delete it"
            refuse("E113", "a question of type `{value}` has no scale", hint, self.type,
                   key="scale")  # fmt: skip
        return self

    @model_validator(mode="after")
    def _correct_fits(self) -> Self:
        codes = [each.code for each in self.options]
        if self.correct is not None and self.correct not in codes:
            hint = f"write one of {', '.join(codes)}" if codes else "only a choice has one"
            refuse("E113", "`{value}` is none of the options", hint, self.correct, key="correct")
        if self.correct is not None and self.type is not QuestionType.CHOICE:
            hint = "set `type` to `choice`: only one option can be right"
            refuse("E113", "a question of type `{value}` has no right answer", hint, self.type,
                   key="correct")  # fmt: skip
        if self.role is Role.KNOWLEDGE and self.correct is None:
            hint = "write the code of the right option under `correct`"
            refuse("E113", "the knowledge question `{value}` has no right answer", hint, self.id)
        return self

    @model_validator(mode="after")
    def _role_fits(self) -> Self:
        expected = _TYPE_OF_ROLE.get(self.role) if self.role else None
        if expected and self.type is not expected:
            hint = f"set `type` to `{expected}`, or choose another role"
            refuse("E113", f"a question with the role `{self.role}` has the type `{{value}}`", hint,
                   self.type, key="type")  # fmt: skip
        if self.role is Role.CONSENT and {"yes", "no"} - {each.code for each in self.options}:
            hint = "give it options with the codes `yes` and `no`"
            refuse("E113", "a consent question must be answered by yes or no", hint, key="options")
        if self.role is Role.RECOMMEND and self.scale and self.scale.ratings != range(11):
            hint = "set `lowest` to 0 and `highest` to 10: the net promoter score needs both"
            refuse("E113", "whether people recommend is rated from 0 to 10", hint, key="scale")
        return self


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

    @model_validator(mode="after")
    def _questions_differ(self) -> Self:
        if repeated := _repeated(each.id for each in self.questions):
            hint = "give every question an id of its own"
            refuse("E113", "two questions have the id `{value}`", hint, repeated, key="questions")
        single = (str(each.role) for each in self.questions if each.role not in _SEVERAL)
        if role := _repeated(each for each in single if each != "None"):
            hint = "keep the role on the question that counts, and delete it on the other"
            refuse("E113", "two questions have the role `{value}`", hint, role, key="questions")
        return self


def _compared(wordings: Iterable[str]) -> set[str]:
    return {" ".join(each.casefold().split()) for each in wordings}


def _repeated(names: Iterable[str]) -> str | None:
    """The first name that stands there twice."""
    return next((name for name, count in Counter(names).items() if count > 1), None)
