"""The columns of a table and the questions of a survey: what belongs to what, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sstc_cli.diagnostics import nearest
from sstc_cli.model import Question, Role, Survey
from sstc_cli.survey.personal import CONTACT, TECHNICAL
from sstc_cli.survey.platforms import Platform, Use
from sstc_cli.survey.wording import Wordings, fold

OURS = "sstc: "

_TECHNICAL = Wordings((each, True) for each in sorted(TECHNICAL))
_CONTACT = Wordings((each, True) for each in sorted(CONTACT))


class How(StrEnum):
    """Why a column is read as it is."""

    ID = "id"
    TEXT = "text"
    ALIAS = "alias"
    PLATFORM = "platform"
    OURS = "ours"
    TECHNICAL = "technical"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and the question or the use that it was found to have.

    `contact` is True where an unknown column seems to hold a name, number or address.
    """

    index: int
    header: str
    how: How
    question: Question | None = None
    use: Use | None = None
    suggestion: str | None = None
    contact: bool = False

    @property
    def role(self) -> Role | None:
        """What its answers mean."""
        if self.question is not None:
            return self.question.role
        return {Use.EMAIL: Role.EMAIL, Use.NAME: Role.NAME}.get(self.use) if self.use else None


class Matcher:
    """Finds the questions of one survey by what an export calls them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.questions = {each.id: each for each in survey.questions}
        self.ways = (
            (How.ID, Wordings((each.id, each.id) for each in survey.questions)),
            (How.TEXT, Wordings(_pairs(survey, aliases=False))),
            (How.ALIAS, Wordings(_pairs(survey, aliases=True))),
        )

    def columns(self, header: Sequence[str], platform: Platform) -> tuple[Column, ...]:
        """What each column of a header row is; an empty header is no column."""
        taken: set[str] = set()
        columns = []
        for index, text in enumerate(header):
            if not text:
                continue
            column = self._column(index, text, platform)
            if column.question is not None:
                if column.question.id in taken:
                    column = Column(index, text, How.REPEATED)
                taken.add(column.question.id if column.question else "")
            columns.append(column)
        return tuple(self._collected(column, taken) for column in columns)

    def _column(self, index: int, text: str, platform: Platform) -> Column:
        folded = fold(text)
        if folded.startswith(OURS):
            return Column(index, text, How.OURS)
        if use := platform.use_of(folded):
            return Column(index, text, How.PLATFORM, use=use)
        if _TECHNICAL.find(text):
            return Column(index, text, How.TECHNICAL)
        for wording in dict.fromkeys((text, platform.asked(text))):
            for how, wordings in self.ways:
                if found := wordings.find(wording):
                    return Column(index, text, how, self.questions[found])
        return Column(index, text, How.UNKNOWN, suggestion=self._nearest(folded),
                      contact=_CONTACT.find(text) is not None)  # fmt: skip

    def _nearest(self, folded: str) -> str | None:
        """The id of the question whose wording is nearest to a header."""
        known = {
            wording: found
            for _, wordings in self.ways
            for wording, found in wordings.meanings.items()
            if found
        }
        found = nearest(folded, known) if len(folded) > 3 else None
        return known[found] if found else None

    def _collected(self, column: Column, taken: set[str]) -> Column:
        """A tool's own e-mail or name column answers our question, where no other one does."""
        role = column.role if column.question is None else None
        question = self.survey.question(role) if role else None
        if question is None or question.id in taken:
            return column
        taken.add(question.id)
        return replace(column, question=question)


def _pairs(survey: Survey, *, aliases: bool) -> Iterator[tuple[str, str]]:
    for each in survey.questions:
        wordings = each.aliases if aliases else tuple(each.text.by_language.values())
        yield from ((wording, each.id) for wording in wordings)
