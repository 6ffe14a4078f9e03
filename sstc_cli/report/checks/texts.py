"""The texts of a report by their paths, and their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.diagnostics import Path
from sstc_cli.model import Text
from sstc_cli.model.report.names import Named, named_in
from sstc_cli.model.report.texts import ReportTexts

# an end is not in braces, and not before a digit, as in 9.30
_SENTENCE = re.compile(r"(?:\{[^{}\n]*\}|[.!?](?=\d)|[^.!?。！？؟\n])*[.!?。！？؟\n]?")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text in one language; `webinar` is the one that it is about, or None for the series."""

    path: Path
    language: str
    text: str
    webinar: int | None = None


def written_texts(written: ReportTexts) -> Iterator[WrittenText]:
    """Yield the texts of a report that may name figures."""
    for key in ("title", "purpose", "summary"):
        yield from _languages((key,), getattr(written, key))
    for key in ("lessons", "limits"):
        for index, text in enumerate(getattr(written, key)):
            yield from _languages((key, index), text)
    for index, conclusion in enumerate(written.conclusions):
        yield from _languages(("conclusions", index, "text"), conclusion.text)
    for index, advice in enumerate(written.recommendations):
        yield from _languages(("recommendations", index, "text"), advice.text)
    for index, about in enumerate(written.webinars):
        path: Path = ("webinars", index)
        yield from _languages((*path, "summary"), about.summary, about.number)
        for key in ("conclusions", "lessons"):
            for place, text in enumerate(getattr(about, key)):
                yield from _languages((*path, key, place), text, about.number)


def sentences(text: str) -> Iterator[tuple[str, list[Named]]]:
    """Yield each sentence with what it has in braces."""
    for found in _SENTENCE.finditer(text):
        if sentence := found[0].strip():
            yield sentence, list(named_in(sentence))


def _languages(path: Path, text: Text | None, webinar: int | None = None) -> Iterator[WrittenText]:
    for language, words in text.by_language.items() if text else ():
        yield WrittenText((*path, language) if language else path, language, words, webinar)
