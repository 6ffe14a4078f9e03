"""The fixed words of documents, from gettext catalogues beside the templates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from sstc_cli.errors import ExitCode, SstcError, explained

SOURCE = "en"
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a translator of a language still has to do: labels in English, in their order.

    `unsure` are marked as fuzzy and not used; `broken` lack a `{name}` or have another one;
    `obsolete` are translated, but no template has them.
    """

    language: str
    translated: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]
    broken: tuple[str, ...]
    obsolete: tuple[str, ...]


def read_labels(templates: Sequence[Path], language: str) -> Mapping[str, str]:
    """English label → its translation, from each folder's `labels/<language>.po`.

    A later folder wins over an earlier one, and `pt-BR` over `pt`; what nobody translates stays
    English.
    """
    return {
        label: str(message.string)
        for label, message in _messages(templates, language).items()
        if message.string and not message.fuzzy
    }


def languages_of(templates: Sequence[Path]) -> tuple[str, ...]:
    """The languages that have a catalogue in one of the folders, besides English."""
    files = (file for folder in templates for file in (folder / "labels").glob("*.po"))
    return tuple(sorted({file.stem for file in files} - {SOURCE}))


def coverage(needed: Iterable[str], templates: Sequence[Path], language: str) -> Coverage:
    """How much of the labels that templates have is translated into a language."""
    messages, needed = _messages(templates, language), tuple(needed)
    found = {each: messages[each] for each in needed if each in messages and messages[each].string}
    sure = {label: each for label, each in found.items() if not each.fuzzy}
    return Coverage(
        language,
        translated=tuple(sure),
        missing=tuple(label for label in needed if label not in found),
        unsure=tuple(label for label in found if label not in sure),
        broken=tuple(label for label in sure if _names(label) != _names(sure[label].string)),
        obsolete=tuple(label for label in messages if label not in needed),
    )


def new_catalogue(needed: Iterable[str], language: str) -> bytes:
    """A `.po` file in which every label is still to be translated."""
    catalogue = Catalog(charset="utf-8")
    for label in needed:
        catalogue.add(label)
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    return _HEAD.format(language=language).encode() + stream.getvalue()


def _messages(templates: Sequence[Path], language: str) -> dict[str, Message]:
    """The entries of a language by label; a later one wins where it is surely translated."""
    messages: dict[str, Message] = {}
    for code in dict.fromkeys((language.partition("-")[0], language)):
        for folder in templates:
            for each in _catalogue(folder, f"{code}.po"):
                if str(each.id) not in messages or (each.string and not each.fuzzy):
                    messages[str(each.id)] = each
    return messages


def _names(text: object) -> set[str]:
    return set(_PLACEHOLDER.findall(str(text)))


def _catalogue(folder: Path, name: str) -> list[Message]:
    """The entries of a catalogue, those that translation tools keep as obsolete too."""
    file, shown = folder / "labels" / name, f"templates/labels/{name}"
    if not file.is_file():
        return []
    if not file.resolve().is_relative_to(folder.resolve()):
        hint = "put the catalogue itself there, not a link to it"
        raise SstcError(f"{shown} leads out of the folder", hint, ExitCode.DATA)
    try:
        with file.open("rb") as stream:
            catalogue = read_po(stream, charset="utf-8", abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        where = shown + (f":{line + 1}" if line is not None else "")
        hint = 'a label is `msgid "English"` and, on the next line, `msgstr "translation"`'
        raise SstcError(f"{where} is no gettext catalogue", hint, ExitCode.DATA) from error
    except OSError as error:
        raise SstcError(
            f"{shown} cannot be read: {explained(error)}", "may you read it?"
        ) from error
    return [each for each in (*catalogue, *catalogue.obsolete.values()) if each.id]
