"""The columns of a table and the questions of a survey: what belongs to what, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

from sstc_cli.model import FormMapping, Question, QuestionType, Role, Survey
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.survey.personal import CONTACT, TECHNICAL
from sstc_cli.survey.platforms import Platform, Use
from sstc_cli.survey.platforms.platform import Wording
from sstc_cli.survey.shortened import short_codes

OURS = "sstc: "

_PERSONAL = Wordings(
    [(each, False) for each in sorted(CONTACT)] + [(each, True) for each in sorted(TECHNICAL)]
)
_ROLES = {Use.EMAIL: Role.EMAIL, Use.NAME: Role.NAME, Use.SURNAME: Role.NAME}
_NUMBER_ONLY = re.compile(r"(第? ?\d{1,3} ?题?) ?[(（]")
_LONGEST = 2_000  # signs; no question is longer
_NEAR, _APART = 0.6, 0.1  # how like a suggestion is, and how much less the next question


class How(StrEnum):
    """Why a column is read as it is."""

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
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and the question or the use that it was found to have.

    `option` is the answer that it stands for, where a tool has one column a choice. `suggestion`
    is the id of the question that it may be. `contact` is True where an unknown column seems to
    hold a name, number or address.
    """

    index: int
    header: str
    how: How
    question: Question | None = None
    use: Use | None = None
    option: str | None = None
    suggestion: str | None = None
    contact: bool = False

    @property
    def role(self) -> Role | None:
        """What its answers mean."""
        if self.question is not None:
            return self.question.role
        return _ROLES.get(self.use) if self.use else None


class Matcher:
    """Finds the questions of one survey by what the exports of one tool call them.

    `mapping` is what someone decided before.
    """

    def __init__(self, platform: Platform, survey: Survey, mapping: FormMapping) -> None:
        self.platform, self.survey, self.mapping = platform, survey, mapping
        self.decided = {fold(header): id_ for header, id_ in mapping.questions.items()}
        self.questions = {each.id: each for each in survey.questions}
        self.read: dict[str, Column] = {}
        self.ways = (
            (How.ID, Wordings(((each, each) for each in self.questions), self._codes())),
            (How.EXACT, Wordings(_pairs(survey, aliases=False))),
            (How.ALIAS, Wordings(_pairs(survey, aliases=True))),
        )
        self.known = Wordings(  # most cells are none of them, which is quickly seen
            (wording, True) for _, wordings in self.ways for wording in wordings.meanings
        )

    def _codes(self) -> Iterator[tuple[str, str]]:
        """What the tool's form has in place of our ids."""
        if most := self.platform.question_code:
            yield from ((code, id_) for id_, code in short_codes(self.questions, most).items())

    def columns(self, header: Sequence[str]) -> tuple[Column, ...]:
        """What each column of a header row is; an empty header is no column."""
        found = [self._column(*each) for each in enumerate(header) if each[1]]
        found = [*self._by_options(found)]
        whole = {each.question.id for each in found if each.question and each.option is None}
        taken: set[str] = set()
        columns = [_once(each, whole, taken) for each in found]
        return tuple(self._collected(each, taken) for each in columns)

    def suggested(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The same columns; unknown ones with the question that they may be, each only once."""
        taken = {each.question.id for each in columns if each.question}
        known = self._folded()
        marked = []
        for each in columns:
            found = _nearest(fold(each.header), known) if self._is_open(each) else None
            if found is None or found in taken:
                marked.append(each)
                continue
            taken.add(found)
            marked.append(replace(each, how=How.SUGGESTED, suggestion=found))
        return tuple(marked)

    def _is_open(self, column: Column) -> bool:
        """Whether nobody knows, and nobody has decided, what a column is."""
        known = column.contact or fold(column.header) in self.decided
        return column.how is How.UNKNOWN and not known

    def _column(self, index: int, text: str) -> Column:
        """What a header says; the same texts are looked at in row after row."""
        if text not in self.read:
            self.read[text] = self._column_of(text)
        return replace(self.read[text], index=index)

    def _column_of(self, text: str) -> Column:
        folded = fold(text)
        if folded.startswith(OURS):
            return Column(0, text, How.OURS)
        if folded in self.decided:
            question = self.questions.get(self.decided[folded] or "")
            return Column(0, text, How.MAPPED if question else How.UNKNOWN, question)
        if use := self.platform.use_of(folded):
            return Column(0, text, How.PLATFORM, use=use)
        technical = _PERSONAL.find(text)
        if technical:
            return Column(0, text, How.TECHNICAL)
        for wording in self.platform.wordings(text[:_LONGEST]):
            if found := self._asked(wording):
                return Column(0, text, *found, option=wording.option)
        return Column(0, text, How.UNKNOWN, contact=technical is False)

    def _by_options(self, columns: Sequence[Column]) -> Iterator[Column]:
        """Columns of options that have only the number of their question are known by the options.

        `第6题(…)` is all that some tools write.
        """
        groups: dict[str, dict[int, str]] = {}
        for each in columns:
            if each.how is How.UNKNOWN and (number := _NUMBER_ONLY.match(each.header)):
                for text, option in self.platform.wordings(each.header[:_LONGEST]):
                    if option and text == number[1]:
                        groups.setdefault(text, {})[each.index] = option
        asked = {
            index: (self._offering(options.values()), option)
            for options in groups.values()
            for index, option in options.items()
        }
        for each in columns:
            question, option = asked.get(each.index, (None, None))
            found = replace(each, how=How.EXACT, question=question, option=option)
            yield found if question else each

    def _offering(self, options: Iterable[str]) -> Question | None:
        """The one question of several choices that has all these options."""
        texts = {fold(each) for each in options}
        offering = [
            each
            for each in self.survey.questions
            if each.type is QuestionType.CHOICES
            and texts <= {fold(text) for option in each.options for text in option.wordings}
        ]
        return offering[0] if len(offering) == 1 else None

    def _asked(self, wording: Wording) -> tuple[How, Question] | None:
        """The question of a wording; only one of several choices has a column an option."""
        for how, wordings in self.ways if self.known.find(wording.text) else ():
            question = self.questions.get(wordings.find(wording.text) or "")
            if question and (wording.option is None or question.type is QuestionType.CHOICES):
                return how, question
        return None

    def _folded(self) -> dict[str, str]:
        """The ids of questions by their folded wordings."""
        return {
            wording: found
            for _, wordings in self.ways
            for wording, found in wordings.meanings.items()
            if found
        }

    def _collected(self, column: Column, taken: set[str]) -> Column:
        """A tool's own e-mail or name column answers our question, where no other one does."""
        role = column.role if column.question is None else None
        question = self.survey.question(role) if role else None
        if question is None or question.id in taken:
            return column
        if column.use is not Use.SURNAME:
            taken.add(question.id)
        return replace(column, question=question)


def _once(column: Column, whole: set[str], taken: set[str]) -> Column:
    """A question is answered by its first whole column, else by all columns of its options."""
    if column.question is None:
        return column
    id_ = column.question.id
    if column.option is not None:
        taken.add(id_)
        return replace(column, how=How.PART, question=None) if id_ in whole else column
    if id_ in taken and column.option is None:
        return Column(column.index, column.header, How.REPEATED)
    taken.add(id_)
    return column


def _nearest(folded: str, known: Mapping[str, str]) -> str | None:
    """The question whose wording is nearest to a header, if no other one is nearly as near."""
    if len(folded) <= 3:
        return None
    best: dict[str, float] = {}
    for each in get_close_matches(folded[:200], known, n=4, cutoff=_NEAR):
        share = SequenceMatcher(None, each, folded[:200]).ratio()
        best[known[each]] = max(share, best.get(known[each], 0))
    ranked = sorted(best, key=lambda id_: (-best[id_], id_))
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _APART:
        return None
    return ranked[0] if ranked else None


def _pairs(survey: Survey, *, aliases: bool) -> Iterator[tuple[str, str]]:
    for each in survey.questions:
        wordings = each.aliases if aliases else tuple(each.text.by_language.values())
        yield from ((wording, each.id) for wording in wordings)
