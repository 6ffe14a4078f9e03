"""The columns of the workbook of suggestions."""

TITLE = "suggestions to be approved"
SUGGESTIONS = "suggestions"
APPROVE, FIRST, SECOND = "approve", "first", "second"
TICK = "x"
HEADER = (
    *(APPROVE, "points", "round"),
    *("name A", "organisation A", "country A", "name B", "organisation B", "country B"),
    *("A offers to B", "B offers to A", "reasons", FIRST, SECOND),
)
WIDTHS = (9, 8, 7, 24, 28, 16, 24, 28, 16, 36, 36, 70, 19, 19)
