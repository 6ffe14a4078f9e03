"""Surveys that do not fit their file, or the series."""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.partners.asked import listed_for


def unknown_surveys(series: Series, known: Sequence[str]) -> list[Diagnostic]:
    """Return a diagnostic for each survey that the series names, but that has no file."""
    return [
        Diagnostic(
            "E215",
            f"data/surveys/{use.id}.yaml does not exist",
            ("surveys", index, "id"),
            did_you_mean(use.id, known) if known else "write that file, or delete this survey",
        )
        for index, use in enumerate(series.surveys)
        if use.id not in known
    ]


def misnamed_survey(survey: Survey, stem: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the survey's id is not the name of its file without suffix."""
    if survey.id != stem:
        message = f"the file is called {stem}.yaml, but the survey `{survey.id}`"
        hint = f"set `id` to `{stem}`"
        if stem.startswith(survey.id):  # a computer's name may look like the words of an id
            hint += f"; if it is a copy of {survey.id}.yaml, compare the two, and delete it"
        yield Diagnostic("E215", message, ("id",), hint)


def without_topics(survey: Survey, series: Series) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each question whose options should be those of the series."""
    for index, question in enumerate(survey.questions):
        if question.takes_options and not listed_for(question, series):
            key = "kinds" if question.role is Role.KIND else "topics"
            message = f"`{question.id}` has no options, and the series has no `{key}`"
            hint = f"list `{key}` in data/webinars.yaml, each with `id` and `title`"
            yield Diagnostic("E113", message, ("questions", index), hint)
