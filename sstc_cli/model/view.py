"""What the writers of documents get: the fields that every view has, and figures."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, dataclass_transform


@dataclass_transform(frozen_default=True)
class Facts:
    """Plain data that templates and the terminal show: each subclass is a frozen dataclass."""

    if TYPE_CHECKING:  # not a field for templates
        __dataclass_fields__: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True)(cls)


class View(Protocol):
    """The fields of every view, which is a dataclass."""

    @property
    def language(self) -> str:
        """The code of the view's language."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    @property
    def revised(self) -> str:
        """When the facts of the view last changed, in UTC, ISO 8601."""


class Form(StrEnum):
    """The way in which the marks of a row are drawn."""

    BARS = "bars"  # a bar for each segment, from the start of the axis
    STACKED = "stacked"  # the segments one after the other, to 100 %
    DOTS = "dots"  # a point with its interval
    CHANGE = "change"  # two points on one line: before and after


@dataclass(frozen=True, slots=True)
class Segment:
    """The meaning of the marks at one position of all rows; tones go from 0 (best) to 4 (worst)."""

    label: str
    tone: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the axis with its interval; `text` is how it is written.

    A value of None is not drawn: without it an interval is all that is known, so it has no point.
    """

    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, a mark for each segment, n as it is written, and a note.

    `group` is the heading of the row and of those after it that have the same one.
    """

    label: str
    marks: tuple[Mark, ...]
    n: str = ""
    note: str = ""
    outlying: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its caption; `low` and `high` are the ends of the axis.

    `wording` is the question as it was asked, and `source` where the figures come from.
    `alternative` says in a sentence or two what the figure shows. `band` is the range of ordinary
    values. `head` names the labels, the values and n. A figure without rows is a sentence: its
    alternative text.
    """

    id: str
    form: Form
    caption: str
    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]
    head: tuple[str, str, str]
    low: float = 0
    high: float = 100
    unit: str = "%"
    wording: str = ""
    source: str = ""
    alternative: str = ""
    band: tuple[float, float] | None = None
    language: str = "en"
    direction: str = "ltr"
