"""The revisions in the calendar files that people have, so that a release continues them."""

from __future__ import annotations

from sstc_cli.cli.console.exported import exported_to
from sstc_cli.cli.console.files import contents
from sstc_cli.documents.translations import labels_by_language
from sstc_cli.ics import Style, renew, revisions_in, uid_of, write_series
from sstc_cli.model import Revision, Series
from sstc_cli.releases import for_calendars
from sstc_cli.workspace import Workspace


def exported_revisions(workspace: Workspace, series: Series) -> dict[str, Revision]:
    """Return the revisions by webinar that the next export would write, if there was one before.

    A change by hand may have raised them in the files. A release must have them, because somebody
    else may export after it without those files.
    """
    folder = workspace.out / "calendar"
    replaced, exported = contents(folder / f"{series.id}.ics") or b"", exported_to(folder)
    if not exported.versions:
        return {}
    current = for_calendars(series, workspace.release)
    language = series.languages[0]
    style = Style(labels=labels_by_language(workspace, [language]))
    file = write_series(current.series, language, style=style, revision_of=current.revision_of)
    found = revisions_in(renew(file, replaced, exported=exported).data)
    by_uid = {uid_of(series, webinar): webinar.id for webinar in series.webinars}
    return {by_uid[uid]: revision for uid, revision in found.items() if uid in by_uid}
