"""The order of names in the alphabet of a language; neither Python nor babel has one."""

import re
import unicodedata

# The codes of GB 2312 are in the order of pinyin, but for rare characters, which come after all
# others: in names of countries these, each with a common character of the same sound.
_SAME_SOUND = str.maketrans("瑙斐汶", "脑匪问")
# Letters that are not an accent on another one. In Russian, ё counts as е, but й is a letter.
_LETTERS = str.maketrans({"й": "иї", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")


def alphabet_key(name: str, language: str) -> tuple[str | bytes, str]:
    """Return a key that sorts names in the alphabet of a language, without regard to accents."""
    if language.partition("-")[0] == "zh":
        return name.translate(_SAME_SOUND).encode("gb18030"), name
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return _BETWEEN.sub(" ", plain), name
