"""The content of a form: the questions of a survey about one webinar, or about any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.model.countries import countries, country_name
from sstc_cli.model.languages import alphabet_key
from sstc_cli.survey.webinars import WEBINAR


@dataclass(frozen=True, slots=True)
class Form:
    """A survey as it is asked; without a webinar, questions about single webinars are left out.

    `languages` are those in which it is asked; formats with one language take the first.
    """

    survey: Survey
    webinar: int | None
    languages: tuple[str, ...]

    @property
    def language(self) -> str:
        """The first language."""
        return self.languages[0]

    @property
    def questions(self) -> list[Question]:
        """The questions that are asked, in their order."""
        if self.webinar is None:
            return [question for question in self.survey.questions if not question.webinars]
        return [question for question in self.survey.questions if question.asked_at(self.webinar)]

    def title(self, language: str) -> str:
        """Return a title from which an import detects the webinar of an export."""
        title = self.survey.title.pick(language)
        if self.webinar is None:
            return title
        pattern = WEBINAR.get(language.partition("-")[0], WEBINAR["en"])
        return f"{title} - {pattern.format(self.webinar)}"

    def intro(self, language: str) -> str:
        """Return the text that people read first."""
        return self.survey.intro.pick(language) if self.survey.intro else ""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """A kind of form: the end of its files' names, and what writes one.

    `by_language` is True if each language requires a form of its own. `write` returns the bytes of
    the file, or Markdown that becomes a Word document.
    """

    suffix: str
    by_language: bool
    write: Callable[[Form], bytes | str]


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the codes and texts of all choices; none if people write their answer."""
    if question.type is QuestionType.COUNTRY:
        named = [(code, country_name(code, language)) for code in countries()]
        return sorted(named, key=lambda code_name: alphabet_key(code_name[1], language))
    if question.scale is not None:
        ratings = [str(rating) for rating in question.scale.ratings]
        texts = _points(question, language) or _between(ratings, *ends_of(question, language))
        return list(zip(ratings, texts, strict=True))
    return [(option.code, option.text.pick(language)) for option in question.options]


def is_rating(question: Question) -> bool:
    """Return whether people choose a number from a scale that has words only at its ends."""
    return question.scale is not None and not question.scale.points


def ends_of(question: Question, language: str) -> tuple[str, str]:
    """Return the texts of the worst and the best rating."""
    scale = question.scale
    low, high = (scale.lowest_text, scale.highest_text) if scale else (None, None)
    return low.pick(language) if low else "", high.pick(language) if high else ""


def one_line(text: str) -> str:
    """Return a text on one line, as forms have their questions."""
    return " ".join(text.split())


def _between(ratings: Sequence[str], low: str, high: str) -> list[str]:
    """Return ratings with texts at the ends: `0 - Not at all likely`, `1`, … ."""
    ends = {ratings[0]: low, ratings[-1]: high}
    return [f"{rating} - {ends[rating]}" if ends.get(rating) else rating for rating in ratings]


def _points(question: Question, language: str) -> Sequence[str]:
    """Return the texts of all ratings, if a scale has them."""
    points = question.scale.points if question.scale else ()
    return [point.pick(language) for point in points]
