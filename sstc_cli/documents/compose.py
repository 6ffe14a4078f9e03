"""Turn views and templates into files, in one way for every command that renders documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sstc_cli.documents.missing_translations import missing_translations
from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.model import Series, Webinar
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Paper, Templates
from sstc_cli.views.documents import VIEWS, Made
from sstc_cli.workspace import Workspace

# yields the views of a document in a language, each with the name of its file without suffix
Make = Callable[[str], Made]

_BEYOND_WORD = {"html", "pdf"}
_ON_LETTERHEAD = {"docx", *_BEYOND_WORD}


@dataclass(frozen=True, slots=True)
class Request:
    """The languages of each file, the formats, and another paper than that of the series.

    Without formats, each document is written in its usual one.
    """

    formats: Sequence[str]
    languages: Sequence[tuple[str, ...]]
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The makers of files by document and name, and messages with hints about the files.

    `missing_translations` are about texts and labels, `letterhead_notes` about the parts of the
    letterhead that only Word can show.
    """

    files: Mapping[str, Mapping[str, Callable[[], bytes]]]
    missing_translations: Sequence[tuple[str, str]]
    letterhead_notes: Sequence[tuple[str, str]]


def compose(
    workspace: Workspace, series: Series, makes: Mapping[str, Make], request: Request
) -> Composed:
    """Fill the templates of every document, and return a maker of the bytes of each file."""
    drafts = list(_drafts(makes, request.languages))
    formats = {name: request.formats or _usual_formats(name) for name in makes}
    used = {suffix for suffixes in formats.values() for suffix in suffixes}
    letterhead = letterhead_of(workspace) if _ON_LETTERHEAD & used else None
    pages = partial(stationery, series, paper=request.paper, letterhead=letterhead)
    codes = dict.fromkeys(code for draft in drafts for code in draft.views)
    templates = {code: templates_of(workspace, code, pages(code)) for code in codes}
    files: dict[str, dict[str, Callable[[], bytes]]] = {name: {} for name in makes}
    filled: list[Document] = []
    for draft in drafts:
        document, first = draft.filled(templates), templates[next(iter(draft.views))]
        for suffix in formats[draft.document]:
            files[draft.document][f"{draft.stem}.{suffix}"] = partial(
                FORMATS[suffix], document, first
            )
        filled += document.parts
    letterhead_notes = letterhead.notes if letterhead and _BEYOND_WORD & used else ()
    return Composed(files, [*missing_translations(series, filled)], letterhead_notes)


def make_views(name: str, series: Series, webinars: Iterable[Webinar]) -> Make:
    """Return a function that yields the views of a document for some webinars."""
    chosen = list(webinars)
    return lambda language: VIEWS[name].make(series, chosen, language)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document to be filled: its view in each of its languages."""

    document: str
    stem: str
    views: Mapping[str, View]

    def filled(self, templates: Mapping[str, Templates]) -> Document:
        """Return the document in its first language, followed by the other languages."""
        parts = [templates[code].document(self.document, self.views[code]) for code in self.views]
        to_paste = VIEWS[self.document].to_paste
        parts = [replace(part, to_paste=to_paste) for part in parts]
        return replace(parts[0], also=tuple(parts[1:]))


def _usual_formats(document: str) -> Sequence[str]:
    return ["txt" if VIEWS[document].to_paste else "md"]


def _drafts(
    makes: Mapping[str, Make], languages_of_files: Iterable[tuple[str, ...]]
) -> Iterator[_Draft]:
    """Yield a draft for each file; a file leaves out languages in which it has no view."""
    for languages in languages_of_files:
        for document, make in makes.items():
            parts = {code: dict(make(code)) for code in languages}
            for stem in dict.fromkeys(stem for views in parts.values() for stem in views):
                views = {code: parts[code][stem] for code in languages if stem in parts[code]}
                yield _Draft(document, f"{stem}.{'+'.join(languages)}", views)
