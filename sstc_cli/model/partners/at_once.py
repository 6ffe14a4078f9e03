"""How many introductions a person wants at once, as an answer has it."""

import re

_PLACES = re.compile(r"(?:\A|_)([0-9]{1,3})\Z")


def at_once_of(answer: object) -> int | None:
    """Return the number of an answer such as `2`, or of a code such as `up_to_2`; or None."""
    if isinstance(answer, (int, float)):
        return int(answer)
    match = _PLACES.search(answer) if isinstance(answer, str) else None
    return int(match[1]) if match else None
