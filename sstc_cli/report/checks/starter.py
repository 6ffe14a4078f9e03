"""Questions that the starter left to be replaced, and that have answers all the same."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model.text import is_of_starter
from sstc_cli.report.setting import Setting


def check(setting: Setting, *, final: bool) -> Iterator[Diagnostic]:
    """Yield each of these questions once; a report that is not final may still have them."""
    main = setting.series.languages[0]
    scopes = (setting.tables, *setting.others.values())
    answered = {(table.survey, table.question) for scope in scopes for table in scope.values()}
    for survey in setting.surveys.values():
        for question in survey.questions:
            text = question.text.pick(main)
            if (survey.id, question.id) in answered and is_of_starter(text):
                message = f"the question `{question.id}` is still the text of the starter: `{text}`"
                hint = f"write in data/surveys/{survey.id}.yaml what people were asked"
                weight = None if final else Severity.WARNING
                yield Diagnostic("E717", message, (), hint, weight=weight)
