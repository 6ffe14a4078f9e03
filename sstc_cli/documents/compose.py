"""Turn views and templates into files, each in the formats that its document has."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

from sstc_cli.choices import Paper
from sstc_cli.documents.translations import MissingTranslations, labels_of
from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.model.view import View
from sstc_cli.render import LAYOUTS, LIBRARIES, POSTERS, Document, Stationery, Templates
from sstc_cli.views.documents import VIEWS, named_stem
from sstc_cli.views.file_names import Made
from sstc_cli.workspace import Workspace


def formats_of(document: str) -> Sequence[str]:
    """Return the formats of a document, for example `md` and `pptx`."""
    endings = LAYOUTS[VIEWS[document].layout]
    return list(dict.fromkeys(map(_format, endings)))


def endings_of(
    document: str,
    formats: Iterable[str] = (),
    *,
    where_possible: bool = False,
    usual: Iterable[str] = (),
) -> Sequence[str]:
    """Return the endings of a document's files in these formats, or in its usual ones.

    For documents of pages, the office can have named `usual` ones.

    A format can have several: a picture is written in several sizes. A format that the document
    lacks is an error, unless it is only wanted `where_possible`.
    """
    known = formats_of(document)
    kind = VIEWS[document]
    own = ["txt"] if kind.to_paste else [name for name in usual if name in known] or ["md"]
    if kind.layout not in ("page", "report"):
        own = [name for name in known if name != "md"]
    wanted = list(formats) or own
    lacking = next((name for name in wanted if name not in known), None)
    if lacking and not where_possible:
        hint = f"choose from {', '.join(f'`{name}`' for name in known)}, or name other documents"
        message = f"`{document}` cannot be written as `{lacking}`"
        raise SstcError(message, hint, ExitCode.USAGE)
    endings = LAYOUTS[kind.layout]
    return [ending for name in wanted for ending in endings if _format(ending) == name]


def missing_library(document: str) -> str | None:
    """Return the library that the usual formats of a document need, if it is not installed."""
    library = LIBRARIES.get(VIEWS[document].layout)
    return library if library and find_spec(library) is None else None


def _format(ending: str) -> str:
    return ending.rpartition(".")[2]


class LazyFiles(Mapping[str, bytes]):
    """The contents of files by name, each made anew when it is read."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> bytes:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


# yields makers of the views of a document in a language, with the names of their files
Make = Callable[[str], Made]

_BEYOND_WORD = {"html", *POSTERS}
_ON_LETTERHEAD = {"docx", "pptx", *_BEYOND_WORD}


class Request(NamedTuple):
    """The languages of each file, the formats, and another paper than that of the series.

    Without formats, each document is written in its own ones, or in the `usual` ones of the office.
    `where_possible` leaves out the formats that a document lacks. A `notice`, such as "for internal
    use only", is at the head of each page instead of the letterhead.
    """

    formats: Sequence[str]
    languages: Sequence[tuple[str, ...]]
    paper: Paper | None = None
    where_possible: bool = False
    notice: str = ""
    usual: Sequence[str] = ()


class Composed(NamedTuple):
    """The makers of files by document and name, and messages with hints about the files.

    A document is filled when one of its files is made, so that memory need not hold thousands.
    `letterhead_notes` are about the parts of the letterhead that only Word can show.
    """

    series: Series
    files: Mapping[str, Mapping[str, Callable[[], bytes]]]
    letterhead_notes: Sequence[tuple[str, str]]
    missing: MissingTranslations

    def missing_translations(self) -> Sequence[tuple[str, str]]:
        return [*self.missing.messages(self.series)]


def compose(
    workspace: Workspace, series: Series, makes: Mapping[str, Make], request: Request
) -> Composed:
    """Return a maker of the bytes of each file, which fills the template of its document."""
    drafts = list(_drafts(makes, request.languages))
    endings = {
        name: endings_of(
            name, request.formats, where_possible=request.where_possible, usual=request.usual
        )
        for name in makes
    }
    used = {suffix for suffixes in endings.values() for suffix in suffixes}
    is_official = _ON_LETTERHEAD & used and not request.notice
    letterhead = letterhead_of(workspace, series) if is_official else None
    pages = partial(stationery, workspace, series, paper=request.paper, letterhead=letterhead)
    codes = dict.fromkeys(code for draft in drafts for code in draft.views)
    templates = {
        code: templates_of(workspace, code, _noted(workspace, code, pages(code), request.notice))
        for code in codes
    }
    filler = _Filler(templates, missing := MissingTranslations())
    files: dict[str, dict[str, Callable[[], bytes]]] = {name: {} for name in makes}
    for draft in drafts:
        for suffix in endings[draft.document]:
            files[draft.document][f"{draft.stem}.{suffix}"] = partial(filler.make, draft, suffix)
    letterhead_notes = letterhead.notes if letterhead and _BEYOND_WORD & used else ()
    return Composed(series, files, letterhead_notes, missing)


def _noted(workspace: Workspace, code: str, pages: Stationery, notice: str) -> Stationery:
    """Return the stationery with a notice at the head of every page, if there is one."""
    if not notice:
        return pages
    words = labels_of(workspace, code).get(notice, notice)
    series, organisers = (f"{words} · {name}" for name in (pages.series, pages.organisers))
    return replace(pages, series=series, organisers=organisers)


def make_views(
    name: str,
    series: Series,
    webinars: Iterable[Webinar],
    audiences: Sequence[str] = (),
    left_out: Container[str] = (),
) -> Make:
    """Return a function that yields makers of the views of a document for some webinars.

    A document for each audience is only for those audiences, if there are any. The views with the
    names `left_out` are not made.
    """
    chosen, kind = list(webinars), VIEWS[name]

    def make(language: str) -> Made:
        for stem, view in kind.make(series, chosen, language):
            other = kind.per == "audience" and stem.rpartition(".")[2] not in audiences
            if not (audiences and other) and stem not in left_out:
                yield stem, view

    return make


class _Draft(NamedTuple):
    """A document to be filled: the maker of its view in each of its languages."""

    document: str
    stem: str
    views: Mapping[str, Callable[[], View]]

    def filled(self, templates: Mapping[str, Templates]) -> Document:
        parts = [
            templates[code].document(self.document, view()) for code, view in self.views.items()
        ]
        kind = VIEWS[self.document]
        parts = [replace(part, to_paste=kind.to_paste, dense=kind.dense) for part in parts]
        return replace(parts[0], also=tuple(parts[1:]))


class _Filler:
    def __init__(self, templates: Mapping[str, Templates], missing: MissingTranslations) -> None:
        self._templates = templates
        self._missing = missing
        self._last: tuple[_Draft, Document] | None = None

    def make(self, draft: _Draft, ending: str) -> bytes:
        """Return a document as the bytes of the file with an ending.

        The last one is kept for its other formats.
        """
        if self._last is None or self._last[0] is not draft:
            self._last = draft, draft.filled(self._templates)
            for part in self._last[1].parts:
                self._missing.add(part)
        first = self._templates[next(iter(draft.views))]
        return LAYOUTS[VIEWS[draft.document].layout][ending](self._last[1], first)


def _drafts(
    makes: Mapping[str, Make], languages_of_files: Iterable[tuple[str, ...]]
) -> Iterator[_Draft]:
    """Yield a draft for each file; a file leaves out languages in which it has no view."""
    for languages in languages_of_files:
        for document, make in makes.items():
            parts = {code: dict(make(code)) for code in languages}
            for stem in dict.fromkeys(stem for views in parts.values() for stem in views):
                views = {code: parts[code][stem] for code in languages if stem in parts[code]}
                name = f"{named_stem(document, stem)}.{'+'.join(languages)}"
                yield _Draft(document, name, views)
