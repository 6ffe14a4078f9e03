"""The files that go to translators and come back: what they have, whatever their format is."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.languages import language_name
from sstc_cli.rules.translations import PLACEHOLDER
from sstc_cli.translations.units import Texts, Unit


class Progress(StrEnum):
    """How far a translator says that a translation is."""

    INITIAL = "initial"
    REVIEW = "review"
    DONE = "done"


class Returned(NamedTuple):
    """A text that came back.

    `base` is the digest of the translation that it had when it went out, `where` its place in the
    file, and `refused` why it cannot be taken at all. Without a `progress`, the file says nothing.
    """

    id: str
    source: str
    target: str
    base: str | None
    where: str
    progress: Progress | None = None
    refused: str = ""


class ReturnedFile(NamedTuple):
    """A file that came back: for which series and languages it was, and its texts."""

    name: str
    series: str
    source_language: str
    language: str
    units: tuple[Returned, ...]


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the parts of a text, each with whether it is a placeholder."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], False))
        found.append((match[0], True))
        end = match.end()
    return [*found, (text[end:], False)] if end < len(text) or not found else found


def place_of(unit: Unit, labels: Mapping[str, str]) -> str:
    """Return where a text is printed, in the words of a catalogue, and how many more places."""
    number, date, more = unit.heads.number, unit.heads.date, len(unit.places) - 1
    first, *others = (
        labels.get(one, one).replace("{number}", str(number)) for one in unit.heads.labels
    )
    return " · ".join(filter(None, (first, date, *others, f"+ {more}" if more > 0 else "")))


def kept_notes(unit: Unit) -> list[str]:
    """Return the notes of a text, with its words in other languages, each on one line."""
    room = f"at most {unit.room} characters; a Chinese one counts as two" if unit.room else ""
    notes = (label.format(words=" ".join(words.split())) for label, words in unit.notes)
    others = (f"{own_name(code)}: {' '.join(it.split())}" for code, it in unit.references.items())
    return [note for note in (place_of(unit, {}), room, *notes, *others) if note]


def own_name(language: str) -> str:
    """Return the name of a language as its readers call it."""
    return language_name(language, language)


def asked(texts: Texts, *, everything: bool) -> Sequence[Unit]:
    """Return the texts that need a translator: those missing or older, or `everything`."""
    if everything:
        return texts.units
    return [unit for unit in texts.units if unit.state in ("missing", "older")]


def damaged(name: str, what: str) -> SstcError:
    """Return the error for a file that cannot be read."""
    hint = "save it again in the translation program, or ask for the file that `export` wrote"
    return SstcError(f"{name} {what}, so nothing was changed", hint, ExitCode.DATA)
