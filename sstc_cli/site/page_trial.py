"""Check the templates of the site by filling each of them, before it is built."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from sstc_cli.documents.template_check import TemplateProblem
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.site.build import BuiltSite, SiteRequest, build, pages_alone
from sstc_cli.views.trial import trials
from sstc_cli.workspace import Workspace

_URL = "https://example.org/"


def check_pages(workspace: Workspace, series: Series) -> tuple[list[TemplateProblem], int]:
    """Return what is wrong with the templates of the site, each once, and how many pages were made.

    The pages are tried as they are, and with the first webinar complete, incomplete and cancelled.
    """
    problems: dict[str, TemplateProblem] = {}
    count = 0
    for state, trial in trials(series).items():
        alone = trial if state == "as it is" else trial.replaced(webinars=trial.webinars[:1])
        try:
            request = SiteRequest(workspace.today, _URL, draft=True)
            built = build(replace(workspace, release_files=()), alone, request)
        except SstcError as error:
            problems.setdefault(error.message, TemplateProblem(error.message, error.hint))
        else:
            count += _fill(workspace, built, state, problems)
    return [*problems.values()], count


def _fill(
    workspace: Workspace, built: BuiltSite, state: str, problems: dict[str, TemplateProblem]
) -> int:
    """Fill the templates of each page, note the problems, and return how many succeeded."""
    count = 0
    for name, make in _makers(workspace, built):
        try:
            count += bool(make())
        except SstcError as error:
            language = name.partition("/")[0]
            problem = TemplateProblem(error.message, error.hint, name, language, state)
            problems.setdefault(error.message, problem)
    return count


def _makers(workspace: Workspace, built: BuiltSite) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the makers of pages, of the style sheet, and of a webinar to paste."""
    for name, make in built.files.items():
        if name.endswith((".html", ".css")):
            yield name, make
    for language in built.site.languages:
        pages = pages_alone(workspace, built.site, built.public, language)
        for webinar in built.site.webinars[:1]:
            view = partial(pages.webinar, webinar)
            yield f"{language}/fragment", partial(pages.page, "site-fragment", view)
