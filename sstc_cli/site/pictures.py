"""Pictures that people see when they share a page, drawn by Typst as posters are.

The name of a picture has a digest of what is in it. So programs that keep pictures by their address
show a new one after a change, and one that is there already need not be drawn again.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.model.view import View
from sstc_cli.render import Document, Templates
from sstc_cli.render.display.poster import poster_key, write_poster
from sstc_cli.render.letterhead import Letterhead
from sstc_cli.render.typesetting import require_typst
from sstc_cli.site.pages import NAMES
from sstc_cli.views.poster import poster_view
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.picture import series_picture
from sstc_cli.views.site.webinars import page_name
from sstc_cli.workspace import Workspace

FOLDER = "pictures/"
_ENDING = "1200x628.png"
Kept = Callable[[str], bytes | None]


class Pictures:
    """The pictures of a site; `kept` returns one that is in its place already, by its path."""

    def __init__(self, workspace: Workspace, site: Site, kept: Kept) -> None:
        require_typst("a picture of a page")
        self._workspace, self._site, self._kept = workspace, site, kept
        self._letterhead: Letterhead | None = letterhead_of(workspace, site.series)
        self.files: dict[str, Callable[[], bytes]] = {}

    def of(self, language: str) -> Mapping[str, str]:
        """Return the path of the picture of each page; the pages of the series share one."""
        page = stationery(self._workspace, self._site.series, language, letterhead=self._letterhead)
        templates = templates_of(self._workspace, language, page)
        found = {}
        for name, template, view in self._views(language):
            document = templates.document(template, view())
            stem = name.rpartition("/")[2]
            key = poster_key(document, templates, _ENDING)[:8]
            path = f"{FOLDER}{language}/{stem}-{key}.png"
            self.files[path] = partial(self._made, path, document, templates)
            found[name] = path
        return found | dict.fromkeys(NAMES, found["index"])

    def _views(self, language: str) -> Iterator[tuple[str, str, Callable[[], View]]]:
        yield "index", "site-picture", partial(series_picture, self._site, language)
        for webinar in self._site.webinars:
            view = partial(poster_view, self._site.series, webinar, language)
            yield page_name(webinar), "poster", view

    def _made(self, path: str, document: Document, templates: Templates) -> bytes:
        return self._kept(path) or write_poster(document, templates, _ENDING)
