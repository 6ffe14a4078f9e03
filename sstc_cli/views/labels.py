"""The fixed words of documents, translated in gettext catalogues beside the templates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.listing import originals
from sstc_cli.model.text import kin

if TYPE_CHECKING:
    from babel.messages.catalog import Message

SOURCE = "en"
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of a language's translation: labels in English, in their order.

    `unsure` labels are marked as fuzzy and not used; `broken` ones lack a `{name}` or have another
    one; `obsolete` ones are in the last folder, but no template has them. Shipped catalogues keep
    labels that copied templates may still have.
    """

    language: str
    translated: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]
    broken: tuple[str, ...]
    obsolete: tuple[str, ...]


def read_labels(templates: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the translation of each English label, from each folder's `labels/<language>.po`.

    A later folder wins over an earlier one, and `pt-BR` over `pt`. Labels without a translation
    are left out.
    """
    return {
        label: str(message.string)
        for label, message in _messages(templates, language).items()
        if message.string and not message.fuzzy
    }


def languages_of(templates: Sequence[Path]) -> tuple[str, ...]:
    """Return the languages, besides English, that have a catalogue in one of the folders."""
    files = (file for folder in templates for file in originals(folder / "labels", "*.po"))
    return tuple(sorted({file.stem for file in files} - {SOURCE}))


def coverage(needed: Iterable[str], templates: Sequence[Path], language: str) -> Coverage:
    """Return how far the labels of templates are translated into a language."""
    messages, needed = _messages(templates, language), tuple(needed)
    last = _messages(templates[-1:], language)
    translated = {
        label: messages[label] for label in needed if label in messages and messages[label].string
    }
    sure = {label: message for label, message in translated.items() if not message.fuzzy}
    return Coverage(
        language,
        translated=tuple(sure),
        missing=tuple(label for label in needed if label not in translated),
        unsure=tuple(label for label in translated if label not in sure),
        broken=tuple(label for label in sure if _names(label) != _names(sure[label].string)),
        obsolete=tuple(label for label in last if label not in needed),
    )


def _messages(templates: Sequence[Path], language: str) -> "dict[str, Message]":
    """Return the entries of a language by label; a later one wins if its translation is sure."""
    messages: dict[str, Message] = {}
    for code in reversed(kin(language)):
        for folder in templates:
            for message in _entries(folder, f"{code}.po"):
                if str(message.id) not in messages or (message.string and not message.fuzzy):
                    messages[str(message.id)] = message
    return messages


def _names(text: object) -> set[str]:
    return set(_PLACEHOLDER.findall(str(text)))


def _entries(folder: Path, name: str) -> "list[Message]":
    """Return the entries of a catalogue; none if the folder does not have it."""
    if not (folder / "labels" / name).is_file():
        return []
    catalogues = import_module("sstc_cli.views.catalogues")  # Babel's reader is slow to load
    entries: list[Message] = catalogues.read_catalogue(folder, name)
    return entries
