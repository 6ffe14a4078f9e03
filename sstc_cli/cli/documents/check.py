"""`sstc templates check`: every template, filled with everything that the plan has."""

import typer

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.render import report_letterhead_notes
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.documents.templates import template_files
from sstc_cli.documents.template_check import check_templates, count_fillings, unused_templates
from sstc_cli.errors import ExitCode
from sstc_cli.quantity import quantity
from sstc_cli.site.page_trial import check_pages


def check(context: typer.Context, json: Json = False) -> None:
    """Check every template with all webinars, audiences and languages.

    Templates of the site are checked too. The first webinar is also checked as cancelled, with all
    facts, and with few facts. Nothing is written.

    Exit status: 0 no errors, 1 a template fails.

    Example: `sstc templates check`
    """
    session = session_of(context)
    workspace, series = session.opened()
    with session.progress("Checking", count_fillings(series)) as step:
        checked = check_templates(workspace, series, step)
    of_site, pages = check_pages(workspace, series)
    report_letterhead_notes(session, checked.letterhead_notes)
    known = {problem.message for problem in checked.problems}  # of a letterhead, or a catalogue
    more = (problem for problem in of_site if problem.message not in known)
    problems = [*checked.problems, *more]
    if json:
        session.result(write_results(documents=checked.documents, pages=pages, errors=problems))
    else:
        for problem in problems:
            session.result(str(problem))
        for warning in unused_templates(workspace, list(template_files().values())):
            session.say(f"warning: {warning}")
        made = f"{quantity(checked.documents, 'document')}, {quantity(pages, 'page')} of the site"
        documents = f"{made} in {', '.join(series.languages)}"
        session.say(f"{documents}: {quantity(len(problems), 'error')}")
    if problems:
        raise typer.Exit(ExitCode.DATA)
