"""The fixed words of documents, translated in gettext catalogues beside the templates."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.listing import originals
from sstc_cli.model.text import kin

if TYPE_CHECKING:
    from babel.messages.catalog import Message

SOURCE = "en"


def read_labels(templates: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the translation of each English label, from each folder's `labels/<language>.po`.

    A later folder wins over an earlier one, and `pt-BR` over `pt`. Labels without a translation
    are left out.
    """
    return {
        label: str(message.string)
        for label, message in messages_of(templates, language).items()
        if message.string and not message.fuzzy
    }


def languages_of(templates: Sequence[Path]) -> tuple[str, ...]:
    """Return the languages, besides English, that have a catalogue in one of the folders."""
    files = (file for folder in templates for file in originals(folder / "labels", "*.po"))
    return tuple(sorted({file.stem for file in files} - {SOURCE}))


def messages_of(templates: Sequence[Path], language: str) -> "dict[str, Message]":
    """Return the entries of a language by label; a later one wins if its translation is sure."""
    messages: dict[str, Message] = {}
    for code in reversed(kin(language)):
        for folder in templates:
            for message in _entries(folder, f"{code}.po"):
                if str(message.id) not in messages or (message.string and not message.fuzzy):
                    messages[str(message.id)] = message
    return messages


def _entries(folder: Path, name: str) -> "list[Message]":
    """Return the entries of a catalogue; none if the folder does not have it."""
    if not (folder / "labels" / name).is_file():
        return []
    reader = import_module("sstc_cli.views.catalogue_file")  # Babel's is slow to load
    entries: list[Message] = reader.read_catalogue(folder, name)
    return entries
