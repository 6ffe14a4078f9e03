"""A workbook with charts, which has the same bytes every time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from sstc_cli.render import book
from sstc_cli.render.zipped import zipped

# LibreOffice shows the category and the series in a label that does not say that it has none
_SHOWN = b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>' + (
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_LABELS = re.compile(rb"<c:dLbls>.*?</c:dLbls>", re.DOTALL)
_WRAPPED, _UNWRAPPED = b"<a:bodyPr/>", b'<a:bodyPr wrap="none"/>'
_TEXT = (
    "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:latin typeface={}/></a:defRPr>"
    '</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
)
_AFTER_TEXT = b"<c:printSettings>"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a chart's numbers, each the first of its kind.

    `ends` is where intervals end, and `lengths` is how long they are; without it that is written
    into the chart, because LibreOffice finds it only there in Word.
    """

    labels: int
    values: int
    ends: int
    lengths: int | None = None


class Workbook(book.Workbook):
    """A workbook whose charts say what they show."""

    def parts(self) -> dict[str, bytes]:
        """Return the files in the workbook, which cannot be changed any more."""
        return {name: _shown(name, data, self.font) for name, data in super().parts().items()}


def workbook_bytes(parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook without the time of the clock."""
    return zipped(parts)


def _shown(name: str, data: bytes, font: str) -> bytes:
    """Return a part; in a chart, labels say all that they show and do not show, on one line."""
    if not name.startswith("xl/charts/chart"):
        return data
    text = _TEXT.format(quoteattr(font)).encode() if font else b""
    data = data.replace(b'<c:showVal val="1"/>', _SHOWN).replace(_AFTER_TEXT, text + _AFTER_TEXT)
    return _LABELS.sub(lambda labels: labels[0].replace(_WRAPPED, _UNWRAPPED), data)
