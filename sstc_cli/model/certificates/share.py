"""A share in per cent, as people write it in data files and on the command line."""

import re
from typing import Annotated

from sstc_cli.model.readers import Value
from sstc_cli.model.values import pattern, read_text, refuse

_SHARE = re.compile(r"(?:100|[1-9][0-9]?) ?%")


def percent_in(text: str) -> int | None:
    """Return the whole number of a share such as `60%`, or None if the text is something else."""
    return int(text.rstrip("% ")) if _SHARE.fullmatch(text) else None


def read_share(value: object) -> int:
    """Return a share from 1 to 100 per cent, or refuse the value (E108)."""
    text = read_text(value, "a share such as `70%`")
    share = percent_in(text)
    if share is None:
        refuse("E108", "`{value}` is not a share", "write 1 to 100 with `%`: `70%`", text)
    return share


Share = Annotated[int, Value(read_share, pattern(_SHARE))]
