"""The fonts of a PDF: one for each script, so that the same data looks the same everywhere.

Latin, Greek and Cyrillic come with Typst itself. For other scripts a font has to be installed, or
lie in the workspace's `templates/fonts/`; what is in that folder also serves for rare characters.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sstc_cli.errors import SstcError

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
_SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        _CHINESE: ("fonts-noto-cjk", "https://github.com/notofonts/noto-cjk/releases"),
    }
)
_NUMBERED = "CJK UNIFIED IDEOGRAPH"  # their names are their numbers
_OTHERS = ("fonts-noto-core", "https://notofonts.github.io")


def families(text: str) -> dict[str, str]:
    """The font of each script in a text, with the first character that needs it."""
    found: dict[str, str] = {}
    for char in sorted(set(text)):
        family = _family(char)
        if family is not None:
            found.setdefault(family, char)
    return found


@cache
def _family(char: str) -> str | None:
    if unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char) != "So":
        return _CHINESE
    return _FAMILIES.get(unicodedata.name(char, "").partition(" ")[0])


def require(needed: Mapping[str, str], known: Iterable[str]) -> None:
    """Refuse a text whose font is not here: a PDF would have blanks in its place."""
    here = {each.casefold() for each in known}
    for family, char in needed.items():
        if family.casefold() not in here:
            package, address = _SOURCES.get(family, _OTHERS)
            raise SstcError(
                f"the font `{family}` is missing, and the document has {named(char)}",
                f"install it ({address}; on Debian or Ubuntu `apt-get install {package}`), "
                "or put its files into templates/fonts/",
            )


def no_glyph(char: str) -> SstcError:
    """No font at hand has this character."""
    return SstcError(
        f"no font for a PDF has {named(char)}",
        "write it otherwise, or put a font that has it into templates/fonts/: "
        f"{_OTHERS[1]} has one for every script",
    )


def named(char: str) -> str:
    """``the character `é` (U+00E9 LATIN SMALL LETTER E WITH ACUTE)``."""
    points = " ".join(f"U+{ord(each):04X}" for each in char)
    name = unicodedata.name(char, "") if len(char) == 1 else ""
    if name and not name.startswith(_NUMBERED):
        points = f"{points} {name}"
    return f"the character `{char}` ({points})" if char.isprintable() else f"the character {points}"


def font_folder(templates: Path) -> list[Path]:
    """Where a workspace keeps fonts of its own."""
    folder = templates / "fonts"
    return [folder] if folder.is_dir() else []
