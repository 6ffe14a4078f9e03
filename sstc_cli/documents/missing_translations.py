"""Texts and labels of documents that have no translation into the document's language."""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import Path, format_path
from sstc_cli.model import Series
from sstc_cli.render import Document
from sstc_cli.rules import texts_of

_MOST_PLACES = 3  # in a message of one line
_PLACES = "run `sstc validate --select W501` to see all places"


def missing_translations(
    series: Series, documents: Sequence[Document]
) -> Iterator[tuple[str, str]]:
    """Yield a message and a hint for each language without some texts or labels."""
    yield from _texts(series, documents)
    yield from _labels(documents)


def _texts(series: Series, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield `3 texts lack fr: notes[0], webinars[6].title, …` for each language."""
    texts_by_language: dict[str, set[int]] = {}
    for document in documents:
        if document.foreign:
            foreign = {id(words.text) for words in document.foreign}
            texts_by_language.setdefault(document.language, set()).update(foreign)
    placed = texts_of(series, enumerate(series.webinars)) if texts_by_language else ()
    for language, texts in texts_by_language.items():
        yield lacking(language, [text.path for text in placed if id(text.text) in texts]), _PLACES


def _labels(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield the number of labels that stay in English, for each language."""
    labels_by_language: dict[str, set[str]] = {}
    for document in documents:
        if document.untranslated and document.language.partition("-")[0] != "en":
            labels_by_language.setdefault(document.language, set()).update(document.untranslated)
    for language, labels in labels_by_language.items():
        message = f"{_count(len(labels), 'label')} {language}, and English is used instead"
        yield message, f"run `sstc templates labels --language {language}` to list the labels"


def lacking(language: str, paths: Sequence[Path]) -> str:
    """Return the number of texts without a language, with the first of their paths."""
    listed = ", ".join(map(format_path, paths[:_MOST_PLACES]))
    return f"{_count(len(paths), 'text')} {language}: {listed}" + ", …" * (
        len(paths) > _MOST_PLACES
    )


def _count(number: int, noun: str) -> str:
    """Return `1 text lacks` or `3 texts lack`."""
    return f"{number} {noun} lacks" if number == 1 else f"{number} {noun}s lack"
