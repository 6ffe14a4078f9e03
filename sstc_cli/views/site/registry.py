"""The pages of a site by the name of their template, for checks and docs."""

from collections.abc import Mapping

from sstc_cli.views.site.calendar import CalendarPage
from sstc_cli.views.site.changes import ChangesPage
from sstc_cli.views.site.chooser import ChooserPage
from sstc_cli.views.site.lists import ProgrammePage, SeriesPage, SpeakersPage
from sstc_cli.views.site.others import EmbedPage, PlainPage
from sstc_cli.views.site.webinar import WebinarPage

SITE_VIEWS: Mapping[str, type] = {
    "site-series": SeriesPage,
    "site-webinar": WebinarPage,
    "site-programme": ProgrammePage,
    "site-speakers": SpeakersPage,
    "site-calendar": CalendarPage,
    "site-changes": ChangesPage,
    "site-accessibility": PlainPage,
    "site-embed": EmbedPage,
    "site-fragment": WebinarPage,
    "site-404": PlainPage,
    "site-chooser": ChooserPage,
}
# the frame of all pages, what they share, the style sheet and the script
SITE_FILES: Mapping[str, str] = {
    "site": "site.html.j2",
    "site-parts": "site-parts.html.j2",
    **{name: f"{name}.html.j2" for name in SITE_VIEWS},
    "site-picture": "site-picture.md.j2",
    "site-style": "site.css.j2",
    "site-script": "site.js",
}
