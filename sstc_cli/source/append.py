"""New items at the end of a top-level list of a file; comments, order and line ends stay."""

from collections.abc import Sequence

from sstc_cli.diagnostics import Document
from sstc_cli.source.builder import parse
from sstc_cli.source.spot import Spot, end_of_value, is_flow, line_start
from sstc_cli.source.write import lines


def appended(text: str, key: str, items: Sequence[Document]) -> str:
    """Return the text with items after those of a key, which is added if it is missing.

    A text with a list in brackets is returned unchanged, so that callers must compare.
    """
    spot = Spot(parse(text, "").root, 0, 0, len(text)).inside(key)
    if spot is None:
        new = "\n".join([*lines({key: items}), ""])
        return text + new if text.endswith("\n") else f"{text}\n{new}"
    last = spot.inside(len(spot.node or ()) - 1)
    if last is None or is_flow(text, spot):
        return text
    start = line_start(text, last.start)
    indent = text[start : last.start].partition("-")[0]
    end, line_break = end_of_value(text, last, len(indent))
    new = line_break.join(lines(items, indent))
    ended = text[end - 1] in "\r\n"  # the last line of a file may have no line break
    return text[:end] + (new + line_break if ended else line_break + new) + text[end:]
