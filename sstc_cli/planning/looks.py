"""How cells of the workbook look: their formats, and the colours of what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Severity
from sstc_cli.planning.columns import Kind
from sstc_cli.render.book import Book

_INK, _SHADE, _GREY = "#17456e", "#dfe8f1", "#f3f4f6"
_COLOURS = {Severity.ERROR: "#f4b8b8", Severity.WARNING: "#fde3a0", Severity.NOTE: "#d9e8fb"}
_TEXT = "@"  # or else Excel would make a number of `1.10`, and a date of `1-2`
_FORMATS = {
    Kind.TEXT: _TEXT,
    Kind.LINE: _TEXT,
    Kind.COUNTRY: _TEXT,
    Kind.ZONE: _TEXT,
    Kind.LINK: _TEXT,
    Kind.DATE: "yyyy-mm-dd",
    Kind.TIME: "hh:mm",
    Kind.NUMBER: "0",
}
_TOP = {"valign": "top", "text_wrap": True}


@dataclass
class Looks:
    """The formats of a workbook, each made once."""

    book: Book
    _made: dict[tuple[Kind | None, Severity | None, bool], object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the formats of heads and of the sheet that explains the workbook."""
        add = self.book.add_format
        self.head = add({"bold": True, "font_color": _INK, "bg_color": _SHADE, "bottom": 1, **_TOP})
        self.title = add({"bold": True, "font_size": 15, "font_color": _INK, **_TOP})
        self.words = add({"font_size": 11, **_TOP})
        self.command = add({"font_name": "Consolas", "font_size": 11, **_TOP})
        self.hidden = add({"locked": False, "num_format": _TEXT, "valign": "top"})

    def cell(
        self, kind: Kind | None, severity: Severity | None = None, *, fixed: bool = False
    ) -> object:
        """Return the format of the cells of a kind, in the colour of what is wrong with them."""
        if (kind, severity, fixed) not in self._made:
            self._made[kind, severity, fixed] = self.book.add_format(_format(kind, severity, fixed))
        return self._made[kind, severity, fixed]


def _format(kind: Kind | None, severity: Severity | None, fixed: bool) -> Mapping[str, object]:
    look: dict[str, object] = {"locked": False, **_TOP}
    if kind in _FORMATS:
        look["num_format"] = _FORMATS[kind]
    if kind in (Kind.DATE, Kind.TIME, Kind.NUMBER):
        look["align"] = "left"
    if fixed:
        look["bg_color"] = _GREY
    if severity:
        look["bg_color"] = _COLOURS[severity]
    return look
