"""What a cell says, or why it cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a cell as the data file has it, and what Excel has probably done to it."""

    text: str
    note: str = ""


class CellError(Exception):
    """A cell that cannot be read as what its column holds."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
