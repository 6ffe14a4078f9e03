"""The reports as documents that can be composed."""

from collections.abc import Callable, Sequence
from functools import partial

from sstc_cli.model import Webinar
from sstc_cli.numbers.words import Words
from sstc_cli.report.chosen import quotes_of
from sstc_cli.report.evidence import Evidence
from sstc_cli.report.view import report_view, webinar_report_view
from sstc_cli.views.documents import Made, stem_of
from sstc_cli.views.reports.series import ReportView
from sstc_cli.views.reports.webinar import WebinarReportView

SERIES_STEM = "report"


def report_makes(
    evidence: Evidence, webinars: Sequence[Webinar], words_of: Callable[[str], Words]
) -> dict[str, Callable[[str], Made]]:
    """Return the makers of the reports of the series and of some webinars."""

    def of_series(language: str) -> Made:
        words = words_of(language)
        yield SERIES_STEM, partial(_series_view, evidence, words)

    def of_webinars(language: str) -> Made:
        words = words_of(language)
        for webinar in webinars:
            yield stem_of(webinar), partial(_webinar_view, evidence, words, webinar)

    return {"report": of_series, "webinar-report": of_webinars}


def _series_view(evidence: Evidence, words: Words) -> ReportView:
    setting = evidence.setting(words)
    quotes = quotes_of(setting, evidence.quotes)
    return report_view(setting, evidence.files_of(None), quotes)


def _webinar_view(evidence: Evidence, words: Words, webinar: Webinar) -> WebinarReportView:
    setting = evidence.setting(words, webinar)
    quotes = quotes_of(setting, evidence.quotes)
    return webinar_report_view(setting, evidence.files_of(webinar), quotes)
