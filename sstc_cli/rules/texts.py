"""All texts of a series that people read, with their paths."""

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
        """Path, language and words of each language; a plain string is in the `main` one."""
        for language, words in self.text.by_language.items():
            yield (*self.path, language) if language else self.path, language or main, words

    def folded(self, main: str) -> dict[tuple[str, str], Path]:
        """Paths by language and words, without case and spaces that mean nothing."""
        return {
            (language, " ".join(words.casefold().split())): path
            for path, language, words in self.wordings(main)
        }


def texts_of(series: Series, webinars: Iterable[tuple[int, Webinar]]) -> tuple[PlacedText, ...]:
    """Every text of the series and of these webinars, which are named by their indexes, too.

    They come in the order of the model. Reasons of waivers are not printed anywhere.
    """
    found: list[PlacedText] = []
    for name in _holders(Series):
        if name != "webinars":
            _collect((name,), getattr(series, name), found)
    for index, webinar in webinars:
        _collect(("webinars", index), webinar, found)
    return tuple(found)


def _collect(path: Path, value: Any, found: list[PlacedText]) -> None:
    if isinstance(value, Text):
        found.append(PlacedText(path, value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect((*path, index), item, found)
    elif isinstance(value, Model):
        for name in _holders(type(value)):
            _collect((*path, name), getattr(value, name), found)


@cache
def _holders(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model that can hold a text, themselves or deeper."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _can_hold(field.annotation))


def _can_hold(annotation: Any) -> bool:
    if annotation is Text:
        return True
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation is not Waiver and bool(_holders(annotation))
    return any(map(_can_hold, get_args(annotation)))
