"""A survey: its questions, what their answers mean, and below which numbers results are hidden."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from sstc_cli.model.base import Model, field, repeated
from sstc_cli.model.text import Text
from sstc_cli.model.values import Flag, Id, Name, Number, Share, refuse

_PLACES = re.compile(r"(?:\A|_)([0-9]{1,3})\Z")


def at_once_of(answer: object) -> int | None:
    """Return the number of an answer such as `2`, or of a code such as `up_to_2`; or None."""
    if isinstance(answer, (int, float)):
        return int(answer)
    match = _PLACES.search(answer) if isinstance(answer, str) else None
    return int(match[1]) if match else None


_FLOOR = 3
_BASES = (0, 3, 5, 10)


class Publish(Model):
    """The least numbers of people in results that leave the office."""

    least: Number = field("counts below it are hidden, 3 or more", default=5)
    rate: Number = field("shares of fewer answers are hidden, `least` or more", default=10)
    round: Number = field(
        "counts become multiples of it: `3`, `5`, `10`, or `0` for exact counts", default=0
    )

    def check(self) -> None:
        """Refuse thresholds that protect nobody (E113)."""
        if self.least < _FLOOR:
            hint = f"write {_FLOOR} or more: smaller groups show single people"
            refuse("E113", "counts from {value} cannot be published", hint, self.least, key="least")
        if self.rate < self.least:
            hint = f"write {self.least} or more, as under `least`"
            refuse("E113", "shares of {value} answers cannot be published", hint, self.rate,
                   key="rate")  # fmt: skip
        if self.round not in _BASES:
            hint = "write 3, 5 or 10, or delete `round` to publish exact counts"
            refuse("E113", "counts cannot be rounded to {value}", hint, self.round, key="round")

    def rounded(self, count: int) -> int:
        """Return a count as it is published."""
        return nearest(count, self.round) if self.round else count


def nearest(count: int, base: int) -> int:
    """Return the multiple of a base that is nearest to a count."""
    return (2 * count + base) // (2 * base) * base


class QuestionType(StrEnum):
    """The kind of answer that a question takes."""

    TEXT = "text"
    EMAIL = "email"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    COUNTRY = "country"


class Role(StrEnum):
    """The meaning of an answer, independent of the question's wording."""

    CONSENT = "consent"
    EMAIL = "email"
    NAME = "name"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GENDER = "gender"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    INTEREST = "interest"
    OFFER = "offer"
    SEEK = "seek"
    KIND = "kind"
    INTRODUCE = "introduce"
    SHARE = "share"
    AT_ONCE = "at_once"
    WEBINAR = "webinar"
    KNOWLEDGE = "knowledge"
    SATISFACTION = "satisfaction"
    RELEVANCE = "relevance"
    NEWNESS = "newness"
    INTENTION = "intention"
    RECOMMEND = "recommend"
    COMMENT = "comment"
    QUOTE = "quote"
    BEHAVIOUR = "behaviour"


Timing = Literal["before", "after", "later"]
WHEN = "`before` each webinar, `after` it, or `later`: months after it"

TOPICAL = (Role.OFFER, Role.SEEK, Role.KIND)
OF_PARTNERS = (*TOPICAL, Role.INTRODUCE, Role.SHARE, Role.AT_ONCE)
_WITH_OPTIONS = (QuestionType.CHOICE, QuestionType.CHOICES)
_SEVERAL = (Role.INTEREST, Role.KNOWLEDGE, Role.SATISFACTION, Role.COMMENT)
_YES_OR_NO = (Role.CONSENT, Role.INTRODUCE, Role.QUOTE)
_TYPE_OF_ROLE = {
    Role.EMAIL: QuestionType.EMAIL,
    Role.COUNTRY: QuestionType.COUNTRY,
    **dict.fromkeys((*_YES_OR_NO, Role.KNOWLEDGE, Role.BEHAVIOUR), QuestionType.CHOICE),
    **dict.fromkeys((Role.OFFER, Role.SEEK, Role.KIND, Role.SHARE), QuestionType.CHOICES),
    **dict.fromkeys(
        (Role.SATISFACTION, Role.RELEVANCE, Role.NEWNESS, Role.INTENTION, Role.RECOMMEND),
        QuestionType.SCALE,
    ),
}


class Option(Model):
    """A possible answer."""

    code: Name = field("stable code that is stored, for example `very_useful`")
    text: Text = field("the answer in the form")
    aliases: tuple[str, ...] = field("other texts that mean this answer", default=())

    @property
    def wordings(self) -> set[str]:
        """Every text that an export may have for it."""
        return {self.code, *self.text.by_language.values(), *self.aliases}


class Scale(Model):
    """A rating from a lowest to a highest whole number."""

    lowest: Number = field("the worst rating, for example `1`")
    highest: Number = field("the best rating, for example `5`")
    lowest_text: Text | None = field("words for the worst rating", default=None)
    highest_text: Text | None = field("words for the best rating", default=None)
    points: tuple[Text, ...] = field(
        "words for each rating, the worst first, if people choose words", default=()
    )

    @property
    def ratings(self) -> range:
        """Every possible rating, the worst first."""
        return range(self.lowest, self.highest + 1)

    def check(self) -> None:
        """Refuse a scale that does not rise, or whose words do not fit (E113)."""
        if not self.lowest < self.highest <= self.lowest + 100:
            hint = "write the worst rating first, for example `lowest: 1` and `highest: 5`"
            refuse("E113", "a rating cannot run from {value}", hint, f"{self.lowest} to"
                   f" {self.highest}", key="highest")  # fmt: skip
        if self.points and len(self.points) != len(self.ratings):
            hint = "write one text for each rating, the worst first, or delete `points`"
            message = f"{len(self.points)} texts do not fit {len(self.ratings)} ratings"
            refuse("E113", message, hint, key="points")


class Question(Model):
    """A question, and what its answer means."""

    id: Name = field("stable id, which is also its name in XLSForm")
    type: QuestionType = field(
        "`text`, `email`, `number`, `choice`, `choices`, `scale` or `country`"
    )
    role: Role | None = field("what the answer means, for example `satisfaction`", default=None)
    text: Text = field("the question in the form")
    aliases: tuple[str, ...] = field("other wordings in exports", default=())
    required: Flag = field("`true` if responses without an answer are rejected", default=False)
    options: tuple[Option, ...] = field(
        "the possible answers of a choice; what people offer, seek and want to do "
        "together has by default the `topics` and `kinds` of the series",
        default=(),
    )
    correct: Name | None = field("the code of the correct option", default=None)
    scale: Scale | None = field("the worst and the best rating", default=None)
    webinars: tuple[Id, ...] = field(
        "ids of the webinars that it is asked at [default: all]", default=()
    )

    def asked_at(self, webinar: str | None) -> bool:
        """Return whether it is one of the questions of a webinar, which its id names."""
        return not self.webinars or webinar in self.webinars

    @property
    def takes_options(self) -> bool:
        return self.role in TOPICAL and self.type is QuestionType.CHOICES and not self.options

    def check(self) -> None:
        """Refuse keys that do not fit the type and the role (E113)."""
        self._options_fit()
        self._scale_fits()
        self._correct_fits()
        self._role_fits()

    def _options_fit(self) -> None:
        has_options = self.type in _WITH_OPTIONS
        if has_options and not self.options and not self.takes_options:
            hint = "list them under `options`, each with `code` and `text`"
            refuse("E113", "`{value}` has no options to choose from", hint, self.id)
        if self.options and not has_options:
            hint = "set `type` to `choice` or `choices`, or delete the options"
            refuse("E113", "a question of type `{value}` cannot have options", hint, self.type,
                   key="options")  # fmt: skip
        if code := repeated(option.code for option in self.options):
            hint = "give every option a code of its own"
            refuse("E113", "two options have the code `{value}`", hint, code, key="options")
        wordings = (wording for option in self.options for wording in _compared(option.wordings))
        if wording := repeated(wordings):
            hint = "change the text or an alias of one of them"
            refuse("E113", "two options can be read as `{value}`", hint, wording, key="options")

    def _scale_fits(self) -> None:
        if self.type is QuestionType.SCALE and self.scale is None:
            hint = "add a scale, for example `scale: {lowest: 1, highest: 5}`"
            refuse("E113", "the rating `{value}` has no `scale`", hint, self.id)
        if self.scale is not None and self.type is not QuestionType.SCALE:
            hint = "set `type` to `scale`, or delete the scale"
            refuse("E113", "a question of type `{value}` cannot have a scale", hint, self.type,
                   key="scale")  # fmt: skip

    def _correct_fits(self) -> None:
        codes = [option.code for option in self.options]
        if self.correct is not None and self.correct not in codes:
            hint = f"write one of {', '.join(codes)}" if codes else "delete it"
            refuse("E113", "`{value}` is not one of the options", hint, self.correct, key="correct")
        if self.correct is not None and self.type is not QuestionType.CHOICE:
            hint = "set `type` to `choice`, or delete `correct`"
            message = "a question of type `{value}` cannot have a correct option"
            refuse("E113", message, hint, self.type, key="correct")
        if self.role is Role.KNOWLEDGE and self.correct is None:
            hint = "write the code of the correct option under `correct`"
            refuse("E113", "the knowledge question `{value}` has no correct option", hint, self.id)

    def _role_fits(self) -> None:
        expected = _TYPE_OF_ROLE.get(self.role) if self.role else None
        if self.role is Role.AT_ONCE and self.type is not QuestionType.NUMBER:
            expected = QuestionType.CHOICE
        if expected and self.type is not expected:
            hint = f"set `type` to `{expected}`, or choose another role"
            refuse("E113", f"a question with the role `{self.role}` has the type `{{value}}`", hint,
                   self.type, key="type")  # fmt: skip
        if self.role in _YES_OR_NO and {"yes", "no"} - {option.code for option in self.options}:
            hint = "give it options with the codes `yes` and `no`"
            message = f"a question with the role `{self.role}` must have the answers yes and no"
            refuse("E113", message, hint, key="options")
        codes = [option.code for option in self.options]
        if self.role is Role.AT_ONCE and not all(at_once_of(code) for code in codes):
            hint = "end each code with a number from 1, for example `up_to_3`"
            refuse("E113", "an option of the role `at_once` has no number", hint, key="options")
        if self.role is Role.RECOMMEND and self.scale and self.scale.ratings != range(11):
            hint = "set `lowest` to 0 and `highest` to 10, for the net promoter score"
            refuse("E113", "the role `recommend` needs a rating from 0 to 10", hint, key="scale")


class Survey(Model):
    """A survey: a file `data/surveys/*.yaml`."""

    id: Id = field("stable id, which is also the name of its file")
    when: Timing = field(WHEN)
    title: Text = field("title of the form")
    intro: Text | None = field("text before the first question", default=None)
    publish: Publish = field("which counts are hidden in published results", default=Publish())
    to_pass: Share | None = field(
        "share of right answers that passes it as a test, for certificates of completion: `70%`",
        default=None,
    )
    questions: tuple[Question, ...] = field("the questions in their order", at_least_one=True)

    def question(self, role: Role) -> Question | None:
        """Return the first question with a role, or None."""
        return next((question for question in self.questions if question.role is role), None)

    def check(self) -> None:
        """Refuse two questions with one id, or with one role that only one can have (E113)."""
        if id_ := repeated(question.id for question in self.questions):
            hint = "give every question an id of its own"
            refuse("E113", "two questions have the id `{value}`", hint, id_, key="questions")
        roles = (question.role for question in self.questions)
        if role := repeated(str(role) for role in roles if role and role not in _SEVERAL):
            hint = "keep the role on the question that counts, and delete it on the other"
            refuse("E113", "two questions have the role `{value}`", hint, role, key="questions")
        self._topics_agree()
        if self.to_pass is not None and not any(question.correct for question in self.questions):
            hint = "write the code of the right option under `correct` of a question"
            refuse("E113", "a survey without a right answer cannot be passed", hint, key="to_pass")

    def _topics_agree(self) -> None:
        """Refuse topics that people can seek but not offer, or the other way round (E113)."""
        offers, seeks = self.question(Role.OFFER), self.question(Role.SEEK)
        if offers and seeks and offers.options and seeks.options:
            codes = ({option.code for option in question.options} for question in (offers, seeks))
            if apart := sorted(set.symmetric_difference(*codes)):
                hint = "delete the `options` of both: then they are the `topics` of the series"
                message = "`{value}` can only be offered or only be sought"
                refuse("E113", message, hint, apart[0], key="questions")


def _compared(wordings: Iterable[str]) -> set[str]:
    return {" ".join(wording.casefold().split()) for wording in wordings}
