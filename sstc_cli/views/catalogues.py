"""Gettext catalogues of labels, and how far they are translated; English needs none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.views.labels import messages_of

_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
_MOST_PLURALS = 6  # of Arabic
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


class _Entries(Catalog):
    """The entries of a file. The parser makes room for as many plurals as its head declares."""

    @property
    def num_plurals(self) -> int:
        return min(super().num_plurals, _MOST_PLURALS)


def read_catalogue(folder: Path, name: str) -> list[Message]:
    """Return the entries of a catalogue, also those that translation tools keep as obsolete."""
    file, path = folder / "labels" / name, f"templates/labels/{name}"
    if not file.resolve().is_relative_to(folder.resolve()):
        hint = "put the catalogue itself there, not a link to it"
        raise SstcError(f"{path} leads out of the folder", hint, ExitCode.DATA)
    catalogue = _Entries(charset="utf-8")
    try:
        with file.open("rb") as stream:
            PoFileParser(catalogue, abort_invalid=True).parse(stream)
    except (PoFileError, ValueError, LookupError) as error:  # of a date or encoding in its head
        line = getattr(error, "lineno", None)
        where = path + (f":{line + 1}" if line is not None else "")
        hint = 'write each label as `msgid "English"`, then `msgstr "translation"` on a new line'
        raise SstcError(f"{where} is not a gettext catalogue", hint, ExitCode.DATA) from error
    except OSError as error:
        hint = "check that you have permission to read it"
        raise SstcError(f"cannot read {path}: {explained(error)}", hint) from error
    return [message for message in (*catalogue, *catalogue.obsolete.values()) if message.id]


def coverage(needed: Iterable[str], templates: Sequence[Path], language: str) -> Coverage:
    """Return how far the labels of templates are translated into a language."""
    messages, needed = messages_of(templates, language), tuple(needed)
    last = messages_of(templates[-1:], language)
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


def new_catalogue(needed: Iterable[str], language: str) -> bytes:
    """Return a `.po` file in which every label is still to be translated."""
    catalogue = Catalog(charset="utf-8")
    for label in needed:
        catalogue.add(label)
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    return _HEAD.format(language=language).encode() + stream.getvalue()


def _names(text: object) -> set[str]:
    return set(_PLACEHOLDER.findall(str(text)))
