"""The questions as they were asked, and the files from which the answers were imported."""

from collections.abc import Sequence
from datetime import date

from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.report.setting import Setting
from sstc_cli.report.unbroken import unbroken
from sstc_cli.store.history import Import
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.reports.parts import AskedQuestion, AskedSurvey, SourceFile

_TIMES = {"before": 0, "after": 1, "later": 2}
_HASH = 12  # characters of a hash that are enough to recognise a file


def questions_of(setting: Setting) -> tuple[AskedSurvey, ...]:
    """Return the questions of each survey in all of their languages."""
    return tuple(
        AskedSurvey(
            survey.title.pick(setting.language),
            tuple(
                AskedQuestion(asked.id, tuple(asked.text.by_language.values()))
                for asked in survey.questions
            ),
        )
        for survey in sorted(setting.surveys.values(), key=lambda survey: _TIMES[survey.when])
    )


def sources_of(setting: Setting, files: Sequence[Import]) -> tuple[SourceFile, ...]:
    """Return the imported files, with the beginning of their hashes."""
    return tuple(_source(setting, file) for file in files)


def _source(setting: Setting, file: Import) -> SourceFile:
    survey = setting.surveys.get(file.survey)
    attendance = setting.words.say(ReportLabel.ATTENDANCE_FILE)
    what = survey.title.pick(setting.language) if survey else attendance
    day = unbroken(plain_day_text(date.fromisoformat(file.imported), setting.language))
    rows = str(file.rows) if setting.office else ""  # rows that do not count are about few people
    return SourceFile(file.file, file.sha256[:_HASH], what, rows, day)
