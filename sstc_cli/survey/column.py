"""The columns of a table: those of questions, those of the tool, and all others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sstc_cli.model import Question, Role
from sstc_cli.survey_tools.platform import Use

_ROLES = {Use.EMAIL: Role.EMAIL, Use.NAME: Role.NAME, Use.SURNAME: Role.NAME}


class MatchedBy(StrEnum):
    """How a column was recognised."""

    MAPPED = "mapped"
    ID = "id"
    EXACT = "exact"
    ALIAS = "alias"
    PLATFORM = "platform"
    OURS = "ours"
    TECHNICAL = "technical"
    PART = "part"
    REPEATED = "repeated"
    SUGGESTED = "suggested"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column with answers to a question, or to one of its options, if each has a column."""

    index: int
    header: str
    how: MatchedBy
    question: Question
    option: str | None = None

    @property
    def role(self) -> Role | None:
        return self.question.role


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of the survey tool itself.

    `question` is the one about a name or an e-mail address that it answers, if no other column
    does.
    """

    index: int
    header: str
    use: Use
    question: Question | None = None
    how: ClassVar[MatchedBy] = MatchedBy.PLATFORM

    @property
    def role(self) -> Role | None:
        return self.question.role if self.question else _ROLES.get(self.use)


@dataclass(frozen=True, slots=True)
class OtherColumn:
    """A column that answers no question: `how` is the reason.

    `suggestion` is the id of the question that it may answer. `contact` is True if an unknown
    column seems to hold a name, number or address. `option` is the choice that a column stands
    for whose question another column answers.
    """

    index: int
    header: str
    how: MatchedBy
    suggestion: str | None = None
    contact: bool = False
    option: str | None = None
    role: ClassVar[None] = None


Column = AskedColumn | OwnColumn | OtherColumn


def question_of(column: Column) -> Question | None:
    return None if isinstance(column, OtherColumn) else column.question


def use_of(column: Column) -> Use | None:
    return column.use if isinstance(column, OwnColumn) else None
