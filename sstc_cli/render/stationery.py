"""What every page carries besides the document: paper, the head of the page, its foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

Paper: TypeAlias = Literal["a4", "letter"]
# Width and height in millimetres: ISO 216 and ANSI Y14.1.
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"a4": (210, 297), "letter": (215.9, 279.4)}
)
FOOT = "Page {page} of {pages}"  # a label
MARGIN = 20  # millimetres, left and right


@dataclass(frozen=True, slots=True)
class Stationery:
    """The paper, and whose it is.

    The organisers head the first page, or the Word file that is their letterhead; the series
    heads the others. `author` is for the properties of the file.
    """

    paper: Paper = "a4"
    series: str = ""
    organisers: str = ""
    author: str = ""
    letterhead: Path | None = None

    @property
    def text_width(self) -> float:
        """Millimetres between the margins."""
        return PAPERS[self.paper][0] - 2 * MARGIN
