"""The translations of labels, and the texts and labels of documents that have none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Path, format_path
from sstc_cli.model import Foreign, Series
from sstc_cli.render import Document
from sstc_cli.rules import texts_of
from sstc_cli.views.catalogues import read_labels
from sstc_cli.workspace import Workspace


def labels_of(workspace: Workspace, language: str) -> Mapping[str, str]:
    """Return the translations into a language; the workspace's own win over the shipped ones."""
    return read_labels(workspace.catalogues, language)


def labels_by_language(
    workspace: Workspace, languages: Iterable[str]
) -> dict[str, Mapping[str, str]]:
    return {language: labels_of(workspace, language) for language in languages}


_MOST_PLACES = 3  # in a message of one line
_LONGEST = 40  # characters of a text that has no path in the plan


@dataclass(frozen=True, slots=True)
class MissingTranslations:
    """The translations that the documents made so far lack, by language."""

    texts: dict[str, dict[int, Foreign]] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        language = document.language
        if document.foreign:
            foreign = {id(words.text): words for words in document.foreign}
            self.texts.setdefault(language, {}).update(foreign)
        if document.untranslated and language.partition("-")[0] != "en":
            self.labels.setdefault(language, set()).update(document.untranslated)

    def messages(self, series: Series) -> Iterator[tuple[str, str]]:
        """Yield `3 texts lack fr: notes[0], …` and a hint for each language; the same of labels."""
        placed = texts_of(series, enumerate(series.webinars)) if self.texts else ()
        for language, texts in self.texts.items():
            paths = [text.path for text in placed if id(text.text) in texts]
            if paths:
                is_main = language == series.languages[0]
                status = f"translations status --language {language} --all"
                command = "validate --select W501" if is_main else status
                yield lacking(language, paths), f"run `sstc {command}` to see all places"
            known = {id(text.text) for text in placed}
            if others := [words for place, words in texts.items() if place not in known]:
                which = ", ".join(f"`{words[:_LONGEST]}`" for words in others[:_MOST_PLACES])
                message = f"{_count(len(others), 'text')} {language}: {which}"
                yield message, f"add {language} in the file that has the text"
        for language, labels in self.labels.items():
            message = f"{_count(len(labels), 'label')} {language}, and English is used instead"
            yield message, f"run `sstc templates labels --language {language}` to list the labels"


def lacking(language: str, paths: Sequence[Path]) -> str:
    """Return the number of texts without a language, with the first of their paths."""
    listed = ", ".join(map(format_path, paths[:_MOST_PLACES]))
    return f"{_count(len(paths), 'text')} {language}: {listed}" + ", …" * (
        len(paths) > _MOST_PLACES
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun} lacks" if number == 1 else f"{number} {noun}s lack"
