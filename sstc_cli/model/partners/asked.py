"""Questions about topics and kinds of cooperation, whose options are those of the series."""

from sstc_cli.model.partners.partners import Kind, Topic
from sstc_cli.model.series import Series
from sstc_cli.model.survey import Option, Question, Role, Survey


def with_topics(survey: Survey, series: Series) -> Survey:
    """Return a survey whose questions without options have the topics and kinds of the series."""
    if not any(question.takes_options for question in survey.questions):
        return survey
    questions = (_with_options(question, series) for question in survey.questions)
    return survey.replaced(questions=tuple(questions))


def listed_for(question: Question, series: Series) -> tuple[Topic | Kind, ...]:
    """Return the list of the series that a question is about."""
    return series.kinds if question.role is Role.KIND else series.topics


def _with_options(question: Question, series: Series) -> Question:
    if not question.takes_options:
        return question
    options = (
        Option(code=entry.id, text=entry.title, aliases=entry.aliases)
        for entry in listed_for(question, series)
    )
    return question.replaced(options=tuple(options))
