"""More items behind a list at the top of a file; comments, order and line ends stay."""

from collections.abc import Sequence

from sstc_cli.source.read import parse
from sstc_cli.source.spot import Spot, end_of_value, is_flow, line_start
from sstc_cli.source.write import Document, lines


def appended(text: str, key: str, items: Sequence[Document]) -> str:
    """The text with items behind those of a key, which is added where it is missing.

    A list in brackets is left as it is: compare what comes out with what was wanted.
    """
    spot = Spot(parse(text, "").root, 0, 0, len(text)).inside(key)
    if spot is None:
        more = "\n".join([*lines({key: items}), ""])
        return text + more if text.endswith("\n") else f"{text}\n{more}"
    last = spot.inside(len(spot.node or ()) - 1)
    if last is None or is_flow(text, spot):
        return text
    start = line_start(text, last.start)
    indent = text[start : last.start].partition("-")[0]
    end, line_break = end_of_value(text, last, len(indent))
    more = line_break.join(lines(items, indent))
    ended = text[end - 1] in "\r\n"
    return text[:end] + (more + line_break if ended else line_break + more) + text[end:]
