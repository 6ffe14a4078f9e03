"""What is asked in one form: the questions of a survey at one webinar, or at any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.model.countries import countries, country_name


@dataclass(frozen=True, slots=True)
class Form:
    """A survey as it is asked; `webinar` None leaves out what belongs to single webinars.

    `languages` are those in which it is asked; formats of one language take the first.
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
            return [each for each in self.survey.questions if not each.webinars]
        return [each for each in self.survey.questions if each.asked_at(self.webinar)]

    def title(self, language: str) -> str:
        """A title by which an export's file tells its webinar."""
        title = self.survey.title.pick(language)
        if self.webinar is None:
            return title
        number = f"第{self.webinar}场" if language.startswith("zh") else f"webinar {self.webinar}"
        return f"{title} - {number}"

    def intro(self, language: str) -> str:
        """What people read first."""
        return self.survey.intro.pick(language) if self.survey.intro else ""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """A kind of form: the end of its files' names, and what writes one.

    `by_language` is True where every language needs a form of its own. Bytes are the file;
    a text is Markdown, to be made a Word document.
    """

    suffix: str
    by_language: bool
    write: Callable[[Form], bytes | str]


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Codes and texts to choose from; none where people write."""
    if question.type is QuestionType.COUNTRY:
        named = [(code, country_name(code, language)) for code in countries()]
        return sorted(named, key=lambda each: (each[1], each[0]))
    if question.scale is not None:
        ratings = [str(each) for each in question.scale.ratings]
        texts = _points(question, language) or _between(ratings, *ends_of(question, language))
        return list(zip(ratings, texts, strict=True))
    return [(each.code, each.text.pick(language)) for each in question.options]


def is_rating(question: Question) -> bool:
    """Whether people choose a number whose ends alone have words."""
    return question.scale is not None and not question.scale.points


def ends_of(question: Question, language: str) -> tuple[str, str]:
    """What the worst and the best rating stand for."""
    scale = question.scale
    low, high = (scale.lowest_text, scale.highest_text) if scale else (None, None)
    return low.pick(language) if low else "", high.pick(language) if high else ""


def one_line(text: str) -> str:
    """A text on one line, as forms have their questions."""
    return " ".join(text.split())


def _between(ratings: Sequence[str], low: str, high: str) -> list[str]:
    """`0 - Not at all likely`, `1`, …, `10 - Extremely likely`."""
    ends = {ratings[0]: low, ratings[-1]: high}
    return [f"{each} - {ends[each]}" if ends.get(each) else each for each in ratings]


def _points(question: Question, language: str) -> Sequence[str]:
    points = question.scale.points if question.scale else ()
    return [each.pick(language) for each in points]
