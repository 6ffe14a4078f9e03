"""XML as a strict parser sees it, where a lenient one may see other tags."""

import pyexpat

from sstc_cli.sheets.sectors import DamagedError

DEEPEST = 200
_LONGEST = 4_000_000  # bytes


class StrictReader:
    """A parser of pieces of XML, which refuses malformed ones, and tags in what is not a tag."""

    def __init__(self) -> None:
        self._parser = _parser()
        self._parser.CommentHandler = _refuse_tags
        self._parser.ProcessingInstructionHandler = lambda _, text: _refuse_tags(text)

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Take the next piece."""
        if b"<![CDATA[" in piece:
            raise DamagedError
        parse(self._parser, piece, last=last)


def _refuse_tags(text: str) -> None:
    if "<" in text:
        raise DamagedError


def refuse_malformed(xml: bytes) -> None:
    """Refuse XML in which a lenient reader may see other tags than a strict one."""
    parse(_parser(), xml, last=True)


def attributes_of(xml: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of each element with a name, in any namespace, of a short text."""
    if len(xml) > _LONGEST:
        raise DamagedError
    found: list[dict[str, str]] = []

    def take(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler = take
    parse(parser, xml, last=True)
    return found


def parse(parser: pyexpat.XMLParserType, xml: bytes, *, last: bool) -> None:
    """Give a parser its next XML. Refuse malformed XML, and an encoding that does not exist."""
    try:
        parser.Parse(xml, last)
    except (pyexpat.ExpatError, LookupError, ValueError) as error:
        raise DamagedError from error


def _parser() -> pyexpat.XMLParserType:
    """Return a parser that refuses elements in hundreds of others, for which it has no memory."""
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise DamagedError

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    return parser
