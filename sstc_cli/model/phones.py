"""Telephone numbers in texts, however people write them, and not money, dates or times."""

import re
from collections.abc import Iterator

_SEPARATORS = r" \u00a0\u2009\u202f.\u2010\u2011\u2013\-"
# of scripts that part words by spaces; compiled in a third of the time of a set without the others
_LETTER = r"(?=[\0-\u2e7f])\w"
# compiled on first use; what begins a longer word, a link, a decimal or a time begins no number
_CANDIDATE = (
    rf"(?<!{_LETTER})(?<![.+/=&?#:%@-])(?<!\d[{_SEPARATORS}])"
    rf"[(+＋]{{0,2}}\d[\d(){_SEPARATORS}]{{4,22}}\d(?!{_LETTER})"
)
_WORDS = r"tel|phone|mobile|whatsapp|t[ée]l[ée]phone|tel[ée]fono"
_ANNOUNCED = (
    rf"(?:(?<!{_LETTER})(?i:{_WORDS})(?!{_LETTER})|电话|手机|热线)[{_SEPARATORS}:：]{{0,4}}"
    rf"[+＋(（]{{0,2}}\d(?:[{_SEPARATORS}()（）]{{0,3}}\d){{5,18}}"
)
_AREA = r"\)\D*\d"
_LONG = r"(?<!\d)\d{9,}(?!\d)"
_GROUP = r"\d+"
_DATE = r"(?<!\d)(?:(?:19|20)\d\d[.-]\d\d?[.-]\d\d?|\d\d?[.-]\d\d?[.-](?:19|20)\d\d)(?!\d)"
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+"
_AMOUNTS = rf"{_AMOUNT} ?[-\u2010\u2011\u2013] ?{_AMOUNT}"  # 10 000 – 50 000
_CHINESE_MOBILE = r"1[3-9]\d{9}"
_LEAST, _MOST = 8, 15  # digits, with the code of the country
_LEAST_ALONE, _MOST_ALONE = 9, 13  # without a sign that it is a telephone
_LEAST_LOCAL = 6


def phones_in(text: str, *, doubtful: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where a text has telephone numbers; `doubtful` ones are any long number."""
    if len(re.findall(r"\d", text)) < _LEAST_LOCAL:  # so are most texts
        return
    for found in re.finditer(_CANDIDATE, text):
        if _is_phone(found[0]):
            yield found.span()
    for pattern in (_ANNOUNCED, _LONG) if doubtful else (_ANNOUNCED,):
        yield from (found.span() for found in re.finditer(pattern, text))


def _is_phone(text: str) -> bool:
    groups = [_digits(group) for group in re.findall(_GROUP, text)]
    digits = "".join(groups)
    if text.lstrip("(")[0] in "+＋":
        return _LEAST <= len(digits) <= _MOST
    if digits.startswith("00"):
        return _LEAST + 2 <= len(digits) <= _MOST + 2 and digits[2] != "0"
    if re.search(_AREA, text):
        after = len(digits) - len(groups[0])
        return after >= _LEAST_LOCAL and len(digits) <= _MOST_ALONE
    if len(groups) == 1:
        national = digits[0] == "0" and _LEAST_ALONE <= len(digits) <= _MOST_ALONE
        return national or bool(re.fullmatch(_CHINESE_MOBILE, digits))
    return _LEAST_ALONE <= len(digits) <= _MOST_ALONE and _is_grouped(text, groups)


def _is_grouped(text: str, groups: list[str]) -> bool:
    """Return whether groups of digits are those of a telephone: no thousands, dates or hours."""
    sizes = {len(group) for group in groups}
    is_money = {*map(len, groups[1:])} == {3} and not set(text) & set("-\u2010\u2011\u2013")
    if (
        re.search(_DATE, text)
        or re.fullmatch(_AMOUNTS, text)
        or not sizes <= {2, 3, 4, 5}
        or ("." in text and " " in text)
    ):
        return False
    return groups[0][0] == "0" or (len(groups) > 2 and not is_money and sizes != {2})


def _digits(text: str) -> str:
    """Return digits of any script as those of English."""
    return text if text.isascii() else "".join(str(int(digit)) for digit in text)
