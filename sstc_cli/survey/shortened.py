"""Names as codes for tools that take only letters and digits, and only so many of them."""

import hashlib
from collections import Counter
from collections.abc import Iterable

_RESERVED = frozenset(
    {"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that", "this", "time"}
)
_MARK = 4  # characters that distinguish a name that had to be cut from all others


def short_codes(names: Iterable[str], most: int) -> dict[str, str]:
    """Return the code of each name, for example `fullName` for `full_name`.

    A code that is too long, reserved in LimeSurvey, or that of two names is cut and ends in a
    digest of its name, so that it does not depend on the order of the names.
    """
    plain = {name: _joined(name) for name in names}
    counts = Counter(code.casefold() for code in plain.values())
    return {
        name: code
        if len(code) <= most and counts[code.casefold()] == 1 and code.casefold() not in _RESERVED
        else code[: most - _MARK] + hashlib.sha256(name.encode()).hexdigest()[:_MARK]
        for name, code in plain.items()
    }


def _joined(name: str) -> str:
    """Return a name with a capital letter in place of each underscore."""
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)
