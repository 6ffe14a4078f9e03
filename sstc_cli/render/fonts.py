"""The fonts of a PDF: one for each script, so that the same data looks the same everywhere."""

import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below

_HEAD = struct.Struct(">4s4xI")
_MOST = 256  # the largest collection of Noto has some 80
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


def check_fonts(folder: Path) -> None:
    """Refuse a collection that declares more fonts than it can have."""
    for file in files_below(folder, "*"):
        if file.suffix.lower() not in _SUFFIXES:
            continue
        with file.open("rb") as stream:
            head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            continue
        tag, count = _HEAD.unpack(head)
        if tag == b"ttcf" and count > min(_MOST, file.stat().st_size // 4):
            name = file.relative_to(folder).as_posix()
            message = f"templates/fonts/{name} declares {count:,} fonts, and is damaged"
            raise SstcError(message, "delete it, or download the font again", ExitCode.DATA)


TEXT, MONO = "Libertinus Serif", "DejaVu Sans Mono"
_CHINESE, _ARABIC = "Noto Serif CJK SC", "Noto Naskh Arabic"
# Scripts by the first word of their characters' Unicode names.
_NOTO_SERIF = (
    *("ARMENIAN", "BENGALI", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GUJARATI", "GURMUKHI"),
    *("HEBREW", "KANNADA", "KHMER", "LAO", "MALAYALAM", "MYANMAR", "SINHALA", "TAMIL"),
    *("TELUGU", "THAI", "TIBETAN"),
)
_FAMILIES: Mapping[str, str] = MappingProxyType(
    {"ARABIC": _ARABIC} | {name: f"Noto Serif {name.title()}" for name in _NOTO_SERIF}
)
_CHINESE_SOURCE = ("fonts-noto-cjk", "https://github.com/notofonts/noto-cjk/releases")
_OTHER_SOURCE = ("fonts-noto-core", "https://notofonts.github.io")
_NUMBERED = "CJK UNIFIED IDEOGRAPH"  # their names repeat their code points


def families(text: str) -> dict[str, str]:
    """Return the font of each script in a text, with the first character that needs it."""
    first_characters: dict[str, str] = {}
    for char in sorted(set(text)):
        family = _family(char)
        if family is not None:
            first_characters.setdefault(family, char)
    return first_characters


@cache
def _family(char: str) -> str | None:
    if unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char) != "So":
        return _CHINESE
    return _FAMILIES.get(unicodedata.name(char, "").partition(" ")[0])


class NoFontError(SstcError):
    """No font has a character of a text."""


def require_fonts(needed: Mapping[str, str], installed: Iterable[str]) -> None:
    """Refuse a text if one of its fonts is missing, because a PDF would have gaps in its place."""
    names = {name.casefold() for name in installed}
    for family, char in needed.items():
        if family.casefold() not in names:
            package, address = _CHINESE_SOURCE if family == _CHINESE else _OTHER_SOURCE
            raise NoFontError(
                f"the font `{family}` is missing, and the document has {character_text(char)}",
                f"install it ({address}; on Debian or Ubuntu `apt-get install {package}`), "
                "or put its files into templates/fonts/",
            )


def require_font(font: str, installed: Iterable[str]) -> None:
    """Refuse a font that the data file asks for and the workspace lacks."""
    if font.casefold() not in {name.casefold() for name in installed}:
        raise SstcError(
            f"the font `{font}` is missing, and `look.font` in data/webinars.yaml asks for it",
            "put its files into templates/fonts/, or delete `look.font`",
        )


def no_glyph(char: str) -> NoFontError:
    return NoFontError(
        f"no font for a PDF has {character_text(char)}",
        "use another character, or add a font with it to templates/fonts/ "
        f"({_OTHER_SOURCE[1]} has one for every script)",
    )


def character_text(char: str) -> str:
    """Return ``the character `é` (U+00E9 LATIN SMALL LETTER E WITH ACUTE)`` or the like."""
    points = " ".join(f"U+{ord(point):04X}" for point in char)
    name = unicodedata.name(char, "") if len(char) == 1 else ""
    if name and not name.startswith(_NUMBERED):
        points = f"{points} {name}"
    return f"the character `{char}` ({points})" if char.isprintable() else f"the character {points}"


def font_folder(templates: Path | None) -> list[Path]:
    folders = [templates / "fonts"] if templates else []
    return [folder for folder in folders if folder.is_dir()]


def order_fonts(
    wanted: str, needed: Iterable[str], own: Sequence[str], everywhere: Iterable[str]
) -> list[str]:
    """Return the fonts to try; that of the look is first if every machine has it.

    A font of the machine would make a different file on every machine.
    """
    first = [family for family in everywhere if family.casefold() == wanted.casefold()]
    return [*first, TEXT, *needed, MONO, *own]
