"""All texts of a series for people, with their paths."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from sstc_cli.diagnostics import Path
from sstc_cli.model import Model, Series, Text, Waiver, Webinar


class PlacedText(NamedTuple):
    """A text and its path."""

    path: Path
    text: Text

    def wordings(self, main: str) -> Iterator[tuple[Path, str, str]]:
        """Yield path, language and words of each language; a plain string is in the `main` one."""
        for language, words in self.text.by_language.items():
            yield (*self.path, language) if language else self.path, language or main, words

    def folded(self, main: str) -> dict[tuple[str, str], Path]:
        """Return paths by language and words, without case and repeated spaces."""
        return {
            (language, " ".join(words.casefold().split())): path
            for path, language, words in self.wordings(main)
        }


def texts_of(series: Series, webinars: Iterable[tuple[int, Webinar]]) -> tuple[PlacedText, ...]:
    """Return every text of the series and of these webinars, which have their indexes.

    Texts are in the order of the model. Reasons of waivers are left out, because no document shows
    them.
    """
    texts: list[PlacedText] = []
    for name in _holders(Series):
        if name != "webinars":
            _collect((name,), getattr(series, name), texts)
    for index, webinar in webinars:
        _collect(("webinars", index), webinar, texts)
    return tuple(texts)


def texts_in(model: Model) -> tuple[PlacedText, ...]:
    """Return every text of a model, in its order."""
    texts: list[PlacedText] = []
    _collect((), model, texts)
    return tuple(texts)


def _collect(path: Path, value: Any, texts: list[PlacedText]) -> None:
    if isinstance(value, Text):
        texts.append(PlacedText(path, value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect((*path, index), item, texts)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect((*path, key), item, texts)
    elif isinstance(value, Model):
        for name in _holders(type(value)):  # type: ignore[arg-type]
            _collect((*path, name), getattr(value, name), texts)


@cache
def _holders(model: type[Model]) -> tuple[str, ...]:
    """Return the fields of a model that can contain a text, directly or inside."""
    return tuple(name for name, key in model.fields.items() if _can_hold(key.annotation))


def _can_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation is not Waiver and bool(_holders(annotation))  # type: ignore[arg-type]
    return annotation is Text or any(map(_can_hold, get_args(annotation)))
