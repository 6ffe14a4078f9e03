"""A csv file: its encoding and its rows.

A file does not name its encoding, and most bytes have a meaning in all of them: it is Unicode, or
what Excel writes where the series' languages are spoken. Where letters look like words of the
script that an encoding is for, it is the right one.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from itertools import islice, pairwise

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.sheets.cells import Rows
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    RefusedError,
    too_many_columns,
)

_LOOKED_AT = 100_000  # letters
_PLAUSIBLE = 0.8  # of all letters beyond ASCII; a wrong encoding reaches half at most
_WESTERN = "Windows 1252"
_COMMON = 0.5  # of all Chinese characters
_SEVERAL = 8  # different Chinese characters
_FEW = 3  # signs such as `¿`
_FEW_NULS = 0.1  # of all bytes
_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}|[\u00a1-\u00bf]){{2,}}"
_TITLED = r"\b[А-Я][а-я]"
_SWAPPED = r"\b[а-я][А-Я]"
_LATIN = "[A-Za-z]"
_MISPLACED = rf"(?<={_LETTER})[¡¢£¤¥¦³¹¼½¾¿](?={_LETTER})"
_SEPARATOR = r"[,;\t\r\n]"
_CHINESE = "[\u4e00-\u9fff]"


@dataclass(frozen=True)
class _CodePage:
    """An encoding of Windows, its languages, and the letters that they write beyond A to Z.

    Words mix letters that are `joined` with letters from A to Z, but never others.
    """

    codec: str
    name: str
    languages: frozenset[str]
    letters: str
    joined: bool = False

    @cached_property
    def letter(self) -> re.Pattern[str]:
        return re.compile(f"[{self.letters}]")

    def share(self, text: str) -> float:
        """Return the share of letters beyond ASCII that fit their neighbours."""
        padded = f" {text[:_LOOKED_AT]} "
        if len(re.findall(_SWAPPED, padded)) > len(re.findall(_TITLED, padded)):
            return 0.0  # KOI8-R is Windows 1251 with small letters for capitals
        right = total = 0
        for (before, letter), after in zip(pairwise(padded), padded[2:], strict=False):
            if letter.isascii() or not letter.isalpha():
                continue
            total += 1
            right += self._is_right(before, letter, after)
        return right / total if total else 0.0

    def _is_right(self, before: str, letter: str, after: str) -> bool:
        """Return whether a letter is one of the languages, and stands as in a word of them."""
        neighbours = [char for char in (before, after) if char.isalpha()]
        joined = any(char.isascii() for char in neighbours)
        if (neighbours and joined != self.joined) or (before.islower() and letter.isupper()):
            return False
        return any(self.letter.fullmatch(form) for form in (letter, letter.lower()))


def _page(
    codec: str, name: str, languages: str, letters: str, *, joined: bool = False
) -> _CodePage:
    return _CodePage(codec, name, frozenset(languages.split()), letters, joined)


# stricter ones first: of two that are equally plausible, the first is taken
_PAGES = (
    _page("cp932", "Windows 932 (Japanese)", "ja", "\u3040-\u30ff\u4e00-\u9fff"),
    _page("cp949", "Windows 949 (Korean)", "ko", "\uac00-\ud7a3"),
    _page("cp1255", "Windows 1255 (Hebrew)", "he", "\u05d0-\u05ea"),
    _page("cp1251", "Windows 1251 (Cyrillic)", "be bg kk ky mk mn ru sr tg uk", "\u0400-\u04ff"),
    _page("cp1256", "Windows 1256 (Arabic)", "ar fa ps ur", "\u0621-\u06d3"),
    _page("cp1253", "Windows 1253 (Greek)", "el", "\u0386-\u03ce"),
    _page("cp1254", "Windows 1254 (Turkish)", "az tr", "âçğîöûüıİş", joined=True),
    *(
        _page("cp1250", "Windows 1250 (Central European)", languages, letters, joined=True)
        for languages, letters in {
            "pl": "ąćęłńóśźż",
            "cs sk": "áäčďéěíĺľňóôŕřšťúůýž",
            "hu": "áéíóöőúüű",
            "ro": "ăâîşţ",
            "bs hr sl": "čćđšž",
        }.items()
    ),
)
# a codec with the one that knows which characters are common, and the first bytes of those
_GB = ("gb18030", "GB 18030", "gb2312", b"\xb0", b"\xd7")
_BIG5 = ("cp950", "Big5 (Traditional Chinese)", "big5", b"\xa4", b"\xc6")


class EncodingError(SstcError):
    """A csv whose encoding is unclear; its hint names an option that not all commands have."""


def decoded(
    data: bytes, file_name: str, encoding: str | None, languages: Iterable[str]
) -> tuple[str, str]:
    """Return the text of a csv, and the name of its encoding."""
    if encoding is not None:
        try:
            return data.decode(encoding).lstrip("\ufeff"), encoding
        except (LookupError, UnicodeError) as error:
            hint = "try `utf-8`, `gb18030`, `cp1252` or `utf-16`, or leave `--encoding` out"
            message = f"{file_name} cannot be read as `{encoding}`"
            raise SstcError(message, hint, ExitCode.USAGE) from error
    if b"\0" in data:
        return _wide(data, file_name)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if (text := _text(data, "utf-16" if wide else "utf-8-sig")) is not None:
        return text.lstrip("\ufeff"), "UTF-16" if wide else "UTF-8"
    if not wide and (found := _guessed(data, {code.partition("-")[0] for code in languages})):
        if _is_unlikely(found):
            hint = (
                "save it in Excel as `CSV UTF-8`, or name its encoding, "
                "for example `--encoding cp1251` for Russian or `cp949` for Korean"
            )
            raise EncodingError(f"the encoding of {file_name} is unclear", hint)
        return found
    raise _unreadable(file_name)


def _unreadable(file_name: str) -> EncodingError:
    """Return the error for a damaged workbook, or a csv in no encoding that can be guessed."""
    hint = "export it again, save it in Excel as `CSV UTF-8`, or name its `--encoding`"
    return EncodingError(f"{file_name} is neither a workbook nor a readable csv", hint)


def _with_nul(data: bytes, file_name: str) -> EncodingError | None:
    """Return the error for a csv that is readable but for a few NUL bytes, or None."""
    if data.count(b"\0") > len(data) * _FEW_NULS or _text(data, "utf-8-sig") is None:
        return None
    line = data[: data.index(b"\0")].count(b"\n") + 1
    message = f"{file_name}, line {line}: a NUL character, which no text has"
    return EncodingError(message, "delete it with a text editor, or export the file again")


def _wide(data: bytes, file_name: str) -> tuple[str, str]:
    """Return the text of UTF-16, which begins with a mark, or has the most separators one way.

    Only UTF-16 has NUL bytes, half of each sign from ASCII.
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    codecs = ("utf-16",) if marked else ("utf-16-le", "utf-16-be")
    texts = [text for codec in codecs if "\0" not in (text := _text(data, codec) or "\0")]
    best = max(texts, key=lambda text: len(re.findall(_SEPARATOR, text)), default="")
    if not re.search(_SEPARATOR, best):
        raise _with_nul(data, file_name) or _unreadable(file_name)
    return best.lstrip("\ufeff"), "UTF-16"


def _guessed(data: bytes, languages: set[str]) -> tuple[str, str] | None:
    """Return the most plausible text with its encoding: Western European if no other one is."""
    if found := list(_readings(data, languages)):
        return max(found, key=lambda reading: reading[0])[1:]
    text = _text(data, "cp1252")
    return None if text is None else (text, _WESTERN)


def _is_unlikely(found: tuple[str, str]) -> bool:
    """Return whether words look wrong as Western European, in which all bytes are some letter.

    Its words seldom have no letter from A to Z, nor a sign in them.
    """
    text, name = found[0][:_LOOKED_AT], found[1]
    words = [word for word in re.findall(_WORD, text) if not word.isascii()]
    strange = sum(re.search(_LATIN, word) is None for word in words)
    misplaced = len(re.findall(_MISPLACED, text))
    return name == _WESTERN and (strange * 2 > len(words) or misplaced >= _FEW)


def _readings(data: bytes, languages: set[str]) -> Iterator[tuple[float, str, str]]:
    """Yield the plausible readings in the encodings of some languages, and in that of China."""
    for page in _PAGES:
        text = (_text(data, page.codec) if page.languages & languages else None) or ""
        if (share := page.share(text)) >= _PLAUSIBLE:
            yield share, text, page.name
    for codec, name, encoding, first, last in (_GB, _BIG5) if "zh" in languages else (_GB,):
        text = _text(data, codec) or ""
        share = _common_share(text, encoding, first, last)
        if share > _COMMON and ("zh" in languages or not _is_korean(text)):
            yield share, text, name


def _is_korean(text: str) -> bool:
    """Return whether Chinese may be Korean or Japanese: its last common rows are as good as empty.

    They have a fifth of the common characters, but no Hangul, and of the Japanese ones rare ones.
    """
    characters = set(re.findall(_CHINESE, text[:_LOOKED_AT]))
    last = [char for char in characters if char.encode("gb2312", "replace") >= b"\xd0"]
    return len(characters) >= _SEVERAL and len(last) * 40 <= len(characters)


def _common_share(text: str, encoding: str, first: bytes, last: bytes) -> float:
    """Return the share of common Chinese characters: other encodings decode to rare ones.

    GB 2312 keeps its 3,755 common characters in the rows that start with bytes B0 to D7, and Big5
    its 5,401 common ones in those from A4 to C6.
    """
    characters = re.findall(_CHINESE, text[:_LOOKED_AT])
    rows = [character.encode(encoding, "replace")[:1] for character in characters]
    return sum(first <= row <= last for row in rows) / len(rows) if rows else 0.0


def _text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


HEADER_WITHIN = 40  # rows in which a header is looked for

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")  # not at U+2028, as `splitlines` does
_DELIMITERS = ",;\t|"
_TEXT_FORMULA = re.compile(r'\A="([^"]*)"\Z')


def rows_of(text: str, file_name: str) -> Rows:
    """Return the rows of a csv, without blank ones at the end."""
    delimiter = _delimiter(text)
    height = text.count("\n")
    if height > MOST_ROWS or text.count(delimiter) + height > MOST_CELLS:
        raise RefusedError(*TOO_MANY_CELLS)
    lines = (match[0] for match in _LINE.finditer(text))
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        rows = []
        for row in islice(reader, HEADER_WITHIN):
            if len(row) > MOST_COLUMNS:
                raise too_many_columns(file_name)
            rows.append(row)
        rows += reader
    except csv.Error as error:
        hint = "save it in Excel as `CSV UTF-8`, or as a workbook (.xlsx)"
        raise SstcError(f"{file_name} cannot be read as csv: {error}", hint) from error
    while rows and not any(rows[-1]):
        rows.pop()
    if '="' in text:  # so some tools keep Excel from reading a text as a number
        rows = [[_TEXT_FORMULA.sub(r"\1", cell) for cell in row] for row in rows]
    return rows


def _delimiter(text: str) -> str:
    """Return the character that splits most lines into the same number of fields."""
    head = text[:60_000]

    def score(delimiter: str) -> int:
        try:
            rows = list(csv.reader(StringIO(head, newline=""), delimiter=delimiter))[:60]
        except csv.Error:
            return 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=score)
