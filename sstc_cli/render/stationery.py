"""The stationery of a document: its paper, and the head and foot of each page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from sstc_cli.model.visual.photo import Photo
from sstc_cli.render.look import PLAIN, Look

if TYPE_CHECKING:  # few workspaces have one
    from sstc_cli.render.letterhead import Letterhead

Paper: TypeAlias = Literal["a4", "letter", "a4-landscape", "letter-landscape"]
# Width and height in millimetres: ISO 216 and ANSI Y14.1.
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {
        "a4": (210, 297),
        "letter": (215.9, 279.4),
        "a4-landscape": (297, 210),
        "letter-landscape": (279.4, 215.9),
    }
)
FOOT = "Page {page} of {pages}"  # a label
MARGIN = 20  # millimetres, left and right


@dataclass(frozen=True, slots=True)
class Stationery:
    """The paper, and the names on it.

    The organisers are above the first page and the series is above the others, unless there is a
    letterhead. `author` goes into the properties of the file. `photos` has pictures by their path.
    """

    paper: Paper = "a4"
    series: str = ""
    organisers: str = ""
    author: str = ""
    letterhead: "Letterhead | None" = None
    own_look: Look = PLAIN
    photos: Mapping[str, Photo] = field(default_factory=dict, hash=False, compare=False)

    @property
    def look(self) -> Look:
        """The look of the letterhead, otherwise our own."""
        return self.letterhead.look if self.letterhead else self.own_look

    @property
    def text_width(self) -> float:
        """The millimetres between the margins."""
        width = PAPERS[self.paper][0]
        if self.letterhead:
            return width - self.letterhead.margins.left - self.letterhead.margins.right
        return width - 2 * MARGIN
