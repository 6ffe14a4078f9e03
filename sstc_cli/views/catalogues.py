"""The catalogues of labels in documents, and of the fixed words of the terminal."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import originals
from sstc_cli.model import Text
from sstc_cli.model.languages import locale_of
from sstc_cli.model.phrases import MINUTES, Phrases, Unit
from sstc_cli.model.text import Plural, kin
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import city_text

_MOST_PLURALS = 6  # of Arabic


class _Entries(Catalog):
    """The entries of a file, with room for all plurals, whatever its head declares."""

    num_plurals = _MOST_PLURALS


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
    messages = (*catalogue, *catalogue.obsolete.values())
    return [_named_once(message, file.stem) for message in messages if message.id]


def _named_once(message: Message, language: str) -> Message:
    """Give an entry with plurals the English label as its name, and its forms as one wording.

    The rule that chooses a form is that of the language: a file may not bring its own.
    """
    if isinstance(message.id, (list, tuple)):
        which = c2py(get_plural(locale_of(language)).plural_expr)
        forms = "\0".join(message.string or ()).rstrip("\0").split("\0")
        message.id, message.string = message.id[0], Plural(forms, which)
    return message


SOURCE = "en"


def read_labels(templates: Sequence[Path], language: str) -> Mapping[str, str]:
    """Return the translation of each English label, from each folder's `labels/<language>.po`.

    A later folder wins over an earlier one, and `pt-BR` over `pt`. Labels without a translation
    are left out.
    """
    return {
        label: message.string
        for label, message in messages_of(templates, language).items()
        if message.string and isinstance(message.string, str) and not message.fuzzy
    }


def languages_of(templates: Sequence[Path]) -> tuple[str, ...]:
    files = (file for folder in templates for file in originals(folder / "labels", "*.po"))
    return tuple(sorted({file.stem for file in files} - {SOURCE}))


def messages_of(templates: Sequence[Path], language: str) -> dict[str, Message]:
    """Return the entries of a language by label; a later one wins if its translation is sure."""
    messages: dict[str, Message] = {}
    for code in reversed(kin(language)):
        for folder in templates:
            for message in _entries(folder, f"{code}.po"):
                if str(message.id) not in messages or (message.string and not message.fuzzy):
                    messages[str(message.id)] = message
    return messages


def _entries(folder: Path, name: str) -> list[Message]:
    if not (folder / "labels" / name).is_file():
        return []
    return read_catalogue(folder, name)


_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
_FIRST, _BETWEEN = 'msgid ""', "\n\n"
_PLACEHOLDER = re.compile(r"\{\w+\}")
_HEAD_LINE = re.compile(r'^"([^:"\n]+): *(.*?)(?:\\n)?"$', re.MULTILINE)


class Coverage(Facts):
    """The state of a language's translation: labels in English, in their order.

    `unsure` labels are marked as fuzzy and not used; `broken` ones lack a `{name}` or have another
    one, and only the last of several plural forms needs them all; `obsolete` ones are in the last
    folder, but no template has them. Shipped catalogues keep labels that copied templates may still
    have.
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
    *others, last = (folder.resolve() for folder in templates)
    own = messages_of(templates[-1:], language) if last not in others else {}  # in a clone
    translated = {
        label: messages[label] for label in needed if label in messages and messages[label].string
    }
    sure = {label: message for label, message in translated.items() if not message.fuzzy}
    return Coverage(
        language,
        translated=tuple(sure),
        missing=tuple(label for label in needed if label not in translated),
        unsure=tuple(label for label in translated if label not in sure),
        broken=tuple(label for label in sure if not _has_names_of(label, sure[label].string)),
        obsolete=tuple(label for label in own if label not in needed),
    )


def new_catalogue(needed: Iterable[str], language: str) -> bytes:
    catalogue = Catalog(charset="utf-8")
    for label in needed:
        catalogue.add(label)
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    return _HEAD.format(language=language).encode() + stream.getvalue()


def with_labels(data: bytes | None, language: str, labels: Mapping[str, str]) -> bytes:
    """Return a catalogue with these translations of labels, whose other entries stay."""
    catalogue = _Entries(charset="utf-8")
    head = _HEAD.format(language=language)
    if data is not None:
        PoFileParser(catalogue).parse(BytesIO(data.removeprefix(BOM_UTF8)))
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        head = f"{text.partition(_BETWEEN)[0]}{_BETWEEN}" if text.startswith(("#", _FIRST)) else ""
    for label, words in labels.items():
        message = catalogue.get(label) or catalogue.add(label)
        message.string = words
        message.flags.discard("fuzzy")
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    return head.encode() + stream.getvalue()


class PoEntry(NamedTuple):
    """An entry of a PO file whose context is an id; `notes` are for and of programs."""

    id: str
    source: str
    target: str
    notes: tuple[str, ...] = ()
    is_fuzzy: bool = False
    line: int = 0


def write_po_entries(entries: Iterable[PoEntry], language: str, head: Mapping[str, str]) -> bytes:
    """Return a PO file with these entries, and what its head says besides the language."""
    catalogue = Catalog(charset="utf-8")
    for entry in entries:
        flags = ["fuzzy"] if entry.is_fuzzy else []
        message = catalogue.add(
            entry.source, entry.target, flags=flags, auto_comments=entry.notes, context=entry.id
        )
        message.flags.discard("python-format")  # babel takes `80 % of` for one
    stream = BytesIO()
    write_po(stream, catalogue, width=0, omit_header=True)
    more = "".join(f'"{key}: {value}\\n"\n' for key, value in head.items())
    first = _HEAD.format(language=language).rstrip("\n")
    transfer = '"Content-Transfer-Encoding: 8bit\\n"\n'
    return f"{first}\n{transfer}{more}\n".encode() + stream.getvalue()


_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|.)")
_STILL_ESCAPED = {10: b"\\n", 13: b"\\r", 34: b'\\"', 92: b"\\\\"}


def _unescaped(match: re.Match[bytes]) -> bytes:
    """Return the byte that an escape has by its number; others stay."""
    octal, hexadecimal = match.groups()
    if not octal and not hexadecimal:
        return match[0]
    number = int(octal, 8) & 255 if octal else int(hexadecimal, 16)
    return _STILL_ESCAPED.get(number, bytes([number]))


class _Repeating(Catalog):
    """Entries, and those that come again, which babel would merge with the first ones."""

    def __init__(self, charset: str) -> None:
        super().__init__(charset=charset)
        self.again: list[Message] = []

    def __setitem__(self, key: Any, message: Message) -> None:
        if message.id and self.get(key, message.context):
            self.again.append(message)
        else:
            super().__setitem__(key, message)


def read_po(data: bytes) -> tuple[Mapping[str, str], list[PoEntry]]:
    """Return what the head of a PO file says, and its entries that have a context.

    Raise ValueError if it is damaged.
    """
    catalogue = _Repeating(charset="utf-8")
    data = _ESCAPE.sub(_unescaped, data)  # babel leaves these as they are
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(BytesIO(data.removeprefix(BOM_UTF8)))
    except (PoFileError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    head = data.decode("utf-8-sig").replace("\r\n", "\n").partition("\n\n")[0]
    values = dict(_HEAD_LINE.findall(head))  # babel keeps only the lines that it knows
    entries = [
        PoEntry(
            message.context,
            str(message.id),
            str(message.string or ""),
            tuple(message.auto_comments),
            message.fuzzy,
            (message.lineno or 0),
        )
        for message in (*catalogue, *catalogue.again)
        if message.id and message.context
    ]
    return values, entries


def _has_names_of(label: str, wording: object) -> bool:
    forms = wording.forms if isinstance(wording, Plural) else (str(wording),)
    texts = (label, forms[-1], " ".join(forms))
    wanted, *found = (set(_PLACEHOLDER.findall(text)) for text in texts)
    return all(names == wanted for names in found)


CATALOGUES = Path(__file__).with_name("terminal")
_NEVER = 10**9  # of one unit, until it is told in the next larger one


class TranslatedPhrases(Phrases):
    """The words in a language that has a catalogue."""

    def __init__(self, language: str, zone_names: Mapping[str, Text | None] | None = None) -> None:
        super().__init__(language, zone_names)
        self._locale = locale_of(language)

    def translated(self, text: str) -> str:
        return _labels(self.language).get(text, text)

    def count(self, number: int, noun: str) -> str:
        """Return a number with its noun, in an order that needs no plural: `webinaires : 2`."""
        return self.say(f"{{number}} {noun}s", number=number)

    def day(self, day: date) -> str:
        return f"{format_date(day, 'EEE', self._locale)} {day:%Y-%m-%d}"

    def in_days(self, days: int) -> str:
        return format_timedelta(
            timedelta(days), "day", _NEVER, add_direction=True, locale=self._locale
        )

    def unit(self, number: int, unit: Unit) -> str:
        span = timedelta(minutes=number * MINUTES[unit])
        return format_timedelta(span, unit, _NEVER, locale=self._locale)

    def listed(self, names: Sequence[str]) -> str:
        return format_list(names, locale=self._locale) if names else ""

    def place(self, zone: str) -> str:
        return city_text(zone, self.language)


def phrases_in(language: str, zone_names: Mapping[str, Text | None] | None = None) -> Phrases:
    """Return the words in a language; those without a catalogue have English ones."""
    has_words = bool(_labels(language))
    return (TranslatedPhrases if has_words else Phrases)(language, zone_names)


@cache
def _labels(language: str) -> Mapping[str, str]:
    return read_labels([CATALOGUES], language)
