"""The fixed words of the board of partners, which `templates/labels/` has translated."""

from enum import StrEnum


class BoardLabel(StrEnum):
    """A label in English, with `{names}` for what is filled in."""

    TITLE = "What participants offer each other, and what they seek"
    WHO = "The people counted here have agreed to be introduced to others."
    TOPIC = "Topic"
    OFFERED = "People who offer it"
    SOUGHT = "People who seek it"
    KIND = "Kind of cooperation"
    WANTED = "People who want it"
    MATRIX = "Who can help whom"
    MATRIX_NOTE = (
        "The number of people in the group of a row who seek something that people in the group of "
        "the column offer."
    )
    NO_MATRIX = (
        "Which groups seek what other groups offer is not shown: each count is too small, or would "
        "reveal a small one."
    )
    GROUP = "Group"
    TOO_FEW = "Too few people have agreed to be introduced to others: nothing can be shown yet."
