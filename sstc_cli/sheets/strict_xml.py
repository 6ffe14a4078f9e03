"""XML as a strict parser sees it, where a lenient one may see other tags."""

import pyexpat

from sstc_cli.sheets.sectors import DamagedError

_LONGEST = 4_000_000  # bytes


class StrictReader:
    """A parser of pieces of XML, which refuses malformed ones, and tags in what is not a tag."""

    def __init__(self) -> None:
        self._parser = pyexpat.ParserCreate()
        self._parser.CommentHandler = _refuse_tags
        self._parser.ProcessingInstructionHandler = lambda _, text: _refuse_tags(text)

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Take the next piece."""
        if b"<![CDATA[" in piece:
            raise DamagedError
        _parse(self._parser, piece, last=last)


def _refuse_tags(text: str) -> None:
    if "<" in text:
        raise DamagedError


def refuse_malformed(xml: bytes) -> None:
    """Refuse XML in which a lenient reader may see other tags than a strict one."""
    _parse(pyexpat.ParserCreate(), xml, last=True)


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
    _parse(parser, xml, last=True)
    return found


def _parse(parser: pyexpat.XMLParserType, xml: bytes, *, last: bool) -> None:
    try:
        parser.Parse(xml, last)
    except pyexpat.ExpatError as error:
        raise DamagedError from error
