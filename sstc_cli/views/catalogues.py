"""The coverage of a translation, and new catalogues for other languages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from sstc_cli.views.labels import messages_of

_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
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
