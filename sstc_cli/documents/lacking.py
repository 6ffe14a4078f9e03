"""The texts and labels that documents need in a language, and that are not written in it."""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import format_path
from sstc_cli.model import Series
from sstc_cli.render import Document
from sstc_cli.rules import texts_of

_SHOWN = 3  # places that fit into a line
_PLACES = "each is marked in the document; `sstc validate --select W501` shows the places"


def lacking(series: Series, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield a message and a hint for each language that texts or labels lack."""
    yield from _texts(series, documents)
    yield from _labels(documents)


def _texts(series: Series, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield `3 texts lack fr: notes[0], webinars[6].title, …` for each language."""
    lacking: dict[str, set[int]] = {}
    for document in documents:
        if document.foreign:
            foreign = {id(found.text) for found in document.foreign}
            lacking.setdefault(document.language, set()).update(foreign)
    placed = texts_of(series, enumerate(series.webinars)) if lacking else ()
    for language, wanted in lacking.items():
        places = [format_path(text.path) for text in placed if id(text.text) in wanted]
        shown = ", ".join(places[:_SHOWN]) + (", …" if len(places) > _SHOWN else "")
        yield f"{_count(len(places), 'text')} {language}: {shown}", _PLACES


def _labels(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield the number of labels that stay English, for each language."""
    lacking: dict[str, set[str]] = {}
    for document in documents:
        if document.untranslated and document.language.partition("-")[0] != "en":
            lacking.setdefault(document.language, set()).update(document.untranslated)
    for language, labels in lacking.items():
        message = f"{_count(len(labels), 'label')} {language}: English stands there"
        yield message, f"`sstc templates labels --language {language}` lists them"


def _count(number: int, noun: str) -> str:
    """Return `1 text lacks` or `3 texts lack`."""
    return f"{number} {noun} lacks" if number == 1 else f"{number} {noun}s lack"
